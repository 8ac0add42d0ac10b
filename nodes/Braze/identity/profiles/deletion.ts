import type { IDataObject } from 'n8n-workflow';

import { accepted, postList, type ListEndpoint, type ListEntry } from '../../send/lists/endpoint';
import type { Verdict } from '../../send/types';
import { isAmbiguous, SECONDARY_IDENTIFIERS, userKey, type IdentifierType } from '../user';

/** The list of a request for each identifier. A request holds one of them only. */
const LISTS: Record<IdentifierType, string> = {
	external_id: 'external_ids',
	user_alias: 'user_aliases',
	braze_id: 'braze_ids',
	email: 'email_addresses',
	phone: 'phone_numbers',
};

/** Several users may have the same; who is found next is somebody else. */
const BY_CONTACT = SECONDARY_IDENTIFIERS.map((type) => LISTS[type]);

/**
 * POST /users/delete: removes profiles for good.
 * https://www.braze.com/docs/api/endpoints/user_data/post_user_delete/
 */
export const DELETION: ListEndpoint = {
	permission: 'users.delete',
	// A second try finds the users deleted and counts none.
	repeatSafe: false,
	again: ({ list }) => (BY_CONTACT.includes(list) ? 'another' : undefined),
	request: postList('/users/delete'),
	read,
};

/**
 * A user to delete.
 *
 * @param prioritization which profile is deleted when several have this email address or phone number
 */
export function deletionEntry(
	type: IdentifierType,
	value: string | IDataObject,
	prioritization: string[],
): ListEntry {
	return {
		frame: {},
		list: LISTS[type],
		value: isAmbiguous(type) ? { [type]: value, prioritization } : value,
		about: [userKey({ [type]: value })!],
	};
}

/** Braze says how many users of a request it queued for deletion, but not which. */
function read({ deleted }: IDataObject, _entry: ListEntry, entries: ListEntry[]): Verdict {
	if (typeof deleted !== 'number') return accepted();
	if (deleted === 0) {
		return {
			kind: 'rejected',
			reason: 'Braze deleted no user',
			hint: 'No user matches, or several do. Use the external ID or Braze ID to be sure',
		};
	}
	if (deleted < entries.length) {
		return {
			kind: 'unknown',
			reason: `Braze deleted ${deleted} of ${entries.length} users of this request and does not say which`,
			hint: 'Check in Braze whether this user still exists',
		};
	}
	return accepted({ users_in_request: entries.length, deleted_in_request: deleted });
}
