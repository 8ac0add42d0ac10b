import type { INodeProperties } from 'n8n-workflow';

import { defineOperation } from '../../../shared/operations/define';
import { sendList } from '../../send/lists/sendList';
import { postList } from '../../send/lists/endpoint';

const properties: INodeProperties[] = [
	{
		displayName: 'Alias Name',
		name: 'alias_name',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 730415',
		description: 'The new identifier of the user, case-sensitive',
	},
	{
		displayName: 'Alias Label',
		name: 'alias_label',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. punchh_user_id',
		description: 'The kind of identifier. Name and label together must be unique in the workspace.',
	},
	{
		displayName: 'External ID',
		name: 'external_id',
		type: 'string',
		default: '',
		placeholder: 'e.g. CRM-000917',
		description:
			'The user that gets the alias. Left empty, Braze makes a new profile that has only the alias; an unknown ID is ignored.',
	},
];

/**
 * User > Create Alias: gives a user another name, or makes a user that has only this name.
 * https://www.braze.com/docs/api/endpoints/user_data/post_user_alias/
 */
export const createAlias = defineOperation({
	name: 'Create Alias',
	action: 'Create alias of user',
	description:
		'Give a user another identifier, or make a user that has only this one. Braze answers with success even when another user has the alias.',
	countsTwice: false,
	properties,

	behaviour: sendList({
		// Braze answers an alias that exists with success and changes nothing.
		endpoint: {
			permission: 'users.alias.new',
			request: postList('/users/alias/new'),
		},

		readEntry(item) {
			const alias = {
				alias_name: item.required('alias_name'),
				alias_label: item.required('alias_label'),
			};
			const externalId = item.text('external_id');
			const user = externalId === '' ? {} : { external_id: externalId };
			return {
				frame: {},
				list: 'user_aliases',
				value: { ...user, ...alias },
				// A user has one name for each label; of two, the first one wins.
				about: [JSON.stringify(alias), JSON.stringify([user, alias.alias_label])],
			};
		},
	}),
});
