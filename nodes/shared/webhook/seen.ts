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
	/**
	 * The newest of them, which survive a restart. n8n reads all of them from its database for each
	 * call, twice where the call starts an execution: twice as many take a tenth of its speed.
	 */
	stored: 1_000,
};

const KEY_LENGTH = 10;

/** Enough base-36 digits for the minutes since 1970. */
const MINUTE_DIGITS = 5;

/** Stands between minutes; no key and no minute has it. */
const SEPARATOR = '.';

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
		for (const group of stored.split(SEPARATOR)) {
			const seenAt = Number.parseInt(group.slice(0, MINUTE_DIGITS), 36);
			// A clock that was wrong once must not keep an entry for ever.
			const isUsable = seenAt <= minute + this.limits.ageMinutes;
			for (let at = MINUTE_DIGITS; isUsable && at + KEY_LENGTH <= group.length; at += KEY_LENGTH) {
				const key = group.slice(at, at + KEY_LENGTH);
				if (!this.minutes.has(key)) this.add(key, seenAt);
			}
		}
	}

	/**
	 * The newest events as text: each minute with its keys. Processes that know the same write the
	 * same: what was taken over stands between what came since, so more are looked at than are written.
	 */
	toText(): string {
		const entries = [...this.minutes]
			.slice(-2 * this.limits.stored)
			.map(([key, seenAt]) => ({ minute: digits(seenAt), key }))
			.sort((a, b) => compare(a.minute, b.minute) || compare(a.key, b.key))
			.slice(-this.limits.stored);
		return entries
			.map(({ minute, key }, at) =>
				minute === entries[at - 1]?.minute ? key : SEPARATOR + minute + key,
			)
			.join('')
			.slice(SEPARATOR.length);
	}
}

/** Compares by code, as every process does whatever its language. */
function compare(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}

function digits(minute: number): string {
	return minute.toString(36).padStart(MINUTE_DIGITS, '0');
}
