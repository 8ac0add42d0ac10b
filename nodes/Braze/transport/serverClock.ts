import type { Outcome } from '../../shared/http/send';
import { nowMs, passedMs } from '../../shared/time';

/**
 * The time of day at a server, as the header `Date` of its answers says it, to the second: what it notes
 * the time of cannot be compared with the clock of this machine, which may be another.
 */
export class ServerClock {
	/** What to add to a reading of `passedMs`. */
	private fromPassedMs: number | undefined;

	/** Hears how a request ended. */
	note(outcome: Outcome): void {
		const saidMs = outcome.kind === 'reply' ? Date.parse(String(outcome.headers.date)) : NaN;
		if (!Number.isNaN(saidMs)) this.fromPassedMs = saidMs - passedMs();
	}

	/** In milliseconds since 1970; that of this machine as long as no answer has said it. */
	nowMs(): number {
		return this.fromPassedMs === undefined ? nowMs() : passedMs() + this.fromPassedMs;
	}
}
