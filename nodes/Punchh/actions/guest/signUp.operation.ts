import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import type { ApiItem } from '../../transport/apiItem';
import type { PunchhCall } from '../../transport/call';
import { withoutEmpty } from '../../../shared/values/json';
import { defineOperation } from '../../../shared/operations/define';
import { assertNotRetried } from '../../../shared/operations/retryOnFail';
import { callPunchh } from '../callPunchh';
import { readGuestFields } from './fields/read';
import { OTHER_CHANGED, refuseOther } from '../sameGuest';
import { guestIn, makeGuest, type SignUp } from './makeGuest';
import { signUpProperties } from './signUp.properties';
import { guestFor } from './simplify';

/** The sign-up calls with a password; both take the same guest. */
const SIGN_UP_CALLS: Record<string, Pick<PunchhCall, 'api' | 'method' | 'path'>> = {
	mobile: { api: 'mobile', method: 'POST', path: '/api2/mobile/users' },
	sso: { api: 'sso', method: 'POST', path: '/api/auth/customers.json' },
};

/**
 * Guest > Sign Up: creates a new guest.
 * PAR developer portal, Mobile API "Sign Up", Online Ordering SSO API "Sign Up", Platform Functions
 * "Create eClub Guest" (which also updates an existing eClub guest).
 */
export const signUp = defineOperation({
	name: 'Sign Up',
	action: 'Sign up new guest',
	description: 'Create a new loyalty guest, with an external ID if you like',
	countsTwice: false,
	credentials: [
		{ name: 'punchhApi', unless: { ifGuestExists: ['fail'] } },
		{ name: 'punchhMobileApi', unless: { signUpApi: ['eclub'] } },
	],
	properties: signUpProperties,

	behaviour: callPunchh({
		async execute(item) {
			const { deviceId, ...fields } = readGuestFields(item, 'additionalFields');
			const api = item.value('signUpApi');
			const user: IDataObject = {
				...emailOf(item, api, fields),
				first_name: item.required('firstName'),
				last_name: item.required('lastName'),
				...fields,
			};
			if (api === 'eclub') return withExternalId(await joinEclub(item, user), fields);

			const signUpCall = withPassword(item, api, user, deviceId);
			const { guest, how } = await makeGuest(item, signUpCall);
			const found = guestFor(item, guest);
			// A guest who is looked up by email may have existed before, with another external ID.
			const isOurs = how === 'created' || (how === 'found_again' && !signUpCall.returnExisting);
			return { ...(isOurs ? withExternalId(found, fields) : found), sign_up: how };
		},
	}),
});

/** The eClub accepts guests with only a phone number. */
function emailOf(item: ApiItem, api: string, { phone }: IDataObject): IDataObject {
	return api === 'eclub' && phone !== undefined
		? withoutEmpty({ email: item.text('email') })
		: { email: item.required('email') };
}

function withPassword(item: ApiItem, api: string, user: IDataObject, deviceId: unknown): SignUp {
	const password = item.required('password');
	return {
		call: {
			...SIGN_UP_CALLS[api],
			body: { user: { ...user, password, password_confirmation: password } },
			headers: { 'punchh-app-device-id': (deviceId as string | undefined) ?? randomUUID() },
			// makeGuest repeats it, and knows what "taken" then means.
			repeatSafe: false,
			secrets: [password],
			hints: {
				email:
					"Check 'Email'. If the guest already exists, set 'If Guest Exists', or use Guest > Update",
			},
		},
		email: String(user.email),
		password,
		returnExisting: item.value('ifGuestExists', 'fail') === 'return',
	};
}

async function joinEclub(item: ApiItem, user: IDataObject): Promise<IDataObject> {
	const textsGuest = user.send_compliance_sms === true;
	if (textsGuest) assertNotRetried(item);
	const answer = await item.request({
		api: 'dashboard',
		method: 'POST',
		path: '/api2/dashboard/eclub_guests',
		// The eClub takes a guest again, and would text the guest again.
		repeatSafe: !textsGuest,
		body: withoutEmpty({
			store_number: item.required('storeNumber'),
			source: item.text('source'),
			user,
		}),
		hints: { 422: "Check 'Source': Punchh accepts the ones configured for the eClub" },
	});
	const { email, phone } = user;
	// Who joins again may have a new number, which the answer need not have yet.
	refuseOther(item, email === undefined ? { phone } : { email }, guestIn(answer), OTHER_CHANGED);
	return { ...withoutEmpty({ email, phone }), ...answer };
}

/** Punchh's answer does not include the external ID, so the output says what was set. */
function withExternalId(guest: IDataObject, fields: IDataObject): IDataObject {
	const { external_source: source, external_source_id: id } = fields;
	return id === undefined ? guest : { ...guest, external_source: source, external_source_id: id };
}
