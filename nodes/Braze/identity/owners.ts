import { passedMs } from '../../shared/time';
import { Newest } from '../../shared/values/newest';
import { POLICY } from '../transport/policy';

const { againMs, mostGuests } = POLICY.linking;

/** Whose an identifier is. */
interface Owned {
	/** The Punchh user ID. */
	owner: string;
	/** When Braze is certainly done with deleting or merging the profile, if it was asked to. */
	freeFromMs?: number;
	/** Other guests whose profiles have it as well: it is the first one's when it is free. */
	others?: readonly string[];
}

/**
 * Whose each identifier is, as `userKey` names it: that of the guest who was recorded under it, until
 * Braze has certainly deleted or merged the profile. It outlives what is known of the guest: that somebody was forgotten does
 * not make the identifier another's. Those that were used last are remembered.
 */
export class Owners {
	/** External IDs by which guests are linked. */
	private readonly linked = new Newest<Owned>(mostGuests);

	/** Whatever else guests are named by; so many addresses push out no external ID. */
	private readonly named = new Newest<Owned>(mostGuests);

	/** Identifiers that runs are about to use, and how many of them: nobody else may begin meanwhile. */
	private readonly claims = new Map<string, { owner: string; runs: number }>();

	/** Makes room for the external IDs of the guests of a run, as `GuestBook` does. */
	reserve(count: number): void {
		this.linked.reserve(count);
	}

	/** Ends that. */
	giveBack(count: number): void {
		this.linked.giveBack(count);
	}

	/** The Punchh user ID of the owner, also if the identifier becomes free soon; then it is the next one's. */
	of(id: string): string | undefined {
		return this.find(id)?.owner;
	}

	/** The guest whose identifier this is or may still be, if it is not this guest. */
	otherThan(punchhUserId: string, id: string): string | undefined {
		const owner = this.of(id) ?? this.claims.get(id)?.owner;
		return owner === punchhUserId ? undefined : owner;
	}

	/**
	 * Keeps an identifier for a guest, if it is not another's, until the claim is ended: what a run sends
	 * is recorded a while after it has looked whose the identifier is.
	 */
	claim(id: string, punchhUserId: string): void {
		if (this.otherThan(punchhUserId, id) !== undefined) return;
		const runs = (this.claims.get(id)?.runs ?? 0) + 1;
		this.claims.set(id, { owner: punchhUserId, runs });
	}

	/** Ends a claim of a guest, once for each time that it was made. */
	endClaim(id: string, punchhUserId: string): void {
		const claim = this.claims.get(id);
		if (claim?.owner !== punchhUserId) return;
		if (claim.runs > 1) claim.runs--;
		else this.claims.delete(id);
	}

	/** Notes by which external ID a guest is linked. */
	link(id: string, punchhUserId: string): void {
		this.named.delete(id);
		this.linked.set(id, { owner: punchhUserId });
	}

	/** Notes by what else a guest is recorded. */
	name(id: string, punchhUserId: string): void {
		if (this.linked.get(id)?.owner === punchhUserId) return this.link(id, punchhUserId);
		const others = this.find(id)?.others?.filter((one) => one !== punchhUserId) ?? [];
		this.linked.delete(id);
		this.named.set(id, { owner: punchhUserId, ...(others.length > 0 ? { others } : {}) });
	}

	/** Notes that a guest's profile has an identifier, which may be another guest's. */
	hold(id: string, punchhUserId: string): void {
		const owned = this.find(id);
		if (owned === undefined || owned.owner === punchhUserId) return this.name(id, punchhUserId);
		const { others = [] } = owned;
		if (!others.includes(punchhUserId)) owned.others = [...others, punchhUserId];
	}

	/** Notes that a guest's profile is to lose an identifier, which Braze may take a while for. */
	leave(id: string, punchhUserId: string): void {
		const owned = this.find(id);
		if (owned === undefined) return;
		const { owner, freeFromMs, others } = owned;
		owned.others = others?.filter((one) => one !== punchhUserId);
		if (owner === punchhUserId || freeFromMs !== undefined) this.releaseLater(id);
	}

	/** Makes an identifier of a guest free at once. */
	release(id: string, punchhUserId: string): void {
		if (this.of(id) !== punchhUserId) return;
		for (const kind of [this.linked, this.named]) kind.delete(id);
	}

	/** Makes an identifier free when Braze has certainly deleted the profile. */
	releaseLater(id: string): void {
		const owned = this.find(id);
		if (owned !== undefined) owned.freeFromMs = passedMs() + againMs;
	}

	private find(id: string): Owned | undefined {
		const owned = this.linked.get(id) ?? this.named.get(id);
		if (owned === undefined || passedMs() < (owned.freeFromMs ?? Infinity)) return owned;
		for (const kind of [this.linked, this.named]) kind.delete(id);
		const [owner, ...others] = owned.others ?? [];
		if (owner !== undefined) this.named.set(id, { owner, others });
		return this.named.get(id);
	}
}
