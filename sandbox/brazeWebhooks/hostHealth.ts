import type { Clock } from '../clock';

/** The answers that count against a host; 500 is not among them. */
const COUNTED = new Set([408, 429, 502, 503, 504, 529]);

const WINDOW_MS = 60_000;
const HALT_MS = 60_000;

/** Leaves hosts alone for a minute that failed too often in the last one, whatever the path. */
export class HostHealth {
	/** When each host failed, oldest first. */
	private readonly failures = new Map<string, number[]>();

	private readonly haltedUntil = new Map<string, number>();

	/** @param threshold failures in a minute above which a host counts as unhealthy */
	constructor(
		private readonly clock: Clock,
		private readonly threshold: () => number,
	) {}

	/** Whether no requests are made to a host now. */
	isHalted(host: string): boolean {
		return this.clock.now() < (this.haltedUntil.get(host) ?? 0);
	}

	/** Counts an answer. */
	note(host: string, status: number): void {
		if (!COUNTED.has(status)) return;
		const now = this.clock.now();
		const times = (this.failures.get(host) ?? []).filter((time) => time > now - WINDOW_MS);
		times.push(now);
		this.failures.set(host, times);
		if (times.length > this.threshold()) this.haltedUntil.set(host, now + HALT_MS);
	}
}
