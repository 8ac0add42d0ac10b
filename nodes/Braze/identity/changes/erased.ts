import { hasLinked, isBesideLinked, mayStay } from '../memory/contacts';
import type { Erasure } from '../memory/knownGuest';
import type { KnownGuests } from '../memory/knownGuests';
import { isByContact, isByExternalId, keyOfExternalId } from '../user';

/** How many names of a deleted guest are remembered. */
const MOST_NAMES = 4;

/**
 * Notes that Braze has deleted a profile of a guest. Workflows that name guests in other ways have profiles of
 * their own: the linked one is there until it is deleted as well.
 *
 * @param by how the guest was named, such as `linked`
 */
export function noteErased(
	known: KnownGuests,
	punchhUserId: string,
	erasure: Erasure,
	by: string,
): void {
	const { named, atMs } = erasure;
	const { guests, owners } = known;
	const isLinked = isLinkedOne(known, punchhUserId, named, by);
	const others = (guests.find(punchhUserId)?.erasures ?? []).filter((one) => one.named !== named);
	// By an address or number, it is a profile without an external ID.
	if (!mayStay(known, punchhUserId, named, 'unidentified')) {
		owners.leave(named, punchhUserId);
		if (isOneOfSeveral(known, punchhUserId, named, by)) dropOne(known, punchhUserId, named);
		else known.deleted(punchhUserId, named, by === 'linked' ? true : undefined);
	}
	const guest = guests.of(punchhUserId);
	guest.erasures = [...others, erasure].slice(-MOST_NAMES);
	if (isLinked) guest.deletedAtMs = atMs;
}

/** Whether a deleted profile is certainly the linked one, or that of the external ID by which it would be deleted. */
function isLinkedOne(known: KnownGuests, punchhUserId: string, named: string, by: string): boolean {
	if (by === 'linked') return true;
	if (isOneOfSeveral(known, punchhUserId, named, by)) return false;
	if (isBesideLinked(known, punchhUserId, named)) return false;
	if (mayStay(known, punchhUserId, named, 'unidentified')) return false;
	if (isByContact(named)) return hasLinked(known, punchhUserId);
	const isKnown = known.externalIdOf(punchhUserId) !== undefined;
	return by === 'external_id' || !isByExternalId(named) || isKnown;
}

/** Whether a deleted profile was one of those that are to become the linked one: the others may be there yet. */
function isOneOfSeveral(known: KnownGuests, punchhUserId: string, named: string, by: string) {
	const isOpen = by !== 'linked' && known.waiting.has(punchhUserId);
	return isOpen && !isBesideLinked(known, punchhUserId, named);
}

/** Notes that one of them is deleted: until the others are, what is on them stays the guest's. */
function dropOne(known: KnownGuests, punchhUserId: string, named: string): void {
	const { externalId = [], formerIds, leavingIds } = known.guests.of(punchhUserId);
	const ids = [externalId, formerIds, leavingIds].flat();
	const deletedId = ids.find((id) => keyOfExternalId(id) === named);
	if (deletedId !== undefined) known.dropId(punchhUserId, deletedId);
}

/**
 * Whether the deletion of a guest has been passed on before, by this name, and nothing was recorded for the
 * guest by it since: by now, it may be the next one's.
 */
export function isErased(
	{ guests, owners }: KnownGuests,
	punchhUserId: string,
	{ named, atMs }: Erasure,
): boolean {
	const { erasures = [] } = guests.find(punchhUserId) ?? {};
	const isBefore = erasures.some((one) => one.named === named && atMs <= one.atMs);
	return isBefore && owners.of(named) !== punchhUserId;
}
