import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { asId, isObject, isScalar } from '../../../shared/values/json';
import type { ApiItem } from '../../transport/apiItem';

/** The fields of a simplified guest; Punchh sends some 60. */
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

/** Whether to simplify a guest; on by default, so that large runs and agents carry less. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** A guest in the form that the item asks for. */
export function guestFor(item: ApiItem, guest: IDataObject): IDataObject {
	return item.value<boolean>('simplify', true) ? simplified(guest) : guest;
}

function simplified(guest: IDataObject): IDataObject {
	const balance = isObject(guest.balance) ? guest.balance : {};
	const { user_id: userId = guest.id } = guest;
	return {
		...(isScalar(userId) ? { user_id: asId(String(userId)) } : {}),
		...picked(guest, MAIN_FIELDS),
		...picked(balance, MAIN_BALANCES),
	};
}

function picked(from: IDataObject, keys: string[]): IDataObject {
	return Object.fromEntries(keys.filter((key) => key in from).map((key) => [key, from[key]]));
}
