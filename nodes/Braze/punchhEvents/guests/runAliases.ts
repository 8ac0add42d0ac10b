import type { KnownGuests } from '../../identity/memory/knownGuests';
import { punchhAlias } from '../../identity/profiles/links';
import { withAliasProfile } from '../../send/track/objects/aliasProfile';
import type { TrackObject } from '../../send/track/objects/types';
import { trackedUser, type NamedGuest } from '../guestIdentity';
import type { MapChoices } from '../types';

/**
 * The guests of one run who are recorded by the alias although their external ID is known. Who has had an
 * external ID may have given it up since, of which only another process has heard: the alias stays the guest's.
 */
export class RunAliases {
	/** Guests whose external ID an event of this run tells. */
	private readonly told = new Set<string>();

	/** Guests of whose profile, which is nearly certainly there, an item has made sure. */
	private readonly made = new Set<string>();

	constructor(private readonly known: Pick<KnownGuests, 'seen'>) {}

	/**
	 * Notes that an event of the run tells the external ID of a guest. All items of a guest go by one name,
	 * so that they are sent in their order.
	 */
	tell(punchhUserId: string): void {
		this.told.add(punchhUserId);
	}

	/** A guest as what is recorded names the profile. */
	asRecorded(guest: NamedGuest): NamedGuest {
		const { choice, punchhUserId, identifier } = guest;
		if (choice !== 'linked' || punchhUserId === undefined) return guest;
		const isKnown = 'external_id' in identifier && !this.told.has(punchhUserId);
		if (!isKnown || !this.known.seen.isAliasThere(punchhUserId)) return guest;
		return { ...guest, recordedBy: { user_alias: punchhAlias(punchhUserId) } };
	}

	/** The objects of an item, with one that makes a profile if it is needed: once for who has one for all we know. */
	withProfile(guest: NamedGuest, choices: MapChoices, objects: TrackObject[]): TrackObject[] {
		const { recordedBy, punchhUserId } = guest;
		const isMade = recordedBy !== undefined && this.made.has(punchhUserId!);
		if (recordedBy !== undefined) this.made.add(punchhUserId!);
		return isMade ? objects : withAliasProfile(trackedUser(guest, choices), objects);
	}
}
