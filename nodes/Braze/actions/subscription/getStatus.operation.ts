import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../shared/values/json';
import { defineOperation } from '../../../shared/operations/define';
import { sendList } from '../../send/lists/sendList';
import { getList, type ListEntry } from '../../send/lists/endpoint';
import type { Verdict } from '../../send/types';
import { readUser } from '../userFields';
import { subscriberFields, subscriptionGroupField } from './fields';

/** A request can name only one of these; several users can have it. */
const SCALARS = ['email', 'phone'];

const NOT_FOUND: Verdict = {
	kind: 'rejected',
	reason: 'Braze has no such user',
	hint: 'External IDs are case-sensitive; phone numbers need a country code (E.164)',
};

/**
 * Subscription > Get Status: every subscription group of a user, with the state in each.
 * https://www.braze.com/docs/api/endpoints/subscription_groups/get_list_user_subscription_groups/
 */
export const getStatus = defineOperation({
	name: 'Get Status',
	action: 'Get subscription statuses of user',
	description: 'List the subscription groups of a user with the state in each',
	countsTwice: false,
	properties: subscriberFields,

	behaviour: sendList({
		endpoint: {
			permission: 'subscription.groups.get',
			alone: SCALARS,
			request: getList('/subscription/user/status', SCALARS),
			read: readUserStatus,
		},

		readEntry(item) {
			const { type, value } = readUser(item, 'findUserBy');
			return { frame: {}, list: type, value, about: [] };
		},
	}),
});

/**
 * Subscription > Get Status in Group: the state of a user in one subscription group.
 * https://www.braze.com/docs/api/endpoints/subscription_groups/get_list_user_subscription_group_status/
 */
export const getGroupStatus = defineOperation({
	name: 'Get Status in Group',
	action: 'Get subscription status of user in group',
	description: 'Check whether a user is subscribed to one subscription group',
	countsTwice: false,
	properties: [subscriptionGroupField, ...subscriberFields],

	behaviour: sendList({
		endpoint: {
			permission: 'subscription.status.get',
			alone: SCALARS,
			request: getList('/subscription/status/get', SCALARS),
			read: readGroupStatus,
		},

		readEntry(item) {
			const group = item.requiredId('subscription_group_id');
			const { type, value } = readUser(item, 'findUserBy');
			return { frame: { subscription_group_id: group }, list: type, value, about: [] };
		},
	}),
});

function readUserStatus({ users }: IDataObject, { list, value }: ListEntry): Verdict {
	const found = (Array.isArray(users) ? users.filter(isObject) : []).filter(
		(user) => SCALARS.includes(list) || user.external_id === value,
	);
	return found.length > 0 ? { kind: 'accepted', output: found } : NOT_FOUND;
}

/**
 * The answer maps each user that Braze knows to the state, by external ID. What it has for a user
 * who was looked up by email or phone is not documented; whatever it is, it is the answer.
 */
function readGroupStatus({ status }: IDataObject, { frame, list, value }: ListEntry): Verdict {
	const found = Object.entries(isObject(status) ? status : {}).filter(
		([key, state]) => typeof state === 'string' && (SCALARS.includes(list) || key === value),
	);
	if (found.length === 0) return NOT_FOUND;
	const json = found.map(([key, state]) => ({
		...frame,
		[list]: value,
		...(key === value ? {} : { external_id: key }),
		status: state,
	}));
	return { kind: 'accepted', output: json };
}
