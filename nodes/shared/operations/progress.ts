import type { Logger } from 'n8n-workflow';

import { nowMs } from '../time';

/** How often a long run says how far it is. */
const EVERY_MS = 10_000;

/** Tells n8n's log how far a long run is, every ten seconds and, if it spoke at all, at its end. */
export class Progress {
	private done = 0;

	private failed = 0;

	private spokeAt = nowMs();

	private hasSpoken = false;

	/**
	 * @param what what is being done, e.g. "Punchh: Update External ID"
	 * @param total how many items there are
	 * @param things what they are called, if not items
	 */
	constructor(
		private readonly logger: Pick<Logger, 'info'>,
		private readonly what: string,
		private readonly total: number,
		private readonly things = 'items',
	) {}

	/** Counts one item that has ended. */
	count(ok: boolean): void {
		this.done++;
		if (!ok) this.failed++;
		const isLast = this.done === this.total && this.hasSpoken;
		if (isLast || nowMs() - this.spokeAt >= EVERY_MS) this.speak();
	}

	private speak(): void {
		this.spokeAt = nowMs();
		this.hasSpoken = true;
		this.logger.info(
			`${this.what}: ${this.done} of ${this.total} ${this.things} done, ${this.failed} of them failed`,
		);
	}
}
