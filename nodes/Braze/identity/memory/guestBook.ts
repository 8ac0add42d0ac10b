import { passedMs } from '../../../shared/time';
import { Newest } from '../../../shared/values/newest';
import { POLICY } from '../../transport/policy';
import { newGuest, NONE, without, type KnownGuest, type Link } from './knownGuest';

/** A guest who is named by several identifiers has several profiles; more than this are not remembered. */
const MOST_MARKS = 4;

const MOST_OTHERS = 4;

/** Guests come a few times a week, and n8n is restarted every few weeks. */
const MOST_TIMES = 64;

/** The guests who were heard of last, and what their profiles say of them. */
export class GuestBook {
	private readonly guests = new Newest<KnownGuest>(POLICY.linking.mostGuests);

	/** How often something was recorded for guests: so two executions can tell which was first. */
	recordings = 0;

	/** Makes room for the guests of a run, so that none of them is forgotten while it goes on. */
	reserve(count: number): void {
		this.guests.reserve(count);
	}

	/** Ends that. */
	giveBack(count: number): void {
		this.guests.giveBack(count);
	}

	find(punchhUserId: string): KnownGuest | undefined {
		return this.guests.get(punchhUserId);
	}

	/** A guest, who need not have been heard of before. */
	of(punchhUserId: string): KnownGuest {
		let guest = this.guests.get(punchhUserId);
		if (guest === undefined) {
			guest = newGuest();
			this.guests.set(punchhUserId, guest);
		}
		return guest;
	}

	/** Forgets a guest, but not whose the guest's external ID is not: an event may tell it once more. */
	forget(punchhUserId: string): void {
		const { othersIds } = this.find(punchhUserId) ?? {};
		this.guests.delete(punchhUserId);
		if (othersIds !== undefined) this.of(punchhUserId).othersIds = othersIds;
	}

	/** Notes whether the profile with an external ID that events tell of a guest is another person's. */
	noteOthers(punchhUserId: string, externalId: string, isOthers: boolean): void {
		const guest = this.of(punchhUserId);
		const others = without(guest.othersIds ?? NONE, externalId);
		if (isOthers) guest.othersIds = [...others, externalId].slice(-MOST_OTHERS);
		else if (others.length > 0) guest.othersIds = others;
		else delete guest.othersIds;
	}

	/** Whether this process has heard of any guest. */
	get isAnybodyKnown(): boolean {
		return this.guests.size > 0;
	}

	/** Notes that the profile that has a guest's alias is deleted, or is no longer the guest's. */
	aliasGoes(punchhUserId: string): void {
		this.of(punchhUserId).aliasGoneFromMs = passedMs() + POLICY.linking.againMs;
	}

	/** Whether the alias of a guest may still be seen where it no longer is. */
	isAliasGoing(punchhUserId: string): boolean {
		return passedMs() < (this.find(punchhUserId)?.aliasGoneFromMs ?? 0);
	}

	/** Notes that something is, or may be, recorded for a guest now, under an external ID. */
	noteRecording(punchhUserId: string): void {
		const guest = this.of(punchhUserId);
		const { recordedAtMs: times = [] } = guest;
		const nowMs = passedMs();
		Object.assign(guest, { recordedAs: ++this.recordings, recordedMs: nowMs });
		if (nowMs < (times.at(-1) ?? -Infinity) + POLICY.linking.mostLagMs) return;
		guest.recordedAtMs = [...times, nowMs].slice(-MOST_TIMES);
	}

	isMarked(punchhUserId: string, profile: string): boolean {
		return this.find(punchhUserId)?.marks.includes(profile) ?? false;
	}

	/** Notes that the attribute `punchh_user_id` was written to a profile of the guest. */
	mark(punchhUserId: string, profile: string): void {
		const guest = this.of(punchhUserId);
		guest.marks = [...without(guest.marks, profile), profile].slice(-MOST_MARKS);
	}

	/** Whether Braze was told if a guest has opted out. */
	toldStates(punchhUserId: string): boolean {
		return this.find(punchhUserId)?.statesTold ?? false;
	}

	/** Notes that it was. */
	tellStates(punchhUserId: string): void {
		this.of(punchhUserId).statesTold = true;
	}

	/** Since when a guest has the external ID, in ms since 1970, if its profile is to say it and an event told it. */
	movedAtMs(punchhUserId: string): number | undefined {
		const guest = this.find(punchhUserId);
		return guest?.hasMoved && guest.sinceMs > 0 ? guest.sinceMs : undefined;
	}

	/** Notes that a guest has an external ID again, whose profile Braze may still merge into another one. */
	comesBack(guest: KnownGuest): void {
		guest.mayVanishUntilMs = passedMs() + POLICY.linking.againMs;
		delete guest.recordedUnder;
	}

	/** Whether what is recorded for a guest now may go along with a merge that was asked for before. */
	mayVanish(punchhUserId: string): boolean {
		return passedMs() < (this.find(punchhUserId)?.mayVanishUntilMs ?? 0);
	}

	/** Notes that the guest's profile says since when the guest has the external ID. */
	notedMove(punchhUserId: string): void {
		this.of(punchhUserId).hasMoved = false;
	}

	/** Whether it is certain that the external ID of a guest is the guest's, also while Braze does not answer. */
	isCertain(punchhUserId: string): boolean {
		const { isAsked, isSure } = this.find(punchhUserId) ?? newGuest();
		return isAsked || isSure;
	}

	/** External IDs that the guest had, and whose profiles may still be there. */
	formerIdsOf(punchhUserId: string): string[] {
		return [...(this.find(punchhUserId)?.formerIds ?? NONE)];
	}

	/** Whether a guest has had an external ID of whose profile it is not certain yet that it is merged. */
	isGivingUp(punchhUserId: string, externalId: string): boolean {
		const { formerIds, leavingIds } = this.find(punchhUserId) ?? newGuest();
		return [...formerIds, ...leavingIds].includes(externalId);
	}

	/** The link of a guest, if the external ID is known. */
	linkOf(punchhUserId: string): Link | undefined {
		const { externalId, formerIds, goneIds, isApart, ...guest } =
			this.find(punchhUserId) ?? newGuest();
		if (externalId === undefined) return undefined;
		const listedId = guest.isListedElsewhere ? guest.listedId : undefined;
		return { punchhUserId, externalId, formerIds: [...formerIds], goneIds, isApart, listedId };
	}

	/**
	 * What is to be looked up of a guest: the link, or, if the external ID is not known, the former ones, or the one
	 * that a list has told.
	 */
	lookUpOf(punchhUserId: string): Link | undefined {
		const [id, ...formerIds] = this.formerIdsOf(punchhUserId);
		const externalId = id ?? this.find(punchhUserId)?.unproved?.externalId;
		const unsure = externalId && { punchhUserId, externalId, formerIds, isApart: false };
		return this.linkOf(punchhUserId) ?? (unsure || undefined);
	}

	/** The external ID that only a list has told, while the guest's alias is on its profile. */
	listedElsewhere(punchhUserId: string): string | undefined {
		const { isListedElsewhere, listedId } = this.find(punchhUserId) ?? {};
		return isListedElsewhere ? listedId : undefined;
	}

	/** Notes that the alias of a guest was put on the profile with another external ID than events tell. */
	listElsewhere(punchhUserId: string, externalId: string): void {
		Object.assign(this.of(punchhUserId), { listedId: externalId, isListedElsewhere: true });
	}

	hasExternalId(punchhUserId: string): boolean {
		return this.find(punchhUserId)?.externalId !== undefined;
	}

	/** Whether a guest has lost the profile with an external ID since an event happened. */
	hasLost(punchhUserId: string, externalId: string, atMs: number): boolean {
		const { lostId, lostAtMs = -Infinity } = this.find(punchhUserId) ?? {};
		return lostId === externalId && atMs <= lostAtMs;
	}

	/** When a guest was deleted in Punchh, in milliseconds since 1970, as far as that is passed on. */
	deletedAtMs(punchhUserId: string): number {
		return this.find(punchhUserId)?.deletedAtMs ?? -Infinity;
	}

	/** Whether a guest was deleted in Punchh, as far as that is passed on, and nothing was recorded since. */
	isDeleted(punchhUserId: string): boolean {
		const { erasures, recordedUnder } = this.find(punchhUserId) ?? {};
		return erasures !== undefined && recordedUnder === undefined;
	}

	/** Notes that a guest is recorded in the profile of another one, because the user wants it. */
	share(punchhUserId: string, externalId: string, atMs: number): void {
		const guest = this.of(punchhUserId);
		if (guest.externalId !== undefined) return;
		Object.assign(guest, { externalId, sinceMs: atMs, isSure: true });
	}

	/** Notes that Braze was asked to merge the profile with the alias of a guest, which is done once. */
	merged({ punchhUserId }: Link): void {
		const guest = this.find(punchhUserId);
		if (guest !== undefined) guest.isApart = false;
	}

	/**
	 * Notes that a link was not accepted as a whole. Braze may have merged a profile all the same, and the
	 * next holder of its external ID may have one when that is asked for again.
	 */
	lookAgain({ punchhUserId, formerIds }: Link): void {
		const guest = this.find(punchhUserId);
		if (guest !== undefined && formerIds.length > 0) guest.isSeen = false;
	}

	/** Whether a newer event than this one has told the guest's external ID. */
	knowsBetter(punchhUserId: string, atMs: number): boolean {
		const guest = this.find(punchhUserId);
		return guest?.externalId !== undefined && guest.sinceMs > atMs;
	}
}
