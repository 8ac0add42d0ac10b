import type { Logger } from 'n8n-workflow';

import type { PreparedObject, Verdict, VerdictKind } from './types';

/** A line in the log about every this many milliseconds: a long run should not look hung. */
const INTERVAL_MS = 5_000;

/** Tells n8n's log how far a run has come. Short runs leave no trace there. */
export class Progress {
	private readonly counts: Record<VerdictKind, number> = {
		accepted: 0,
		rejected: 0,
		failed: 0,
		unknown: 0,
	};

	private total = 0;

	private requests = 0;

	private lastAt = Date.now();

	private told = false;

	constructor(
		private readonly logger: Pick<Logger, 'info'>,
		private readonly now: () => number = Date.now,
	) {}

	/** @param total how many objects are to be sent */
	begin(total: number): void {
		this.total = total;
		this.lastAt = this.now();
	}

	/** Notes the verdicts of one request. */
	advance(judged: Map<PreparedObject, Verdict>): void {
		this.requests++;
		for (const { kind } of judged.values()) this.counts[kind]++;
		const done = Object.values(this.counts).reduce((sum, count) => sum + count, 0);
		const isDue = this.now() - this.lastAt >= INTERVAL_MS;
		if (isDue || (this.told && done === this.total)) this.tell(done);
	}

	private tell(done: number): void {
		this.told = true;
		this.lastAt = this.now();
		const counts = Object.entries(this.counts)
			.filter(([, count]) => count > 0)
			.map(([kind, count]) => `${count} ${kind}`);
		this.logger.info(
			`Braze: ${done} of ${this.total} objects in ${this.requests} requests: ${counts.join(', ')}`,
		);
	}
}
