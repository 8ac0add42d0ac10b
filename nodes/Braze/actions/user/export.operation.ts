import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isObject } from '../../../shared/values/json';
import { defineOperation } from '../../../shared/operations/define';
import { sendList } from '../../send/lists/sendList';
import { postList, type ListEntry } from '../../send/lists/endpoint';
import type { Verdict } from '../../send/types';
import type { IdentifierType } from '../../identity/user';
import { readUser, userFields } from '../userFields';

/** The key of each identifier in a request. */
const LISTS: Record<IdentifierType, string> = {
	external_id: 'external_ids',
	user_alias: 'user_aliases',
	braze_id: 'braze_id',
	email: 'email_address',
	phone: 'phone',
};

/** A request can have only one of these. */
const SCALARS = [LISTS.braze_id, LISTS.email, LISTS.phone];

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

/** Always exported: they tell users apart. */
const IDENTIFYING_FIELDS = ['external_id', 'user_aliases', 'braze_id'];

const properties: INodeProperties[] = [
	...userFields({
		name: 'findUserBy',
		displayName: 'Find User By',
		description: 'How to identify the user',
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

/**
 * User > Export: reads profiles, one output item for each that is found.
 * https://www.braze.com/docs/api/endpoints/export/user_data/post_users_identifier/
 */
export const exportUser = defineOperation({
	name: 'Export',
	action: 'Export user profile',
	description: 'Read the profile of a user: attributes, events, purchases, messages received',
	countsTwice: false,
	properties,

	behaviour: sendList({
		endpoint: {
			permission: 'users.export.ids',
			alone: SCALARS,
			request: postList('/users/export/ids', SCALARS),
			read,
		},

		readEntry(item) {
			const { type, value } = readUser(item, 'findUserBy');
			const fields = item.value<string[]>('fields_to_export');
			return {
				frame: { fields_to_export: [...new Set([...IDENTIFYING_FIELDS, ...fields])] },
				list: LISTS[type],
				value,
				about: [],
			};
		},
	}),
});

function read({ users }: IDataObject, entry: ListEntry): Verdict {
	const profiles = Array.isArray(users) ? users.filter(isObject) : [];
	const found = profiles.filter((profile) => isMeant(profile, entry));
	if (found.length > 0) return { kind: 'accepted', output: found };
	return {
		kind: 'rejected',
		reason: 'Braze has no such user',
		hint: 'Identifiers are case-sensitive. A new profile can take a minute to show up',
	};
}

function isMeant(profile: IDataObject, { list, value }: ListEntry): boolean {
	if (list === LISTS.external_id) return profile.external_id === value;
	if (list !== LISTS.user_alias) return true;
	const wanted = value as IDataObject;
	const aliases = Array.isArray(profile.user_aliases) ? profile.user_aliases.filter(isObject) : [];
	return aliases.some(
		({ alias_name: name, alias_label: label }) =>
			name === wanted.alias_name && label === wanted.alias_label,
	);
}
