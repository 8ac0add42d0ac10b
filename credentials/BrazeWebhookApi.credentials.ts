import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { BRAZE_TRIGGER_POLICY } from '../nodes/Braze/trigger/policy';
import {
	previousSecretFields,
	shortSecretNotice,
	untestedNotice,
} from '../nodes/shared/webhook/credentialFields';

const { longestWindowMinutes } = BRAZE_TRIGGER_POLICY;

/** How Braze proves that it sent a webhook message: with what is entered in the message. */
export class BrazeWebhookApi implements ICredentialType {
	name = 'brazeWebhookApi';

	displayName = 'Braze Webhook API';

	icon = {
		light: 'file:../nodes/Braze/braze.svg',
		dark: 'file:../nodes/Braze/braze.dark.svg',
	} as const;

	documentationUrl =
		'https://www.braze.com/docs/user_guide/message_building_by_channel/webhooks/creating_a_webhook/';

	properties: INodeProperties[] = [
		{
			displayName: 'Authentication',
			name: 'scheme',
			type: 'options',
			options: [
				{
					name: 'Basic',
					value: 'basic',
					description: 'A user name and a password in the Authorization header',
				},
				{ name: 'Secret Header', value: 'header', description: 'A header that only Braze knows' },
				{
					name: 'Signature',
					value: 'hmac',
					description:
						'An HMAC that Liquid computes over the whole message and the time, the safest choice',
				},
			],
			default: 'header',
			description:
				'Braze does not sign messages itself. Everyone who can edit the campaign or Canvas can read the secret there.',
		},
		{
			displayName: 'Header Name',
			name: 'headerName',
			type: 'string',
			required: true,
			default: 'X-Webhook-Secret',
			displayOptions: { show: { scheme: ['header'] } },
			description: 'The key of the request header in Braze',
		},
		{
			displayName: 'Header Value',
			name: 'headerSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			displayOptions: { show: { scheme: ['header'] } },
			description: 'The value of the request header in Braze: a long random string',
		},
		shortSecretNotice({ name: 'headerSecret', displayName: 'Header Value' }, ['header']),
		{
			displayName: 'User',
			name: 'user',
			type: 'string',
			required: true,
			default: '',
			displayOptions: { show: { scheme: ['basic'] } },
			description: 'The part before the colon',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			displayOptions: { show: { scheme: ['basic'] } },
			description:
				"The part after the colon. In Braze the header is Authorization, its value {{ 'user:password' | base64_encode | prepend: 'Basic ' }}.",
		},
		shortSecretNotice({ name: 'password', displayName: 'Password' }, ['basic']),
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			displayOptions: { show: { scheme: ['hmac'] } },
			description: 'The key of the HMAC: a long random string of letters and digits',
		},
		shortSecretNotice({ name: 'secret', displayName: 'Secret' }, ['hmac']),
		{
			displayName:
				'In the Braze Trigger, turn on Template With Signature, copy the body into Braze, and put the secret in place of YOUR-SECRET there',
			name: 'signatureNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { scheme: ['hmac'] } },
		},
		{
			displayName: 'Clock Window (Minutes)',
			name: 'windowMinutes',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: longestWindowMinutes },
			default: longestWindowMinutes,
			displayOptions: { show: { scheme: ['hmac'] } },
			description:
				'How old a signature may be, at most 25 hours. Braze can retry for 24 hours with the signature of its first try.',
		},
		...previousSecretFields('Braze', ['header', 'basic', 'hmac']),
		untestedNotice('Braze'),
	];
}
