import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import {
	brazeBaseUrl,
	brazeBaseUrlExpression,
	CUSTOM_INSTANCE,
	INSTANCE_OPTIONS,
	type BrazeCredentials,
} from '../nodes/Braze/transport/instances';
import { noAnswerNotice, testRules } from '../nodes/shared/credentialTest';
import { atOwnHost, bearer, withHeaders } from '../nodes/shared/http/ownHost';
import { sameForAllItemsField } from '../nodes/shared/http/credentials';
import { allowHttpField } from '../nodes/shared/values/baseUrl';

const NO_ENDPOINT = "There is no Braze REST endpoint at this address. Check 'Instance'.";

/** The likely cause for each status. n8n shows other statuses as they are. */
const CAUSES: Record<number, string> = {
	301: NO_ENDPOINT,
	302: NO_ENDPOINT,
	401: "Braze does not recognize this key. Check 'REST API Key' and 'Instance': a valid key is refused the same way on another instance.",
	403: "The key works, but cannot record users: it lacks the permission 'users.track', or this machine's IP address is not on its allowlist. For operations that record nothing, the key may be fine as it is; each names the permission that it needs.",
	404: NO_ENDPOINT,
	405: NO_ENDPOINT,
};

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
				"The instance of your dashboard, as in the dashboard's address, e.g. dashboard-03.braze.com is US-03",
		},
		{
			displayName: 'REST Endpoint',
			name: 'customUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://rest.iad-01.braze.com',
			description:
				'The URL of the REST endpoint as Braze shows it, without a path; not the address of the dashboard',
			displayOptions: { show: { instance: [CUSTOM_INSTANCE] } },
		},
		{ ...allowHttpField, displayOptions: { show: { instance: [CUSTOM_INSTANCE] } } },
		noAnswerNotice('Instance'),
		{
			displayName: 'REST API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				"A key from Settings > APIs and Identifiers in the Braze dashboard. It needs the permission of each operation that you use: for Punchh events 'users.track', and to link guests 'users.identify', 'users.alias.new', 'users.merge' and 'users.export.ids'. If one is missing, the error names it.",
		},
		sameForAllItemsField,
	];

	/** @throws UserError if the call goes to another server than the credential's */
	authenticate: IAuthenticate = async (credentials, options) => {
		const baseUrl = brazeBaseUrl(credentials as unknown as BrazeCredentials);
		return withHeaders(atOwnHost(baseUrl, options), { Authorization: bearer(credentials.apiKey) });
	};

	/**
	 * Updates a user that does not exist: this needs no permission other than `users.track`, and with
	 * `_update_existing_only` Braze writes nothing.
	 */
	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			baseURL: brazeBaseUrlExpression(),
			url: '/users/track',
			headers: { 'Content-Type': 'application/json' },
			disableFollowRedirect: true,
			body: {
				attributes: [{ external_id: 'n8n-credential-test', _update_existing_only: true }],
			},
		},
		rules: testRules({ byStatus: CAUSES, vendorKey: 'message', notTheVendor: NO_ENDPOINT }),
	};
}
