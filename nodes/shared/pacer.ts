import type { Outcome, Reply } from './http';
import { retryAfterMs, type Pause } from './retry';

/** What requests of one run share: when the next may begin, and whether any may begin at all. */
export interface PacerSettings {
	/** Most requests begun in one second; 0 means no limit. */
	requestsPerSecond: number;
	/** The longest wait; a vendor that asks for more stops the run. */
	longestWaitMs: number;
}

/** How long all wait after a 429 that does not say how long. */
const DEFAULT_HOLD_MS = 1_000;

/**
 * Lets requests that run at the same time wait together. When one is told to slow down, the others
 * would only meet the same answer and use up what little is left.
 */
export class Pacer {
	private freeAt = 0;

	private heldUntil = 0;

	private refusal: Reply | undefined;

	constructor(
		private readonly settings: PacerSettings,
		private readonly pause: Pause,
	) {}

	/** The answer after which nothing more is sent, once there is one. */
	get stoppedBy(): Reply | undefined {
		return this.refusal;
	}

	/** Makes every request that has not begun yet end with this answer. */
	stop(refusal: Reply): void {
		this.refusal ??= refusal;
	}

	/** Sends when it is this request's turn; when the run was stopped before, it is not sent. */
	async send(sendOnce: () => Promise<Outcome>): Promise<Outcome> {
		await this.turn();
		if (this.refusal) return this.refusal;
		const outcome = await sendOnce();
		if (outcome.kind === 'reply') this.observe(outcome, Date.now());
		return outcome;
	}

	private async turn(): Promise<void> {
		for (;;) {
			const now = Date.now();
			const waitMs = Math.max(this.freeAt, this.heldUntil) - now;
			if (waitMs <= 0 || this.refusal) break;
			await this.pause(waitMs);
		}
		const { requestsPerSecond } = this.settings;
		if (requestsPerSecond > 0) this.freeAt = Date.now() + 1_000 / requestsPerSecond;
	}

	private observe(reply: Reply, now: number): void {
		const askedMs = retryAfterMs(reply, now);
		if (reply.status === 429) {
			if (askedMs !== undefined && askedMs > this.settings.longestWaitMs) this.stop(reply);
			this.hold(now + (askedMs ?? DEFAULT_HOLD_MS));
		} else if (isUsedUp(reply) && (askedMs ?? Infinity) <= this.settings.longestWaitMs) {
			this.hold(now + askedMs!);
		}
	}

	private hold(until: number): void {
		this.heldUntil = Math.max(this.heldUntil, until);
	}
}

/** Whether an answer says that it was the last one of its window. */
function isUsedUp({ headers }: Reply): boolean {
	return String(headers['x-ratelimit-remaining']) === '0';
}
