import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import {
	previousSecretFields,
	shortSecretNotice,
	untestedNotice,
} from '../nodes/shared/webhook/credentialFields';

/** How Punchh proves that it made a webhook call: as chosen in its Webhooks Manager. */
export class PunchhWebhookApi implements ICredentialType {
	name = 'punchhWebhookApi';

	displayName = 'Punchh Webhook API';

	icon = {
		light: 'file:../nodes/Punchh/punchh.svg',
		dark: 'file:../nodes/Punchh/punchh.dark.svg',
	} as const;

	documentationUrl = 'https://developers.partech.com/docs/dev-portal-webhooks-manager/';

	properties: INodeProperties[] = [
		{
			displayName: 'Authentication',
			name: 'scheme',
			type: 'options',
			options: [
				{ name: 'Basic', value: 'basic', description: 'A user name and a password' },
				{ name: 'Bearer', value: 'bearer', description: 'A token' },
				{
					name: 'HMAC SHA-1',
					value: 'hmacSha1',
					description: 'A signature of address and body',
				},
				{
					name: 'HMAC SHA-256',
					value: 'hmacSha256',
					description: 'A signature of address and body, the safest choice',
				},
			],
			default: 'hmacSha256',
			description: "What you chose under 'Authentication' for this webhook in Punchh",
		},
		{
			displayName: 'User',
			name: 'user',
			type: 'string',
			required: true,
			default: '',
			displayOptions: { show: { scheme: ['basic'] } },
			description: 'The user name you entered in Punchh',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			displayOptions: { show: { scheme: ['basic'] } },
			description: 'The password you entered in Punchh',
		},
		shortSecretNotice({ name: 'password', displayName: 'Password' }, ['basic']),
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			displayOptions: { show: { scheme: ['bearer'] } },
			description: 'The token you entered in Punchh',
		},
		shortSecretNotice({ name: 'token', displayName: 'Token' }, ['bearer']),
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			displayOptions: { show: { scheme: ['hmacSha1', 'hmacSha256'] } },
			description: 'The secret you entered in Punchh',
		},
		shortSecretNotice({ name: 'secret', displayName: 'Secret' }, ['hmacSha1', 'hmacSha256']),
		{
			displayName: 'Client Key',
			name: 'clientKey',
			type: 'string',
			default: '',
			placeholder: 'e.g. n8n_loyalty',
			displayOptions: { show: { scheme: ['hmacSha1', 'hmacSha256'] } },
			description:
				'The client key entered in Punchh, which comes in the x-pch-key header. If empty, any client key is accepted.',
		},
		...previousSecretFields('Punchh', ['basic', 'bearer', 'hmacSha1', 'hmacSha256']),
		untestedNotice('Punchh'),
	];
}
