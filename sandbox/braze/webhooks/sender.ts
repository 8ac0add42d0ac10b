import type { Clock } from '../../shared/clock';
import type { Call, HttpClient, Reply } from '../../shared/httpClient';
import { SendQueue } from '../../shared/sendQueue';
import { HostHealth } from './hostHealth';
import type { BrazeWebhookKnobs } from './knobs';
import { HOST_UNHEALTHY, isReceived, NO_ANSWER, nextDelay } from './retries';
import type { Activity } from './types';

/** A message on its way. */
export interface Job {
	activity: Activity;
	call: Call;
	/** Whether the answer to the first request gets lost. */
	losesReply: boolean;
}

/** What a sender works with. */
export interface SenderContext {
	clock: Clock;
	client: HttpClient;
	knobs: () => BrazeWebhookKnobs;
	/** Told of every new state of a message. */
	changed(activity: Activity): void;
}

/** What stands in the log when no request was made. */
const HALTED: Reply = {
	status: HOST_UNHEALTHY,
	headers: {},
	body: '',
	error: 'The host is marked unhealthy; no request was made',
	tookMs: 0,
};

/** Sends rendered messages in turn, and again by the retry table. */
export class Sender {
	private readonly queue: SendQueue<Job>;

	private readonly health: HostHealth;

	private closed = false;

	constructor(private readonly context: SenderContext) {
		const { clock, knobs } = context;
		const connections = () => knobs().connections;
		this.queue = new SendQueue(clock, connections, async (job) => await this.attempt(job));
		this.health = new HostHealth(clock, knobs);
	}

	/** Messages that are being sent or are about to be. */
	get busy(): number {
		return this.queue.busy;
	}

	/** Those and the ones that wait for their time. */
	get pending(): number {
		return this.queue.pending;
	}

	/** Takes a message. */
	add(job: Job, delayMs = 0): void {
		this.queue.add(job, { delayMs });
		const dueAt = delayMs > 0 ? this.context.clock.now() + delayMs : undefined;
		this.setState(job.activity, 'PENDING', dueAt);
	}

	/** Forgets everything; the answers to what is under way are ignored. */
	close(): void {
		this.queue.withdraw();
		this.closed = true;
	}

	private async attempt(job: Job): Promise<void> {
		const { activity, call } = job;
		this.setState(activity, 'SENDING');
		const at = this.context.clock.now();
		const host = new URL(call.url).hostname;
		const reply = this.health.isHalted(host) ? HALTED : await this.context.client.send(call);
		if (this.closed) return;
		const { status, error, headers, body, tookMs } = this.heard(job, reply);
		const number = activity.attempts.length + 1;
		activity.attempts.push({ number, at, status, error, answer: body, tookMs });
		this.health.note(host, status);
		this.settle(job, status, headers);
	}

	/** What Braze learns of an answer; one that gets lost is as none. */
	private heard({ activity, losesReply }: Job, reply: Reply): Reply & { status: number } {
		if (losesReply && activity.attempts.length === 0 && reply !== HALTED) {
			const { tookMs } = reply;
			return { status: NO_ANSWER, headers: {}, body: '', error: 'The answer got lost', tookMs };
		}
		return { ...reply, status: reply.status ?? NO_ANSWER };
	}

	private settle(job: Job, status: number, headers: Reply['headers']): void {
		const { activity } = job;
		if (isReceived(status)) return this.setState(activity, 'DELIVERED');
		const seconds = nextDelay(status, activity.attempts.length - 1, headers);
		if (seconds === undefined) return this.setState(activity, 'FAILED');
		activity.attempts[activity.attempts.length - 1].nextDelaySeconds = seconds;
		this.add(job, seconds * 1_000);
	}

	private setState(activity: Activity, state: Activity['state'], nextAttemptAt?: number): void {
		activity.state = state;
		activity.nextAttemptAt = nextAttemptAt;
		this.context.changed(activity);
	}
}
