import { passedMs } from '../../../shared/time';
import { POLICY } from '../../transport/policy';
import { keyOfExternalId } from '../user';
import { addFormerId, noteEarlier, takeId } from './formerIds';
import type { GuestBook } from './guestBook';
import { without, type KnownGuest, type Link, type Seen } from './knownGuest';
import type { LinkQueue } from './linkQueue';
import type { Owners } from './owners';

/** Changes what this process knows of guests by what was seen of their profiles in Braze. */
export class SeenProfiles {
	constructor(
		private readonly guests: GuestBook,
		private readonly owners: Owners,
		private readonly waiting: LinkQueue,
	) {}

	/** Notes whose the profiles of a link are in Braze. */
	note({ punchhUserId, externalId, formerIds }: Link, seen: Seen): void {
		const guest = this.guests.of(punchhUserId);
		const ids = [externalId, ...formerIds];
		// Another execution may have learned more meanwhile.
		const isAll = [guest.externalId, ...guest.formerIds].every((id) => ids.includes(id!));
		const isDue = passedMs() >= guest.learnedAtMs + POLICY.linking.againMs;
		// By the time of the second request, it has to be looked up again.
		Object.assign(guest, { isSeen: isAll && (!guest.isAsked || isDue), seenMs: passedMs() });
		// The next holder may have a profile by the time at which that request is sent.
		if (guest.isAsked && isDue) guest.goneIds = seen.missing;
		// The profile with the alias may be the one that Braze is just deleting.
		const isGoing = this.guests.isAliasGoing(punchhUserId);
		guest.isApart = seen.isApart && !isGoing && guest.externalId === externalId;
		// Braze has it on the same profile: one of the two was renamed.
		for (const id of seen.sameAsCurrent) guest.formerIds = without(guest.formerIds, id);
		for (const [id, owner] of seen.owners) {
			if (owner === punchhUserId) continue;
			if (seen.ownedByAttribute.has(id)) this.guess(id, owner);
			else this.giveBack(id, owner);
			guest.formerIds = without(guest.formerIds, id);
			if (guest.externalId !== id) continue;
			delete guest.externalId;
			delete guest.aliasOn;
			this.waiting.delete(punchhUserId);
		}
		guest.isSure ||= isAll;
		const isThere = seen.externalId === externalId && guest.externalId === externalId;
		if (isThere && !this.guests.mayVanish(punchhUserId)) {
			guest.recordedUnder = keyOfExternalId(externalId);
			if (!isGoing) guest.aliasOn = externalId;
		}
		if (guest.isListedElsewhere) this.noteListed(punchhUserId, guest, seen.externalId);
		else if (!isGoing) this.noteAlias(punchhUserId, guest, seen, ids);
		this.dropOthers(punchhUserId, guest, seen);
		// Another process has merged it into one with an older ID, or deleted it. What is recorded next makes it
		// anew, and then all of it is asked for again.
		if (seen.isMissing && isDue && guest.externalId === externalId) delete guest.recordedUnder;
	}

	/** Those of some links whose profiles are to be looked up. */
	unseen(links: Link[]): Link[] {
		return links.filter(({ punchhUserId }) => {
			const guest = this.guests.of(punchhUserId);
			// Since then, Braze may have made the profile of the next holder of an external ID.
			if (!this.isJustSeen(punchhUserId)) guest.isSeen = false;
			return !guest.isSeen;
		});
	}

	/** Whether the profiles of a guest were looked up so recently that Braze can hardly have made another since. */
	isJustSeen(punchhUserId: string): boolean {
		const { seenMs = -Infinity } = this.guests.find(punchhUserId) ?? {};
		return seenMs >= passedMs() - POLICY.linking.mostLagMs;
	}

	/** Whether the alias of a guest leads to the profile with the external ID for good: nothing is left to ask for. */
	isAliasThere(punchhUserId: string): boolean {
		const { aliasOn, externalId, isListedElsewhere } = this.guests.find(punchhUserId) ?? {};
		const isThere = aliasOn !== undefined && aliasOn === externalId && !isListedElsewhere;
		return isThere && !this.waiting.has(punchhUserId) && !this.guests.isAliasGoing(punchhUserId);
	}

	/** Forgets former IDs under which there is a profile that was made since the guest has given them up. */
	private dropOthers(punchhUserId: string, guest: KnownGuest, seen: Seen): void {
		const { owners, createdMs, toPassedMs } = seen;
		noteEarlier(guest, seen);
		for (const id of guest.formerIds) {
			const isMarked = owners.has(id);
			const leftMs = (guest.leftAtMs?.[id] ?? Infinity) + POLICY.linking.mostLagMs;
			const isLater = (createdMs.get(id) ?? -Infinity) + toPassedMs > leftMs;
			if (isMarked || !isLater) continue;
			guest.formerIds = without(guest.formerIds, id);
			this.owners.release(keyOfExternalId(id), punchhUserId);
		}
	}

	/** Notes the external ID of the profile that has a guest's alias; `ids` are those that were looked up. */
	private noteAlias(punchhUserId: string, guest: KnownGuest, seen: Seen, ids: string[]) {
		const { externalId: current, sinceMs } = seen;
		const { externalId: told } = guest;
		const isSplit = isLaterElsewhere(guest, seen);
		// A link that was asked for while the alias was not looked at says nothing.
		const isAsked = guest.isAsked && guest.aliasGoneFromMs === undefined;
		delete guest.aliasGoneFromMs;
		const isKnownId = [told, ...guest.formerIds, ...guest.leavingIds].includes(current);
		// A list, or a person, has told the external ID, and the alias is on another profile.
		if (guest.isFromList && current !== undefined && !isKnownId) guest.listedId = current;
		guest.isListedElsewhere =
			current !== undefined && current === guest.listedId && current !== told;
		// A profile that only a list has linked may be another guest's. Who is linked and has another
		// external ID by now has it from somebody who knows better.
		const isKnown =
			current === told || guest.isListedElsewhere || (isAsked && told !== undefined && !isSplit);
		if (current === undefined || isKnown) return;
		// Somebody has put the alias on another guest's profile.
		if (this.owners.otherThan(punchhUserId, keyOfExternalId(current)) !== undefined) return;
		// That a guest of Punchh's adapter has the user ID as external ID is a guess.
		const isGuess = told === punchhUserId && guest.sinceMs === 0 && !guest.isFromList;
		const atMs = sinceMs ?? (isSplit ? guest.sinceMs + 1 : 0);
		const isOlder = told !== undefined && !isGuess && atMs <= guest.sinceMs;
		if (isOlder) return this.leave(punchhUserId, guest, current, guest.sinceMs);
		// The event has come late, after another process has heard of a newer external ID.
		this.owners.link(keyOfExternalId(current), punchhUserId);
		const isSure = guest.formerIds.every((id) => ids.includes(id));
		takeId(guest, current, { atMs, isOwn: false, isFromList: false });
		if (told !== undefined) {
			// What this process has recorded there is the guest's.
			const leftMs = atMs + seen.toPassedMs;
			addFormerId(guest, told, Math.max(leftMs, isSplit ? (guest.recordedMs ?? leftMs) : leftMs));
		}
		const hasMoved = isSplit && sinceMs === undefined;
		Object.assign(guest, { isSeen: isSure, isSure, hasMoved });
		this.waiting.add(punchhUserId, guest);
	}

	/** Notes that a person has put right on which profile the alias of a guest is. */
	unlist(punchhUserId: string): void {
		const guest = this.guests.find(punchhUserId);
		if (guest === undefined) return;
		this.freeListed(punchhUserId, guest, 'releaseLater');
		guest.isListedElsewhere = false;
		this.waiting.add(punchhUserId, guest);
	}

	/** Makes the external ID free that a list has told: what is only recorded by it stays in its profile. */
	private freeListed(
		punchhUserId: string,
		{ listedId, formerIds }: KnownGuest,
		free: 'release' | 'releaseLater',
	): void {
		if (listedId === undefined || formerIds.includes(listedId)) return;
		const key = keyOfExternalId(listedId);
		if (this.owners.isLinked(key, punchhUserId)) this.owners[free](key, punchhUserId);
	}

	/** Notes on which profile the alias is that a list has put on another one than events tell. */
	private noteListed(punchhUserId: string, guest: KnownGuest, current: string | undefined): void {
		const settledMs = guest.learnedAtMs + POLICY.linking.againMs;
		// Unless a person has just given it another name, Braze may not show yet where it is.
		const isOpen = passedMs() < settledMs && !this.guests.isAliasGoing(punchhUserId);
		if ((current !== undefined || isOpen) && current !== guest.externalId) {
			guest.listedId = current ?? guest.listedId;
			return;
		}
		// Somebody has merged the two profiles, or has given the alias another name.
		this.freeListed(punchhUserId, guest, 'release');
		delete guest.listedId;
		guest.isListedElsewhere = false;
		this.waiting.add(punchhUserId, guest);
	}

	/**
	 * Notes that only an attribute calls a profile another guest's: Punchh's adapter may have left it there, or
	 * who shares an address has written it. So nothing is linked, merged or deleted because of it.
	 */
	private guess(externalId: string, owner: string): void {
		const key = keyOfExternalId(externalId);
		this.owners.name(key, owner);
		// A person may put it right.
		if (!this.guests.hasExternalId(owner)) this.owners.releaseLater(key);
	}

	/** Notes that Braze has an external ID on the profile of a guest whom this process did not ask about. */
	private giveBack(externalId: string, owner: string): void {
		const guest = this.guests.of(owner);
		if (guest.externalId !== undefined) {
			// It may be an earlier name of the profile that the guest has.
			guest.isSeen = false;
			return this.leave(owner, guest, externalId);
		}
		this.owners.link(keyOfExternalId(externalId), owner);
		Object.assign(guest, { externalId, sinceMs: 0, isSure: true });
		this.waiting.add(owner, guest);
	}

	/**
	 * Notes that something is, or may be, recorded under an external ID that was the guest's when it was
	 * planned. If the guest has another one since, the profile is merged, be it for the second time; if the
	 * guest is deleted, the ID is nobody else's until that profile is deleted, too.
	 */
	recordedUnder(punchhUserId: string, externalId: string): void {
		const key = keyOfExternalId(externalId);
		const guest = this.guests.find(punchhUserId);
		const { externalId: current, formerIds = [], names = [] } = guest ?? {};
		if (this.owners.otherThan(punchhUserId, key) !== undefined) return;
		if (current === externalId || names.includes(externalId)) {
			// It was shared with another guest, who has it no more.
			if (this.owners.of(key) === undefined) this.owners.link(key, punchhUserId);
			return;
		}
		if (guest === undefined || current === undefined) return this.owners.name(key, punchhUserId);
		if (formerIds.includes(externalId) && !guest.isAsked) return;
		guest.leavingIds = without(guest.leavingIds, externalId);
		guest.isSeen = false;
		this.leave(punchhUserId, guest, externalId);
	}

	/**
	 * Notes that a guest no longer has an external ID, but a profile under it.
	 *
	 * @param toldMs as `addFormerId` takes it
	 */
	private leave(punchhUserId: string, guest: KnownGuest, formerId: string, toldMs?: number): void {
		this.owners.link(keyOfExternalId(formerId), punchhUserId);
		addFormerId(guest, formerId, passedMs(), toldMs);
		this.waiting.add(punchhUserId, guest);
	}
}

/**
 * Whether another process has put the alias of a guest on another profile, before Braze has put it on the one
 * of this process, and has heard of that external ID later, as far as Braze says. A profile that was there
 * before may be somebody else's, whom a list has linked.
 */
function isLaterElsewhere(
	guest: KnownGuest,
	{ externalId: current, sinceMs, aliasCreatedMs, createdMs }: Seen,
): boolean {
	const { externalId: told, aliasOn, isFromList, formerIds, leavingIds } = guest;
	if (told === undefined || aliasOn === told || isFromList) return false;
	// This process knows which of its IDs is the newer one.
	if (current === undefined || [...formerIds, ...leavingIds].includes(current)) return false;
	const ownMs = createdMs.get(told);
	// What was recorded there has gone along.
	const isGone = ownMs === undefined && guest.recordedUnder === keyOfExternalId(told);
	return sinceMs !== undefined || isGone || aliasCreatedMs > (ownMs ?? Infinity);
}
