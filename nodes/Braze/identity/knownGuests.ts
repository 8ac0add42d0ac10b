import { nowMs } from '../../shared/time';
import { Newest } from '../../shared/values/newest';
import { POLICY } from '../transport/policy';
import { AttributeLog } from './attributeLog';

const { linking } = POLICY;

/** A guest whose profiles are to be one: known by an external ID, and by the Punchh user ID as alias. */
export interface Link {
	punchhUserId: string;
	externalId: string;
	/** External IDs that the guest had before. */
	formerIds: string[];
}

/** What this process knows of a guest. */
interface KnownGuest {
	externalId?: string;
	/** When the newest event with that external ID happened, in milliseconds since 1970. */
	sinceMs: number;
	formerIds: Set<string>;
	/** Whether a profile of the guest has the attribute `punchh_user_id`. */
	isMarked: boolean;
	/** When this process learned of the external ID, or of one that the guest had before. */
	learnedAtMs: number;
	/** Whether Braze has been asked to link the guest since then. */
	isAsked: boolean;
}

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

	readonly attributes = new AttributeLog();

	private readonly guests = new Newest<KnownGuest>(linking.mostGuests);

	/** Whose each external ID is, or was. */
	private readonly owners = new Newest<string>(linking.mostGuests);

	/** Guests to link, in the order in which this process learned of their external IDs. */
	private readonly waiting = new Set<string>();

	/** The external ID by which a guest is recorded, if it is known. */
	externalIdOf(punchhUserId: string): string | undefined {
		return this.guests.get(punchhUserId)?.externalId;
	}

	/** Who has, or had, an external ID. */
	ownerOf(externalId: string): string | undefined {
		return this.owners.get(externalId);
	}

	/**
	 * Notes that an event names a guest by both IDs. Events come in any order, so the external ID of the
	 * newest one counts. An ID that another guest had and has given up is this guest's from now on.
	 *
	 * @param atMs when the event happened
	 * @returns whether it was noted; an ID that another guest has is not
	 */
	learn(punchhUserId: string, externalId: string, atMs: number): boolean {
		const owner = this.owners.get(externalId) ?? punchhUserId;
		if (owner !== punchhUserId) {
			if (this.externalIdOf(owner) === externalId) return false;
			this.guests.get(owner)?.formerIds.delete(externalId);
		}
		this.owners.set(externalId, punchhUserId);
		const guest = this.guestOf(punchhUserId);
		const { externalId: current, sinceMs } = guest;
		if (current === externalId) {
			guest.sinceMs = Math.max(sinceMs, atMs);
		} else if (current === undefined || atMs >= sinceMs) {
			Object.assign(guest, { externalId, sinceMs: atMs });
			guest.formerIds.delete(externalId);
			if (current !== undefined) guest.formerIds.add(current);
			this.toLink(punchhUserId, guest);
		} else if (!guest.formerIds.has(externalId)) {
			guest.formerIds.add(externalId);
			this.toLink(punchhUserId, guest);
		}
		return true;
	}

	isMarked(punchhUserId: string): boolean {
		return this.guests.get(punchhUserId)?.isMarked ?? false;
	}

	/** Notes that the attribute `punchh_user_id` was written to the guest's profile. */
	mark(punchhUserId: string): void {
		this.guestOf(punchhUserId).isMarked = true;
	}

	/** The links to ask for now. */
	dueLinks(): Link[] {
		const atMs = nowMs();
		const due: Link[] = [];
		for (const punchhUserId of this.waiting) {
			const guest = this.guests.get(punchhUserId);
			if (guest?.externalId === undefined) {
				this.waiting.delete(punchhUserId);
			} else if (!guest.isAsked || atMs >= guest.learnedAtMs + linking.againMs) {
				const { externalId, formerIds } = guest;
				due.push({ punchhUserId, externalId, formerIds: [...formerIds] });
			}
			if (due.length >= linking.mostInRun) break;
		}
		return due;
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
		for (const formerId of formerIds) guest.formerIds.delete(formerId);
		// A merge may have left the alias behind.
		if (formerIds.length > 0) this.toLink(punchhUserId, guest);
	}

	/** Forgets a guest who was deleted. */
	forget(punchhUserId: string): void {
		const guest = this.guests.get(punchhUserId);
		if (guest?.externalId !== undefined) this.owners.delete(guest.externalId);
		this.guests.delete(punchhUserId);
		this.waiting.delete(punchhUserId);
		this.attributes.forget(punchhUserId);
	}

	private guestOf(punchhUserId: string): KnownGuest {
		let guest = this.guests.get(punchhUserId);
		if (guest === undefined) {
			guest = {
				sinceMs: 0,
				formerIds: new Set(),
				isMarked: false,
				learnedAtMs: 0,
				isAsked: false,
			};
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
