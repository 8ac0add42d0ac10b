import { nowMs } from '../../shared/time';
import { Newest } from '../../shared/values/newest';
import { POLICY } from '../transport/policy';

const { againMs, mostGuests } = POLICY.linking;

/**
 * Whose each identifier is: that of the guest who was recorded under it, until Braze has certainly
 * deleted or merged the profile. It outlives what is known of the guest: that somebody was forgotten does
 * not make the identifier another's. Those that were used last are remembered.
 */
export class Owners {
	private readonly owners = new Newest<string>(mostGuests);

	/** Identifiers whose profiles were deleted, and when Braze is certainly done with that. */
	private readonly freeFromMs = new Newest<number>(mostGuests);

	/** The Punchh user ID of the owner, also if the identifier becomes free soon. */
	of(id: string): string | undefined {
		return this.owners.get(id);
	}

	/** The guest whose identifier this is or may still be, if it is not this guest. */
	otherThan(punchhUserId: string, id: string): string | undefined {
		const owner = this.owners.get(id);
		const isFree = nowMs() >= (this.freeFromMs.get(id) ?? Infinity);
		return owner === punchhUserId || isFree ? undefined : owner;
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
