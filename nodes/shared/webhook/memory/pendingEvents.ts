import { passedMs } from '../../time';
import { WEBHOOK_POLICY } from '../policy';
import type { PendingEvent } from './triggerState';

/** Events of one trigger that n8n has been given and has not answered. */
export class PendingEvents {
	/** @param events by key, oldest first */
	constructor(private readonly events: Map<string, PendingEvent>) {}

	/** The status that n8n will answer for an event; undefined if the event is not pending. */
	verdictOf(key: string): Promise<number> | undefined {
		this.giveUpOld();
		return this.events.get(key)?.verdict;
	}

	/** Records an event until n8n has answered. */
	add(key: string, verdict: Promise<number>): void {
		const event = { verdict, sinceMs: passedMs() };
		this.events.set(key, event);
		void verdict.then(() => {
			if (this.events.get(key) === event) this.events.delete(key);
		});
	}

	private giveUpOld(): void {
		const tooOldMs = passedMs() - WEBHOOK_POLICY.pendingMs;
		for (const [key, { sinceMs }] of this.events) {
			if (sinceMs >= tooOldMs) break;
			this.events.delete(key);
		}
	}
}
