import type { INodeProperties } from 'n8n-workflow';

import { defineOperation } from '../../../shared/operations/define';
import { noteRenamed } from '../../identity/changes/changedUsers';
import { sendList } from '../../send/lists/sendList';
import { postList } from '../../send/lists/endpoint';
import { readChangedIds } from './externalIds';

const properties: INodeProperties[] = [
	{
		displayName: 'Current External ID',
		name: 'current_external_id',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 730415',
		description: 'The current external ID of the user, case-sensitive',
	},
	{
		displayName: 'New External ID',
		name: 'new_external_id',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. CRM-000917',
		description:
			'The external ID to give the user. The current one stays as a deprecated ID until you remove it.',
	},
];

/**
 * User > Rename External ID.
 * https://www.braze.com/docs/api/endpoints/user_data/external_id_migration/post_external_ids_rename/
 */
export const renameExternalId = defineOperation({
	name: 'Rename External ID',
	action: 'Rename external ID of user',
	description: 'Give a user a new external ID. The current one stays valid until you remove it.',
	countsTwice: false,
	properties,

	behaviour: sendList({
		noteChange: noteRenamed,
		// A second try finds the ID renamed and reports an error for it.
		endpoint: {
			permission: 'users.external_ids.rename',
			repeatSafe: false,
			request: postList('/users/external_ids/rename'),
			read: ({ external_ids: changed, rename_errors: errors }, entry, chunk) =>
				readChangedIds({ changed, errors }, entry, chunk),
		},

		readEntry(item) {
			const current = item.required('current_external_id');
			const id = item.requiredId('new_external_id');
			const renamed = item.toExternalId(id, item.labelOf('new_external_id'));
			return {
				frame: {},
				list: 'external_id_renames',
				value: { current_external_id: current, new_external_id: renamed },
				about: [current, renamed],
			};
		},
	}),
});
