import { sleep } from 'n8n-workflow';

/** What tells the time and waits. All times are milliseconds; `nowMs` counts from 1970. */
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

/** Waits for so many milliseconds. */
export async function sleepMs(ms: number): Promise<void> {
	await clock.sleep(ms);
}

/**
 * Puts another clock in place of the machine's, for tests: an hour of back-off then takes no time.
 * This is the only thing in the package that a test may change.
 *
 * @returns the clock that was there before
 */
export function useClock(next: Clock): Clock {
	const before = clock;
	clock = next;
	return before;
}
