import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import {
	atPunchh,
	punchhTestRequest,
	punchhTestRules,
	serverFields,
} from '../nodes/Punchh/transport/credential';
import { bearer, withHeaders } from '../nodes/shared/http/ownHost';

const WRONG_KEY = "Punchh does not recognize this key. Check 'Business Admin Key'.";

const NO_PERMISSION =
	'Punchh recognizes the key, but its admin cannot read custom segments. Ask Punchh for that permission.';

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
		...serverFields,
		{
			displayName: 'Business Admin Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The key of an admin who can manage guests and segments',
		},
	];

	/** @throws UserError if the call goes to another server than the credential's */
	authenticate: IAuthenticate = async (credentials, options) =>
		withHeaders(atPunchh(credentials, options), {
			Authorization: bearer(credentials.apiKey),
			'User-Agent': 'n8n/1.0/1 (n8n-nodes-punchh-braze)',
		});

	/** Asks for a segment member that does not exist: changes nothing, and needs no guest. */
	test: ICredentialTestRequest = {
		request: {
			...punchhTestRequest(),
			url: '/api2/dashboard/custom_segments/members',
			qs: { custom_segment_id: 0, user_id: 0 },
		},
		rules: punchhTestRules({
			byStatus: { 401: WRONG_KEY, 403: NO_PERMISSION },
			byAnswer: [
				{
					key: 'error',
					value: 'You need to sign in or sign up before continuing.',
					message: WRONG_KEY,
				},
				{
					key: 'errors.unauthorized',
					// As Punchh spells it.
					value: 'you do not have acccess to this feature',
					message: NO_PERMISSION,
				},
			],
			rightKey: 'errors.not_found',
		}),
	};
}
