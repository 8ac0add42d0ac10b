/**
 * How long an event may be under way. In queue mode n8n may never answer a call whose job was lost
 * with Redis: were its event under way for ever, it would never be taken when it is sent again.
 */
export const UNDER_WAY = { longestMs: 10 * 60_000 };

/** Events of one trigger that have no status yet. */
export class UnderWay {
	/** By the event's key, oldest first. */
	private readonly events = new Map<string, { verdict: Promise<number>; sinceMs: number }>();

	/** Status that the call with an event will get; undefined when the event is not under way. */
	verdictOf(key: string): Promise<number> | undefined {
		this.giveUpOld();
		return this.events.get(key)?.verdict;
	}

	/** @param over settles once the event is no longer under way */
	add(key: string, verdict: Promise<number>, over: Promise<unknown>): void {
		const event = { verdict, sinceMs: Date.now() };
		this.events.set(key, event);
		void over.then(() => {
			if (this.events.get(key) === event) this.events.delete(key);
		});
	}

	private giveUpOld(): void {
		const tooOldMs = Date.now() - UNDER_WAY.longestMs;
		for (const [key, { sinceMs }] of this.events) {
			if (sinceMs >= tooOldMs) break;
			this.events.delete(key);
		}
	}
}
