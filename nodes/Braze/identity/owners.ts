import { nowMs } from '../../shared/time';
import { Newest } from '../../shared/values/newest';
import { POLICY } from '../transport/policy';

const { againMs, mostGuests } = POLICY.linking;

/**
 * Whose each identifier is, as `userKey` names it: that of the guest who was recorded under it, until
 * Braze has certainly deleted or merged the profile. It outlives what is known of the guest: that somebody was forgotten does
 * not make the identifier another's. Those that were used last are remembered.
 */
export class Owners {
	private readonly owners = new Newest<string>(mostGuests);

	/** Identifiers whose profiles were deleted, and when Braze is certainly done with that. */
	private readonly freeFromMs = new Newest<number>(mostGuests);

	/** Identifiers that runs are about to use, and how many of them: nobody else may begin meanwhile. */
	private readonly claims = new Map<string, { owner: string; runs: number }>();

	/** The Punchh user ID of the owner, also if the identifier becomes free soon. */
	of(id: string): string | undefined {
		return this.owners.get(id);
	}

	/** The guest whose identifier this is or may still be, if it is not this guest. */
	otherThan(punchhUserId: string, id: string): string | undefined {
		const isFree = nowMs() >= (this.freeFromMs.get(id) ?? Infinity);
		const owner = (isFree ? undefined : this.owners.get(id)) ?? this.claims.get(id)?.owner;
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

	set(id: string, punchhUserId: string): void {
		this.owners.set(id, punchhUserId);
		this.freeFromMs.delete(id);
	}

	/** Makes an identifier of a guest free at once. */
	release(id: string, punchhUserId: string): void {
		if (this.owners.get(id) === punchhUserId) this.owners.delete(id);
	}

	/** Makes an identifier free when Braze has certainly deleted the profile. */
	releaseLater(id: string): void {
		this.freeFromMs.set(id, nowMs() + againMs);
	}
}
