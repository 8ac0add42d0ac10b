import type { INodeProperties } from 'n8n-workflow';

import { defineOperation } from '../../../shared/operations/define';
import { noteRemoved } from '../../identity/changes/changedUsers';
import { sendList } from '../../send/lists/sendList';
import { postList } from '../../send/lists/endpoint';
import { readChangedIds } from './externalIds';

const properties: INodeProperties[] = [
	{
		displayName: 'External ID',
		name: 'external_id',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 730415',
		description:
			'The deprecated external ID, i.e. one that was replaced by Rename External ID. The profile stays; IDs that are in use are refused.',
	},
];

/**
 * User > Remove External ID: removes IDs that were left behind by a rename.
 * https://www.braze.com/docs/api/endpoints/user_data/external_id_migration/post_external_ids_remove/
 */
export const removeExternalId = defineOperation({
	name: 'Remove External ID',
	action: 'Remove external ID of user',
	description: 'Remove a deprecated external ID that was left behind by a rename',
	countsTwice: false,
	properties,

	behaviour: sendList({
		noteChange: noteRemoved,
		// A second try finds the ID removed and reports an error for it.
		endpoint: {
			permission: 'users.external_ids.remove',
			repeatSafe: false,
			request: postList('/users/external_ids/remove'),
			read: ({ removed_ids: changed, removal_errors: errors }, entry, chunk) =>
				readChangedIds({ changed, errors }, entry, chunk),
		},

		readEntry(item) {
			const externalId = item.required('external_id');
			return { frame: {}, list: 'external_ids', value: externalId, about: [externalId] };
		},
	}),
});
