import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { bulkOperation } from '../../bulk/bulkOperation';
import { postList } from '../../bulk/types';
import { requiredText } from '../parameters';
import { readChangedIds } from './externalIds';

const properties: INodeProperties[] = [
	{
		displayName: 'Current External ID',
		name: 'current_external_id',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 730415',
		description: 'The external ID that the user has now, case-sensitive',
	},
	{
		displayName: 'New External ID',
		name: 'new_external_id',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. CRM-000917',
		description:
			'The external ID that the user is to have. The current one stays as a deprecated ID until you remove it.',
	},
];

/**
 * User > Rename External ID.
 * https://www.braze.com/docs/api/endpoints/user_data/external_id_migration/post_external_ids_rename/
 */
export const renameExternalId = bulkOperation({
	properties: updateDisplayOptions(
		{ show: { resource: ['user'], operation: ['renameExternalId'] } },
		properties,
	),

	// A second try finds the ID renamed and reports an error for it.
	endpoint: {
		permission: 'users.external_ids.rename',
		repeatSafe: false,
		request: postList('/users/external_ids/rename'),
		read: ({ external_ids: changed, rename_errors: errors }, entry, chunk) =>
			readChangedIds({ changed, errors }, entry, chunk),
	},

	readEntry(itemIndex) {
		const current = requiredText.call(
			this,
			'current_external_id',
			'Current External ID',
			itemIndex,
		);
		const renamed = requiredText.call(this, 'new_external_id', 'New External ID', itemIndex);
		return {
			frame: {},
			list: 'external_id_renames',
			value: { current_external_id: current, new_external_id: renamed },
			about: [current, renamed],
		};
	},
});
