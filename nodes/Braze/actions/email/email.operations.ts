import type { INodeProperties } from 'n8n-workflow';

import { defineOperation } from '../../../shared/operations/define';
import type { Item } from '../../../shared/operations/item';
import { sendList } from '../../send/lists/sendList';
import { postList } from '../../send/lists/endpoint';
import { checkEmail } from '../contacts';

const emailField: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'name@email.com',
	description: 'The email address, which applies to every profile that has it',
};

const stateField: INodeProperties = {
	displayName: 'Subscription State',
	name: 'subscription_state',
	type: 'options',
	options: [
		{
			name: 'Opted In',
			value: 'opted_in',
			description: 'The user asked for email, e.g. with double opt-in',
		},
		{ name: 'Subscribed', value: 'subscribed' },
		{ name: 'Unsubscribed', value: 'unsubscribed' },
	],
	default: 'unsubscribed',
	description: 'The global email state for these profiles',
};

function readEmail(item: Item): string {
	const email = item.requiredId('email');
	checkEmail(item, item.labelOf('email'), email);
	return email;
}

/**
 * Email > Set Status: sets the global email subscription state of an address.
 * https://www.braze.com/docs/api/endpoints/email/post_email_subscription_status/
 */
export const setEmailStatus = defineOperation({
	name: 'Set Status',
	action: 'Set email subscription status',
	description: 'Set the global email subscription state of an address, even if no user has it yet',
	countsTwice: false,
	properties: [emailField, stateField],

	behaviour: sendList({
		endpoint: {
			permission: 'email.status',
			request: postList('/email/status'),
		},

		readEntry(item) {
			const email = readEmail(item);
			const state = item.value('subscription_state');
			return {
				frame: { subscription_state: state },
				list: 'email',
				value: email,
				about: [email.toLowerCase()],
			};
		},
	}),
});

/**
 * Email > Add to Blocklist: unsubscribes an address and marks it as a hard bounce.
 * https://www.braze.com/docs/api/endpoints/email/post_blocklist/
 */
export const addToBlocklist = defineOperation({
	name: 'Add to Blocklist',
	action: 'Add email to blocklist',
	description:
		'Unsubscribe an email address and mark it as a hard bounce, so that Braze never sends to it',
	countsTwice: false,
	properties: [emailField],

	behaviour: sendList({
		// The path is current; the permission still has the old name.
		endpoint: {
			permission: 'email.blacklist',
			request: postList('/email/blocklist'),
		},

		readEntry(item) {
			const email = readEmail(item);
			return { frame: {}, list: 'email', value: email, about: [] };
		},
	}),
});
