import type { Outcome, Reply } from '../../shared/http';
import { Pace } from '../../shared/pace';
import { retryAfterMs } from '../../shared/retry';

/** What the requests of one run share. */
export interface PacerSettings {
	/** Most requests begun in one second; 0 means no limit. */
	requestsPerSecond: number;
	/** The longest wait; when Braze asks for more, the run is stopped. */
	longestWaitMs: number;
	/** Tells that the user stopped the execution. */
	signal: AbortSignal | undefined;
}

/** How long all wait after a 429 that does not say how long. */
const DEFAULT_HOLD_MS = 1_000;

/**
 * Lets requests that run at the same time wait together. When one is told to slow down, the others
 * would only meet the same answer and use up what little is left.
 */
export class Pacer {
	private readonly pace = new Pace();

	private nextAt = 0;

	private refusal: Reply | undefined;

	constructor(private readonly settings: PacerSettings) {}

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

	/** Every request takes the next free moment, and waits until then and until nobody is held. */
	private async turn(): Promise<void> {
		const { requestsPerSecond, signal } = this.settings;
		if (requestsPerSecond > 0) {
			const mine = Math.max(this.nextAt, Date.now());
			this.nextAt = mine + 1_000 / requestsPerSecond;
			const own = new Pace();
			own.hold(mine - Date.now());
			await own.ready(signal);
		}
		await this.pace.ready(signal);
	}

	private observe(reply: Reply, nowMs: number): void {
		const askedMs = retryAfterMs(reply, nowMs);
		const isTooLong = askedMs !== undefined && askedMs > this.settings.longestWaitMs;
		if (reply.status === 429) {
			if (isTooLong) this.stop(reply);
			else this.pace.hold(askedMs ?? DEFAULT_HOLD_MS);
		} else if (isUsedUp(reply) && !isTooLong) {
			this.pace.hold(askedMs ?? 0);
		}
	}
}

/** Whether an answer says that it was the last one of its window. */
function isUsedUp({ headers }: Reply): boolean {
	return String(headers['x-ratelimit-remaining']) === '0';
}
