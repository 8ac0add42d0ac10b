import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { asText } from '../../../shared/values/json';
import type { ApiItem } from '../../transport/apiItem';
import type { PunchhCall } from '../../transport/call';
import type { CredentialUse } from '../../../shared/operations/types';
import { guestLocator, idAndEmail } from '../guestLocator';
import { guestIn } from './makeGuest';
import { OTHER_CHANGED, refuseOther } from '../sameGuest';
import { guestFor } from './simplify';

/** Parameters that say which guest to change, and through which API. */
export const changeProperties: INodeProperties[] = [
	{
		displayName: 'API',
		name: 'api',
		type: 'options',
		options: [
			{
				name: 'Dashboard API',
				value: 'dashboard',
				description: 'For any guest; uses the Punchh API credential',
			},
			{
				name: 'Mobile API',
				value: 'mobile',
				description:
					"For one guest, with the guest's access token; uses the Punchh Mobile and SSO API credential",
			},
			{
				name: 'Online Ordering SSO API',
				value: 'sso',
				description:
					"For one guest, with the guest's authentication token; uses the Punchh Mobile and SSO API credential",
			},
		],
		default: 'dashboard',
		description: 'The API that makes the change',
	},
	...guestLocator(
		['email', 'phone', 'userId', 'both'],
		'Punchh requires both the user ID and the email; whichever you leave out is looked up with an extra call',
		{ api: ['dashboard'] },
	),
	{
		displayName: 'Access Token',
		name: 'accessToken',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		description:
			'The access token that the guest received when logging in or signing up in your app',
		displayOptions: { show: { api: ['mobile'] } },
	},
	{
		displayName: 'Authentication Token',
		name: 'authenticationToken',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		description:
			'The authentication token that the guest received when logging in or signing up in your web shop',
		displayOptions: { show: { api: ['sso'] } },
	},
];

/** The credentials of the chosen API. */
export const changeCredentials: CredentialUse[] = [
	{ name: 'punchhApi', unless: { api: ['mobile', 'sso'] } },
	{ name: 'punchhMobileApi', unless: { api: ['dashboard'] } },
];

/** What a call needs in addition to the changes themselves. */
type Target = Omit<PunchhCall, 'repeatSafe' | 'body'> & { body: IDataObject };

const DASHBOARD_CALL = {
	api: 'dashboard',
	method: 'PATCH',
	path: '/api2/dashboard/users',
} as const;

/** How to tell each API which guest to change. */
const TARGETS: Record<string, (item: ApiItem) => Promise<Target> | Target> = {
	dashboard: async (item) => ({
		...DASHBOARD_CALL,
		body: { ...(await idAndEmail(item, DASHBOARD_CALL)) },
		hints: { 422: "Check 'User ID' and 'Email': they must belong to the same guest" },
	}),
	mobile: (item) => {
		const token = item.required('accessToken');
		return {
			api: 'mobile',
			method: 'PUT',
			path: '/api2/mobile/users',
			body: {},
			headers: { Authorization: `Bearer ${token}`, 'punchh-app-device-id': randomUUID() },
			secrets: [token],
		};
	},
	sso: (item) => {
		const token = item.required('authenticationToken');
		return {
			api: 'sso',
			method: 'PUT',
			path: '/api/auth/users',
			body: { authentication_token: token },
			secrets: [token],
		};
	},
};

/**
 * Changes the guest that the item names and returns the guest, with the external ID that was set:
 * Punchh's answer does not include it.
 * PAR developer portal, Platform Functions "Update User", Mobile API "Update Account", SSO "Update".
 */
export async function changeGuest(item: ApiItem, user: IDataObject): Promise<IDataObject> {
	const target = await TARGETS[item.value('api', 'dashboard')](item);
	const passwords = [user.password, user.current_password].map(asText);
	const answer = await item.request({
		...target,
		body: { ...target.body, user },
		refusesItself: user.email !== undefined || user.password !== undefined,
		secrets: [...(target.secrets ?? []), ...passwords],
		hints: { ...target.hints, email: "Check 'New Email': another guest may have it" },
	});
	const guest = guestIn(answer);
	const { id, email } = target.body;
	const asked = { user_id: id, ...(user.email === undefined ? { email } : {}) };
	const told = { ...guest, user_id: guest.user_id ?? guest.id };
	if (id !== undefined) refuseOther(item, asked, told, OTHER_CHANGED);
	const { external_source, external_source_id } = user;
	return {
		...guestFor(item, guest),
		...(external_source_id === undefined ? {} : { external_source, external_source_id }),
	};
}
