import type { IDataObject } from 'n8n-workflow';

import { identifyContacts } from '../memory/contacts';
import { NONE } from '../memory/knownGuest';
import type { KnownGuests } from '../memory/knownGuests';
import { knownGuestsOf } from '../memory/workspaces';
import { PUNCHH_USER_ID, punchhAlias } from '../profiles/links';
import { keyOfExternalId, SECONDARY_IDENTIFIERS, userKey } from '../user';
import { isOthers, takeFormerId } from './changedUsers';
import { keepingOwners } from './noteChange';

/**
 * User > Identify and User > Create Alias: a profile with a guest's alias has an external ID. As with a list,
 * nothing is taken from another guest, and an event counts for more.
 */
export const noteLinked = keepingOwners((workspaceId, { frame, value }) => {
	const { external_id: externalId, user_alias: given = value } = value as IDataObject;
	if (typeof externalId !== 'string') return undefined;
	const { alias_label: label, alias_name: name } = given as IDataObject;
	const known = knownGuestsOf(workspaceId);
	const isIdentify = frame.merge_behavior !== undefined;
	if (label === PUNCHH_USER_ID) return noteAlias(known, String(name), { externalId, frame });
	if (!isIdentify) return undefined;
	for (const type of SECONDARY_IDENTIFIERS) {
		const key = userKey({ [type]: (value as IDataObject)[type] });
		if (key !== undefined) identifyContacts(known, key, externalId);
	}
	return takeFormerId(known, externalId);
});

function noteAlias(
	known: KnownGuests,
	punchhUserId: string,
	{ externalId, frame }: { externalId: string; frame: IDataObject },
): string | undefined {
	takeListed(known, punchhUserId, externalId);
	const other = known.otherOwnerOf(externalId, punchhUserId);
	const current = known.externalIdOf(punchhUserId);
	const guest = known.guests.find(punchhUserId);
	const { unproved } = guest ?? {};
	const isConfirmed = [unproved?.externalId, unproved?.shownOn].includes(externalId);
	if (isConfirmed) delete guest?.unproved;
	if (unproved === undefined || isConfirmed) known.guests.of(punchhUserId).provedId = externalId;
	if (current === externalId) return undefined;
	// Braze leaves the alias where a list has put it, and says the same.
	if (unproved !== undefined && !isConfirmed && !unproved.isLeft && known.mayLook)
		return listedWith(punchhUserId, unproved.shownOn ?? unproved.externalId);
	if (frame.merge_behavior === 'none') loseFields(known, punchhUserId, externalId);
	if (other === undefined && current === undefined) {
		known.noteListed({ punchhUserId, externalId, formerIds: [], isApart: false }, false);
		return undefined;
	}
	known.guests.listElsewhere(punchhUserId, externalId);
	if (other === undefined) {
		return `In events of Punchh, the guest with the Punchh user ID ${punchhUserId} has the external ID ${current}: ${ALIAS_IS_WRONG}`;
	}
	takeFormerId(known, externalId);
	return `${isOthers(externalId, other)}: ${ALIAS_IS_WRONG}`;
}

const listedWith = (punchhUserId: string, externalId: string) =>
	`A list has linked the Punchh user ID ${punchhUserId} with ${externalId}. If the alias is on that profile, Braze has changed nothing: give it another name first, with User > Update Alias`;

/**
 * Takes an external ID from a guest to whom only a list, or a person, has given it, and of whom nothing was
 * recorded: what a person says now is newer.
 */
function takeListed(known: KnownGuests, punchhUserId: string, externalId: string): void {
	const other = known.otherOwnerOf(externalId, punchhUserId);
	const guest = other === undefined ? undefined : known.guests.find(other);
	const isUnused = guest?.isFromList && guest.recordedUnder === undefined;
	if (other === undefined || guest?.externalId !== externalId || !isUnused) return;
	known.dropId(other, externalId);
	known.owners.release(keyOfExternalId(externalId), other);
}

/** Notes that what was recorded under the alias of a guest is lost, because a person wants that. */
function loseFields(known: KnownGuests, punchhUserId: string, externalId: string): void {
	const alias = userKey({ user_alias: punchhAlias(punchhUserId) })!;
	known.attributes.moveAll(punchhUserId, alias, keyOfExternalId(externalId));
	Object.assign(known.guests.of(punchhUserId), { marks: NONE, statesTold: false });
}

const ALIAS_IS_WRONG =
	'what is recorded under the alias goes to the profile that has it now. If that was a mistake, give the alias another name with User > Update Alias';
