import type { Clock } from '../../shared/clock';
import type { HttpClient } from '../../shared/httpClient';
import { SendQueue } from '../../shared/sendQueue';
import { authHeaders } from './auth';
import type { PunchhWebhookKnobs } from './knobs';
import { isTaken, keptAnswer, retryDelays } from './retries';
import { eventCall } from './send';
import type { Delivery, Webhook } from './types';

/** What a line of deliveries works with. */
export interface SenderContext {
	clock: Clock;
	client: HttpClient;
	knobs: () => PunchhWebhookKnobs;
	/** Told of every new state of a delivery. */
	changed(delivery: Delivery): void;
	/** Told that an event was taken. */
	taken(): void;
	/** Told that an event failed for good; true when the webhook is suspended for it. */
	failed(): boolean;
}

/** A delivery on its way. */
interface Job {
	delivery: Delivery;
	/** Since it came into the line. */
	retries: number;
}

/**
 * Base URL and end point of a webhook together, as they were entered: a base URL that ends in a slash
 * makes two of them, which n8n does not take for the path of a webhook.
 */
export function addressOf({ baseUrl, endPoint }: Pick<Webhook, 'baseUrl' | 'endPoint'>): string {
	const hasSlash = baseUrl.endsWith('/') || endPoint.startsWith('/');
	return `${baseUrl}${hasSlash ? '' : '/'}${endPoint}`;
}

/** The deliveries to one webhook: sends them in turn, again by the retry table, or holds them. */
export class Sender {
	private readonly queue: SendQueue<Job>;

	private held: Job[] = [];

	private closed = false;

	constructor(
		private readonly webhook: Webhook,
		private readonly context: SenderContext,
	) {
		const connections = () => context.knobs().connections;
		this.queue = new SendQueue(context.clock, connections, async (job) => await this.attempt(job));
	}

	/** Deliveries that are being sent or are about to be. */
	get busy(): number {
		return this.queue.busy;
	}

	/** Those and the ones that wait for their time; not those that are held. */
	get pending(): number {
		return this.queue.pending;
	}

	/**
	 * Takes a new delivery.
	 *
	 * @param lag how many later ones may overtake it
	 * @param delayMs documented time before it may be sent
	 */
	add(delivery: Delivery, lag: number, delayMs: number): void {
		const job = { delivery, retries: 0 };
		if (this.webhook.state !== 'ACTIVE') this.hold(job);
		else this.enqueue(job, delayMs, lag);
	}

	/** Sends nothing any more; what is in the line is held. */
	suspend(): void {
		this.queue.withdraw().forEach((job) => this.hold(job));
	}

	/** Sends again: first what was held, from the beginning of its retries, unless that is dropped. */
	resume(): void {
		const jobs = this.held;
		this.held = [];
		for (const { delivery } of jobs) {
			if (this.context.knobs().heldEvents === 'drop') this.setState(delivery, 'FAILED');
			else this.enqueue({ delivery, retries: 0 });
		}
	}

	/** Forgets everything; the answers to what is under way are ignored. */
	close(): void {
		this.queue.withdraw();
		this.held = [];
		this.closed = true;
	}

	private enqueue(job: Job, delayMs = 0, lag = 0): void {
		this.queue.add(job, { delayMs, lag });
		const dueAt = delayMs > 0 ? this.context.clock.now() + delayMs : undefined;
		this.setState(job.delivery, 'PENDING', dueAt);
	}

	private async attempt(job: Job): Promise<void> {
		const { clock, client, knobs } = this.context;
		const { delivery } = job;
		this.setState(delivery, 'SENDING');
		const at = clock.now();
		const url = addressOf(this.webhook);
		const { authentication, secrets } = this.webhook;
		const auth = authHeaders(authentication, url, delivery.body, secrets, knobs());
		const call = eventCall(url, auth, delivery.body, knobs());
		const { status, error, body, tookMs } = await client.send(call);
		if (this.closed) return;
		const number = delivery.attempts.length + 1;
		const answer = keptAnswer(body);
		delivery.attempts.push({ number, at, status, error, answer, tookMs });
		this.settle(job, status);
	}

	private settle(job: Job, status?: number): void {
		if (isTaken(status)) {
			this.context.taken();
			return this.setState(job.delivery, 'DELIVERED');
		}
		if (this.webhook.state !== 'ACTIVE') return this.hold(job);
		const seconds = retryDelays(status).at(job.retries);
		if (seconds !== undefined) return this.retry(job, seconds);
		if (this.context.failed()) return this.hold(job);
		return this.setState(job.delivery, 'FAILED');
	}

	private retry({ delivery, retries }: Job, seconds: number): void {
		delivery.attempts[delivery.attempts.length - 1].nextDelaySeconds = seconds;
		this.enqueue({ delivery, retries: retries + 1 }, seconds * 1_000);
	}

	private hold(job: Job): void {
		this.held.push(job);
		this.setState(job.delivery, 'SUSPENDED');
	}

	private setState(delivery: Delivery, state: Delivery['state'], nextAttemptAt?: number): void {
		delivery.state = state;
		delivery.nextAttemptAt = nextAttemptAt;
		this.context.changed(delivery);
	}
}
