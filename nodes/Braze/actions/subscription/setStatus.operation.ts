import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { defineOperation } from '../../../shared/operations/define';
import { sendList } from '../../send/lists/sendList';
import type { ListEntry } from '../../send/lists/endpoint';
import type { IdentifierType } from '../../identity/user';
import { readUser } from '../userFields';
import { subscriberFields, subscriptionGroupField } from './fields';

/** The list of a request for each identifier. */
const LISTS: Partial<Record<IdentifierType, string>> = {
	external_id: 'external_ids',
	email: 'emails',
	phone: 'phones',
};

const properties: INodeProperties[] = [
	subscriptionGroupField,
	{
		displayName: 'Subscription State',
		name: 'subscription_state',
		type: 'options',
		options: [
			{ name: 'Subscribed', value: 'subscribed' },
			{ name: 'Unsubscribed', value: 'unsubscribed' },
		],
		default: 'subscribed',
		description:
			'The state of the user in this group. Other users with the same email address or, in an SMS group, phone number get it, too.',
	},
	...subscriberFields,
	{
		displayName: 'SMS Double Opt-In',
		name: 'use_double_opt_in_logic',
		type: 'boolean',
		default: false,
		description:
			'Whether the user must first confirm the subscription to an SMS group, as set up in Braze. Has no effect on other groups.',
		displayOptions: { show: { subscription_state: ['subscribed'] } },
	},
];

/**
 * Subscription > Set Status: subscribes users to a group or unsubscribes them.
 * https://www.braze.com/docs/api/endpoints/subscription_groups/post_update_user_subscription_group_status_v2/
 */
export const setStatus = defineOperation({
	name: 'Set Status',
	action: 'Set subscription status of user in group',
	description:
		'Subscribe a user to a subscription group, or unsubscribe the user. Braze reports success even if there is no such user.',
	countsTwice: false,
	properties,

	behaviour: sendList({
		endpoint: {
			permission: 'subscription.status.set',
			// A user who has to confirm would get a second message.
			again: ({ frame }) => (frame.use_double_opt_in_logic === true ? 'more' : undefined),
			request: (entries) => ({
				method: 'POST',
				path: '/v2/subscription/status/set',
				body: { subscription_groups: [groupOf(entries)] },
			}),
		},

		readEntry(item) {
			const group = item.requiredId('subscription_group_id');
			const state = item.value('subscription_state');
			const user = readUser(item, 'findUserBy');
			const confirmsFirst = item.value<unknown>('use_double_opt_in_logic', false);
			return {
				frame: {
					subscription_group_id: group,
					subscription_state: state,
					...(confirmsFirst === true ? { use_double_opt_in_logic: true } : {}),
				},
				list: LISTS[user.type]!,
				value: user.value,
				about: [`${group} ${user.key}`],
			};
		},
	}),
});

function groupOf(entries: ListEntry[]): IDataObject {
	const [{ frame, list }] = entries;
	return { ...frame, [list]: entries.map(({ value }) => value) };
}
