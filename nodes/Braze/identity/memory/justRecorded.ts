import { passedMs } from '../../../shared/time';
import { POLICY } from '../../transport/policy';

const { mostLagMs } = POLICY.linking;

/** For which guests something was recorded that Braze need not show yet. */
export class JustRecorded {
	/** When that was, as `passedMs` counts, by Punchh user ID, the oldest first. */
	private readonly atMs = new Map<string, number>();

	/** Notes that something is, or may be, recorded for a guest now. */
	note(punchhUserId: string): void {
		this.atMs.delete(punchhUserId);
		this.atMs.set(punchhUserId, passedMs());
		for (const [oldest, atMs] of this.atMs) {
			if (passedMs() - atMs <= mostLagMs) break;
			this.atMs.delete(oldest);
		}
	}

	/** How many milliseconds it is until Braze certainly shows all that was recorded for a guest. */
	shownInMs(punchhUserId: string): number {
		const atMs = this.atMs.get(punchhUserId);
		return atMs === undefined ? 0 : Math.max(0, atMs + mostLagMs - passedMs());
	}
}
