interface Waiter {
	until: () => boolean;
	resolve: () => void;
}

/** Those who wait for something to come true. */
export class Waiters {
	private waiters: Waiter[] = [];

	private looking = false;

	/** Resolves when a condition holds: at once, or when `look` finds that it does. */
	async until(condition: () => boolean): Promise<void> {
		if (condition()) return;
		await new Promise<void>((resolve) => this.waiters.push({ until: condition, resolve }));
	}

	/** Something has changed. Looks in the next turn, when all that belongs to the change is done. */
	look(): void {
		if (this.looking || this.waiters.length === 0) return;
		this.looking = true;
		setImmediate(() => {
			this.looking = false;
			const done = this.waiters.filter(({ until }) => until());
			this.waiters = this.waiters.filter((waiter) => !done.includes(waiter));
			done.forEach(({ resolve }) => resolve());
		});
	}
}
