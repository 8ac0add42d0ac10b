import type { Clock } from './clock';

/** Sends jobs in turn, so many at the same time as there are connections. */
export class SendQueue<Job> {
	/** Smaller ranks go first. */
	private ready: Array<{ job: Job; rank: number }> = [];

	/** Jobs whose time has not come, with what cancels their timer. */
	private readonly waiting = new Map<Job, () => void>();

	private inFlight = 0;

	/** The rank at the end of the line. */
	private last = 0;

	private woken = false;

	/** @param send must not fail: what becomes of a job is its own affair */
	constructor(
		private readonly clock: Clock,
		private readonly connections: () => number,
		private readonly send: (job: Job) => Promise<void>,
	) {}

	/** Jobs that are being sent or are about to be. */
	get busy(): number {
		return this.ready.length + this.inFlight;
	}

	/** Those and the ones that wait for their time. */
	get pending(): number {
		return this.busy + this.waiting.size;
	}

	/**
	 * Takes a job.
	 *
	 * @param delayMs documented time before it joins the line
	 * @param lag how many later ones may overtake it there
	 */
	add(job: Job, { delayMs = 0, lag = 0 } = {}): void {
		if (delayMs <= 0) return this.join(job, lag);
		const cancel = this.clock.schedule(delayMs, () => {
			this.waiting.delete(job);
			this.join(job, lag);
		});
		this.waiting.set(job, cancel);
	}

	/** Takes back what is not being sent. */
	withdraw(): Job[] {
		for (const cancel of this.waiting.values()) cancel();
		const jobs = [...this.waiting.keys(), ...this.ready.map(({ job }) => job)];
		this.waiting.clear();
		this.ready = [];
		return jobs;
	}

	private join(job: Job, lag: number): void {
		const rank = ++this.last + lag;
		let place = this.ready.length;
		while (place > 0 && this.ready[place - 1].rank > rank) place--;
		this.ready.splice(place, 0, { job, rank });
		this.wake();
	}

	/** Sends in the next turn, so that all jobs of a burst are in line before the first leaves. */
	private wake(): void {
		if (this.woken) return;
		this.woken = true;
		setImmediate(() => {
			this.woken = false;
			this.sendNext();
		});
	}

	private sendNext(): void {
		while (this.inFlight < this.connections()) {
			const next = this.ready.shift();
			if (!next) return;
			this.inFlight++;
			void this.send(next.job).then(() => {
				this.inFlight--;
				this.sendNext();
			});
		}
	}
}
