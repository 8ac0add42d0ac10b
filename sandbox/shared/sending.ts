import { once, type EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers/promises';

import type { Clock } from './clock';

/**
 * Resolves when a condition holds. Looks again after each change, in the next turn: all that belongs
 * to the change is done by then.
 */
export async function until(events: EventEmitter, condition: () => boolean): Promise<void> {
	while (!condition()) {
		await once(events, 'change');
		await setImmediate();
	}
}

/** Something that still has to send, some of it at once and some of it later. */
export interface Sending {
	/** How much is not finished. */
	readonly pending: number;
	/** Resolves when all that is left waits for its time. */
	quiet(): Promise<void>;
}

/**
 * Jumps from one due time to the next until a sender has nothing pending, so that retries over hours
 * take only as long as their requests. Waits for answers: with a receiver that never gives one, let
 * the time pass with `advance` instead.
 */
export async function fastForward(clock: Clock, sender: Sending): Promise<void> {
	await sender.quiet();
	while (sender.pending > 0 && clock.jump()) await sender.quiet();
}
