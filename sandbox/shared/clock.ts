interface Timer {
	due: number;
	task: () => void;
}

/** Node fires timers beyond this at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * The time that the senders live in. What a vendor documents as two hours may pass in a second, or
 * at once. All times are milliseconds as the vendors' pages mean them; real ones are named so.
 */
export class Clock {
	/** Soonest first; those due together in the order in which they were made. */
	private timers: Timer[] = [];

	private anchor = { real: performance.now(), documented: Date.now() };

	private speed: number;

	private alarm?: NodeJS.Timeout;

	/** @param scale see there */
	constructor(scale = 1) {
		this.speed = checkedScale(scale);
	}

	/** Documented time that passes in a unit of real time; at 0 it stands still until told to go on. */
	get scale(): number {
		return this.speed;
	}

	/** @throws RangeError unless it is a number from 0 */
	set scale(scale: number) {
		checkedScale(scale);
		this.moveTo(this.exact());
		this.speed = scale;
		this.setAlarm();
	}

	/** Milliseconds since 1970. */
	now(): number {
		return Math.round(this.exact());
	}

	/** When the next task is due; undefined when there is none. */
	get nextDue(): number | undefined {
		return this.timers.at(0)?.due;
	}

	/** Has a task run after a delay. Returns what cancels it. */
	schedule(delayMs: number, task: () => void): () => void {
		const timer = { due: this.exact() + delayMs, task };
		this.timers.splice(this.placeFor(timer.due), 0, timer);
		if (this.timers[0] === timer) this.setAlarm();
		return () => {
			const index = this.timers.indexOf(timer);
			if (index >= 0) this.timers.splice(index, 1);
			if (index === 0) this.setAlarm();
		};
	}

	/** Waits. */
	async sleep(delayMs: number): Promise<void> {
		await new Promise<void>((resolve) => this.schedule(delayMs, resolve));
	}

	/** Jumps to the next due time and runs what is due then. False when nothing is. */
	jump(): boolean {
		const due = this.nextDue;
		if (due === undefined) return false;
		this.advance(Math.max(0, due - this.exact()));
		return true;
	}

	/** Lets time pass at once, with every task at its own time on the way. */
	advance(delayMs: number): void {
		const target = this.exact() + delayMs;
		while (this.timers.length > 0 && this.timers[0].due <= target) {
			this.moveTo(Math.max(this.timers[0].due, this.exact()));
			this.timers.shift()?.task();
		}
		this.moveTo(target);
		this.setAlarm();
	}

	/** Forgets every task. */
	clear(): void {
		this.timers = [];
		clearTimeout(this.alarm);
	}

	private exact(): number {
		return this.anchor.documented + (performance.now() - this.anchor.real) * this.speed;
	}

	private moveTo(documented: number): void {
		this.anchor = { real: performance.now(), documented };
	}

	/** Index before the first timer that is due later. */
	private placeFor(due: number): number {
		let [low, high] = [0, this.timers.length];
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (this.timers[middle].due <= due) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	private setAlarm(): void {
		clearTimeout(this.alarm);
		const due = this.nextDue;
		if (due === undefined || this.speed === 0) return;
		const realMs = Math.ceil((due - this.exact()) / this.speed);
		const wait = Math.min(Math.max(0, realMs), LONGEST_TIMEOUT_MS);
		this.alarm = setTimeout(() => this.advance(0), wait);
	}
}

function checkedScale(scale: number): number {
	if (!Number.isFinite(scale) || scale < 0) {
		throw new RangeError(`The clock's scale is a number from 0, not ${scale}`);
	}
	return scale;
}
