import { createHash } from 'node:crypto';

/** What bounds the memory of one trigger. */
export const SEEN_LIMITS = {
	/**
	 * Punchh sends again for up to 3.8 hours, and later what a suspended webhook held back; Braze for a
	 * day. A signature of the Braze Trigger is good for 25 hours, and must not outlive this memory.
	 */
	ageMinutes: 26 * 60,
	/** Events that a process remembers. */
	inMemory: 100_000,
	/** The newest of them, which survive a restart. n8n reads and writes them whole: 15 bytes each. */
	stored: 2_000,
};

const KEY_LENGTH = 10;

/** Enough base-36 digits for the minutes since 1970. */
const MINUTE_DIGITS = 5;

const ENTRY_LENGTH = MINUTE_DIGITS + KEY_LENGTH;

/** A short hash of what an event is recognised by. */
export function shortKey(text: string): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, KEY_LENGTH);
}

/** Minutes since 1970. */
export function minuteOf(ms: number): number {
	return Math.floor(ms / 60_000);
}

/**
 * The events that were acknowledged lately: bounded in number and age, and written as a short text
 * that other processes and later ones can take over.
 */
export class SeenEvents {
	/** Minute of each key, oldest first. */
	private readonly minutes = new Map<string, number>();

	/** The text taken over last, so that the same one is not read again. */
	private takenOver = '';

	constructor(private readonly limits = SEEN_LIMITS) {}

	get size(): number {
		return this.minutes.size;
	}

	has(key: string, minute: number): boolean {
		const seenAt = this.minutes.get(key);
		return seenAt !== undefined && minute - seenAt <= this.limits.ageMinutes;
	}

	add(key: string, minute: number): void {
		this.minutes.delete(key);
		this.minutes.set(key, minute);
		for (const [oldest, seenAt] of this.minutes) {
			const isTooOld = minute - seenAt > this.limits.ageMinutes;
			if (!isTooOld && this.minutes.size <= this.limits.inMemory) break;
			this.minutes.delete(oldest);
		}
	}

	/** Takes over what was stored by this process before a restart, or by another one. */
	takeOver(stored: unknown, minute: number): void {
		if (typeof stored !== 'string' || stored === this.takenOver) return;
		this.takenOver = stored;
		for (let at = 0; at + ENTRY_LENGTH <= stored.length; at += ENTRY_LENGTH) {
			const seenAt = Number.parseInt(stored.slice(at, at + MINUTE_DIGITS), 36);
			const key = stored.slice(at + MINUTE_DIGITS, at + ENTRY_LENGTH);
			// A clock that was wrong once must not keep an entry for ever.
			const isUsable = seenAt <= minute + this.limits.ageMinutes;
			if (isUsable && !this.minutes.has(key)) this.add(key, seenAt);
		}
	}

	/**
	 * The newest events as text. Processes that know the same write the same: what was taken over
	 * stands between what came since, so more are looked at than are written.
	 */
	toText(): string {
		return [...this.minutes]
			.slice(-2 * this.limits.stored)
			.map(([key, seenAt]) => digits(seenAt) + key)
			.sort()
			.slice(-this.limits.stored)
			.join('');
	}
}

function digits(minute: number): string {
	return minute.toString(36).padStart(MINUTE_DIGITS, '0');
}
