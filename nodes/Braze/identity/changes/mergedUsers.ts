import type { IDataObject } from 'n8n-workflow';

import { nowMs, passedMs } from '../../../shared/time';
import { identifyContacts, passContact, passContacts } from '../memory/contacts';
import { addFormerId, takeId } from '../memory/formerIds';
import { moveDoubt } from '../memory/knownGuest';
import type { KnownGuests } from '../memory/knownGuests';
import { knownGuestsOf } from '../memory/workspaces';
import { isByContact, keyOfExternalId, userKey } from '../user';
import { guestNamed, leftBehind, mayBeKnown } from './changedUsers';
import { keepingOwners } from './noteChange';

/**
 * User > Merge. Braze merges later, and reports success even if it finds neither profile: so both IDs
 * stay those of the guest, and are asked to be merged again with the next link.
 */
export const noteMerged = keepingOwners((workspaceId, { value }) => {
	const { identifier_to_merge: gone, identifier_to_keep: kept } = value as {
		[side: string]: IDataObject;
	};
	const known = knownGuestsOf(workspaceId);
	const from = guestNamed(known, gone);
	const to = guestNamed(known, kept);
	if (from === undefined) {
		const listedId = to === undefined ? undefined : known.guests.listedElsewhere(to);
		if (to !== undefined && listedId !== undefined && listedId === gone.external_id)
			known.seen.unlist(to);
		return mayBeKnown(known, gone) ? UNKNOWN_MERGED : undefined;
	}
	const externalId = kept.external_id;
	if (to !== undefined && to !== from) return ofTwoGuests(known, gone, from, to);
	if (typeof externalId === 'string') {
		const key = userKey(gone)!;
		if (isByContact(key)) identifyContacts(known, key, externalId);
		return intoExternalId(known, gone, from, externalId);
	}
	return intoOther(known, gone, from, to === from);
});

const UNKNOWN_MERGED =
	"If 'Punchh Event > Track' recorded a guest in the merged profile, this n8n process does not know where it is now. Name both by external ID or by the alias punchh_user_id";

/** What was recorded for a guest is in the profile of another one. */
function ofTwoGuests(known: KnownGuests, gone: IDataObject, from: string, to: string): string {
	const left = leftBehind(known, from, 'merge it with User > Merge');
	release(known, gone);
	passContacts(known, from, to);
	const key = userKey(gone)!;
	if (isByContact(key)) passContact(known, key, from, to);
	known.forget(from);
	known.guests.aliasGoes(from);
	const both = `In events of Punchh, the profiles are those of two guests, with the Punchh user IDs ${from} and ${to}. What comes next for ${from} is recorded in a profile of its own`;
	return left === undefined ? both : `${both}. ${left}`;
}

/** A profile of a guest is in the one with an external ID that is nobody else's. */
function intoExternalId(
	known: KnownGuests,
	gone: IDataObject,
	punchhUserId: string,
	externalId: string,
): string | undefined {
	const current = known.externalIdOf(punchhUserId);
	if (current === undefined && known.guests.formerIdsOf(punchhUserId).length === 0) {
		notLinked(known, gone, punchhUserId, externalId);
		return undefined;
	}
	const goneId = goneIdOf(known, gone, punchhUserId);
	if (current === externalId) {
		if (goneId !== undefined && goneId !== externalId) follows(known, punchhUserId, goneId);
		const isListed = goneId !== undefined && goneId === known.guests.listedElsewhere(punchhUserId);
		if (gone.user_alias !== undefined || isListed) known.seen.unlist(punchhUserId);
	} else if (current === undefined || goneId === current) {
		moved(known, punchhUserId, externalId, goneId);
	} else {
		release(known, gone);
		if (goneId !== undefined) known.dropId(punchhUserId, goneId);
		known.owners.name(keyOfExternalId(externalId), punchhUserId);
		return `In events of Punchh, the guest with the Punchh user ID ${punchhUserId} has the external ID ${current}: unless ${externalId} is merged into that as well, the guest is two profiles`;
	}
	return undefined;
}

/** A profile that is the guest's is in the one that the guest has: the ID is free when that is certain. */
function follows({ guests, waiting }: KnownGuests, punchhUserId: string, goneId: string): void {
	const guest = guests.of(punchhUserId);
	if (guest.formerIds.includes(goneId)) return;
	addFormerId(guest, goneId, passedMs());
	waiting.add(punchhUserId, guest);
}

/** A profile of a guest is in the one with this external ID; others that the guest has follow. */
function moved(
	known: KnownGuests,
	punchhUserId: string,
	externalId: string,
	goneId: string | undefined,
): void {
	const { guests, owners, waiting } = known;
	const guest = guests.of(punchhUserId);
	const isOwn = (id: string) => owners.of(keyOfExternalId(id)) === punchhUserId;
	owners.link(keyOfExternalId(externalId), punchhUserId);
	const formers = [guest.externalId, goneId].filter((id) => id !== undefined);
	moveDoubt(guest, goneId, externalId);
	takeId(guest, externalId, { atMs: nowMs(), isOwn: false, isFromList: false });
	guest.isFromList = false;
	for (const id of formers) if (id !== externalId && isOwn(id)) addFormerId(guest, id, passedMs());
	waiting.add(punchhUserId, guest);
}

/** A guest who is only named, or who is known by the alias alone, which goes along with the merge. */
function notLinked(
	known: KnownGuests,
	gone: IDataObject,
	punchhUserId: string,
	externalId: string,
): void {
	release(known, gone);
	known.owners.name(keyOfExternalId(externalId), punchhUserId);
	// If an event tells another external ID, the profile has to follow.
	if (gone.user_alias !== undefined) known.guests.of(punchhUserId).formerIds = [externalId];
}

/** The external ID of the profile that was merged, as far as this process knows. */
function goneIdOf(known: KnownGuests, gone: IDataObject, punchhUserId: string): string | undefined {
	if (typeof gone.external_id === 'string') return gone.external_id;
	const isByAlias = gone.user_alias !== undefined;
	const isElsewhere = known.guests.listedElsewhere(punchhUserId) !== undefined;
	return isByAlias && !isElsewhere ? known.externalIdOf(punchhUserId) : undefined;
}

/** A profile of a guest is in one whose external ID is not known. */
function intoOther(
	known: KnownGuests,
	gone: IDataObject,
	punchhUserId: string,
	isOwn: boolean,
): string | undefined {
	const goneId = goneIdOf(known, gone, punchhUserId);
	if (!isOwn) release(known, gone);
	if (goneId === undefined) return isOwn ? undefined : whereIsIt(punchhUserId);
	const isCurrent = known.externalIdOf(punchhUserId) === goneId;
	// A former ID is merged again into the current one.
	if (isOwn && !isCurrent) return undefined;
	known.dropId(punchhUserId, goneId);
	if (isOwn) addFormerId(known.guests.of(punchhUserId), goneId, passedMs());
	return isOwn ? undefined : whereIsIt(punchhUserId);
}

const whereIsIt = (punchhUserId: string) =>
	`The merged profile was that of the guest with the Punchh user ID ${punchhUserId}, and this n8n process does not know which external ID it has now: what comes next without an external ID is recorded under the alias. If the profile lacks that, add it with User > Create Alias`;

/**
 * Makes the identifier of a merged profile free when Braze has certainly merged it. By an address or number,
 * Braze finds the profile that was kept from then on.
 */
function release(known: KnownGuests, gone: IDataObject): void {
	const key = userKey(gone);
	if (key !== undefined && !isByContact(key)) known.owners.releaseLater(key);
}
