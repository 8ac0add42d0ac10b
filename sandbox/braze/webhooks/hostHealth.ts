import type { Clock } from '../../shared/clock';
import type { BrazeWebhookKnobs } from './knobs';
import { NO_ANSWER } from './retries';

/** The answers that count against a host; 500 is not among them. */
const COUNTED = [408, 429, 502, 503, 504, 529];

const WINDOW_MS = 60_000;
const HALT_MS = 60_000;

/** Leaves hosts alone for a minute that failed too often in the last one, whatever the path. */
export class HostHealth {
	/** When each host failed, oldest first. */
	private readonly failures = new Map<string, number[]>();

	private readonly haltedUntil = new Map<string, number>();

	constructor(
		private readonly clock: Clock,
		private readonly knobs: () => BrazeWebhookKnobs,
	) {}

	/** Whether no requests are made to a host now. */
	isHalted(host: string): boolean {
		return this.clock.now() < (this.haltedUntil.get(host) ?? 0);
	}

	/** Counts an answer. */
	note(host: string, status: number): void {
		const { unhealthyThreshold, unhealthyByNoAnswer } = this.knobs();
		const counts = COUNTED.includes(status) || (status === NO_ANSWER && unhealthyByNoAnswer);
		if (!counts) return;
		const now = this.clock.now();
		const times = (this.failures.get(host) ?? []).filter((time) => time > now - WINDOW_MS);
		times.push(now);
		this.failures.set(host, times);
		if (times.length > unhealthyThreshold) this.haltedUntil.set(host, now + HALT_MS);
	}
}
