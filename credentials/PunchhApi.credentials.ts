import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { BASE_URL_EXPRESSION, baseUrlField, REDIRECTED } from '../nodes/Punchh/transport/baseUrl';

/** A business admin key for Punchh's Platform Functions ("dashboard") API. */
export class PunchhApi implements ICredentialType {
	name = 'punchhApi';

	displayName = 'Punchh API';

	icon = {
		light: 'file:../nodes/Punchh/punchh.svg',
		dark: 'file:../nodes/Punchh/punchh.dark.svg',
	} as const;

	documentationUrl = 'https://developers.partech.com/docs/dev-portal-loyalty/';

	properties: INodeProperties[] = [
		baseUrlField,
		{
			displayName: 'Business Admin Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The key of an admin who may manage guests and segments',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: {
				Authorization: '=Bearer {{$credentials.apiKey.trim()}}',
				'User-Agent': 'n8n/1.0/1 (n8n-nodes-punchh-braze)',
			},
		},
	};

	/** Reads the custom segments: changes nothing, and the list is there for every key. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: BASE_URL_EXPRESSION,
			url: '/api2/dashboard/custom_segments',
			disableFollowRedirect: true,
		},
		rules: [
			...[301, 302].map((value) => ({
				type: 'responseCode' as const,
				properties: { value, message: REDIRECTED },
			})),
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: "Punchh does not know this key. Check 'Business Admin Key'.",
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'Punchh knows the key, but its admin may not read custom segments. Ask for the permission in Punchh.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: "There is no Punchh API at this address. Check 'Base URL'.",
				},
			},
		],
	};
}
