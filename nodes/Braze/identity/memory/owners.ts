import { passedMs } from '../../../shared/time';
import { Newest } from '../../../shared/values/newest';
import { POLICY } from '../../transport/policy';
import { isByContact } from '../user';

const { againMs, mostGuests, mostLagMs } = POLICY.linking;

/** Whose an identifier is. */
interface Owned {
	/** The Punchh user ID. */
	owner: string;
	/** When Braze is certainly done with deleting or merging the profile, if it was asked to. */
	freeFromMs?: number;
	/** Other guests whose profiles have it as well: it is the first one's when it is free. */
	others?: readonly Sharer[];
}

/** A guest whose profile has an address or number that is another guest's as well. */
interface Sharer {
	owner: string;
	/** When Braze certainly finds that profile by it no more, if it was asked to. */
	freeFromMs?: number;
}

/** An identifier that runs are about to use for a guest. */
interface Claim {
	owner: string;
	/** Whether the guest is recorded by it; otherwise it is written to the guest's profile. */
	isName: boolean;
	/** How many runs. */
	runs: number;
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

	/** Identifiers that runs are about to use: nobody else may be recorded by them meanwhile. */
	private readonly claims = new Map<string, Claim[]>();

	/** By which addresses and numbers runs have just recorded somebody, which Braze may not have done yet. */
	private readonly justNamed = new Newest<Owned>(mostGuests);

	/** Whether nothing by which guests are named becomes free for now. */
	private isKeeping = false;

	/**
	 * Notes what an operation may have done, of which Braze has not said that it is done: what a guest is
	 * recorded by, or has on the profile, stays the guest's. Whose the external ID of a linked guest is can be
	 * looked up.
	 */
	keeping<Result>(note: () => Result): Result {
		this.isKeeping = true;
		try {
			return note();
		} finally {
			this.isKeeping = false;
		}
	}

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

	/** The same, unless others have it as well: by it, Braze finds one of them, and does not say which. */
	soleOwner(id: string): string | undefined {
		const { owner, others = [] } = this.find(id) ?? {};
		return others.length > 0 ? undefined : owner;
	}

	/**
	 * Another guest whose identifier this is or may still be. By an address or number that two profiles
	 * have, Braze may find either: it is nobody's alone.
	 */
	otherThan(punchhUserId: string, id: string): string | undefined {
		const isOther = ({ owner }: { owner: string }) => owner !== punchhUserId;
		const owned = this.find(id);
		const found = owned !== undefined && isOther(owned) ? owned : owned?.others?.find(isOther);
		return (found ?? this.claims.get(id)?.find(isOther))?.owner;
	}

	/** Another guest whom a run is about to record by an identifier, or has, while Braze may still do it. */
	namedNow(punchhUserId: string, id: string): string | undefined {
		const just = this.justNamed.get(id);
		const named = (this.claims.get(id) ?? []).filter(({ isName }) => isName);
		const all = [...named, ...(just === undefined || isFree(just) ? [] : [just])];
		return all.find(({ owner }) => owner !== punchhUserId)?.owner;
	}

	/**
	 * Keeps an identifier for a guest until the claim is ended: what a run sends is recorded a while after
	 * it has looked whose the identifier is.
	 *
	 * @param isName whether the guest is recorded by it; otherwise it is written to the guest's profile
	 */
	claim(id: string, punchhUserId: string, isName = true): void {
		const claims = this.claims.get(id) ?? [];
		const claim = claimOf(claims, punchhUserId, isName);
		if (claim === undefined) claims.push({ owner: punchhUserId, isName, runs: 1 });
		else claim.runs++;
		this.claims.set(id, claims);
	}

	/** Ends a claim of a guest, once for each time that it was made. */
	endClaim(id: string, punchhUserId: string, isName = true): void {
		const claims = this.claims.get(id) ?? [];
		const claim = claimOf(claims, punchhUserId, isName);
		if (claim === undefined || --claim.runs > 0) return;
		if (isName && isByContact(id)) {
			this.justNamed.set(id, { owner: punchhUserId, freeFromMs: passedMs() + mostLagMs });
		}
		const left = claims.filter((one) => one !== claim);
		if (left.length > 0) this.claims.set(id, left);
		else this.claims.delete(id);
	}

	/** Notes by which external ID a guest is linked. */
	link(id: string, punchhUserId: string): void {
		this.named.delete(id);
		this.linked.set(id, { owner: punchhUserId });
	}

	/** Notes by what else a guest is recorded. */
	name(id: string, punchhUserId: string): void {
		if (this.isLinked(id, punchhUserId)) return this.link(id, punchhUserId);
		const others = without(this.find(id)?.others, punchhUserId);
		this.linked.delete(id);
		this.named.set(id, { owner: punchhUserId, ...(others.length > 0 ? { others } : {}) });
	}

	/** Notes that a guest's profile has an identifier, which may be another guest's. */
	hold(id: string, punchhUserId: string): void {
		const owned = this.find(id);
		if (owned === undefined || owned.owner === punchhUserId) return this.name(id, punchhUserId);
		owned.others = [...without(owned.others, punchhUserId), { owner: punchhUserId }];
	}

	/** Notes that a guest's profile is to lose an identifier, which Braze may take a while for. */
	leave(id: string, punchhUserId: string): void {
		const owned = this.find(id);
		if (owned === undefined || this.isKept(id)) return;
		const { owner, freeFromMs, others } = owned;
		const leaving = { owner: punchhUserId, freeFromMs: passedMs() + againMs };
		owned.others = others?.map((one) => (one.owner === punchhUserId ? leaving : one));
		if (owner === punchhUserId || freeFromMs !== undefined) this.releaseLater(id);
	}

	/** Makes an identifier of a guest free at once. */
	release(id: string, punchhUserId: string): void {
		if (this.of(id) !== punchhUserId || this.isKept(id)) return;
		for (const kind of [this.linked, this.named]) kind.delete(id);
	}

	/** Makes an identifier free when Braze has certainly deleted the profile. */
	releaseLater(id: string): void {
		const owned = this.find(id);
		if (owned !== undefined && !this.isKept(id)) owned.freeFromMs = passedMs() + againMs;
	}

	/** The same for an identifier that is this guest's. */
	releaseOwnLater(id: string, punchhUserId: string): void {
		if (this.of(id) === punchhUserId) this.releaseLater(id);
	}

	/** Whether a guest is linked by an external ID, not only recorded by it. */
	isLinked(id: string, punchhUserId: string): boolean {
		return this.linked.get(id)?.owner === punchhUserId;
	}

	private isKept(id: string): boolean {
		return this.isKeeping && !this.linked.has(id);
	}

	private find(id: string): Owned | undefined {
		const owned = this.linked.get(id) ?? this.named.get(id);
		if (owned?.others?.some(isFree)) owned.others = owned.others.filter((one) => !isFree(one));
		if (owned === undefined || !isFree(owned)) return owned;
		for (const kind of [this.linked, this.named]) kind.delete(id);
		const [next, ...others] = owned.others ?? [];
		if (next !== undefined) this.named.set(id, { ...next, others });
		return this.named.get(id);
	}
}

/** Whether Braze has certainly deleted or merged a profile, or has written another address to it. */
const isFree = ({ freeFromMs }: Sharer) => passedMs() >= (freeFromMs ?? Infinity);

const without = (sharers: readonly Sharer[] = [], punchhUserId: string) =>
	sharers.filter(({ owner }) => owner !== punchhUserId);

const claimOf = (claims: Claim[], punchhUserId: string, isName: boolean) =>
	claims.find((one) => one.owner === punchhUserId && one.isName === isName);
