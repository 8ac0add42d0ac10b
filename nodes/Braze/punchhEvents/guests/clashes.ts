import { nowMs } from '../../../shared/time';
import { nameLikelyContact } from '../../identity/memory/contacts';
import type { KnownGuests } from '../../identity/memory/knownGuests';
import { userKey } from '../../identity/user';
import { POLICY } from '../../transport/policy';
import { externalIdIn, IDENTIFIER_NAMES, punchhUserIdOf, type NamedGuest } from '../guestIdentity';
import type { EventItem } from '../types';

/**
 * When an event happened, in milliseconds since 1970. What has no time that can be read happens now, and
 * so does what claims to happen much later: nothing would ever be newer.
 */
export function timeOf(occurredAt: string): number {
	const atMs = Date.parse(occurredAt);
	const isTime = atMs <= nowMs() + POLICY.linking.mostAheadMs;
	return isTime ? atMs : nowMs();
}

/** That a guest has the identifier of another guest. */
export interface Clash {
	reason: string;
	/** Whether it is an external ID that the event tells of a guest who is linked, or what the guest is named by. */
	of: 'linked' | 'named';
}

/** Finds guests of one run who have the identifier of another guest. */
export class Clashes {
	/** The guest of this run who was named by an identifier first. */
	private readonly guests = new Map<string, string>();

	/** Identifiers that are kept for guests of this run. */
	private readonly claims = new Map<string, [key: string, punchhUserId: string, isName: boolean]>();

	constructor(private readonly known: KnownGuests) {}

	/**
	 * Says which other guest has the identifier of a guest, if one has; if not, nobody else gets it.
	 *
	 * @param isUnused whether the external ID that the event tells is not used for the guest
	 */
	of(read: EventItem, guest: NamedGuest, isUnused: boolean): Clash | undefined {
		const { choice, punchhUserId } = guest;
		if (punchhUserId === undefined) return undefined;
		const isTold = choice === 'linked' && !isUnused;
		const clash = isTold ? this.ofTold(read, punchhUserId) : undefined;
		if (clash !== undefined) return { reason: clash, of: 'linked' };
		const reason = this.ofName(guest, punchhUserId);
		return reason === undefined ? undefined : { reason, of: 'named' };
	}

	/** Why the external ID that an event tells of a linked guest is not the guest's, if another one has it. */
	ofTold({ event }: EventItem, punchhUserId: string): string | undefined {
		const [told, atMs] = [externalIdIn(event), timeOf(event.occurred_at)];
		const { guests } = this.known;
		// An event that comes late may have an ID that its guest has given up, or be of one who is deleted.
		const isOld =
			guests.knowsBetter(punchhUserId, atMs) || atMs <= guests.deletedAtMs(punchhUserId);
		return told && !isOld ? this.ofExternalId(told, punchhUserId) : undefined;
	}

	/** The other guest who has the external ID that an event tells, if the event is refused because of that. */
	holderOf({ event, choices }: EventItem): string | undefined {
		const [punchhUserId, told] = [punchhUserIdOf(event), externalIdIn(event)];
		const isLinked = choices.identifiers.includes('linked') && choices.sharedIdentifiers !== 'warn';
		if (!isLinked || punchhUserId === undefined || told === undefined) return undefined;
		const holder = this.known.otherOwnerOf(told, punchhUserId);
		if (holder === undefined) return undefined;
		const ids = [this.known.externalIdOf(holder), this.known.guests.listedElsewhere(holder)];
		return ids.includes(told) ? holder : undefined;
	}

	/** Whoever has had an identifier before this run goes on with it, in whichever order the items are. */
	private ofName({ choice, identifier }: NamedGuest, punchhUserId: string): string | undefined {
		const key = userKey(identifier)!;
		const { name } = IDENTIFIER_NAMES[choice];
		const earlier = this.guests.get(key) ?? punchhUserId;
		const before = this.known.owners.otherThan(punchhUserId, key);
		if (before !== undefined && before !== earlier) {
			return `Another guest, with the Punchh user ID ${before}, has or had the same ${name}`;
		}
		if (earlier !== punchhUserId) {
			return `Another guest of this run, with the Punchh user ID ${earlier}, has the same ${name}`;
		}
		this.guests.set(key, punchhUserId);
		// Who is linked has the alias to oneself.
		if (choice !== 'linked' || 'external_id' in identifier) this.claim(key, punchhUserId, true);
		return undefined;
	}

	/** Notes that something of a guest is, or may be, in the profile with the identifier. */
	recorded({ choice, identifier, punchhUserId }: NamedGuest): void {
		if (punchhUserId === undefined || choice === 'linked') return;
		const { owners } = this.known;
		const key = userKey(identifier)!;
		if (choice === 'email' || choice === 'phone') {
			const to = { punchhUserId, profile: key, under: key };
			return nameLikelyContact(this.known, { ...to, name: choice, key });
		}
		if (owners.otherThan(punchhUserId, key) === undefined) owners.name(key, punchhUserId);
		const { external_id: id } = identifier;
		// A link may have merged that profile already: it is there anew, and is to follow.
		if (typeof id === 'string' && this.known.guests.isGivingUp(punchhUserId, id))
			this.known.seen.recordedUnder(punchhUserId, id);
	}

	/** Ends what the run has kept for its guests: what was recorded stays theirs. */
	end(): void {
		for (const claim of this.claims.values()) this.known.owners.endClaim(...claim);
		this.claims.clear();
	}

	private ofExternalId(externalId: string, punchhUserId: string): string | undefined {
		const other = this.known.otherOwnerOf(externalId, punchhUserId);
		if (other === undefined) return undefined;
		const isCurrent = this.known.externalIdOf(other) === externalId;
		const what = isCurrent ? 'has' : 'had, and may still have,';
		return `Another guest, with the Punchh user ID ${other}, ${what} the external ID ${externalId}`;
	}

	/**
	 * Keeps an identifier for a guest while the run goes on.
	 *
	 * @param isName as `Owners.claim` takes it
	 */
	claim(key: string, punchhUserId: string, isName: boolean): void {
		const of = JSON.stringify([key, punchhUserId, isName]);
		if (this.claims.has(of)) return;
		this.known.owners.claim(key, punchhUserId, isName);
		this.claims.set(of, [key, punchhUserId, isName]);
	}
}
