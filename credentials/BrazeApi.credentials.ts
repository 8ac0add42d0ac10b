import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { CUSTOM_INSTANCE, INSTANCE_OPTIONS } from '../nodes/Braze/transport/instances';

/** A REST API key of one Braze workspace. */
export class BrazeApi implements ICredentialType {
	name = 'brazeApi';

	displayName = 'Braze API';

	icon = {
		light: 'file:../nodes/Braze/braze.svg',
		dark: 'file:../nodes/Braze/braze.dark.svg',
	} as const;

	documentationUrl = 'https://www.braze.com/docs/api/basics/';

	properties: INodeProperties[] = [
		{
			displayName: 'Instance',
			name: 'instance',
			type: 'options',
			options: INSTANCE_OPTIONS,
			default: 'https://rest.iad-01.braze.com',
			description:
				"The instance of your dashboard: it is in the dashboard's address, e.g. dashboard-03.braze.com is US-03",
		},
		{
			displayName: 'REST Endpoint',
			name: 'customUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://rest.iad-01.braze.com',
			description: 'The URL of the REST endpoint as Braze names it, without a path',
			displayOptions: { show: { instance: [CUSTOM_INSTANCE] } },
		},
		{
			displayName: 'REST API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				"A key from Settings > APIs and Identifiers in the Braze dashboard, with the permission 'users.track'",
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.apiKey}}' } },
	};

	/**
	 * Updates a user that does not exist: it needs no other permission than `users.track`, and with
	 * `_update_existing_only` Braze writes nothing.
	 */
	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			baseURL: `={{($credentials.instance === "${CUSTOM_INSTANCE}" ? $credentials.customUrl : $credentials.instance).trim().replace(/\\/+$/, "")}}`,
			url: '/users/track',
			headers: { 'Content-Type': 'application/json' },
			body: {
				attributes: [{ external_id: 'n8n-credential-test', _update_existing_only: true }],
			},
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						"Braze does not know this key. Check 'REST API Key', and 'Instance': a right key on another instance is refused in the same way.",
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						"The key works, but may not record users: it needs the permission 'users.track', and this machine's IP address on its allowlist if it has one.",
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: "There is no Braze REST endpoint at this address. Check 'Instance'.",
				},
			},
		],
	};
}
