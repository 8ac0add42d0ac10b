import { passedMs, sleepMs } from '../../time';
import { WEBHOOK_POLICY } from '../policy';

interface Deadline {
	atMs: number;
	miss: () => void;
}

/**
 * What happens if something takes too long. One pause after another watches over all deadlines: a
 * pause cannot be canceled, and one for each call would outlive most calls.
 */
export class Deadlines {
	private readonly open = new Set<Deadline>();

	private isWatching = false;

	/** @param miss is called unless the work ends within so many milliseconds, or little more */
	watch(work: Promise<unknown>, ms: number, miss: () => void): void {
		const deadline = { atMs: passedMs() + ms, miss };
		this.open.add(deadline);
		void work.then(() => this.open.delete(deadline));
		if (!this.isWatching) void this.keepWatching();
	}

	private async keepWatching(): Promise<void> {
		this.isWatching = true;
		while (this.open.size > 0) {
			await sleepMs(WEBHOOK_POLICY.answerPauseMs);
			this.missAll(passedMs());
		}
		this.isWatching = false;
	}

	private missAll(untilMs: number): void {
		for (const deadline of this.open) {
			if (deadline.atMs > untilMs) continue;
			this.open.delete(deadline);
			try {
				deadline.miss();
			} catch {
				// Its connection may be beyond any answer; the others still wait for theirs.
			}
		}
	}
}
