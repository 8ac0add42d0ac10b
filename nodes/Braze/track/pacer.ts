import type { Outcome, Reply } from '../../shared/http/send';
import { Pace } from '../../shared/http/pace';
import { retryAfterMs } from '../../shared/http/retry';
import { BRAZE_IS_AWAY, Silence } from '../transport/silence';

/** What the requests of one run share. */
export interface PacerSettings {
	/** Most requests begun in one second; 0 means no limit. */
	requestsPerSecond: number;
	/** How long Braze may refuse everything; a run that is to wait longer is stopped. */
	longestWaitMs: number;
	/** Tells that the user stopped the execution. */
	signal: AbortSignal | undefined;
}

/** How long all wait after a 429 that does not say how long. */
const DEFAULT_HOLD_MS = 1_000;

/**
 * Lets requests that run at the same time wait together. When one is told to slow down, the others
 * would only meet the same answer and use up what little is left.
 *
 * A request that is refused for the rate (429) is sent again from here, as often as the user's
 * patience allows. It ends with nothing taken by Braze for that long; then the run is stopped.
 */
export class Pacer {
	private readonly pace = new Pace();

	private nextAt = 0;

	/** Since when Braze has answered nothing but 429, in milliseconds since 1970. */
	private limitedSince: number | undefined;

	private readonly silence = new Silence();

	private ending: Outcome | undefined;

	constructor(private readonly settings: PacerSettings) {}

	/** Makes every request that has not begun yet end like this. */
	stop(ending: Outcome): void {
		this.ending ??= ending;
	}

	/**
	 * Sends when it is this request's turn, and again after a 429; when the run was stopped before, it
	 * is not sent. A 429 is returned only where the run ends with it.
	 */
	async send(sendOnce: () => Promise<Outcome>): Promise<Outcome> {
		for (;;) {
			await this.turn();
			if (this.ending) return this.ending;
			const outcome = await sendOnce();
			if (outcome.kind === 'fault' || !this.holdsBack(outcome, Date.now())) return outcome;
		}
	}

	/** Counts how a request ended after all its tries; stops the run when Braze seems to be away. */
	heed(outcome: Outcome): void {
		if (this.silence.heard(outcome)) this.stop(BRAZE_IS_AWAY);
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

	/** Whether a request is to be sent again: after a 429, once all have waited. */
	private holdsBack(reply: Reply, nowMs: number): boolean {
		const askedMs = retryAfterMs(reply, nowMs);
		if (reply.status !== 429) {
			this.limitedSince = undefined;
			const isShort = askedMs !== undefined && askedMs <= this.settings.longestWaitMs;
			if (isUsedUp(reply) && isShort) this.pace.hold(askedMs);
			return false;
		}
		this.limitedSince ??= nowMs;
		const lastedMs = nowMs - this.limitedSince;
		// Waiting as long as it has lasted already makes waits double, whatever Braze asks.
		const waitMs = Math.max(askedMs ?? DEFAULT_HOLD_MS, lastedMs);
		if (lastedMs + waitMs > this.settings.longestWaitMs) {
			this.stop(reply);
			return false;
		}
		this.pace.hold(waitMs);
		return true;
	}
}

/** Whether an answer says that it was the last one of its window. */
function isUsedUp({ headers }: Reply): boolean {
	return String(headers['x-ratelimit-remaining']) === '0';
}
