import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../shared/isObject';
import { defineOperation } from '../define';
import { anyGuest, guestKeys, idOf, lookUp } from '../guestLocator';
import { asId } from '../item';

/** What is left of a guest when the answer is simplified; Punchh sends some 60 fields. */
const MAIN_FIELDS = [
	'email',
	'first_name',
	'last_name',
	'phone',
	'birthday',
	'user_joined_at',
	'email_unsubscribe',
	'marketing_email_subscription',
	'marketing_pn_subscription',
	'sms_subscription',
	'rewards',
];
const MAIN_BALANCES = ['points_balance', 'banked_rewards', 'membership_level', 'total_visits'];

/** Guest > Get: the profile of a guest with balance and rewards. */
export const get = defineOperation({
	resource: 'guest',
	operation: 'get',
	name: 'Get',
	action: 'Get guest with balance and rewards',
	description:
		'Look up the profile of a guest, with balance and rewards, by email, phone or user ID',
	properties: [
		...anyGuest,
		{
			displayName: 'Simplify',
			name: 'simplify',
			type: 'boolean',
			default: true,
			description: 'Whether to return a simplified version of the response instead of the raw data',
		},
	],

	async execute(item) {
		const guest = await lookUp(item, guestKeys(item));
		return item.value<boolean>('simplify', true) ? simplified(guest) : guest;
	},
});

function simplified(guest: IDataObject): IDataObject {
	const balance = isObject(guest.balance) ? guest.balance : {};
	return {
		user_id: asId(idOf(guest)),
		...picked(guest, MAIN_FIELDS),
		...picked(balance, MAIN_BALANCES),
	};
}

function picked(from: IDataObject, keys: string[]): IDataObject {
	return Object.fromEntries(keys.filter((key) => key in from).map((key) => [key, from[key]]));
}
