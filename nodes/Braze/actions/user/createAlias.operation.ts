import type { INodeProperties } from 'n8n-workflow';

import { defineOperation } from '../../../shared/operations/define';
import { sendList } from '../../send/lists/sendList';
import { noteLinked } from '../../identity/changes/linkedUsers';
import { aliasEntry, NEW_ALIAS } from '../../identity/profiles/endpoints';

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
			'The user that gets the alias. If empty, Braze creates a new profile with only the alias; an unknown ID is ignored.',
	},
];

/** User > Create Alias: gives a user another identifier, or creates a user with only this one. */
export const createAlias = defineOperation({
	name: 'Create Alias',
	action: 'Create alias of user',
	description:
		'Give a user another identifier, or create a user with only this one. Braze reports success even if another user has the alias.',
	countsTwice: false,
	properties,

	behaviour: sendList({
		endpoint: NEW_ALIAS,
		noteChange: noteLinked,

		readEntry(item) {
			const alias = {
				alias_name: item.requiredId('alias_name'),
				alias_label: item.required('alias_label'),
			};
			const externalId = item.text('external_id') && item.requiredName('external_id');
			return aliasEntry(alias, item.toExternalId(externalId, item.labelOf('external_id')));
		},
	}),
});
