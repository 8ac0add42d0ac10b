import { passedMs } from '../../../shared/time';
import { POLICY } from '../../transport/policy';
import { keyOfExternalId } from '../user';
import { AttributeLog } from './attributeLog';
import { freeContacts, freeLeft, isBesideLinked, LINKED_PROFILE } from './contacts';
import { addFormerId, leftBy, noteLeft, takeId } from './formerIds';
import { GuestBook } from './guestBook';
import { JustRecorded } from './justRecorded';
import {
	dropName,
	formerIdsBeside,
	newGuest,
	without,
	type KnownGuest,
	type Link,
} from './knownGuest';
import { LinkQueue } from './linkQueue';
import { Owners } from './owners';
import { SeenProfiles } from './seenProfiles';

const { linking } = POLICY;

/**
 * What this process knows of the guests of one Braze workspace. Those who were heard of last are
 * remembered; to forget a guest costs a few more requests.
 */
export class KnownGuests {
	/** Whether Braze has accepted a link and answered a look-up, so that the key has the permissions. */
	mayLink = false;
	hasLooked = false;

	readonly attributes = new AttributeLog();

	readonly guests = new GuestBook();

	/** Whose each identifier is, by which guests are linked or recorded. */
	readonly owners = new Owners();

	readonly justRecorded = new JustRecorded();

	readonly waiting = new LinkQueue(this.guests);

	readonly seen = new SeenProfiles(this.guests, this.owners, this.waiting);

	/** @param mayLook whether profiles may be looked up: the key may, unless Braze has refused it */
	constructor(public mayLook = true) {}

	/** The external ID by which a guest is recorded, if it is known. */
	externalIdOf(punchhUserId: string): string | undefined {
		const externalId = this.guests.find(punchhUserId)?.externalId;
		// An ID is remembered for as long as its guest.
		if (externalId !== undefined) this.owners.of(keyOfExternalId(externalId));
		return externalId;
	}

	/**
	 * The external ID under which a guest may be recorded; null while it is not certain that the profile
	 * is the guest's: another run has just learned it, and still looks it up; or the guest has lost it.
	 */
	sureIdOf(punchhUserId: string): string | null | undefined {
		const externalId = this.externalIdOf(punchhUserId);
		const { isSure, lostId } = this.guests.find(punchhUserId) ?? {};
		if (externalId === undefined) return lostId === undefined ? undefined : null;
		return this.mayLook && isSure === false ? null : externalId;
	}

	/** The other guest who has an external ID, or whose profile may still have it. */
	otherOwnerOf(externalId: string, punchhUserId: string): string | undefined {
		return this.owners.otherThan(punchhUserId, keyOfExternalId(externalId));
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
		if (this.guests.hasLost(punchhUserId, externalId, atMs)) return;
		const wasShared = this.owners.of(keyOfExternalId(externalId)) !== punchhUserId;
		this.owners.link(keyOfExternalId(externalId), punchhUserId);
		const guest = this.guests.of(punchhUserId);
		const { externalId: current, sinceMs, isFromList, formerIds, leavingIds } = guest;
		// List and event may have it from one source: it is only certain when the profile shows it.
		const isProving = guest.unproved?.externalId === externalId && this.mayLook;
		if (isProving) guest.unproved!.isTold = true;
		guest.isFromList = isFromList && isProving;
		guest.leavingIds = without(guest.leavingIds, externalId);
		guest.formerIds = formerIdsBeside(guest, externalId);
		if (current === externalId) {
			if (atMs >= sinceMs) Object.assign(guest, { sinceMs: atMs, heardNewestMs: passedMs() });
			if (isFromList || wasShared) this.waiting.add(punchhUserId, guest);
		} else if (current === undefined || atMs >= sinceMs) {
			// What is shared is somebody else's.
			const isOwn =
				current !== undefined && this.owners.of(keyOfExternalId(current)) === punchhUserId;
			takeId(guest, externalId, { atMs, isOwn, isFromList });
			if ([...formerIds, ...leavingIds].includes(externalId)) this.guests.comesBack(guest);
			this.waiting.add(punchhUserId, guest);
		} else {
			const leftAtMs = leftBy(guest, externalId, atMs);
			if (guest.formerIds.includes(externalId)) return noteLeft(guest, externalId, leftAtMs, atMs);
			addFormerId(guest, externalId, leftAtMs, atMs);
			Object.assign(guest, { isSeen: false, isSure: false });
			this.waiting.add(punchhUserId, guest);
		}
	}

	/** Notes that a list has linked a guest; `isConfirmed` says that it stood in Braze before. */
	noteListed({ punchhUserId: id, externalId }: Link, isConfirmed: boolean): void {
		const current = this.externalIdOf(id);
		if (current === externalId || this.otherOwnerOf(externalId, id) !== undefined) return;
		// An event has told another one since the list was read.
		if (current !== undefined && !this.guests.of(id).isFromList) {
			return this.guests.listElsewhere(id, externalId);
		}
		this.owners.link(keyOfExternalId(externalId), id);
		const guest = this.guests.of(id);
		const formerIds = without(formerIdsBeside(guest, externalId), externalId);
		const asTold = { isFromList: !isConfirmed, sinceMs: 0, isSure: true };
		// It counts as asked for, and so is asked for again when something is recorded.
		Object.assign(guest, { externalId, formerIds, ...asTold, isAsked: true });
		if (formerIds.length > 0) this.waiting.add(id, guest);
	}

	/** The links to ask for now. */
	dueLinks(): Link[] {
		return this.waiting.due();
	}

	/** The links whose profiles are to be looked up: before they are first asked for, and afterwards. */
	unseenLinks(): Link[] {
		return this.mayLook ? this.seen.unseen(this.dueLinks()) : [];
	}

	/** Whether a link may be asked for: as far as Braze says, no profile of it is another guest's, or person's. */
	mayAsk({ punchhUserId, externalId }: Link): boolean {
		const { isSeen = false, unproved } = this.guests.find(punchhUserId) ?? {};
		const others = unproved?.shownOn && [unproved.externalId, unproved.shownOn];
		return !this.mayLook || (isSeen && !others?.includes(externalId));
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
		const guest = this.settled(link, askedAtMs);
		const { punchhUserId, externalId, formerIds, isApart } = link;
		// Into a profile that is not there yet nothing was merged: all of it is asked for when it is.
		if (guest?.recordedUnder !== keyOfExternalId(externalId)) return;
		for (const id of guest.leavingIds) this.owners.release(keyOfExternalId(id), punchhUserId);
		guest.leavingIds = guest.formerIds.filter((id) => formerIds.includes(id));
		guest.formerIds = guest.formerIds.filter((id) => !formerIds.includes(id));
		// A merge may have left the alias behind.
		if (formerIds.length > 0 || isApart) this.waiting.add(punchhUserId, guest);
	}

	/**
	 * Notes that a link was asked for, or that a person must look at it first, so that nothing was merged.
	 *
	 * @returns the guest, if nothing is left to ask for
	 */
	settled({ punchhUserId, externalId }: Link, askedAtMs: number): KnownGuest | undefined {
		const guest = this.guests.find(punchhUserId);
		if (guest?.externalId !== externalId) return undefined;
		guest.isAsked = true;
		// Whether it has led to one profile is seen when it is asked for again.
		if (askedAtMs < guest.learnedAtMs + linking.againMs) return undefined;
		this.waiting.delete(punchhUserId);
		freeLeft(this, punchhUserId);
		return guest;
	}

	/**
	 * Notes that something was recorded for a guest. A link that was asked for before may have had no
	 * profile, and time runs from now.
	 *
	 * @param under the profile, as `userKey` names it
	 */
	recorded(punchhUserId: string, under: string): void {
		const guest = this.guests.of(punchhUserId);
		const { externalId, recordedUnder } = guest;
		const isCurrent = externalId !== undefined && under === keyOfExternalId(externalId);
		if (isCurrent && this.guests.mayVanish(punchhUserId)) return;
		// While it is not certain whose an external ID is, the alias is used again.
		if (recordedUnder !== undefined && (!isCurrent || recordedUnder === under)) return;
		guest.recordedUnder = under;
		if (externalId === undefined) return;
		if (guest.isAsked || this.waiting.has(punchhUserId)) this.waiting.add(punchhUserId, guest);
	}

	/**
	 * Notes that something was accepted for a guest that only an existing profile takes: until the look-up
	 * has seen it, the link is asked for again.
	 */
	recordedIfThere(punchhUserId: string, under: string): void {
		if (!this.mayLook) return this.recorded(punchhUserId, under);
		const guest = this.guests.find(punchhUserId);
		if (guest?.externalId === undefined || !guest.isAsked) return;
		const isThere = guest.recordedUnder === keyOfExternalId(guest.externalId);
		if (!isThere && !this.waiting.has(punchhUserId)) this.waiting.add(punchhUserId, guest);
	}

	/** Forgets a guest whose profile is deleted; what names the one with the alias stays if it was another. */
	deleted(
		punchhUserId: string,
		under = LINKED_PROFILE,
		isLinked = !isBesideLinked(this, punchhUserId, under),
	): void {
		if (!isLinked) return freeContacts(this, punchhUserId, under);
		this.forget(punchhUserId, under);
		this.guests.aliasGoes(punchhUserId);
	}

	/** Forgets a guest, whose external IDs become free later: Braze may still change the profile. */
	forget(punchhUserId: string, under = LINKED_PROFILE): void {
		const { externalId = [], formerIds, leavingIds } = this.guests.find(punchhUserId) ?? newGuest();
		for (const profile of [LINKED_PROFILE, under]) freeContacts(this, punchhUserId, profile);
		for (const id of [externalId, formerIds, leavingIds].flat())
			this.owners.releaseOwnLater(keyOfExternalId(id), punchhUserId);
		this.guests.forget(punchhUserId);
		this.waiting.delete(punchhUserId);
		this.attributes.forget(punchhUserId);
	}

	/** Forgets an external ID of a guest: it means no profile any more, or another one. */
	dropId(punchhUserId: string, externalId: string): void {
		const guest = this.guests.find(punchhUserId);
		if (guest === undefined) return;
		guest.formerIds = without(guest.formerIds, externalId);
		guest.leavingIds = without(guest.leavingIds, externalId);
		dropName(guest, externalId);
		// The alias may have been on that profile.
		this.waiting.add(punchhUserId, guest);
	}
}
