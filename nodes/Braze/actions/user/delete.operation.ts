import type { INodeProperties } from 'n8n-workflow';

import { assertConfirmed, confirmDeletionField } from '../../../shared/operations/confirmDeletion';
import { defineOperation } from '../../../shared/operations/define';
import { DELETION, deletionEntry } from '../../identity/profiles/deletion';
import { noteDeleted } from '../../identity/changes/changedUsers';
import { sendList } from '../../send/lists/sendList';
import { prioritizationField, readPrioritization, readUser, userFields } from '../userFields';

const properties: INodeProperties[] = [
	...userFields({
		name: 'findUserBy',
		displayName: 'Find User By',
		description: 'How to identify the user to delete',
		types: ['external_id', 'user_alias', 'braze_id', 'email', 'phone'],
	}),
	// This endpoint has one rule fewer than the others.
	prioritizationField({ shownFor: 'findUserBy', without: 'least_recently_updated' }),
	confirmDeletionField(
		'the user',
		'The profile and its entire history are gone for good; not even Braze can restore them.',
	),
];

/**
 * User > Delete: removes profiles for good.
 * https://www.braze.com/docs/api/endpoints/user_data/post_user_delete/
 */
export const deleteUser = defineOperation({
	name: 'Delete',
	action: 'Delete user',
	description: 'Permanently delete a user and its entire history. Requires Confirm Deletion.',
	countsTwice: false,
	properties,

	behaviour: sendList({
		noteChange: noteDeleted,
		endpoint: DELETION,

		readEntry(item) {
			assertConfirmed(item, 'this user');
			const { type, value } = readUser(item, 'findUserBy', { mayBeNone: true, isForGood: true });
			return deletionEntry(type, value, readPrioritization(item, type));
		},
	}),
});
