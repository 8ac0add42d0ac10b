import type { IDataObject } from 'n8n-workflow';

import { guestFieldsOf } from '../../Punchh/events/item';
import type { Link, Seen } from '../identity/knownGuest';
import type { KnownGuests } from '../identity/knownGuests';
import { punchhAlias } from '../identity/links';
import { noteNotOwn } from '../identity/lostProfiles';
import { isAnotherPerson } from '../identity/otherPerson';
import { keyOfExternalId, userKey } from '../identity/user';
import { externalIdIn, punchhUserIdOf, type NamedGuest } from './guestIdentity';
import { placeholderReason } from './placeholders';
import type { EventItem } from './types';

/** What an event says of the person. */
interface Told {
	person: IDataObject;
	/** Whether the user wants to be warned only. */
	isWarned: boolean;
}

/** What tells people apart: the fields of a guest in Punchh, by their names in Braze. */
const PERSON = {
	first_name: 'first_name',
	last_name: 'last_name',
	email: 'email',
	phone: 'phone',
	dob: 'birthday',
};

/**
 * Finds guests whose external ID is another person's, such as one that was entered for the wrong guest: under
 * it is a profile that has other names, another address and nothing in common with the guest.
 */
export class Strangers {
	private readonly told = new Map<string, Told>();

	/** The external IDs that are another person's, by the Punchh user ID of the guest. */
	private readonly found = new Map<string, string>();

	constructor(private readonly known: KnownGuests) {}

	/** Notes what an event says of its guest; the last one counts. */
	tell({ event, choices }: EventItem): void {
		const punchhUserId = punchhUserIdOf(event);
		if (punchhUserId === undefined) return;
		const fields = { ...guestFieldsOf(event), ...event.guest };
		const person = Object.entries(PERSON)
			.map(([name, from]) => [name, fields[from]] as const)
			.filter(([name, value]) => placeholderReason(name, value) === undefined);
		const isWarned = choices.sharedIdentifiers === 'warn';
		this.told.set(punchhUserId, { person: Object.fromEntries(person), isWarned });
	}

	/**
	 * Looks whether a profile that nobody has linked yet is the guest's. If it is another person's, its external
	 * ID is not used for the guest, unless the user wants to be warned only.
	 *
	 * @returns whether that is open, because no event of the guest is in this run
	 */
	isOpen(link: Link, seen: Seen): boolean {
		const { punchhUserId, externalId } = link;
		if (this.isKnown(link, seen)) return false;
		const told = this.told.get(punchhUserId);
		if (told === undefined) return true;
		const profile = seen.profiles.get(keyOfExternalId(externalId))!;
		const before = seen.profiles.get(userKey({ user_alias: punchhAlias(punchhUserId) })!);
		if (!isAnotherPerson(profile, told.person, before)) return false;
		this.found.set(punchhUserId, externalId);
		if (!told.isWarned) noteNotOwn(this.known, link);
		return false;
	}

	/** Whether a profile is certainly the guest's, or certainly not, or there is none. */
	private isKnown(
		{ punchhUserId, externalId }: Link,
		{ owners, isMissing, ...seen }: Seen,
	): boolean {
		const guest = this.known.guests.find(punchhUserId);
		const isRecorded = guest?.recordedUnder === keyOfExternalId(externalId);
		const isLinked = owners.has(externalId) || seen.externalId === externalId;
		return isMissing || isRecorded || isLinked || guest?.externalId !== externalId;
	}

	/** The warning of an event that tells the external ID of another person. */
	warningFor({ event }: EventItem, { choice, identifier }: NamedGuest): string | undefined {
		const told = externalIdIn(event);
		const isFound = told !== undefined && this.found.get(String(punchhUserIdOf(event))) === told;
		if (choice !== 'linked' || !isFound) return undefined;
		return identifier.external_id === told
			? `the profile with the external ID ${told} seems to be another person's: ${WHY}`
			: `the external ID ${told} is not used, because its profile seems to be another person's: ${WHY}. Correct it in Punchh, or link the two with User > Link Punchh Guest`;
	}
}

const WHY = 'the names, and the address or number on it are not those of the guest';
