import { useClock, type Clock } from '../../nodes/shared/time';

/** A pause that somebody waits for. */
interface Pause {
	endsAtMs: number;
	end: () => void;
	timer?: NodeJS.Timeout;
}

/**
 * A clock for tests, which starts at the real time. It runs so many times faster than a real one,
 * or stands still with a speed of 0, and a test can move it on by hand. Pauses end when it says so.
 */
export class TestClock implements Clock {
	private readonly startedAtMs = Date.now();

	private movedMs = 0;

	private steppedMs = 0;

	private readonly pauses = new Set<Pause>();

	constructor(private readonly speed: number) {}

	nowMs(): number {
		return this.passedMs() + this.steppedMs;
	}

	passedMs(): number {
		return Math.floor(
			this.startedAtMs + this.movedMs + (Date.now() - this.startedAtMs) * this.speed,
		);
	}

	async sleep(ms: number): Promise<void> {
		await new Promise<void>((resolve) => {
			const pause: Pause = {
				endsAtMs: this.passedMs() + ms,
				end: () => {
					clearTimeout(pause.timer);
					this.pauses.delete(pause);
					resolve();
				},
			};
			this.pauses.add(pause);
			this.schedule(pause);
		});
	}

	/** Moves the clock on. Pauses that are over then end at once. */
	advance(ms: number): void {
		this.movedMs += ms;
		for (const pause of [...this.pauses]) {
			if (pause.endsAtMs <= this.passedMs()) pause.end();
			else this.schedule(pause);
		}
	}

	/** Sets the time of day by so much, as when a wrong clock is put right. No time passes. */
	step(ms: number): void {
		this.steppedMs += ms;
	}

	/** Moves the clock on as `advance`, and lets everything run that waited for it. */
	async pass(ms: number): Promise<void> {
		this.advance(ms);
		await new Promise(setImmediate);
	}

	/** How many pauses somebody waits for. */
	get waiting(): number {
		return this.pauses.size;
	}

	private schedule(pause: Pause): void {
		clearTimeout(pause.timer);
		if (this.speed === 0) return;
		pause.timer = setTimeout(pause.end, (pause.endsAtMs - this.passedMs()) / this.speed);
	}
}

/**
 * Puts a faster clock in place of the machine's before the tests of a file, or of the `describe` in
 * which it is called, and puts the machine's back after them. With a factor of 100 a back-off of 5 s
 * takes 50 ms; bounds in the code follow the same clock, so an answer within 14 s is due after
 * 140 ms. Timers of Node and sockets (`setTimeout`, `AbortSignal.timeout`) keep real time, and so
 * does `Date.now()`: tests that compare with the code's time ask `nowMs()`.
 *
 * A factor of 1 is real time, for tests that only move the clock on: `clock.advance(ms)`.
 */
export function fastClock(factor: number): TestClock {
	return install(new TestClock(factor));
}

/** The same with a clock that stands still until the test moves it on: `clock.advance(ms)`. */
export function stoppedClock(): TestClock {
	return install(new TestClock(0));
}

function install(clock: TestClock): TestClock {
	let before: Clock;
	beforeAll(() => void (before = useClock(clock)));
	afterAll(() => void useClock(before));
	return clock;
}
