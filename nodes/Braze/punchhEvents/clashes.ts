import { nowMs } from '../../shared/time';
import type { KnownGuests } from '../identity/knownGuests';
import { userKey } from '../identity/user';
import { externalIdIn, IDENTIFIER_NAMES, type NamedGuest } from './guestIdentity';
import type { EventItem } from './types';

/** When an event happened; what claims to happen later, or has no time that can be read, happens now. */
export function timeOf(occurredAt: string): number {
	const atMs = Date.parse(occurredAt);
	return Number.isNaN(atMs) ? nowMs() : Math.min(atMs, nowMs());
}

/** Finds guests of one run who have the identifier of another guest. */
export class Clashes {
	/** The guest of this run who was named by an identifier first. */
	private readonly guests = new Map<string, string>();

	/** Identifiers that are kept for guests of this run. */
	private readonly claims = new Map<string, string>();

	constructor(private readonly known: KnownGuests) {}

	/** Says which other guest has the identifier of a guest, if one has; if not, nobody else gets it. */
	of({ event }: EventItem, guest: NamedGuest): string | undefined {
		const { choice, identifier, punchhUserId } = guest;
		if (punchhUserId === undefined) return undefined;
		const told = choice === 'linked' ? externalIdIn(event) : undefined;
		// An event that comes late may have an ID that its guest has given up.
		const isOld = this.known.guests.knowsBetter(punchhUserId, timeOf(event.occurred_at));
		const clash = told && !isOld ? this.ofExternalId(told, punchhUserId) : undefined;
		if (clash !== undefined) return clash;
		const key = userKey(identifier)!;
		const { name } = IDENTIFIER_NAMES[choice];
		const earlier = this.guests.get(key) ?? punchhUserId;
		this.guests.set(key, earlier);
		if (earlier !== punchhUserId) {
			return `Another guest of this run, with the Punchh user ID ${earlier}, has the same ${name}`;
		}
		const before = this.known.owners.otherThan(punchhUserId, key);
		if (before !== undefined) {
			return `Another guest, with the Punchh user ID ${before}, has or had the same ${name}`;
		}
		if (choice !== 'linked') this.claim(key, punchhUserId);
		return undefined;
	}

	/** Notes that something of a guest is, or may be, in the profile with the identifier. */
	recorded({ choice, identifier, punchhUserId }: NamedGuest): void {
		if (punchhUserId === undefined || choice === 'linked') return;
		const { owners } = this.known;
		const key = userKey(identifier)!;
		if (owners.otherThan(punchhUserId, key) === undefined) owners.set(key, punchhUserId);
	}

	/** Ends what the run has kept for its guests: what was recorded stays theirs. */
	end(): void {
		for (const [key, punchhUserId] of this.claims) this.known.owners.endClaim(key, punchhUserId);
		this.claims.clear();
	}

	private ofExternalId(externalId: string, punchhUserId: string): string | undefined {
		const other = this.known.otherOwnerOf(externalId, punchhUserId);
		if (other === undefined) return undefined;
		const isCurrent = this.known.externalIdOf(other) === externalId;
		const what = isCurrent ? 'has' : 'had, and may still have,';
		return `Another guest, with the Punchh user ID ${other}, ${what} the external ID ${externalId}`;
	}

	private claim(key: string, punchhUserId: string): void {
		if (this.claims.has(key)) return;
		this.known.owners.claim(key, punchhUserId);
		this.claims.set(key, punchhUserId);
	}
}
