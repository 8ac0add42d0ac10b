import type { Clock } from '../clock';
import type { HttpClient } from '../httpClient';
import { authHeaders } from './auth';
import type { PunchhWebhookKnobs } from './knobs';
import { isTaken, retryDelays } from './retries';
import { eventCall } from './send';
import type { Delivery, Webhook } from './types';

/** What a line of deliveries works with. */
export interface LineContext {
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
	/** Place in the line; smaller ones go first. */
	rank: number;
	/** Retries since it came into the line. */
	retries: number;
}

/** Base URL and end point of a webhook together. */
export function addressOf({ baseUrl, endPoint }: Webhook): string {
	return `${baseUrl.replace(/\/+$/, '')}/${endPoint.replace(/^\/+/, '')}`;
}

/** The deliveries to one webhook: sends them in turn, again by the retry table, or holds them. */
export class DeliveryLine {
	private queue: Job[] = [];

	/** Jobs whose time has not come, with what cancels their timer. */
	private readonly waiting = new Map<Job, () => void>();

	private held: Job[] = [];

	private inFlight = 0;

	/** The rank that a job gets at the end of the line. */
	private last = 0;

	private woken = false;

	private readonly closing = new AbortController();

	constructor(
		private readonly webhook: Webhook,
		private readonly context: LineContext,
	) {}

	/** Deliveries that are being sent or are about to be. */
	get busy(): number {
		return this.queue.length + this.inFlight;
	}

	/** Those and the ones that wait for their time; not those that are held. */
	get pending(): number {
		return this.busy + this.waiting.size;
	}

	/**
	 * Takes a new delivery.
	 *
	 * @param lag how many later ones may overtake it
	 * @param latencyMs documented time before it may be sent
	 */
	add(delivery: Delivery, lag: number, latencyMs: number): void {
		const job = { delivery, rank: ++this.last + lag, retries: 0 };
		if (this.webhook.state !== 'ACTIVE') this.hold(job);
		else if (latencyMs > 0) this.wait(job, latencyMs);
		else this.enqueue(job);
	}

	/** Sends nothing any more; what is in the line is held. */
	suspend(): void {
		for (const cancel of this.waiting.values()) cancel();
		const jobs = [...this.waiting.keys(), ...this.queue];
		this.waiting.clear();
		this.queue = [];
		jobs.forEach((job) => this.hold(job));
	}

	/** Sends again: first what was held, from the beginning of its retries, unless that is dropped. */
	resume(): void {
		const jobs = this.held;
		this.held = [];
		for (const job of jobs) {
			if (this.context.knobs().heldEvents === 'drop') this.setState(job, 'FAILED');
			else this.enqueue({ ...job, rank: ++this.last, retries: 0 });
		}
	}

	/** Cuts what is under way and forgets the rest. */
	close(): void {
		for (const cancel of this.waiting.values()) cancel();
		this.waiting.clear();
		this.queue = [];
		this.held = [];
		this.closing.abort();
	}

	private enqueue(job: Job): void {
		let place = this.queue.length;
		while (place > 0 && this.queue[place - 1].rank > job.rank) place--;
		this.queue.splice(place, 0, job);
		this.setState(job, 'PENDING');
		this.wake();
	}

	/** Sends in the next turn, so that all events of a burst are in line before the first leaves. */
	private wake(): void {
		if (this.woken) return;
		this.woken = true;
		setImmediate(() => {
			this.woken = false;
			this.sendNext();
		});
	}

	private sendNext(): void {
		while (this.inFlight < this.context.knobs().connections) {
			const job = this.queue.shift();
			if (!job) return;
			void this.attempt(job);
		}
	}

	private async attempt(job: Job): Promise<void> {
		const { clock, client } = this.context;
		const { delivery } = job;
		this.inFlight++;
		this.setState(job, 'SENDING');
		const at = clock.now();
		const url = addressOf(this.webhook);
		const { authentication, secrets } = this.webhook;
		const auth = authHeaders(authentication, url, delivery.body, secrets, this.context.knobs());
		const reply = await client.send(eventCall(url, auth, delivery.body), this.closing.signal);
		this.inFlight--;
		if (this.closing.signal.aborted) return;
		const { status, error, tookMs } = reply;
		delivery.attempts.push({ number: delivery.attempts.length + 1, at, status, error, tookMs });
		this.settle(job, status);
		this.sendNext();
	}

	private settle(job: Job, status?: number): void {
		if (isTaken(status)) {
			this.context.taken();
			return this.setState(job, 'DELIVERED');
		}
		if (this.webhook.state !== 'ACTIVE') return this.hold(job);
		const seconds = retryDelays(status).at(job.retries);
		if (seconds !== undefined) return this.retry(job, seconds);
		if (this.context.failed()) return this.hold(job);
		return this.setState(job, 'FAILED');
	}

	private retry(job: Job, seconds: number): void {
		job.delivery.attempts[job.delivery.attempts.length - 1].nextDelaySeconds = seconds;
		this.wait({ ...job, retries: job.retries + 1 }, seconds * 1_000);
	}

	private wait(job: Job, delayMs: number): void {
		const cancel = this.context.clock.schedule(delayMs, () => {
			this.waiting.delete(job);
			this.enqueue({ ...job, rank: Math.max(job.rank, this.last) });
		});
		this.waiting.set(job, cancel);
		this.setState(job, 'PENDING', this.context.clock.now() + delayMs);
	}

	private hold(job: Job): void {
		this.held.push(job);
		this.setState(job, 'SUSPENDED');
	}

	private setState({ delivery }: Job, state: Delivery['state'], nextAttemptAt?: number): void {
		delivery.state = state;
		delivery.nextAttemptAt = nextAttemptAt;
		this.context.changed(delivery);
	}
}
