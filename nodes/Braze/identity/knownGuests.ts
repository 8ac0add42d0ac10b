import { nowMs } from '../../shared/time';
import { Newest } from '../../shared/values/newest';
import { POLICY } from '../transport/policy';
import { AttributeLog } from './attributeLog';
import { Owners } from './owners';
import { newGuest, NONE, without, type KnownGuest, type Link, type Seen } from './knownGuest';

const { linking } = POLICY;

/**
 * What this process knows of the guests of one Braze workspace. Those who were heard of last are
 * remembered; to forget a guest costs a few more requests.
 *
 * Braze says "success" even if it does not see a profile yet, so a link is asked for twice: after the
 * objects that it needs, and again when Braze has certainly recorded them.
 */
export class KnownGuests {
	/** Whether Braze has accepted a link, so that the key has the permissions. */
	mayLink = false;

	/** Whether the key may look up profiles, unless Braze has refused it. */
	mayLook = true;

	readonly attributes = new AttributeLog();

	private readonly guests = new Newest<KnownGuest>(linking.mostGuests);

	/** Whose each external ID is that is linked. */
	private readonly owners = new Owners();

	/** Whose each identifier is by which guests are recorded who are not linked, as `userKey` names it. */
	readonly names = new Owners();

	/** Guests to link, in the order in which this process learned of their external IDs. */
	private readonly waiting = new Set<string>();

	/** The external ID by which a guest is recorded, if it is known. */
	externalIdOf(punchhUserId: string): string | undefined {
		const externalId = this.guests.get(punchhUserId)?.externalId;
		// An ID is remembered for as long as its guest.
		if (externalId !== undefined) this.owners.of(externalId);
		return externalId;
	}

	/** External IDs that the guest had, and whose profiles may still be there. */
	formerIdsOf(punchhUserId: string): string[] {
		return [...(this.guests.get(punchhUserId)?.formerIds ?? NONE)];
	}

	/** The other guest who has an external ID, or whose profile may still have it. */
	otherOwnerOf(externalId: string, punchhUserId: string): string | undefined {
		return this.owners.otherThan(punchhUserId, externalId);
	}

	/** Whether a newer event than this one has told the guest's external ID. */
	knowsBetter(punchhUserId: string, atMs: number): boolean {
		const guest = this.guests.get(punchhUserId);
		return guest?.externalId !== undefined && guest.sinceMs > atMs;
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
		this.owners.set(externalId, punchhUserId);
		const guest = this.guestOf(punchhUserId);
		const { externalId: current, sinceMs, isFromList } = guest;
		guest.isFromList = false;
		guest.leavingIds = without(guest.leavingIds, externalId);
		if (current === externalId) {
			guest.sinceMs = Math.max(sinceMs, atMs);
			if (isFromList) this.toLink(punchhUserId, guest);
		} else if (current === undefined || atMs >= sinceMs) {
			Object.assign(guest, { externalId, sinceMs: atMs, isSeen: false });
			if (isFromList) guest.listedId = current;
			guest.formerIds = without(guest.formerIds, externalId);
			// What only a list said may be a mistake, and what is shared is somebody else's.
			const isOwn = current !== undefined && this.owners.of(current) === punchhUserId;
			if (isOwn && !isFromList) guest.formerIds = [...guest.formerIds, current];
			else if (isOwn) this.owners.release(current, punchhUserId);
			this.toLink(punchhUserId, guest);
		} else if (!guest.formerIds.includes(externalId)) {
			guest.formerIds = [...guest.formerIds, externalId];
			guest.isSeen = false;
			this.toLink(punchhUserId, guest);
		}
	}

	/** Notes that a guest is recorded in the profile of another one, because the user wants it. */
	share(punchhUserId: string, externalId: string, atMs: number): void {
		const guest = this.guestOf(punchhUserId);
		if (guest.externalId === undefined) Object.assign(guest, { externalId, sinceMs: atMs });
	}

	/** Notes that a list has linked a guest. */
	noteListed(punchhUserId: string, externalId: string): void {
		if (this.externalIdOf(punchhUserId) === externalId) return;
		this.owners.set(externalId, punchhUserId);
		Object.assign(this.guestOf(punchhUserId), { externalId, sinceMs: 0, isFromList: true });
	}

	isMarked(punchhUserId: string): boolean {
		return this.guests.get(punchhUserId)?.isMarked ?? false;
	}

	/** Notes that the attribute `punchh_user_id` was written to the guest's profile. */
	mark(punchhUserId: string): void {
		this.guestOf(punchhUserId).isMarked = true;
	}

	/** The links to ask for now: all that are new, and as many again of those to repeat, or 5,000. */
	dueLinks(): Link[] {
		const settledMs = nowMs() - linking.againMs;
		const [fresh, again]: [Link[], Link[]] = [[], []];
		for (const punchhUserId of this.waiting) {
			const guest = this.guests.get(punchhUserId);
			if (guest?.externalId === undefined) {
				this.waiting.delete(punchhUserId);
			} else if (!guest.isAsked || guest.learnedAtMs <= settledMs) {
				const { externalId, formerIds } = guest;
				const link = { punchhUserId, externalId, formerIds: [...formerIds] };
				(guest.isAsked ? again : fresh).push(link);
			}
		}
		return [...fresh, ...again.slice(0, Math.max(linking.mostAgainInRun, fresh.length))];
	}

	/** The links whose profiles were not looked up yet. */
	unseenLinks(): Link[] {
		if (!this.mayLook) return [];
		return this.dueLinks().filter(({ punchhUserId: id }) => !this.guests.get(id)!.isSeen);
	}

	/** Whether a link may be asked for: as far as Braze says, no profile of it is another guest's. */
	mayAsk({ punchhUserId }: Link): boolean {
		return !this.mayLook || (this.guests.get(punchhUserId)?.isSeen ?? false);
	}

	/** Notes whose the profiles of a link are in Braze. */
	saw({ punchhUserId, externalId, formerIds }: Link, { externalId: current, owners }: Seen): void {
		const guest = this.guestOf(punchhUserId);
		const ids = [externalId, ...formerIds];
		// Another execution may have learned more meanwhile.
		guest.isSeen = [guest.externalId, ...guest.formerIds].every((id) => ids.includes(id!));
		for (const [id, owner] of owners) {
			if (owner === punchhUserId) continue;
			this.giveBack(id, owner);
			guest.formerIds = without(guest.formerIds, id);
			if (guest.externalId !== id) continue;
			delete guest.externalId;
			this.waiting.delete(punchhUserId);
		}
		if (current === undefined || guest.externalId === undefined) return;
		// A profile that only a list has linked may be another guest's.
		const isKnown = current === guest.externalId || current === guest.listedId;
		if (!isKnown) this.leave(punchhUserId, guest, current);
	}

	/** Notes that Braze has an external ID on the profile of a guest whom this process did not ask about. */
	private giveBack(externalId: string, owner: string): void {
		const guest = this.guestOf(owner);
		if (guest.externalId !== undefined) return this.leave(owner, guest, externalId);
		this.owners.set(externalId, owner);
		Object.assign(guest, { externalId, sinceMs: 0 });
		this.toLink(owner, guest);
	}

	/** Notes that a guest no longer has an external ID, but a profile under it. */
	private leave(punchhUserId: string, guest: KnownGuest, formerId: string): void {
		this.owners.set(formerId, punchhUserId);
		guest.formerIds = [...without(guest.formerIds, formerId), formerId];
		this.toLink(punchhUserId, guest);
	}

	/**
	 * Notes that Braze accepted a link.
	 *
	 * @param askedAtMs when it was asked for it
	 */
	accepted({ punchhUserId, externalId, formerIds }: Link, askedAtMs: number): void {
		this.mayLink = true;
		const guest = this.guests.get(punchhUserId);
		if (guest?.externalId !== externalId) return;
		guest.isAsked = true;
		if (askedAtMs < guest.learnedAtMs + linking.againMs) return;
		this.waiting.delete(punchhUserId);
		for (const id of guest.leavingIds) this.owners.release(id, punchhUserId);
		guest.leavingIds = guest.formerIds.filter((id) => formerIds.includes(id));
		guest.formerIds = guest.formerIds.filter((id) => !formerIds.includes(id));
		// A merge may have left the alias behind.
		if (formerIds.length > 0) this.toLink(punchhUserId, guest);
	}

	/** Forgets a guest who was deleted. Nobody else gets the external ID before Braze has done that. */
	forget(punchhUserId: string): void {
		const { externalId, formerIds = NONE, leavingIds = NONE } = this.guests.get(punchhUserId) ?? {};
		for (const id of [externalId, ...formerIds, ...leavingIds]) {
			if (id !== undefined && this.owners.of(id) === punchhUserId) this.owners.releaseLater(id);
		}
		this.guests.delete(punchhUserId);
		this.waiting.delete(punchhUserId);
		this.attributes.forget(punchhUserId);
	}

	/** Forgets who has an external ID, because it now means another profile, or none. */
	forgetOwner(externalId: string): void {
		const owner = this.owners.of(externalId);
		if (owner !== undefined) this.forget(owner);
		this.owners.releaseLater(externalId);
	}

	private guestOf(punchhUserId: string): KnownGuest {
		let guest = this.guests.get(punchhUserId);
		if (guest === undefined) {
			guest = newGuest();
			this.guests.set(punchhUserId, guest);
		}
		return guest;
	}

	private toLink(punchhUserId: string, guest: KnownGuest): void {
		Object.assign(guest, { learnedAtMs: nowMs(), isAsked: false });
		this.waiting.delete(punchhUserId);
		this.waiting.add(punchhUserId);
	}
}

const WORKSPACES = new Newest<KnownGuests>(linking.mostWorkspaces);

/** What this process knows of the guests of a workspace. */
export function knownGuestsOf(workspace: string): KnownGuests {
	let known = WORKSPACES.get(workspace);
	if (known === undefined) {
		known = new KnownGuests();
		WORKSPACES.set(workspace, known);
	}
	return known;
}

/** Forgets everything, as a restart of n8n does. */
export function forgetAllGuests(): void {
	WORKSPACES.clear();
}
