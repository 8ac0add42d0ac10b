import type { INodeProperties } from 'n8n-workflow';

import type { IdentifierType } from '../../identity/user';
import { userFields } from '../userFields';

/** The identifiers for setting and reading subscriptions. */
export const SUBSCRIBER_TYPES: IdentifierType[] = ['external_id', 'email', 'phone'];

/** Braze has no list of subscription groups to choose from. */
export const subscriptionGroupField: INodeProperties = {
	displayName: 'Subscription Group ID',
	name: 'subscription_group_id',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 12345678-abcd-4ef0-9876-0123456789ab',
	description:
		'The ID of the email, SMS, WhatsApp or other subscription group. In the Braze dashboard, find it under Audience > Subscription Group Management.',
};

export const subscriberFields: INodeProperties[] = userFields({
	name: 'findUserBy',
	displayName: 'Find User By',
	description: 'How to identify the user',
	finds: 'all',
	types: SUBSCRIBER_TYPES,
});
