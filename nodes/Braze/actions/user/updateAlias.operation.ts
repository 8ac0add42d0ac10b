import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { bulkOperation } from '../../bulk/bulkOperation';
import { postList } from '../../bulk/types';
import { requiredText } from '../parameters';

const properties: INodeProperties[] = [
	{
		displayName: 'Alias Label',
		name: 'alias_label',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. punchh_user_id',
		description: 'The label of the alias, which stays',
	},
	{
		displayName: 'Old Alias Name',
		name: 'old_alias_name',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 730415',
		description:
			'The name that the alias has now. Braze says nothing when no user has it, and changes nothing.',
	},
	{
		displayName: 'New Alias Name',
		name: 'new_alias_name',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 730416',
		description: 'The name that the alias is to have',
	},
];

/**
 * User > Update Alias: changes the name of an alias under its label.
 * https://www.braze.com/docs/api/endpoints/user_data/post_users_alias_update/
 */
export const updateAlias = bulkOperation({
	properties: updateDisplayOptions(
		{ show: { resource: ['user'], operation: ['updateAlias'] } },
		properties,
	),

	endpoint: {
		permission: 'users.alias.update',
		repeatSafe: true,
		request: postList('/users/alias/update'),
	},

	readEntry(itemIndex) {
		const label = requiredText.call(this, 'alias_label', 'Alias Label', itemIndex);
		const oldName = requiredText.call(this, 'old_alias_name', 'Old Alias Name', itemIndex);
		const newName = requiredText.call(this, 'new_alias_name', 'New Alias Name', itemIndex);
		return {
			frame: {},
			list: 'alias_updates',
			value: { alias_label: label, old_alias_name: oldName, new_alias_name: newName },
			about: [JSON.stringify([label, oldName]), JSON.stringify([label, newName])],
		};
	},
});
