import { nowMs } from '../../time';
import { WEBHOOK_POLICY } from '../policy';

/** Events of one trigger that have no status yet. */
export class PendingEvents {
	/** By the event's key, oldest first. */
	private readonly events = new Map<string, { verdict: Promise<number>; sinceMs: number }>();

	/** The status that the call with an event will get; undefined if the event is not pending. */
	verdictOf(key: string): Promise<number> | undefined {
		this.giveUpOld();
		return this.events.get(key)?.verdict;
	}

	/** @param over settles once the event is no longer pending */
	add(key: string, verdict: Promise<number>, over: Promise<unknown>): void {
		const event = { verdict, sinceMs: nowMs() };
		this.events.set(key, event);
		void over.then(() => {
			if (this.events.get(key) === event) this.events.delete(key);
		});
	}

	private giveUpOld(): void {
		const tooOldMs = nowMs() - WEBHOOK_POLICY.pendingMs;
		for (const [key, { sinceMs }] of this.events) {
			if (sinceMs >= tooOldMs) break;
			this.events.delete(key);
		}
	}
}
