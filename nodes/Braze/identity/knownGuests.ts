import { POLICY } from '../transport/policy';
import { AttributeLog } from './attributeLog';
import { GuestBook } from './guestBook';
import {
	addFormerId,
	NONE,
	takeId,
	without,
	type KnownGuest,
	type Link,
	type Seen,
} from './knownGuest';
import { LinkQueue } from './linkQueue';
import { Owners } from './owners';
import { userKey } from './user';

const { linking } = POLICY;

const keyOf = (externalId: string) => userKey({ external_id: externalId })!;

/**
 * What this process knows of the guests of one Braze workspace. Those who were heard of last are
 * remembered; to forget a guest costs a few more requests.
 */
export class KnownGuests {
	/** Whether Braze has accepted a link, so that the key has the permissions. */
	mayLink = false;

	readonly attributes = new AttributeLog();

	readonly guests = new GuestBook();

	/** Whose each identifier is, by which guests are linked or recorded. */
	readonly owners = new Owners();

	private readonly waiting = new LinkQueue(this.guests);

	/** @param mayLook whether profiles may be looked up: the key may, unless Braze has refused it */
	constructor(public mayLook = true) {}

	/** The external ID by which a guest is recorded, if it is known. */
	externalIdOf(punchhUserId: string): string | undefined {
		const externalId = this.guests.find(punchhUserId)?.externalId;
		// An ID is remembered for as long as its guest.
		if (externalId !== undefined) this.owners.of(keyOf(externalId));
		return externalId;
	}

	/**
	 * The external ID under which a guest may be recorded; null while it is not certain that the profile
	 * is the guest's: another run has just learned it, and still looks it up.
	 */
	sureIdOf(punchhUserId: string): string | null | undefined {
		const externalId = this.externalIdOf(punchhUserId);
		const isUnsure = this.mayLook && this.guests.find(punchhUserId)?.isSure === false;
		return externalId !== undefined && isUnsure ? null : externalId;
	}

	/** The other guest who has an external ID, or whose profile may still have it. */
	otherOwnerOf(externalId: string, punchhUserId: string): string | undefined {
		return this.owners.otherThan(punchhUserId, keyOf(externalId));
	}

	/**
	 * Notes that an event names a guest by both IDs. Events come in any order, so the external ID of the
	 * newest one counts. An ID that another guest has is not noted; nor is one that another guest had,
	 * until Braze has certainly merged the profile: it would take along what is recorded meanwhile.
	 *
	 * @param atMs when the event happened
	 */
	learn(punchhUserId: string, externalId: string, atMs: number): void {
		if (this.otherOwnerOf(externalId, punchhUserId) !== undefined) return;
		this.owners.set(keyOf(externalId), punchhUserId);
		const guest = this.guests.of(punchhUserId);
		const { externalId: current, sinceMs, isFromList } = guest;
		guest.isFromList = false;
		guest.leavingIds = without(guest.leavingIds, externalId);
		if (current === externalId) {
			guest.sinceMs = Math.max(sinceMs, atMs);
			if (isFromList) this.waiting.add(punchhUserId, guest);
		} else if (current === undefined || atMs >= sinceMs) {
			// What is shared is somebody else's.
			const isOwn = current !== undefined && this.owners.of(keyOf(current)) === punchhUserId;
			takeId(guest, externalId, { atMs, isOwn, isFromList });
			if (isOwn && isFromList) this.owners.release(keyOf(current), punchhUserId);
			this.waiting.add(punchhUserId, guest);
		} else if (!guest.formerIds.includes(externalId)) {
			addFormerId(guest, externalId);
			Object.assign(guest, { isSeen: false, isSure: false });
			this.waiting.add(punchhUserId, guest);
		}
	}

	/** Notes that a list has linked a guest; `isConfirmed` says that it stood in Braze before. */
	noteListed({ punchhUserId: id, externalId }: Link, isConfirmed: boolean): void {
		if (this.externalIdOf(id) === externalId) return;
		this.owners.set(keyOf(externalId), id);
		const isFromList = !isConfirmed;
		Object.assign(this.guests.of(id), { externalId, sinceMs: 0, isFromList, isSure: true });
	}

	/** The links to ask for now. */
	dueLinks(): Link[] {
		return this.waiting.due();
	}

	/** The links whose profiles are to be looked up: before they are first asked for, and afterwards. */
	unseenLinks(): Link[] {
		if (!this.mayLook) return [];
		return this.dueLinks().filter(({ punchhUserId: id }) => !this.guests.find(id)!.isSeen);
	}

	/** Whether a link may be asked for: as far as Braze says, no profile of it is another guest's. */
	mayAsk({ punchhUserId }: Link): boolean {
		return !this.mayLook || (this.guests.find(punchhUserId)?.isSeen ?? false);
	}

	/** Notes whose the profiles of a link are in Braze. */
	saw({ punchhUserId, externalId, formerIds }: Link, seen: Seen): void {
		const guest = this.guests.of(punchhUserId);
		const ids = [externalId, ...formerIds];
		// Another execution may have learned more meanwhile.
		guest.isSeen = [guest.externalId, ...guest.formerIds].every((id) => ids.includes(id!));
		guest.isApart = seen.isApart && guest.externalId === externalId;
		// Braze has it on the same profile: one of the two was renamed.
		for (const id of seen.sameAsCurrent) guest.formerIds = without(guest.formerIds, id);
		for (const [id, owner] of seen.owners) {
			if (owner === punchhUserId) continue;
			this.giveBack(id, owner);
			guest.formerIds = without(guest.formerIds, id);
			if (guest.externalId !== id) continue;
			delete guest.externalId;
			this.waiting.delete(punchhUserId);
		}
		guest.isSure ||= guest.isSeen;
		this.sawId(punchhUserId, guest, seen);
	}

	/** Notes the external ID of the profile that has a guest's alias. */
	private sawId(punchhUserId: string, guest: KnownGuest, { externalId: current, sinceMs }: Seen) {
		const { externalId: told, listedId, isAsked } = guest;
		guest.isListedElsewhere = current !== undefined && current === listedId && current !== told;
		// A profile that only a list has linked may be another guest's. Who is linked and has another
		// external ID by now has it from somebody who knows better.
		const isKnown = current === told || current === listedId || isAsked;
		if (current === undefined || told === undefined || isKnown) return;
		// That a guest of Punchh's adapter has the user ID as external ID is a guess.
		const isGuess = told === punchhUserId && guest.sinceMs === 0 && !guest.isFromList;
		const atMs = sinceMs ?? 0;
		if (!isGuess && atMs <= guest.sinceMs) return this.leave(punchhUserId, guest, current);
		// The event has come late, after another process has heard of a newer external ID.
		this.owners.set(keyOf(current), punchhUserId);
		takeId(guest, current, { atMs, isOwn: true, isFromList: false });
		Object.assign(guest, { isSeen: true, isSure: true, hasMoved: false });
		this.waiting.add(punchhUserId, guest);
	}

	/** Notes that Braze has an external ID on the profile of a guest whom this process did not ask about. */
	private giveBack(externalId: string, owner: string): void {
		const guest = this.guests.of(owner);
		if (guest.externalId !== undefined) {
			// It may be an earlier name of the profile that the guest has.
			guest.isSeen = false;
			return this.leave(owner, guest, externalId);
		}
		this.owners.set(keyOf(externalId), owner);
		Object.assign(guest, { externalId, sinceMs: 0, isSure: true });
		this.waiting.add(owner, guest);
	}

	/** Notes that a guest no longer has an external ID, but a profile under it. */
	private leave(punchhUserId: string, guest: KnownGuest, formerId: string): void {
		this.owners.set(keyOf(formerId), punchhUserId);
		addFormerId(guest, formerId);
		this.waiting.add(punchhUserId, guest);
	}

	/**
	 * Notes that Braze accepted a link.
	 *
	 * @param askedAtMs when it was asked for it
	 */
	accepted(link: Link, askedAtMs: number): void {
		this.mayLink = true;
		this.guests.merged(link);
		this.asked(link, askedAtMs);
	}

	/** Notes that there is nothing to ask for about a link until its profiles are seen again, or at all. */
	private asked(link: Link, askedAtMs: number): void {
		const guest = this.refused(link, askedAtMs);
		if (guest === undefined) return;
		const { punchhUserId, formerIds, isApart } = link;
		for (const id of guest.leavingIds) this.owners.release(keyOf(id), punchhUserId);
		guest.leavingIds = guest.formerIds.filter((id) => formerIds.includes(id));
		guest.formerIds = guest.formerIds.filter((id) => !formerIds.includes(id));
		// A merge may have left the alias behind.
		if (formerIds.length > 0 || isApart) this.waiting.add(punchhUserId, guest);
	}

	/**
	 * Notes that a link was not asked for, because a person must look at it: nothing was merged.
	 *
	 * @returns the guest, if nothing is left to ask for
	 */
	refused({ punchhUserId, externalId }: Link, askedAtMs: number): KnownGuest | undefined {
		const guest = this.guests.find(punchhUserId);
		if (guest?.externalId !== externalId) return undefined;
		guest.isAsked = true;
		if (askedAtMs < guest.learnedAtMs + linking.againMs) {
			// Whether it has led to one profile is seen when it is asked for again.
			guest.isSeen = false;
			return undefined;
		}
		this.waiting.delete(punchhUserId);
		return guest;
	}

	/** Notes that something was recorded for a guest: a link that was asked for before had no profile. */
	recorded(punchhUserId: string): void {
		const guest = this.guests.of(punchhUserId);
		if (!guest.isRecorded && guest.isAsked) this.waiting.add(punchhUserId, guest);
		guest.isRecorded = true;
	}

	/** Forgets a guest who was deleted. Nobody else gets the external ID before Braze has done that. */
	forget(punchhUserId: string): void {
		const {
			externalId,
			formerIds = NONE,
			leavingIds = NONE,
		} = this.guests.find(punchhUserId) ?? {};
		for (const id of [externalId, ...formerIds, ...leavingIds]) {
			const isOwn = id !== undefined && this.owners.of(keyOf(id)) === punchhUserId;
			if (isOwn) this.owners.releaseLater(keyOf(id));
		}
		this.guests.forget(punchhUserId);
		this.waiting.delete(punchhUserId);
		this.attributes.forget(punchhUserId);
	}

	/** Forgets who has an external ID, because it now means another profile, or none. */
	forgetOwner(externalId: string): void {
		const owner = this.owners.of(keyOf(externalId));
		if (owner !== undefined) this.forget(owner);
		this.owners.releaseLater(keyOf(externalId));
	}
}
