import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { defineOperation } from '../../../shared/operations/define';
import type { Item } from '../../../shared/operations/item';
import { noteMerged } from '../../identity/changes/mergedUsers';
import { sendList } from '../../send/lists/sendList';
import { MERGE, mergeEntry } from '../../identity/profiles/endpoints';
import { userKey, type IdentifierType } from '../../identity/user';
import { prioritizationField, readUser, userFields, userObject } from '../userFields';

const TYPES: IdentifierType[] = ['external_id', 'user_alias', 'email', 'phone'];

/** The two users of a merge: names of their parameters, and what they are called in the panel. */
const MERGED = {
	name: 'mergeBy',
	prefix: 'merge_',
	suffix: ' to Merge',
	prioritization: 'merge_prioritization',
	isGiven: false,
};
const KEPT = {
	name: 'keepBy',
	prefix: 'keep_',
	suffix: ' to Keep',
	prioritization: 'keep_prioritization',
	// It gets the data of the other.
	isGiven: true,
};

const properties: INodeProperties[] = [
	...userFields({
		...MERGED,
		displayName: 'Find User to Merge By',
		description: 'How to find the profile that is merged into the other one and then removed',
		types: TYPES,
	}),
	prioritizationField({
		shownFor: MERGED.name,
		name: MERGED.prioritization,
		user: 'User to Merge',
		// The merged profile is gone afterwards, so an anonymous one is the safer choice.
		initial: 'unidentified,most_recently_updated',
	}),
	...userFields({
		...KEPT,
		displayName: 'Find User to Keep By',
		description:
			'How to find the profile that stays. If both have a value, this profile keeps its own.',
		types: TYPES,
	}),
	prioritizationField({ shownFor: KEPT.name, name: KEPT.prioritization, user: 'User to Keep' }),
];

/**
 * User > Merge: moves the data of one profile to another one and removes the first. Merges of the same
 * user are sent one after another.
 */
export const merge = defineOperation({
	name: 'Merge',
	action: 'Merge users',
	description:
		'Move the data of one user to another one and remove the first. Braze reports success even if it finds neither.',
	countsTwice: false,
	properties,

	behaviour: sendList({
		noteChange: noteMerged,
		endpoint: MERGE,

		readEntry(item) {
			const [merged, kept] = [MERGED, KEPT].map(({ name, prefix, prioritization, isGiven }) =>
				userObject(
					item,
					readUser(item, name, { prefix, isGiven, isForGood: true }),
					prioritization,
				),
			);
			refuseItself(item, merged, kept);
			return mergeEntry(merged, kept);
		},
	}),
});

/** What is merged is removed, and no page of Braze's says what becomes of a user who is both. */
function refuseItself(item: Item, merged: IDataObject, kept: IDataObject): void {
	const isSameRule = String(merged.prioritization) === String(kept.prioritization);
	if (userKey(merged) !== userKey(kept) || !isSameRule) return;
	throw item.error(
		'The user to merge and the user to keep are the same',
		'Nothing was sent: Braze removes the user to merge. If they are expressions, look at what they return for this item',
	);
}
