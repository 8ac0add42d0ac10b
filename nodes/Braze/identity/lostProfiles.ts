import { nowMs } from '../../shared/time';
import { freeContacts, LINKED_PROFILE } from './contacts';
import { NONE, type Link, type Seen } from './knownGuest';
import type { KnownGuests } from './knownGuests';
import { punchhAlias } from './links';
import { keyOfExternalId, userKey } from './user';

/**
 * Notes that a guest no longer has the profile with the external ID: Braze has shown the alias on it, and shows
 * it there no more. Another process, or somebody else, has deleted the guest or given the guest another ID.
 * Where the alias is by now, `SeenProfiles` notes after that.
 *
 * @returns whether the guest has no profile at all
 */
export function noteLost(
	known: KnownGuests,
	{ punchhUserId, externalId }: Link,
	seen: Seen,
): boolean {
	const guest = known.guests.find(punchhUserId);
	const wasThere = guest?.externalId === externalId && guest.aliasOn === externalId;
	const isThere = seen.externalId === externalId || seen.owners.get(externalId) === punchhUserId;
	// Where a person has put the alias, a person has to put it right.
	if (!wasThere || isThere || guest.isListedElsewhere) return false;
	for (const name of ['externalId', 'aliasOn', 'recordedUnder'] as const) delete guest[name];
	Object.assign(guest, { lostId: externalId, lostAtMs: nowMs(), isSeen: false });
	known.owners.release(keyOfExternalId(externalId), punchhUserId);
	if (seen.profiles.has(userKey({ user_alias: punchhAlias(punchhUserId) })!)) return false;
	known.attributes.forget(punchhUserId);
	freeContacts(known, punchhUserId, LINKED_PROFILE);
	Object.assign(guest, { marks: NONE, statesTold: false, hasMoved: false });
	return true;
}
