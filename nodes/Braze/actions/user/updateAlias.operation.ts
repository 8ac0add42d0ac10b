import type { INodeProperties } from 'n8n-workflow';

import { defineOperation } from '../../../shared/operations/define';
import { noteAliasUpdated } from '../../identity/changes/changedUsers';
import { sendList } from '../../send/lists/sendList';
import { postList } from '../../send/lists/endpoint';
import { refusePassedNames } from './passedNames';

const properties: INodeProperties[] = [
	{
		displayName: 'Alias Label',
		name: 'alias_label',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. punchh_user_id',
		description: 'The label of the alias, which stays the same',
	},
	{
		displayName: 'Old Alias Name',
		name: 'old_alias_name',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 730415',
		description:
			'The current name of the alias. If no user has it, Braze changes nothing and does not say so.',
	},
	{
		displayName: 'New Alias Name',
		name: 'new_alias_name',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 730416',
		description:
			'The new name of the alias. If another user has it, Braze may change nothing and report success: merge the two first.',
	},
];

/**
 * User > Update Alias: changes the name of an alias under its label.
 * https://www.braze.com/docs/api/endpoints/user_data/post_users_alias_update/
 */
export const updateAlias = defineOperation({
	name: 'Update Alias',
	action: 'Update alias of user',
	description:
		'Change the name of an alias and keep its label. Braze reports success even if no user has it.',
	countsTwice: false,
	properties,

	behaviour: sendList({
		noteChange: noteAliasUpdated,
		endpoint: {
			permission: 'users.alias.update',
			laterHint: 'as long as no other user gets the old name',
			request: postList('/users/alias/update'),
		},

		refuse: refusePassedNames,

		readEntry(item) {
			const label = item.required('alias_label');
			const oldName = item.required('old_alias_name');
			const newName = item.requiredId('new_alias_name');
			return {
				frame: {},
				list: 'alias_updates',
				value: { alias_label: label, old_alias_name: oldName, new_alias_name: newName },
				about: [JSON.stringify([label, oldName]), JSON.stringify([label, newName])],
			};
		},
	}),
});
