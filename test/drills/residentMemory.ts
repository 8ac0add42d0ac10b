import { readFileSync } from 'node:fs';

const EVERY_MS = 5_000;
const HOUR_MS = 3_600_000;

/** What a process held over time, in MB. */
export interface MemoryReport {
	/** The most in each half of the time. */
	firstHalf: number;
	secondHalf: number;
	/** How fast it grew over the second half: the slope of the line that fits best. */
	perHour: number;
}

/** Watches the resident memory of a process. */
export class ResidentMemory {
	private readonly samples: Array<{ ms: number; mb: number }> = [];

	private readonly timer = setInterval(() => this.sample(), EVERY_MS);

	constructor(private readonly pid: number) {
		this.sample();
	}

	/** Ends it. */
	report(): MemoryReport {
		clearInterval(this.timer);
		this.sample();
		const middle = this.samples.length >> 1;
		const [first, second] = [this.samples.slice(0, middle), this.samples.slice(middle)];
		return {
			firstHalf: most(first),
			secondHalf: most(second),
			perHour: Math.round(slopeOf(second) * HOUR_MS),
		};
	}

	private sample(): void {
		const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
		const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]);
		this.samples.push({ ms: performance.now(), mb: kilobytes / 1_024 });
	}
}

const most = (samples: Array<{ mb: number }>) =>
	Math.round(Math.max(0, ...samples.map(({ mb }) => mb)));

/** MB a millisecond, by least squares. */
function slopeOf(samples: Array<{ ms: number; mb: number }>): number {
	const mean = (what: 'ms' | 'mb') =>
		samples.reduce((sum, sample) => sum + sample[what], 0) / samples.length;
	const [ms, mb] = [mean('ms'), mean('mb')];
	const product = samples.reduce((sum, one) => sum + (one.ms - ms) * (one.mb - mb), 0);
	const square = samples.reduce((sum, one) => sum + (one.ms - ms) ** 2, 0);
	return square === 0 ? 0 : product / square;
}
