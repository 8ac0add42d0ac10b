import { passedMs } from '../../../shared/time';
import { POLICY } from '../../transport/policy';
import type { GuestBook } from './guestBook';
import type { KnownGuest, Link } from './knownGuest';

const { linking } = POLICY;

/**
 * Guests to link, in the order in which this process learned of their external IDs.
 *
 * Braze says "success" even if it does not see a profile yet, so a link is asked for twice: after the
 * objects that it needs, and again when Braze has certainly recorded them.
 */
export class LinkQueue {
	private readonly waiting = new Set<string>();

	constructor(private readonly guests: GuestBook) {}

	/** Has a guest linked anew. */
	add(punchhUserId: string, guest: KnownGuest): void {
		Object.assign(guest, { learnedAtMs: passedMs(), isAsked: false });
		delete guest.goneIds;
		this.waiting.delete(punchhUserId);
		this.waiting.add(punchhUserId);
	}

	has(punchhUserId: string): boolean {
		return this.waiting.has(punchhUserId);
	}

	delete(punchhUserId: string): void {
		this.waiting.delete(punchhUserId);
	}

	/** The links to ask for now: all that are new, and as many again of those to repeat, or 5,000. */
	due(): Link[] {
		const settledMs = passedMs() - linking.againMs;
		const [fresh, again]: [Link[], Link[]] = [[], []];
		for (const punchhUserId of this.waiting) {
			const guest = this.guests.find(punchhUserId);
			const link = this.guests.linkOf(punchhUserId);
			if (guest === undefined || link === undefined) {
				this.waiting.delete(punchhUserId);
			} else if (!guest.isAsked || guest.learnedAtMs <= settledMs) {
				(guest.isAsked ? again : fresh).push(link);
			}
		}
		return [...fresh, ...again.slice(0, Math.max(linking.mostAgainInRun, fresh.length))];
	}
}
