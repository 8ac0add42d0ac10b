import { sleep } from 'n8n-workflow';

/** Tells the time and waits. All times are in milliseconds. */
export interface Clock {
	/** Since 1970. Whoever keeps the machine's clock right may set it back or forward at any moment. */
	nowMs(): number;
	/** Never set: only the distance of two readings means something. */
	passedMs(): number;
	sleep(ms: number): Promise<void>;
}

/** When the process began. Node works it out at each reading. */
const { timeOrigin } = performance;

/** The clock of the machine. */
export const REAL_CLOCK: Clock = {
	nowMs: () => Date.now(),
	// It begins at the time of day at which the process began, so that 0 is long ago.
	passedMs: () => timeOrigin + performance.now(),
	sleep,
};

let clock = REAL_CLOCK;

/**
 * The time in milliseconds since 1970: for what is said, stored, or compared with the times of others.
 * How long something takes or lasts tells `passedMs`.
 */
export function nowMs(): number {
	return clock.nowMs();
}

/**
 * A reading in milliseconds for how long something takes or lasts. Two of them differ by what has
 * passed, also if the clock of the machine was set in between.
 */
export function passedMs(): number {
	return clock.passedMs();
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
