import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { defineOperation } from '../../../shared/operations/define';
import { sendList } from '../../bulk/bulkOperation';
import {
	accepted,
	postList,
	type BulkEndpoint,
	type BulkEntry,
	type Chunk,
	type EntryResult,
} from '../../bulk/types';
import {
	prioritizationField,
	readUser,
	userFields,
	userObject,
	type IdentifierType,
} from '../userFields';

/** The list of a request for each identifier. A request holds one of them only. */
export const DELETION_LISTS: Record<IdentifierType, string> = {
	external_id: 'external_ids',
	user_alias: 'user_aliases',
	braze_id: 'braze_ids',
	email: 'email_addresses',
	phone: 'phone_numbers',
};

/** POST /users/delete, as data. */
export const deletion: BulkEndpoint = {
	permission: 'users.delete',
	// A second try finds the users deleted and counts none.
	repeatSafe: false,
	request: postList('/users/delete'),
	read,
};

const properties: INodeProperties[] = [
	...userFields({
		name: 'findUserBy',
		displayName: 'Find User By',
		description: 'The identifier of the user to delete',
		types: ['external_id', 'user_alias', 'braze_id', 'email', 'phone'],
	}),
	// This endpoint knows one rule less than the others.
	prioritizationField({ shownFor: 'findUserBy', without: 'least_recently_updated' }),
	{
		displayName: 'Confirm Deletion',
		name: 'confirmDeletion',
		type: 'boolean',
		default: false,
		description:
			'Whether to really delete the user. The profile with all its history is gone for good; nobody at Braze can bring it back.',
	},
];

/**
 * User > Delete: removes profiles for good.
 * https://www.braze.com/docs/api/endpoints/user_data/post_user_delete/
 */
export const deleteUser = defineOperation({
	name: 'Delete',
	action: 'Delete user',
	description: 'Delete a user for good, with all its history. Needs Confirm Deletion.',
	countsTwice: false,
	properties,

	behaviour: sendList({
		endpoint: deletion,

		readEntry(item) {
			if (item.value<unknown>('confirmDeletion') !== true) {
				throw item.error(
					"'Confirm Deletion' is off",
					'Nothing was deleted. Turn it on to delete this user for good',
				);
			}
			const user = readUser(item, 'findUserBy');
			const isAmbiguous = user.type === 'email' || user.type === 'phone';
			return {
				frame: {},
				list: DELETION_LISTS[user.type],
				value: isAmbiguous ? userObject(item, user) : user.value,
				about: [user.key],
			};
		},
	}),
});

/** Braze tells how many users of a request it queued for deletion, but not which. */
function read({ deleted }: IDataObject, _entry: BulkEntry, chunk: Chunk): EntryResult {
	if (typeof deleted !== 'number') return accepted();
	if (deleted === 0) {
		return {
			kind: 'rejected',
			reason: 'Braze deletes nobody',
			hint: 'No user matches, or several do. Delete by external ID or Braze ID to be sure',
		};
	}
	if (deleted < chunk.length) {
		return {
			kind: 'unknown',
			reason: `Braze deleted ${deleted} of ${chunk.length} users of this request and does not say which`,
			hint: 'Look in Braze whether this user is still there',
		};
	}
	return accepted({ users_in_request: chunk.length, deleted_in_request: deleted });
}
