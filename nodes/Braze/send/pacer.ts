import type { Outcome, Reply } from '../../shared/http/send';
import { Pace } from '../../shared/http/pace';
import { nowMs } from '../../shared/time';
import { POLICY } from '../transport/policy';
import { brazeWaitMs, isWindowUsedUp } from '../transport/rateLimit';
import { BRAZE_UNREACHABLE, UnansweredRequests } from './unanswered';
import type { SendSettings } from './types';

/** What the requests of one run share. */
export interface PacerSettings extends Pick<SendSettings, 'requestsPerSecond' | 'longestWaitMs'> {
	/** Tells that the user stopped the execution. */
	signal: AbortSignal | undefined;
}

/**
 * Lets requests that run at the same time wait together. When one is told to slow down, the others
 * would only meet the same answer and use up what little is left.
 *
 * A request that is refused for the rate (429) is sent again from here, as often as the user's
 * patience allows. It ends with nothing taken by Braze for that long; then the run is stopped.
 */
export class Pacer {
	private readonly pace = new Pace();

	private nextAtMs = 0;

	/** Since when Braze has answered nothing but 429, in milliseconds since 1970. */
	private limitedSinceMs: number | undefined;

	private readonly unanswered = new UnansweredRequests();

	/** How every request ends that has not begun yet; undefined while the run goes on. */
	private ending: Outcome | undefined;

	constructor(private readonly settings: PacerSettings) {}

	/** Makes every request that has not begun yet end like this. */
	stop(ending: Outcome): void {
		this.ending ??= ending;
	}

	/** Whether an outcome is the one that ended the run, and so says nothing about single units. */
	isEnding(outcome: Outcome): boolean {
		return outcome === this.ending;
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
			if (outcome.kind === 'fault' || !this.holdsBack(outcome)) return outcome;
		}
	}

	/** Counts how a request ended after all its tries; stops the run when Braze seems to be away. */
	noteEnd(outcome: Outcome): void {
		if (this.unanswered.isTooManyAfter(outcome)) this.stop(BRAZE_UNREACHABLE);
	}

	/** Every request takes the next free moment, and waits until then and until nobody is held. */
	private async turn(): Promise<void> {
		const { requestsPerSecond, signal } = this.settings;
		if (requestsPerSecond > 0) {
			const mineMs = Math.max(this.nextAtMs, nowMs());
			this.nextAtMs = mineMs + 1_000 / requestsPerSecond;
			const own = new Pace();
			own.hold(mineMs - nowMs());
			await own.ready(signal);
		}
		await this.pace.ready(signal);
	}

	/** Whether a request is to be sent again: after a 429, once all have waited. */
	private holdsBack(reply: Reply): boolean {
		const atMs = nowMs();
		const { longestWaitMs } = this.settings;
		const askedMs = brazeWaitMs(reply, atMs);
		if (reply.status !== 429) {
			this.limitedSinceMs = undefined;
			const isShort = askedMs !== undefined && askedMs <= longestWaitMs;
			if (isWindowUsedUp(reply) && isShort) this.pace.hold(askedMs);
			return false;
		}
		this.limitedSinceMs ??= atMs;
		const lastedMs = atMs - this.limitedSinceMs;
		// Waiting as long as it has lasted already makes waits double, whatever Braze asks.
		const waitMs = Math.max(askedMs ?? POLICY.holdMs, lastedMs);
		if (lastedMs + waitMs > longestWaitMs) {
			this.stop(reply);
			return false;
		}
		this.pace.hold(waitMs);
		return true;
	}
}
