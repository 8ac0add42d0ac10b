import type { IDataObject } from 'n8n-workflow';

import { postList, type Again, type ListEndpoint, type ListEntry } from '../../send/lists/endpoint';
import { identifierTypeOf, isAmbiguous, userKey, type IdentifierType } from '../user';

/** A second identifier of a user, as Braze's endpoints take it. */
export interface Alias extends IDataObject {
	alias_name: string;
	alias_label: string;
}

type UserEndpoint = Omit<ListEndpoint, 'repeatSafe'> & { repeatSafe: true };

/**
 * POST /users/identify: gives an external ID to a profile without one, or merges that profile into
 * the one that has the ID. A success does not mean that a profile matched.
 * https://www.braze.com/docs/api/endpoints/user_data/post_user_identify/
 */
export const IDENTIFY: UserEndpoint = {
	permission: 'users.identify',
	repeatSafe: true,
	// The external ID goes to the next profile with the same address or phone number.
	again: ({ list }) => (list === IDENTIFY_LISTS.user_alias ? undefined : 'another'),
	request: postList('/users/identify'),
};

/**
 * POST /users/alias/new. For an alias that exists, and for an external ID that nobody has, Braze
 * reports success and changes nothing.
 * https://www.braze.com/docs/api/endpoints/user_data/post_user_alias/
 */
export const NEW_ALIAS: UserEndpoint = {
	permission: 'users.alias.new',
	repeatSafe: true,
	request: postList('/users/alias/new'),
};

/**
 * POST /users/merge: moves the data of one profile to another one and removes the first. Braze merges
 * later, in any order, and reports success even if it finds neither.
 * https://www.braze.com/docs/api/endpoints/user_data/post_users_merge/
 */
export const MERGE: UserEndpoint = {
	permission: 'users.merge',
	// After a merge the profile to merge is gone, so a second merge finds nothing to do,
	repeatSafe: true,
	// but for the next profile with the same address or phone number.
	again: ({ value }) => anotherBy((value as IDataObject).identifier_to_merge as IDataObject),
	request: postList('/users/merge'),
};

/** Whom a second request would mean: somebody else, if the profile that the identifier has found is gone. */
function anotherBy(user: IDataObject): Again | undefined {
	const type = identifierTypeOf(user);
	return type !== undefined && isAmbiguous(type) ? 'another' : undefined;
}

/** The list of an identify request for each identifier by which a profile can be found. */
const IDENTIFY_LISTS: Partial<Record<IdentifierType, string>> = {
	user_alias: 'aliases_to_identify',
	email: 'emails_to_identify',
	phone: 'phone_numbers_to_identify',
};

/**
 * A profile to give an external ID.
 *
 * @param user its identifier, with a prioritization if several profiles may have it
 */
export function identifyEntry(
	type: IdentifierType,
	user: IDataObject,
	externalId: string,
	mergeBehavior: string,
): ListEntry {
	return {
		frame: { merge_behavior: mergeBehavior },
		list: IDENTIFY_LISTS[type]!,
		value: { external_id: externalId, ...user },
		about: [userKey(user)!, userKey({ external_id: externalId })!],
	};
}

/** A new alias, for the user with this external ID or, if that is '', for a user of its own. */
export function aliasEntry(alias: Alias, externalId: string): ListEntry {
	const user = externalId === '' ? {} : { external_id: externalId };
	return {
		frame: {},
		list: 'user_aliases',
		value: { ...user, ...alias },
		// A user has one name per label; of two, the first one wins.
		about: [JSON.stringify(alias), JSON.stringify([user, alias.alias_label])],
	};
}

/** Two profiles to merge, each as its identifier. */
export function mergeEntry(merged: IDataObject, kept: IDataObject): ListEntry {
	return {
		frame: {},
		list: 'merge_updates',
		value: { identifier_to_merge: merged, identifier_to_keep: kept },
		about: [userKey(merged)!, userKey(kept)!],
	};
}
