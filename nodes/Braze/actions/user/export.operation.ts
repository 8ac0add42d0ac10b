import type { INodeProperties } from 'n8n-workflow';

import { defineOperation } from '../../../shared/operations/define';
import { EXPORT, exportEntry } from '../../identity/profiles/export';
import { sendList } from '../../send/lists/sendList';
import { readUser, userFields } from '../userFields';

/** What Braze can export, as its page on the endpoint lists it. */
const FIELDS = [
	'apps',
	'attributed_ad',
	'attributed_adgroup',
	'attributed_campaign',
	'attributed_source',
	'campaigns_received',
	'canvases_received',
	'cards_clicked',
	'country',
	'created_at',
	'custom_attributes',
	'custom_events',
	'devices',
	'dob',
	'email',
	'email_subscribe',
	'first_name',
	'gender',
	'home_city',
	'language',
	'last_coordinates',
	'last_name',
	'phone',
	'purchases',
	'push_subscribe',
	'push_tokens',
	'random_bucket',
	'time_zone',
	'total_revenue',
	'uninstalled_at',
];

const properties: INodeProperties[] = [
	...userFields({
		name: 'findUserBy',
		displayName: 'Find User By',
		description: 'How to identify the user',
		finds: 'all',
		types: ['external_id', 'user_alias', 'braze_id', 'email', 'phone'],
	}),
	{
		displayName: 'Fields',
		name: 'fields_to_export',
		type: 'multiOptions',
		options: FIELDS.map((value) => ({ name: value, value })),
		default: ['email', 'phone', 'first_name', 'last_name', 'custom_attributes'],
		description:
			'Which fields to read; identifiers are always included. Without the campaigns and Canvases received, Braze allows many more requests per minute.',
	},
];

/** User > Export: reads profiles, one output item for each that is found. */
export const exportUser = defineOperation({
	name: 'Export',
	action: 'Export user profile',
	description: 'Read the profile of a user: attributes, events, purchases, messages received',
	countsTwice: false,
	properties,

	behaviour: sendList({
		endpoint: EXPORT,

		readEntry(item) {
			const { type, value } = readUser(item, 'findUserBy', { mayBeNone: true });
			return exportEntry(type, value, item.value<string[]>('fields_to_export'));
		},
	}),
});
