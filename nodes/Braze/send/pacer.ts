import type { Outcome, Reply } from '../../shared/http/send';
import { Pace } from '../../shared/http/pace';
import { nowMs, passedMs } from '../../shared/time';
import { POLICY } from '../transport/policy';
import { brazeWaitMs, isWindowUsedUp } from '../transport/rateLimit';
import type { RunWide } from './runWide';
import { BRAZE_UNREACHABLE, UnansweredRequests } from './unanswered';
import type { SendSettings } from './types';

/** What the requests of one run to a workspace share. */
export interface PacerSettings
	extends Pick<SendSettings, 'lanes' | 'requestsPerSecond' | 'longestWaitMs'> {
	runWide: RunWide;
	/** Aborts when the user stops the execution. */
	signal: AbortSignal | undefined;
}

/**
 * Makes parallel requests wait together. When Braze tells one of them to slow down, the others
 * would only get the same answer and use up what is left of the limit.
 *
 * A request that is refused because of the rate (429) is sent again from here, for as long as
 * 'Longest Wait' allows. If Braze accepts nothing for that long, the run is stopped.
 */
export class Pacer {
	private readonly pace = new Pace();

	private nextAtMs = 0;

	/** Since when Braze has answered nothing but 429, as `passedMs` counts. */
	private limitedSinceMs: number | undefined;

	private readonly unanswered = new UnansweredRequests();

	/** The outcome of every request that has not begun yet; undefined while the run goes on. */
	private ending: Outcome | undefined;

	constructor(private readonly settings: PacerSettings) {}

	/** Gives every request that has not begun yet this outcome. */
	stop(ending: Outcome): void {
		this.ending ??= ending;
	}

	/** Whether an outcome is the one that ended the run, and so says nothing about single units. */
	isEnding(outcome: Outcome): boolean {
		return outcome === this.ending;
	}

	/**
	 * Sends a request when it is its turn, and again after a 429. It is not sent if the run has been
	 * stopped. A 429 is returned only if the run ends with it.
	 */
	async send(sendOnce: () => Promise<Outcome>): Promise<Outcome> {
		for (;;) {
			await this.turn();
			const { runWide, lanes } = this.settings;
			const outcome = await runWide.inTurn(lanes, async () => await this.sendNow(sendOnce));
			if (outcome !== undefined) return outcome;
		}
	}

	/** The outcome of a request that has its turn; undefined if it has to wait and be sent again. */
	private async sendNow(sendOnce: () => Promise<Outcome>): Promise<Outcome | undefined> {
		if (this.ending) return this.ending;
		if (this.isHeld()) return undefined;
		const outcome = await sendOnce();
		return outcome.kind === 'reply' && this.holdsBack(outcome) ? undefined : outcome;
	}

	/** Whether Braze limited others while a request waited for those of other workspaces. */
	private isHeld(): boolean {
		return !this.settings.signal?.aborted && this.pace.isHeld();
	}

	/** Records how a request ended after all its tries; stops the run if Braze seems to be down. */
	noteEnd(outcome: Outcome): void {
		if (this.unanswered.isTooManyAfter(outcome)) this.stop(BRAZE_UNREACHABLE);
	}

	/** Waits for the next free slot, and until no pause is in effect. */
	private async turn(): Promise<void> {
		const { requestsPerSecond, signal } = this.settings;
		if (requestsPerSecond > 0) {
			const mineMs = Math.max(this.nextAtMs, passedMs());
			this.nextAtMs = mineMs + 1_000 / requestsPerSecond;
			const own = new Pace();
			own.hold(mineMs - passedMs());
			await own.ready(signal);
		}
		await this.pace.ready(signal);
	}

	/** Whether to send a request again: after a 429, once all have waited. */
	private holdsBack(reply: Reply): boolean {
		const { longestWaitMs } = this.settings;
		const askedMs = brazeWaitMs(reply, nowMs());
		if (reply.status !== 429) {
			this.limitedSinceMs = undefined;
			const isShort = askedMs !== undefined && askedMs <= longestWaitMs;
			if (isWindowUsedUp(reply) && isShort) this.pace.hold(askedMs);
			return false;
		}
		this.limitedSinceMs ??= passedMs();
		const lastedMs = passedMs() - this.limitedSinceMs;
		// Waiting as long as it has already lasted doubles the waits, whatever Braze asks for.
		const waitMs = Math.max(askedMs ?? POLICY.holdMs, lastedMs);
		if (lastedMs + waitMs > longestWaitMs) {
			this.stop(reply);
			return false;
		}
		this.pace.hold(waitMs);
		return true;
	}
}
