/**
 * The calls whose effect may come after their answer: those that change users. Braze queues them,
 * and advises up to five minutes between calls of different endpoints that need each other.
 */
export const DELAYED_PATHS = [
	'/users/track',
	'/users/identify',
	'/users/alias/new',
	'/users/alias/update',
	'/users/merge',
	'/users/delete',
	'/users/external_ids/rename',
	'/users/external_ids/remove',
	'/subscription/status/set',
	'/v2/subscription/status/set',
	'/email/status',
] as const;
export type DelayedPath = (typeof DELAYED_PATHS)[number];

interface Waiting {
	/** When it happens: milliseconds since 1970. */
	due: number;
	effect: () => void;
}

/**
 * What calls were answered for and is still to happen. Each effect waits for itself: a later call
 * with a shorter delay overtakes, and with the same delay the order of arrival stays. Nothing runs
 * by a timer alone, so a test that moves the clock needs no waiting: `applyDue` is called ahead of
 * whatever looks at users.
 */
export class Effects {
	/** Soonest first; those due together in the order of arrival. */
	private waiting: Waiting[] = [];

	private current: number | undefined;

	/**
	 * @param clock milliseconds since 1970
	 * @param applied called after late effects have happened
	 */
	constructor(
		private readonly clock: () => number,
		private readonly applied: () => void,
	) {}

	/** The time as an effect has it: when it was due, though it may happen when somebody looks. */
	readonly now = (): number => this.current ?? this.clock();

	/** How many are still to come. */
	get size(): number {
		this.applyDue();
		return this.waiting.length;
	}

	/** Has an effect happen, at once if there is no delay. */
	add(delayMs: number, effect: () => void): void {
		if (delayMs <= 0) return effect();
		const due = this.now() + delayMs;
		let place = this.waiting.length;
		while (place > 0 && this.waiting[place - 1].due > due) place--;
		this.waiting.splice(place, 0, { due, effect });
		// For those who watch; with a clock of a test nothing may be due by then.
		setTimeout(() => this.applyDue(), delayMs + 1).unref();
	}

	/** Lets everything happen whose time has come. */
	applyDue(): void {
		if (this.waiting.length === 0 || this.current !== undefined) return;
		const now = this.clock();
		if (this.waiting[0].due > now) return;
		let done = 0;
		try {
			for (const { due, effect } of this.waiting) {
				if (due > now) break;
				done++;
				this.current = due;
				effect();
			}
		} finally {
			this.waiting.splice(0, done);
			this.current = undefined;
			this.applied();
		}
	}

	clear(): void {
		this.waiting = [];
	}
}
