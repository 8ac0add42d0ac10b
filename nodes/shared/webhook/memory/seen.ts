import { hash } from 'node:crypto';

import { WEBHOOK_POLICY } from '../policy';

/** The limits of one trigger's memory. */
export interface SeenLimits {
	ageSeconds: number;
	/** Events that are remembered. */
	inMemory: number;
	/** How many of the newest are stored in the text. */
	stored: number;
}

const KEY_LENGTH = 10;

/** Enough base-36 digits for the seconds since 1970. */
const SECOND_DIGITS = 7;

/** Separates seconds; occurs in no key and no second. */
const SEPARATOR = '.';

/** A short hash of what identifies an event. */
export function shortKey(text: string): string {
	return hash('sha256', text, 'base64url').slice(0, KEY_LENGTH);
}

/**
 * Seconds since 1970. Any of the events of one second may be left out of what is stored, so with a
 * longer unit a busy trigger might not store its newest ones.
 */
export function secondOf(ms: number): number {
	return Math.floor(ms / 1_000);
}

/**
 * The events that n8n has recently taken: limited in number and age, and written as a short text
 * that other and later processes can take over.
 */
export class SeenEvents {
	/** The last text taken over, so that it is not read again. */
	private takenOver = '';

	/** @param seconds the second of each key, in the order in which they became known */
	constructor(
		private readonly seconds = new Map<string, number>(),
		private readonly limits: SeenLimits = WEBHOOK_POLICY.seen,
	) {}

	get size(): number {
		return this.seconds.size;
	}

	has(key: string, second: number): boolean {
		const seenAt = this.seconds.get(key);
		return seenAt !== undefined && second - seenAt <= this.limits.ageSeconds;
	}

	add(key: string, second: number): void {
		this.seconds.delete(key);
		this.seconds.set(key, second);
		for (const [oldest, seenAt] of this.seconds) {
			const isTooOld = second - seenAt > this.limits.ageSeconds;
			if (!isTooOld && this.seconds.size <= this.limits.inMemory) break;
			this.seconds.delete(oldest);
		}
	}

	/** Takes over what was stored by this process before a restart, or by another one. */
	takeOver(stored: unknown, now: number): void {
		if (typeof stored !== 'string' || stored === this.takenOver) return;
		this.takenOver = stored;
		for (const group of stored.split(SEPARATOR)) {
			const second = Number.parseInt(group.slice(0, SECOND_DIGITS), 36);
			// A clock that was once wrong must not keep an entry forever.
			const isUsable = Math.abs(now - second) <= this.limits.ageSeconds;
			for (let at = SECOND_DIGITS; isUsable && at + KEY_LENGTH <= group.length; at += KEY_LENGTH) {
				const key = group.slice(at, at + KEY_LENGTH);
				// If both know it, the later time counts, so that both end up writing the same.
				if ((this.seconds.get(key) ?? -1) < second) this.add(key, second);
			}
		}
	}

	/**
	 * The newest events as text: each second with its keys. It depends only on which events are known,
	 * so processes that have exchanged their texts write the same text and then stop writing.
	 */
	toText(now: number): string {
		const newest = Uint32Array.from(this.seconds.values()).sort().at(-this.limits.stored) ?? 0;
		const since = Math.max(newest, now - this.limits.ageSeconds);
		const entries: Array<{ second: string; key: string }> = [];
		this.seconds.forEach((second, key) => {
			if (second >= since) entries.push({ second: digits(second), key });
		});
		entries.sort((a, b) => compare(a.second, b.second) || compare(a.key, b.key));
		entries.splice(0, entries.length - this.limits.stored);
		return entries
			.map(({ second, key }, at) =>
				second === entries[at - 1]?.second ? key : SEPARATOR + second + key,
			)
			.join('')
			.slice(SEPARATOR.length);
	}
}

/** Compares by character code, so that the language of a process does not matter. */
function compare(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}

function digits(second: number): string {
	return second.toString(36).padStart(SECOND_DIGITS, '0');
}
