import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import {
	punchhTestRequest,
	punchhTestRules,
	serverFields,
} from '../nodes/Punchh/transport/credential';
import { signRequest } from '../nodes/Punchh/transport/signRequest';

const UNKNOWN_CLIENT = "Punchh does not recognize this client. Check 'Client ID'.";

const WRONG_SIGNATURE =
	"Punchh recognizes the client, but the signature does not match. Check 'Client Secret' and 'Digest Algorithm'.";

/** A client of Punchh's mobile and online ordering SSO APIs, which sign their calls. */
export class PunchhMobileApi implements ICredentialType {
	name = 'punchhMobileApi';

	displayName = 'Punchh Mobile and SSO API';

	icon = {
		light: 'file:../nodes/Punchh/punchh.svg',
		dark: 'file:../nodes/Punchh/punchh.dark.svg',
	} as const;

	documentationUrl = 'https://developers.partech.com/docs/dev-portal-loyalty/';

	properties: INodeProperties[] = [
		...serverFields,
		{
			displayName: 'Client ID',
			name: 'client',
			type: 'string',
			required: true,
			default: '',
			description: "The 'client' of your app, sent with every call",
		},
		{
			displayName: 'Client Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The secret of the client. It signs the calls and is never sent.',
		},
		{
			displayName: 'Digest Algorithm',
			name: 'digestAlgorithm',
			type: 'options',
			options: [
				{
					name: 'As Documented for Each API',
					value: 'byPath',
					description: 'SHA-256 for the mobile API, SHA-1 for the SSO API',
				},
				{ name: 'SHA-1', value: 'sha1' },
				{ name: 'SHA-256', value: 'sha256' },
			],
			default: 'byPath',
			description: 'How calls are signed. Change it only if Punchh tells you to.',
		},
	];

	/** @throws UserError if the call goes to another server than the credential's */
	authenticate: IAuthenticate = async (credentials, requestOptions) =>
		signRequest(credentials, requestOptions);

	/**
	 * A sign-up without a guest, which cannot create anything. Punchh checks the client first (401),
	 * then the signature (412), and only then the guest; that it is missing means success here.
	 */
	test: ICredentialTestRequest = {
		request: {
			...punchhTestRequest([404, 412]),
			method: 'POST',
			url: '/api2/mobile/users',
			body: { user: {} },
		},
		rules: punchhTestRules({
			byStatus: { 401: UNKNOWN_CLIENT, 412: WRONG_SIGNATURE },
			// Their sentences vary, but there is one of each.
			byAnswer: [
				{ key: 'errors.unknown_client.length', value: 1, message: UNKNOWN_CLIENT },
				{ key: 'errors.invalid_signature.length', value: 1, message: WRONG_SIGNATURE },
			],
			rightKey: 'errors',
		}),
	};
}
