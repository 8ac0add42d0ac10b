import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { bulkOperation } from '../../bulk/bulkOperation';
import { postList } from '../../bulk/types';
import { requiredText } from '../parameters';
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
			'The deprecated external ID, i.e. one that Rename External ID has replaced. The profile stays; IDs in use are refused.',
	},
];

/**
 * User > Remove External ID: removes IDs that a rename has left behind.
 * https://www.braze.com/docs/api/endpoints/user_data/external_id_migration/post_external_ids_remove/
 */
export const removeExternalId = bulkOperation({
	properties: updateDisplayOptions(
		{ show: { resource: ['user'], operation: ['removeExternalId'] } },
		properties,
	),

	// A second try finds the ID removed and reports an error for it.
	endpoint: {
		permission: 'users.external_ids.remove',
		repeatSafe: false,
		request: postList('/users/external_ids/remove'),
		read: ({ removed_ids: changed, removal_errors: errors }, entry, chunk) =>
			readChangedIds({ changed, errors }, entry, chunk),
	},

	readEntry(itemIndex) {
		const externalId = requiredText.call(this, 'external_id', 'External ID', itemIndex);
		return { frame: {}, list: 'external_ids', value: externalId, about: [externalId] };
	},
});
