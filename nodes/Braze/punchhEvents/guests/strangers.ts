import type { IDataObject } from 'n8n-workflow';

import { guestFieldsOf } from '../../../Punchh/events/item';
import { isEmpty } from '../../../shared/values/json';
import type { Link, Seen } from '../../identity/memory/knownGuest';
import type { KnownGuests } from '../../identity/memory/knownGuests';
import { noteNotOwn } from '../../identity/changes/lostProfiles';
import { WHY } from '../../identity/profiles/mislinked';
import { isStrangers, isUnlinked } from '../../identity/profiles/otherPerson';
import { keyOfExternalId } from '../../identity/user';
import { externalIdIn, punchhUserIdOf, type NamedGuest } from '../guestIdentity';
import { POLICY } from '../../transport/policy';
import type { EventItem } from '../types';
import { Mislinked } from './mislinked';

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
	/** What events say of each guest. */
	private readonly told = new Map<string, IDataObject>();

	/** The events that tell each external ID. */
	private readonly tellers = new Map<string, EventItem[]>();

	/** The external IDs that are another person's, by the Punchh user ID of the guest. */
	private readonly found = new Map<string, string[]>();

	/** Those whom a list has linked with another person's profile. */
	readonly mislinked: Mislinked;

	/** The events that were learned from again. */
	private readonly freed = new Set<EventItem>();

	constructor(private readonly known: KnownGuests) {
		this.mislinked = new Mislinked(known);
	}

	/** Notes what an event says of its guest; the last one that says it counts. */
	tell(read: EventItem): void {
		const { event } = read;
		const punchhUserId = punchhUserIdOf(event);
		if (punchhUserId === undefined) return;
		const fields = { ...guestFieldsOf(event), ...event.guest };
		const person = Object.entries(PERSON)
			.map(([name, from]) => [name, fields[from]] as const)
			.filter(([, value]) => !isEmpty(value));
		const told = { ...this.told.get(punchhUserId), ...Object.fromEntries(person) };
		this.told.set(punchhUserId, told);
		// An execution that goes on at the same time may have heard no name.
		const guest = this.known.guests.find(punchhUserId);
		if (guest?.externalId !== undefined && !guest.isSure)
			guest.person = { ...guest.person, ...told };
		if (read.choices.identifiers.includes('linked')) this.mislinked.tell(punchhUserId, told);
		const id = externalIdIn(event);
		if (id !== undefined) this.tellers.set(id, [...(this.tellers.get(id) ?? []), read]);
	}

	/**
	 * The events that tell an external ID which was found not to be the guest's who had it: while it was, nothing
	 * was learned from those of other guests. Each of them is given once.
	 */
	takeFreed(): EventItem[] {
		const ids = [...this.tellers.keys()].filter((id) => this.isFree(id));
		const reads = ids
			.flatMap((id) => this.tellers.get(id)!)
			.filter(({ event }) => !this.foundOf(punchhUserIdOf(event)).includes(externalIdIn(event)!))
			.filter((read) => !this.freed.has(read));
		for (const read of reads) this.freed.add(read);
		return reads;
	}

	private isFree(externalId: string): boolean {
		return this.known.owners.of(keyOfExternalId(externalId)) === undefined;
	}

	/**
	 * Looks whether profiles that nobody has linked yet are the guest's. If one is another person's, its external
	 * ID is not used for the guest; nor is it merged, if events have told another one since.
	 *
	 * @param isDeleting whether the guest is to be deleted
	 * @returns whether that is open, because no event of the guest is in this run
	 */
	isOpen(link: Link, seen: Seen, isDeleting: boolean): boolean {
		const { punchhUserId, externalId, formerIds } = link;
		const unlinked = [externalId, ...formerIds].filter((id) => isUnlinked(id, link, seen));
		const isNew = (id: string) => this.isNew(id, link, seen);
		const guest = this.known.guests.of(punchhUserId);
		// It may be looked up again in a run in which the guest has no event.
		const said = this.told.get(punchhUserId) ?? guest.person;
		if (said === undefined) return unlinked.some(isNew);
		const key = keyOfExternalId(externalId);
		// What was written for the guest elsewhere, by whichever choice, would be written here as well.
		const written = this.known.attributes.personElsewhere(punchhUserId, key);
		const told = { ...written, ...guest.person, ...said };
		delete guest.person;
		const mislinked = this.mislinked.compare(link, seen, told, isDeleting);
		// What was recorded under a former ID has gone along with the alias, if that is elsewhere by now.
		const hasMoved = seen.externalId !== undefined;
		const ids = unlinked
			.filter((id) => isNew(id) || (hasMoved && id !== externalId))
			.filter((id) => id !== mislinked);
		for (const id of ids) {
			const wasOthers = this.isKnownOthers(id, punchhUserId);
			const isOthers = isStrangers(id, link, seen, [told], wasOthers);
			this.known.guests.noteOthers(punchhUserId, id, isOthers);
			if (!isOthers) continue;
			this.found.set(punchhUserId, [...this.foundOf(punchhUserId), id]);
			noteNotOwn(this.known, punchhUserId, id);
		}
		const isOwn = mislinked !== externalId && !this.foundOf(punchhUserId).includes(externalId);
		if (isOwn) this.mislinked.prove(link, seen, told);
		return false;
	}

	/** Whether this process has heard of an external ID of a guest, and neither recorded nor looked up anything by it. */
	private isNew(id: string, { punchhUserId }: Link, seen: Seen): boolean {
		const { sameAsCurrent, createdMs, toPassedMs } = seen;
		const guest = this.known.guests.of(punchhUserId);
		if (guest.recordedUnder === keyOfExternalId(id)) {
			if (guest.aliasOn === id) return false;
			// Somebody has deleted it before the link was seen, and the app has made one for the next holder of the ID.
			const latestMs = (guest.recordedMs ?? Infinity) + POLICY.linking.mostLagMs;
			return (createdMs.get(id) ?? -Infinity) + toPassedMs > latestMs;
		}
		if (guest.externalId === id) return true;
		if (this.isKnownOthers(id, punchhUserId)) return true;
		// A former one was looked up when it was told.
		return guest.formerIds.includes(id) && !guest.isSure && !sameAsCurrent.includes(id);
	}

	/** Whether an external ID was found to be another person's before, also by an execution that goes on. */
	private isKnownOthers(id: string, punchhUserId: string): boolean {
		return this.known.guests.of(punchhUserId).othersIds?.includes(id) ?? false;
	}

	/** What events say of a guest, by the names in Braze. */
	toldOf(punchhUserId: string): IDataObject {
		return this.told.get(punchhUserId) ?? {};
	}

	private foundOf(punchhUserId: string | undefined): string[] {
		return this.found.get(String(punchhUserId)) ?? [];
	}

	/** The warning of an event that tells the external ID of another person, or of whose guest a list has told it. */
	warningFor({ event }: EventItem, { choice }: NamedGuest): string | undefined {
		const told = externalIdIn(event);
		const id = this.foundOf(punchhUserIdOf(event)).find((one) =>
			told === undefined ? !this.tellers.has(one) : one === told,
		);
		if (choice !== 'linked' || id === undefined) return undefined;
		return `the external ID ${id} is not used, because its profile seems to be another person's: ${WHY}. Correct it in Punchh or in the list. If both are one person, link them with User > Identify, by the alias`;
	}

	/** The warning of a deletion that leaves the profile of another person. */
	warningBeforeDeletion({ choice, punchhUserId }: NamedGuest): string | false {
		const ids = choice === 'linked' ? this.foundOf(punchhUserId).join(', ') : '';
		return (
			ids !== '' &&
			`the profile with the external ID ${ids} was not deleted, because it seems to be another person's: ${WHY}. If it is the guest's, delete it with User > Delete`
		);
	}
}
