import { sleep } from 'n8n-workflow';

/** Tells the time and waits. All times are in milliseconds; `nowMs` counts from 1970. */
export interface Clock {
	nowMs(): number;
	sleep(ms: number): Promise<void>;
}

/** The clock of the machine. */
export const REAL_CLOCK: Clock = { nowMs: () => Date.now(), sleep };

let clock = REAL_CLOCK;

/** The time in milliseconds since 1970. */
export function nowMs(): number {
	return clock.nowMs();
}

/** Waits for this many milliseconds. */
export async function sleepMs(ms: number): Promise<void> {
	await clock.sleep(ms);
}

/**
 * Replaces the clock of the machine, for tests: an hour of back-off then takes no time. This is the
 * only thing in the package that a test may change.
 *
 * @returns the clock that was in use before
 */
export function useClock(next: Clock): Clock {
	const before = clock;
	clock = next;
	return before;
}
