import type { Logger } from 'n8n-workflow';

import { passedMs } from '../time';

/** How often a long run reports its progress. */
const EVERY_MS = 10_000;

/** Logs the progress of a long run every ten seconds and, if it logged anything, at the end. */
export class Progress {
	private done = 0;

	private failed = 0;

	private loggedAt = passedMs();

	private hasLogged = false;

	/**
	 * @param what what the run does, e.g. "Punchh: Update External ID"
	 * @param total how many items there are
	 * @param things what to call them, if not items
	 */
	constructor(
		private readonly logger: Pick<Logger, 'info'>,
		private readonly what: string,
		private readonly total: number,
		private readonly things = 'items',
	) {}

	/** Counts one finished item. */
	count(ok: boolean): void {
		this.done++;
		if (!ok) this.failed++;
		const isLast = this.done === this.total && this.hasLogged;
		if (isLast || passedMs() - this.loggedAt >= EVERY_MS) this.log();
	}

	private log(): void {
		this.loggedAt = passedMs();
		this.hasLogged = true;
		this.logger.info(
			`${this.what}: ${this.done} of ${this.total} ${this.things} done, ${this.failed} of them failed`,
		);
	}
}
