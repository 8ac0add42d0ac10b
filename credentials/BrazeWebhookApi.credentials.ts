import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { SIGNATURE_TEMPLATE, SIGNED_FIELDS } from '../nodes/Braze/trigger/templates';
import { SIGNATURE_HEADER } from '../nodes/Braze/trigger/verifyCall';

/** How Braze proves that it sent a webhook message: with headers entered in the message. */
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
						'An HMAC that Liquid computes over some fields and the time, the safest choice',
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
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			displayOptions: { show: { scheme: ['hmac'] } },
			description: 'The key of the HMAC: a long random string without quotes',
		},
		{
			// Only for copying: nothing reads it back.
			displayName: 'Header to Copy Into Braze',
			name: 'signatureTemplate',
			type: 'string',
			typeOptions: { rows: 3 },
			default: SIGNATURE_TEMPLATE,
			displayOptions: { show: { scheme: ['hmac'] } },
			description: `The value of the request header ${SIGNATURE_HEADER} in Braze; replace YOUR-SECRET with your secret there. Changes made here have no effect.`,
		},
		{
			displayName: 'Signed Fields',
			name: 'signedFields',
			type: 'string',
			required: true,
			default: SIGNED_FIELDS,
			displayOptions: { show: { scheme: ['hmac'] } },
			description:
				'The fields of the message that the signature covers, in the order of the header, by their names in the body (nested ones as properties.order_id). Other fields are not protected.',
		},
		{
			displayName: 'Clock Window (Minutes)',
			name: 'windowMinutes',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1500,
			displayOptions: { show: { scheme: ['hmac'] } },
			description:
				'How far off the time in the signature may be. Braze can retry for 24 hours with the signature of its first try.',
		},
	];
}
