import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { bulkOperation } from '../../bulk/bulkOperation';
import { postList } from '../../bulk/types';
import { requiredText } from '../parameters';
import {
	prioritizationField,
	readUser,
	userFields,
	userObject,
	type IdentifierType,
} from '../userFields';

/** The list of a request for each identifier by which a profile can be found. */
const LISTS: Partial<Record<IdentifierType, string>> = {
	user_alias: 'aliases_to_identify',
	email: 'emails_to_identify',
	phone: 'phone_numbers_to_identify',
};

const properties: INodeProperties[] = [
	...userFields({
		name: 'findProfileBy',
		displayName: 'Find Profile By',
		description: 'The identifier of the profile that has no external ID yet',
		types: ['user_alias', 'email', 'phone'],
	}),
	prioritizationField({
		shownFor: 'findProfileBy',
		initial: 'unidentified,most_recently_updated',
	}),
	{
		displayName: 'External ID',
		name: 'external_id',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. CRM-000917',
		description: 'The external ID that the profile is to have, case-sensitive',
	},
	{
		displayName: 'Merge Behavior',
		name: 'merge_behavior',
		type: 'options',
		options: [
			{
				name: 'Merge',
				value: 'merge',
				description: 'Fields that the identified profile lacks come from the anonymous one',
			},
			{ name: 'None', value: 'none', description: 'The fields of the anonymous profile are lost' },
		],
		default: 'merge',
		description: 'What happens when a profile with this external ID exists already',
	},
];

/**
 * User > Identify: gives a profile that is known by alias, email or phone an external ID.
 * https://www.braze.com/docs/api/endpoints/user_data/post_user_identify/
 */
export const identify = bulkOperation({
	properties: updateDisplayOptions(
		{ show: { resource: ['user'], operation: ['identify'] } },
		properties,
	),

	endpoint: {
		permission: 'users.identify',
		repeatSafe: true,
		request: postList('/users/identify'),
	},

	readEntry(itemIndex) {
		const user = readUser.call(this, itemIndex, 'findProfileBy');
		const externalId = requiredText.call(this, 'external_id', 'External ID', itemIndex);
		return {
			frame: { merge_behavior: this.getNodeParameter('merge_behavior', itemIndex) as string },
			list: LISTS[user.type]!,
			value: { external_id: externalId, ...userObject.call(this, itemIndex, user) },
			about: [user.key, `external_id ${externalId}`],
		};
	},
});
