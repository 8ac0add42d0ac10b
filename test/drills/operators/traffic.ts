import { setTimeout as sleep } from 'node:timers/promises';

import type { Sandbox } from '../../../sandbox';
import { freshEvents, type Envelope } from '../../../sandbox/punchh/webhooks/events';
import type { Webhook, WebhookInput } from '../../../sandbox/punchh/webhooks/types';
import { PunchhWebhooks } from '../../../sandbox/punchh/webhooks/webhooks';
import { Clock } from '../../../sandbox/shared/clock';
import { register } from '../exactlyOnce';
import { COUNTABLE, countRecorded, type Recorded } from '../recorded';

/** An event every so often. */
const PAUSE_MS = 200;

/** Retries that are due within this time are sent together, well before Punchh's limit for an answer. */
const TOGETHER_MS = 5_000;

/** Punchh has given up on some events: nobody sends them any more. */
export interface Counts extends Recorded {
	givenUp: number;
}

/** Events that Punchh sends to n8n one after the other, and what became of them. */
export class Traffic {
	readonly sent: Envelope[] = [];

	private constructor(
		private readonly sender: PunchhWebhooks,
		private readonly webhook: Webhook,
		private readonly sandbox: Sandbox,
	) {}

	/** @param url of the webhook, whose check must pass */
	static async to(url: string, sandbox: Sandbox): Promise<Traffic> {
		const sender = new PunchhWebhooks(new Clock(1));
		Object.assign(sender.knobs, { connections: 50, keep: 100_000, breakerThreshold: 100_000 });
		return new Traffic(sender, await register(sender, url), sandbox);
	}

	/** Sends events for a while. @returns them */
	async sendFor(ms: number): Promise<Envelope[]> {
		const endsAt = performance.now() + ms;
		const events: Envelope[] = [];
		while (performance.now() < endsAt) {
			events.push(...freshEvents(1, COUNTABLE));
			this.sender.publish(events.at(-1)!);
			await sleep(PAUSE_MS);
		}
		this.sent.push(...events);
		return events;
	}

	/** Sends events once more that Punchh has sent before, as it does when it heard no answer. */
	async repeat(events: Envelope[]): Promise<void> {
		for (const event of events) this.sender.publish(event);
		await this.sender.quiet();
	}

	/** Changes the webhook in Punchh. */
	async change(changes: Partial<WebhookInput>): Promise<void> {
		await this.sender.update(this.webhook.id, changes);
	}

	/** Waits until every event under way has got an answer. */
	async quiet(): Promise<void> {
		await this.sender.quiet();
	}

	/**
	 * Makes the retries of Punchh's schedule that are due within so many hours, at once, but each with
	 * the whole time for an answer.
	 */
	async retry(hours = Infinity): Promise<void> {
		const { clock } = this.sender;
		const until = clock.now() + hours * 3_600_000;
		for (;;) {
			await this.sender.quiet();
			const due = clock.nextDue ?? Infinity;
			if (this.sender.pending === 0 || due > until) return;
			clock.advance(Math.max(0, due - clock.now()) + TOGETHER_MS);
		}
	}

	/** How often Punchh heard which status so far, `none` for no answer. */
	heard(): Record<string, number> {
		const counts: Record<string, number> = {};
		for (const { status = 'none' } of this.attempts()) counts[status] = (counts[status] ?? 0) + 1;
		return counts;
	}

	/** How long Punchh has waited for the slowest answer, in ms. */
	slowestMs(): number {
		return Math.max(...this.attempts().map(({ tookMs }) => tookMs));
	}

	/** What Braze has of all that was sent; what Punchh has given up on counts as such only. */
	counts(): Counts {
		const delivered = new Set<string>();
		for (const { state, contentId } of this.sender.deliveries) {
			if (state !== 'FAILED') delivered.add(contentId);
		}
		const rest = this.sent.filter(({ content_id: contentId }) => delivered.has(contentId));
		const recorded = countRecorded(this.sandbox, rest);
		const { length } = this.sent;
		return { ...recorded, sent: length, givenUp: length - rest.length };
	}

	close(): void {
		this.sender.close();
	}

	private attempts() {
		return this.sender.deliveries.flatMap(({ attempts }) => attempts);
	}
}
