import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { emailField, phoneField, userIdField } from './fields';
import type { ApiItem } from '../transport/apiItem';
import type { PunchhCall } from '../transport/call';
import { refuseOther } from './sameGuest';

/** A way to identify a guest. `both` is User ID and Email, which some calls require. */
export type FindBy = 'email' | 'phone' | 'userId' | 'both';

const WAYS: Record<FindBy, INodePropertyOptions> = {
	email: { name: 'Email', value: 'email' },
	phone: { name: 'Phone', value: 'phone' },
	userId: { name: 'User ID', value: 'userId' },
	both: {
		name: 'User ID and Email',
		value: 'both',
		description: 'No lookup. The email must be the current one in Punchh.',
	},
};

/** What Punchh calls each of the parameters, and the form that it has. */
const PARAMETERS = [
	{
		field: userIdField,
		ways: ['userId', 'both'],
		key: 'user_id',
		form: /^\d+$/,
		problem: 'is not a Punchh user ID',
		hint: "It is a number, such as 730415. Punchh finds no guest by the ID of another system: choose 'Email' or 'Phone' in 'Find Guest By'",
	},
	{
		field: emailField,
		ways: ['email', 'both'],
		key: 'email',
		form: /^[^\s@,;]+@[^\s@,;]+$/,
		problem: 'is not an email address',
		hint: 'Enter one address. If it is an expression, look at what it returns for this item',
	},
	{
		field: phoneField,
		ways: ['phone'],
		key: 'phone',
		// Tills write 0000000000 for guests who give none.
		form: /[1-9]/,
		problem: 'is not a phone number',
		hint: 'Enter its digits. If it is an expression, look at what it returns for this item',
	},
] as const;

/** Whether a text has the form of a user ID or of one email address. */
export function isGuestKey(text: string): boolean {
	return PARAMETERS.some(({ key, form }) => key !== 'phone' && form.test(text));
}

/**
 * Parameters that identify a guest.
 *
 * @param show conditions on other parameters for showing them
 */
export function guestLocator(
	ways: FindBy[],
	description: string,
	show: Record<string, string[]> = {},
): INodeProperties[] {
	const fields = PARAMETERS.filter(({ ways: of }) => of.some((way) => ways.includes(way)));
	return [
		{
			displayName: 'Find Guest By',
			name: 'findGuestBy',
			type: 'options',
			options: ways.map((way) => WAYS[way]),
			default: 'userId',
			description,
			displayOptions: { show },
		},
		...fields.map(({ field, ways: of }) => ({
			...field,
			// Also a way that is not offered here, so that operations share the parameter.
			displayOptions: { show: { ...show, findGuestBy: [...of] } },
		})),
	];
}

/**
 * For calls that need a user ID, or whose answer does not say whom they have found: with anything else, the
 * guest is looked up first.
 */
export const anyGuest = guestLocator(
	['email', 'phone', 'userId'],
	'How to identify the guest. Email and phone take an extra call to look up the user ID.',
);

/**
 * The keys that identify the guest, by their names in Punchh.
 *
 * @throws NodeOperationError if one is empty, or something else than what it is called
 */
export function guestKeys(item: ApiItem): IDataObject {
	const by = item.value<FindBy>('findGuestBy', 'userId');
	const given = PARAMETERS.filter(({ ways }) => (ways as readonly FindBy[]).includes(by));
	return Object.fromEntries(
		given.map(({ field, key, form, problem, hint }) => {
			const value = item.requiredId(field.name);
			if (form.test(value)) return [key, value];
			throw item.error(`'${field.displayName}' ${problem}`, hint);
		}),
	);
}

/** The call that needs the lookup; see `inOrderTo` in PunchhCall. */
type Purpose = PunchhCall['inOrderTo'];

/** The user ID of the guest that the item names, for a call that needs it. */
export async function userIdOf(item: ApiItem, inOrderTo: Purpose): Promise<string> {
	const keys = guestKeys(item);
	return String(keys.user_id ?? idOf(await lookUp(item, keys, inOrderTo)));
}

/**
 * The guest as the dashboard API returns it, without tokens.
 * PAR developer portal, Platform Functions "Get User Information": a GET with a JSON body. The query
 * repeats it, in case a proxy drops the bodies of GETs.
 *
 * @throws an error about the item if Punchh refuses the call, or answers with another guest
 */
export async function lookUp(
	item: ApiItem,
	keys: IDataObject,
	inOrderTo?: Purpose,
): Promise<IDataObject> {
	const guest = await item.request({
		api: 'dashboard',
		method: 'GET',
		path: '/api2/dashboard/users/info',
		qs: keys,
		body: keys,
		inOrderTo,
	});
	if (!/^\d+$/.test(idOf(guest))) {
		throw item.error(
			'Punchh answered without the ID of the guest',
			"Check 'Base URL' in the Punchh API credential: the answer may not come from Punchh's API",
		);
	}
	refuseOther(item, keys, { ...guest, user_id: idOf(guest) });
	return guest;
}

/** Punchh answers with `id`, `user_id` or both. */
export function idOf({ user_id: userId, id }: IDataObject): string {
	return String(userId ?? id);
}

/** User ID and current email, which some calls require together; looks up whichever is missing. */
export async function idAndEmail(
	item: ApiItem,
	inOrderTo: Purpose,
): Promise<{ id: string; email: string }> {
	const keys = guestKeys(item);
	if (keys.user_id !== undefined && keys.email !== undefined) {
		return { id: String(keys.user_id), email: String(keys.email) };
	}
	const guest = await lookUp(item, keys, inOrderTo);
	const email = keys.email ?? guest.email;
	if (typeof email === 'string' && email !== '') return { id: idOf(guest), email };
	throw item.error(
		`Punchh does not show the email of guest ${idOf(guest)}, but requires it for this change`,
		"Your business may hide personal data from this admin key. Choose 'User ID and Email' in 'Find Guest By' and enter the email yourself, or ask Punchh to show it",
	);
}
