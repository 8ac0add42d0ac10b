import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../../shared/operations/item';
import { passedMs } from '../../../shared/time';
import { without, type KnownGuest, type Link, type Seen } from '../../identity/memory/knownGuest';
import type { KnownGuests } from '../../identity/memory/knownGuests';
import { mislinked } from '../../identity/profiles/mislinked';
import {
	isAliasStrangers,
	isListedStrangers,
	isNamed,
	listedContacts,
} from '../../identity/profiles/otherPerson';
import { keyOfExternalId } from '../../identity/user';
import { POLICY } from '../../transport/policy';
import type { NamedGuest } from '../guestIdentity';

/** Finds guests whose alias a list has put on the profile of another person. */
export class Mislinked {
	/** The external IDs of these profiles, by the Punchh user ID of the guest; the last one is where it was seen. */
	private readonly found = new Map<string, string[]>();

	/** Guests to look up of whom this process does not know the external ID. */
	readonly inDoubt = new Set<string>();

	constructor(private readonly known: KnownGuests) {}

	/**
	 * Has a guest looked up of whom only a list has said which profile is the guest's, once an event says who the
	 * guest is, or anything more of that.
	 *
	 * @param told what events say of the guest, by the names in Braze
	 */
	tell(punchhUserId: string, told: IDataObject): void {
		const guest = this.known.guests.find(punchhUserId);
		if (guest?.unproved === undefined || !this.known.mayLook) return;
		const { unproved } = guest;
		// An execution that goes on at the same time may hear less.
		const key = keyOfExternalId(unproved.externalId);
		const written = this.known.attributes.personElsewhere(punchhUserId, key);
		unproved.person = { ...written, ...unproved.person, ...told };
		const isNews = ![unproved.comparedAs, '{}'].includes(JSON.stringify(unproved.person));
		if (!unproved.isMissing && !isNews) return;
		// Until Braze has answered, nothing is recorded.
		Object.assign(guest, { isSeen: false, isSure: false });
		if (guest.externalId === undefined) this.inDoubt.add(punchhUserId);
		else this.known.waiting.add(punchhUserId, guest);
	}

	/**
	 * Compares such a guest with the profile that has the alias, or is to get it.
	 *
	 * @param told as `tell` takes it
	 * @param isDeleting whether the guest is to be deleted
	 * @returns the external ID of the profile, if it is another person's
	 */
	compare(link: Link, seen: Seen, told: IDataObject, isDeleting: boolean): string | undefined {
		const guest = this.known.guests.of(link.punchhUserId);
		const { unproved } = guest;
		if (unproved === undefined) return this.compareUnknown(link, seen, told);
		const person = { ...told, ...unproved.person };
		const id = doubtfulId(guest, link, seen);
		if (id !== undefined) {
			const about = { person, before: unproved.before, isDeleting };
			if (isListedStrangers(id, link, seen, about))
				return this.find(link, seen, [unproved.externalId, id]);
			if (!unproved.isMissing) unproved.before ??= listedContacts(id, link, seen);
		}
		unproved.comparedAs = JSON.stringify(person);
		delete unproved.shownOn;
		if (!isNamed(person)) return undefined;
		if (unproved.isTold === true) guest.isFromList = false;
		delete guest.unproved;
		return undefined;
	}

	/**
	 * Compares a guest of whom events tell another external ID than that of the profile with the alias. What this
	 * process has read there, or has heard from events without names, does not say whose it is: a list may have put
	 * the alias there before a restart, or so long ago that it is forgotten.
	 */
	private compareUnknown(link: Link, seen: Seen, told: IDataObject): string | undefined {
		const { externalId: id } = seen;
		const guest = this.known.guests.of(link.punchhUserId);
		const { isListedElsewhere, provedId, names = [] } = guest;
		if (id === undefined || [link.externalId, provedId, ...names].includes(id)) return undefined;
		if (isListedElsewhere || !isAliasStrangers(link, seen, told)) return undefined;
		// Nor does it become the guest's because an event tells its external ID.
		guest.unproved = { externalId: id, isMissing: false, listedMs: -Infinity, person: told };
		return this.find(link, seen, [id]);
	}

	/**
	 * @param ids the external IDs of the profile, the one that it has now at the end
	 * @returns that one
	 */
	private find({ punchhUserId, externalId }: Link, seen: Seen, ids: string[]): string {
		const { guests, waiting } = this.known;
		const id = ids.at(-1)!;
		const guest = guests.of(punchhUserId);
		guest.unproved!.shownOn = id;
		// It is not merged into the guest's, nor deleted with it.
		for (const one of ids) guest.formerIds = without(guest.formerIds, one);
		// Nothing is asked for until somebody has put it right.
		if (ids.includes(externalId)) waiting.delete(punchhUserId);
		if (seen.externalId === id && externalId !== id) guests.listElsewhere(punchhUserId, id);
		this.found.set(punchhUserId, ids);
		return id;
	}

	/** Notes that the profile under the external ID of a guest seems to be the guest's, as far as events say who that is. */
	prove(link: Link, seen: Seen, told: IDataObject): void {
		const isOthers = seen.externalId === link.externalId && isAliasStrangers(link, seen, told);
		if (isNamed(told) && !isOthers)
			this.known.guests.of(link.punchhUserId).provedId = link.externalId;
	}

	/** @throws NodeOperationError if it would be recorded in the profile of another person */
	check(item: Item, { identifier, punchhUserId }: NamedGuest): void {
		const externalIds = this.found.get(String(punchhUserId));
		const { external_id: own = externalIds?.at(-1) } = identifier;
		if (externalIds === undefined || !externalIds.includes(String(own))) return;
		throw item.error(...mislinked(String(punchhUserId), externalIds.at(-1)!));
	}
}

/**
 * The external ID of the profile that is compared with a guest whom only a list has linked: the one with the alias,
 * also if it has another external ID by now, which events may have told; or the one that is just getting the alias.
 */
function doubtfulId({ unproved, provedId }: KnownGuest, link: Link, { externalId: current }: Seen) {
	const { externalId, listedMs, isLeft } = unproved!;
	if (current !== undefined && current !== provedId) return current;
	const isNew = !isLeft && passedMs() < listedMs + POLICY.linking.againMs;
	return isNew && link.externalId === externalId ? externalId : undefined;
}
