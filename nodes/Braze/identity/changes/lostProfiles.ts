import { nowMs, passedMs } from '../../../shared/time';
import { POLICY } from '../../transport/policy';
import { freeContacts, LINKED_PROFILE } from '../memory/contacts';
import { NONE, type KnownGuest, type Link, type Seen } from '../memory/knownGuest';
import type { KnownGuests } from '../memory/knownGuests';
import { punchhAlias } from '../profiles/links';
import { keyOfExternalId, userKey } from '../user';

/**
 * Notes that a guest no longer has the profile with the external ID: Braze has shown the alias on it, and shows
 * it there no more. Another process, or somebody else, has deleted the guest or given the guest another ID.
 * Where the alias is by now, `SeenProfiles` notes after that. Nor does a guest have it who is to be deleted
 * if it was made later than that, and nothing says that it is the guest's: the deletion has come before.
 *
 * @param deletedMs when the guest was deleted in Punchh, in milliseconds since 1970, if that is passed on now
 * @returns whether the guest has no profile at all
 */
export function noteLost(
	known: KnownGuests,
	{ punchhUserId, externalId }: Link,
	seen: Seen,
	deletedMs = Infinity,
): boolean {
	const guest = known.guests.find(punchhUserId);
	if (guest?.externalId !== externalId) return false;
	if (guest.aliasOn === externalId && isMadeAnew(guest, externalId, seen)) {
		linkAnew(known, punchhUserId, guest);
		return false;
	}
	const isOthers =
		guest.aliasOn === externalId ||
		isMadeAfter(guest, externalId, seen, deletedMs) ||
		isErasedByAlias(guest, seen);
	const isThere = seen.externalId === externalId || seen.owners.get(externalId) === punchhUserId;
	// Where a person has put the alias, a person has to put it right.
	if (!isOthers || isThere || guest.isListedElsewhere) return false;
	for (const name of ['externalId', 'aliasOn', 'recordedUnder'] as const) delete guest[name];
	Object.assign(guest, { lostId: externalId, lostAtMs: nowMs(), isSeen: false });
	known.owners.release(keyOfExternalId(externalId), punchhUserId);
	if (hasAlias(seen, punchhUserId)) return false;
	forgetProfile(known, punchhUserId);
	return true;
}

const hasAlias = ({ profiles }: Seen, punchhUserId: string) =>
	profiles.has(userKey({ user_alias: punchhAlias(punchhUserId) })!);

/**
 * Whether somebody has deleted the profile of a guest, and what this process has recorded since has made it anew:
 * the one under the external ID is as old as something that was recorded, and nothing says whose it is. Events
 * without the external ID may have made another one, with the alias.
 */
function isMadeAnew(
	{ recordedAtMs = [] }: KnownGuest,
	externalId: string,
	{ owners, createdMs, toPassedMs }: Seen,
): boolean {
	if (owners.has(externalId)) return false;
	const madeMs = (createdMs.get(externalId) ?? NaN) + toPassedMs;
	return recordedAtMs.some((ms) => Math.abs(ms - madeMs) <= POLICY.linking.mostLagMs);
}

/** Has a guest linked once more, whose profile lacks the alias and the mark. */
function linkAnew(known: KnownGuests, punchhUserId: string, guest: KnownGuest): void {
	delete guest.aliasOn;
	Object.assign(guest, UNMARKED);
	known.waiting.add(punchhUserId, guest);
}

/** What a profile has that is made anew. */
const UNMARKED = { marks: NONE, statesTold: false };

/** Forgets what is on the one profile of a guest, which is gone. */
function forgetProfile(known: KnownGuests, punchhUserId: string): void {
	known.attributes.forget(punchhUserId);
	freeContacts(known, punchhUserId, LINKED_PROFILE);
	Object.assign(known.guests.of(punchhUserId), { ...UNMARKED, hasMoved: false });
}

/**
 * The same for a former external ID: the alias was seen on its profile, and no profile has it any more, or one that
 * was made since. What is under that ID is the next holder's.
 */
export function noteFormerLost(known: KnownGuests, { punchhUserId }: Link, seen: Seen): void {
	const guest = known.guests.of(punchhUserId);
	const { aliasSeenOn: id, formerIds } = guest;
	const isThere = hasAlias(seen, punchhUserId);
	if (isThere) guest.aliasSeenOn = seen.externalId;
	// Without an external ID, the profile with the alias was made anew.
	const isGone = !isThere || seen.externalId === undefined;
	if (!isGone || id === undefined || seen.owners.get(id) === punchhUserId) return;
	Object.assign(guest, UNMARKED);
	if (!formerIds.includes(id) || isMadeAnew(guest, id, seen)) return;
	known.dropId(punchhUserId, id);
	known.owners.release(keyOfExternalId(id), punchhUserId);
	if (!isThere) forgetProfile(known, punchhUserId);
}

/**
 * Notes that the profile with an external ID that events tell of a guest is another person's. What tells it
 * once more is looked up again.
 */
export function noteNotOwn(known: KnownGuests, punchhUserId: string, externalId: string): void {
	// What was recorded there is gone with the profile.
	const isGone = known.guests.of(punchhUserId).recordedUnder === keyOfExternalId(externalId);
	if (isGone) Object.assign(known.guests.of(punchhUserId), UNMARKED);
	known.dropId(punchhUserId, externalId);
	known.owners.release(keyOfExternalId(externalId), punchhUserId);
	Object.assign(known.guests.of(punchhUserId), { lostId: externalId, lostAtMs: nowMs() });
}

/** Whether another workflow has deleted a guest by the alias, which had led to the one profile by then. */
function isErasedByAlias({ erasures, learnedAtMs }: KnownGuest, { isMissing }: Seen): boolean {
	const isSettled = passedMs() >= learnedAtMs + POLICY.linking.againMs;
	return erasures !== undefined && isMissing && isSettled;
}

/** Whether a profile of which nothing says whose it is was made after a guest was deleted. */
function isMadeAfter(
	{ recordedUnder }: KnownGuest,
	externalId: string,
	{ owners, createdMs }: Seen,
	deletedMs: number,
): boolean {
	// What this process has recorded late may be without a sign.
	if (owners.has(externalId) || recordedUnder === keyOfExternalId(externalId)) return false;
	return (createdMs.get(externalId) ?? -Infinity) > deletedMs + POLICY.linking.mostLagMs;
}
