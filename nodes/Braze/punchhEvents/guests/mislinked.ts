import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../../shared/operations/item';
import { isEmpty } from '../../../shared/values/json';
import type { Link, Seen } from '../../identity/memory/knownGuest';
import type { KnownGuests } from '../../identity/memory/knownGuests';
import { isLinkedStrangers } from '../../identity/profiles/otherPerson';

/** Finds guests whom a list has linked with the profile of another person. */
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
		if (guest.unproved === 'linked' && !saysWho({ ...guest.person, ...told })) return;
		this.known.waiting.add(punchhUserId, guest);
		// Until Braze has answered, nothing is recorded.
		Object.assign(guest, { isSeen: false, isSure: false });
	}

	/**
	 * Compares such a guest with the profile.
	 *
	 * @param told as `tell` takes it
	 * @returns whether that has decided whose it is, as the alias is, or will be, on it
	 */
	compare(link: Link, seen: Seen, told: IDataObject): boolean {
		const { punchhUserId, externalId } = link;
		const guest = this.known.guests.of(punchhUserId);
		const isLinked = guest.unproved === 'linked' || seen.externalId === externalId;
		if (guest.unproved === undefined || !isLinked) {
			delete guest.unproved;
			return false;
		}
		const person = { ...guest.person, ...told };
		if (!isLinkedStrangers(link, seen, person)) {
			if (saysWho(person)) delete guest.unproved;
			return false;
		}
		guest.person = person;
		this.found.set(punchhUserId, externalId);
		// Nothing is asked for until somebody has put it right.
		this.known.waiting.delete(punchhUserId);
		return true;
	}

	/** @throws NodeOperationError if the guest's alias is, or will be, on the profile of another person */
	check(item: Item, punchhUserId: string): void {
		const externalId = this.found.get(punchhUserId);
		if (externalId === undefined) return;
		throw item.error(
			`A list has linked the Punchh user ID ${punchhUserId} with ${externalId}, whose profile seems to be another person's: ${WHY}`,
			"Nothing of it was sent. If the profile is another person's, give the alias on it another name with User > Update Alias, and write punchh_user_id, name, address and number to it again with User > Track. If both are one person, confirm that with User > Identify, by the alias. Then send it again",
		);
	}
}

/** Why a profile seems to be another person's. */
export const WHY = "the name, and the address, number or birthday on it are not the guest's";

/** Whether people can be told apart by what is known of one. */
const saysWho = ({ first_name: first, last_name: last }: IDataObject) =>
	!isEmpty(first) && !isEmpty(last);
