import { useClock, type Clock } from '../../nodes/shared/time';

/** A clock that stands still until somebody waits, and then is there at once. */
export interface JumpingClock extends Clock {
	/** Moves it, as if time had passed. */
	pass(ms: number): void;
	/** Sets the time of day by so much, as when a wrong clock is put right. No time passes. */
	step(ms: number): void;
	/** What was waited for, in milliseconds, in order. */
	readonly waits: number[];
}

/**
 * Gives each test of a file a clock that jumps over every wait, so that hours of back-off take no
 * time and can be told exactly.
 */
export function jumpingClock(startMs = 1_800_000_000_000): JumpingClock {
	let now = startMs;
	let stepped = 0;
	const waits: number[] = [];
	const clock: JumpingClock = {
		nowMs: () => now + stepped,
		passedMs: () => now,
		sleep: async (ms) => {
			waits.push(ms);
			now += ms;
		},
		pass: (ms) => void (now += ms),
		step: (ms) => void (stepped += ms),
		waits,
	};
	let before: Clock;
	beforeEach(() => {
		now = startMs;
		stepped = 0;
		waits.length = 0;
		before = useClock(clock);
	});
	afterEach(() => void useClock(before));
	return clock;
}
