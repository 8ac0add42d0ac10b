import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { bulkOperation } from '../../bulk/bulkOperation';
import { postList } from '../../bulk/types';
import { requiredText } from '../parameters';

const emailField: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'name@email.com',
	description: 'The email address; every profile that has it is meant',
};

const stateField: INodeProperties = {
	displayName: 'Subscription State',
	name: 'subscription_state',
	type: 'options',
	options: [
		{
			name: 'Opted In',
			value: 'opted_in',
			description: 'The user has asked for email, e.g. with double opt-in',
		},
		{ name: 'Subscribed', value: 'subscribed' },
		{ name: 'Unsubscribed', value: 'unsubscribed' },
	],
	default: 'unsubscribed',
	description: 'The global state of email for these profiles',
};

/**
 * Email > Set Status: sets the global email subscription state of an address.
 * https://www.braze.com/docs/api/endpoints/email/post_email_subscription_status/
 */
export const setEmailStatus = bulkOperation({
	properties: updateDisplayOptions({ show: { resource: ['email'], operation: ['setStatus'] } }, [
		emailField,
		stateField,
	]),

	endpoint: {
		permission: 'email.status',
		repeatSafe: true,
		request: postList('/email/status'),
	},

	readEntry(itemIndex) {
		const email = requiredText.call(this, 'email', 'Email', itemIndex);
		const state = this.getNodeParameter('subscription_state', itemIndex) as string;
		return {
			frame: { subscription_state: state },
			list: 'email',
			value: email,
			about: [email.toLowerCase()],
		};
	},
});

/**
 * Email > Add to Blocklist: unsubscribes an address and marks it as a hard bounce.
 * https://www.braze.com/docs/api/endpoints/email/post_blocklist/
 */
export const addToBlocklist = bulkOperation({
	properties: updateDisplayOptions(
		{ show: { resource: ['email'], operation: ['addToBlocklist'] } },
		[emailField],
	),

	// The path is the present one; the permission still has the old name.
	endpoint: {
		permission: 'email.blacklist',
		repeatSafe: true,
		request: postList('/email/blocklist'),
	},

	readEntry(itemIndex) {
		const email = requiredText.call(this, 'email', 'Email', itemIndex);
		return { frame: {}, list: 'email', value: email, about: [] };
	},
});
