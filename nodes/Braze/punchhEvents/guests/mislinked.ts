import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../../shared/operations/item';
import { passedMs } from '../../../shared/time';
import type { Link, Seen } from '../../identity/memory/knownGuest';
import type { KnownGuests } from '../../identity/memory/knownGuests';
import { isAliasStrangers, isListedStrangers, isNamed } from '../../identity/profiles/otherPerson';
import { POLICY } from '../../transport/policy';
import type { NamedGuest } from '../guestIdentity';

/** Finds guests whose alias a list has put on the profile of another person. */
export class Mislinked {
	/** The external IDs of these profiles, by the Punchh user ID of the guest. */
	private readonly found = new Map<string, string>();

	constructor(private readonly known: KnownGuests) {}

	/**
	 * Has a guest looked up of whom only a list has said which profile is the guest's, once an event says who the
	 * guest is.
	 *
	 * @param told what events say of the guest, by the names in Braze
	 */
	tell(punchhUserId: string, told: IDataObject): void {
		const guest = this.known.guests.find(punchhUserId);
		if (guest?.unproved === undefined || !this.known.mayLook) return;
		// An execution that goes on at the same time may hear less.
		const person = { ...guest.unproved.person, ...told };
		guest.unproved.person = person;
		if (!guest.unproved.isMissing && !isNamed(person)) return;
		this.known.waiting.add(punchhUserId, guest);
		// Until Braze has answered, nothing is recorded.
		Object.assign(guest, { isSeen: false, isSure: false });
	}

	/**
	 * Compares such a guest with the profile.
	 *
	 * @param told as `tell` takes it
	 * @param isDeleting whether the guest is to be deleted
	 * @returns the external ID of the profile, if it is another person's
	 */
	compare(link: Link, seen: Seen, told: IDataObject, isDeleting: boolean): string | undefined {
		const guest = this.known.guests.of(link.punchhUserId);
		const { unproved } = guest;
		if (unproved === undefined) return this.compareUnknown(link, seen, told);
		const { externalId, listedMs, isTold } = unproved;
		const isNew = passedMs() < listedMs + POLICY.linking.againMs && link.externalId === externalId;
		const person = { ...unproved.person, ...told };
		// A profile that is made right after the list may get the alias yet.
		const mayHaveAlias = seen.externalId === externalId || isNew;
		if (mayHaveAlias && isListedStrangers(externalId, link, seen, person, isDeleting)) {
			// Nothing is asked for until somebody has put it right.
			if (link.externalId === externalId) this.known.waiting.delete(link.punchhUserId);
			return this.find(link, externalId);
		}
		if (isTold === true) guest.isFromList = false;
		if (isNamed(person)) delete guest.unproved;
		return undefined;
	}

	/**
	 * Compares a guest of whom events tell another external ID than that of the profile with the alias, if this
	 * process does not know why: a list may have put it there before a restart, or so long ago that it is forgotten.
	 */
	private compareUnknown(link: Link, seen: Seen, told: IDataObject): string | undefined {
		const { punchhUserId, externalId, formerIds } = link;
		const { externalId: id } = seen;
		const { isListedElsewhere, leavingIds, names = [] } = this.known.guests.of(punchhUserId);
		const isKnown = [externalId, ...formerIds, ...leavingIds, ...names].includes(id!);
		if (id === undefined || isKnown || isListedElsewhere) return undefined;
		if (!isAliasStrangers(link, seen, told)) return undefined;
		this.known.guests.listElsewhere(punchhUserId, id);
		return this.find(link, id);
	}

	private find({ punchhUserId }: Link, externalId: string): string {
		this.found.set(punchhUserId, externalId);
		return externalId;
	}

	/** @throws NodeOperationError if it would be recorded in the profile of another person */
	check(item: Item, { identifier, punchhUserId }: NamedGuest): void {
		const externalId = this.found.get(String(punchhUserId));
		const { external_id: own = externalId } = identifier;
		if (externalId === undefined || own !== externalId) return;
		throw item.error(
			`In Braze, the Punchh user ID ${punchhUserId} is linked with ${externalId}, whose profile seems to be another person's: ${WHY}`,
			"Nothing of it was sent. If the profile is another person's, as after a wrong list, give the alias on it another name with User > Update Alias, and write punchh_user_id, name, address and number to it again with User > Track. If both are one person, confirm that with User > Identify, by the alias. Then send it again",
		);
	}
}

/** Why a profile seems to be another person's. */
export const WHY = "the name, and the address, number or birthday on it are not the guest's";
