import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { bulkOperation } from '../../bulk/bulkOperation';
import { postList } from '../../bulk/types';
import { optionalText, requiredText } from '../parameters';

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
export const createAlias = bulkOperation({
	properties: updateDisplayOptions(
		{ show: { resource: ['user'], operation: ['createAlias'] } },
		properties,
	),

	// Braze answers an alias that exists with success and changes nothing.
	endpoint: {
		permission: 'users.alias.new',
		repeatSafe: true,
		request: postList('/users/alias/new'),
	},

	readEntry(itemIndex) {
		const alias = {
			alias_name: requiredText.call(this, 'alias_name', 'Alias Name', itemIndex),
			alias_label: requiredText.call(this, 'alias_label', 'Alias Label', itemIndex),
		};
		const externalId = optionalText.call(this, 'external_id', 'External ID', itemIndex);
		const user = externalId === '' ? {} : { external_id: externalId };
		return {
			frame: {},
			list: 'user_aliases',
			value: { ...user, ...alias },
			// A user has one name for each label; of two, the first one wins.
			about: [JSON.stringify(alias), JSON.stringify([user, alias.alias_label])],
		};
	},
});
