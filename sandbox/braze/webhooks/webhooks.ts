import { EventEmitter } from 'node:events';

import { Clock } from '../../shared/clock';
import { HttpClient } from '../../shared/httpClient';
import { initialValues } from '../../shared/knobs';
import { Chance, hexDigits, uuid } from '../../shared/random';
import { until, type Sending } from '../../shared/sending';
import type { TriggeredSend } from '../api/state';
import { BRAZE_WEBHOOK_KNOBS, type BrazeWebhookKnobs } from './knobs';
import { compileMessage, renderMessage, type CompiledMessage } from './render';
import { TIME_LIMIT_MS } from './retries';
import { scopeOf } from './scope';
import { Sender } from './sender';
import type { Activity, BrazeMessage, MessageInput } from './types';

/** What Braze shows for messages that were not really sent. */
const UNSENT = 'dispatch_id_for_unsent_campaign';

const UNFINISHED: Array<Activity['state']> = ['PENDING', 'SENDING'];

type Recipient = TriggeredSend['recipients'][number];

/**
 * Braze's webhook channel: messages of campaigns and Canvas steps, filled in for each user and sent
 * one by one, with the retries and the care for unhealthy hosts of Braze's pages.
 */
export class BrazeWebhooks implements Sending {
	/** How it behaves; may be changed at any time, and counts from the next message or request. */
	knobs: BrazeWebhookKnobs = initialValues(BRAZE_WEBHOOK_KNOBS);

	/** The Message Activity Log; the newest are last. Finished ones beyond `knobs.keep` are gone. */
	log: Activity[] = [];

	private readonly compiled = new Map<string, CompiledMessage>();

	/** Says every change of messages or log. */
	readonly events = new EventEmitter<{ change: [] }>();

	private readonly client: HttpClient;

	private sender: Sender;

	private lastId = 0;

	private chance = this.newChance();

	constructor(readonly clock: Clock = new Clock()) {
		this.client = new HttpClient(clock, TIME_LIMIT_MS);
		this.sender = this.newSender();
	}

	get messages(): BrazeMessage[] {
		return [...this.compiled.values()].map(({ message }) => message);
	}

	get pending(): number {
		return this.sender.pending;
	}

	/**
	 * Adds a message to a campaign or Canvas, which may have several.
	 *
	 * @throws Error when a template cannot be read, or Braze would not take the message
	 */
	register(input: MessageInput): BrazeMessage {
		const message = { ...input, messageApiId: uuid() };
		this.compiled.set(message.messageApiId, compileMessage(message));
		this.events.emit('change');
		return message;
	}

	/**
	 * Changes a message; what is on its way is sent as it was.
	 *
	 * @throws Error when it does not exist, or as register does; it stays as it was then
	 */
	change(messageApiId: string, changes: Partial<MessageInput>): BrazeMessage {
		const { message: before } = this.compiled.get(messageApiId) ?? {};
		if (before === undefined) throw new Error(`There is no message ${messageApiId}`);
		const message = { ...before, ...changes };
		this.compiled.set(messageApiId, compileMessage(message));
		this.events.emit('change');
		return message;
	}

	/**
	 * Takes a message away; what is on its way is still sent.
	 *
	 * @throws Error when it does not exist
	 */
	remove(messageApiId: string): void {
		if (!this.compiled.delete(messageApiId)) throw new Error(`There is no message ${messageApiId}`);
		this.events.emit('change');
	}

	/** Sends what a campaign or Canvas has to send: a request for each message and user. */
	send({ id, kind, dispatchId, recipients }: TriggeredSend): void {
		for (const compiled of this.compiled.values()) {
			if (compiled.message.id !== id || compiled.message.kind !== kind) continue;
			for (const recipient of recipients) this.dispatch(compiled, recipient, dispatchId);
		}
	}

	/** Resolves when nothing is on its way. */
	async idle(): Promise<void> {
		await until(this.events, () => this.sender.pending === 0);
	}

	async quiet(): Promise<void> {
		await until(this.events, () => this.sender.busy === 0);
	}

	/** Back to no messages, and knobs as documented. */
	reset(): void {
		this.sender.close();
		this.sender = this.newSender();
		this.compiled.clear();
		this.log = [];
		this.knobs = initialValues(BRAZE_WEBHOOK_KNOBS);
		this.chance = this.newChance();
		this.lastId = 0;
		this.changed();
	}

	/** Ends everything, connections too. */
	close(): void {
		this.reset();
		this.client.close();
	}

	private newSender(): Sender {
		return new Sender({
			clock: this.clock,
			client: this.client,
			knobs: () => this.knobs,
			changed: () => this.changed(),
		});
	}

	/** Fills in a message for a user, logs it and has it sent. */
	private dispatch(
		compiled: CompiledMessage,
		{ profile, properties }: Recipient,
		sendId: string,
	): void {
		const { message } = compiled;
		const identified = !this.chance.happens(this.knobs.emptyUserId);
		const isBroken = this.chance.happens(this.knobs.brokenJson);
		const losesReply = this.chance.happens(this.knobs.loseReplies);
		const dispatchId = this.dispatchId(sendId);
		const scope = scopeOf(message, { profile, properties, dispatchId, identified });
		const rendered = renderMessage(compiled, scope, this.defaultHeaders(), this.knobs);
		const call = 'call' in rendered ? rendered.call : undefined;
		if (call?.body !== undefined && isBroken) call.body = withStrayQuote(call.body);
		const activity: Activity = {
			id: ++this.lastId,
			messageApiId: message.messageApiId,
			kind: message.kind,
			messageId: message.id,
			name: message.name,
			externalId: profile.external_id,
			brazeId: profile.braze_id,
			dispatchId,
			method: message.method ?? 'POST',
			url: call?.url ?? message.url,
			body: call?.body,
			createdAt: this.clock.now(),
			state: 'ABORTED',
			error: 'aborted' in rendered ? rendered.aborted : undefined,
			problems: 'call' in rendered ? rendered.problems : [],
			attempts: [],
		};
		this.log.push(activity);
		if (call) this.sender.add({ activity, call, losesReply });
		else this.changed();
	}

	private dispatchId(sendId: string): string {
		const ids: Record<BrazeWebhookKnobs['dispatchId'], () => string> = {
			shared: () => sendId,
			unique: () => hexDigits(32, () => this.chance.next()),
			unsent: () => UNSENT,
		};
		return ids[this.knobs.dispatchId]();
	}

	/** The hash changes often; receivers may rely on the words before it only. */
	private defaultHeaders(): Record<string, string> {
		const hash = hexDigits(40, () => this.chance.next());
		return {
			'user-agent': `Braze Sender ${hash}`,
			'x-braze-sender-version': hash,
			'accept-encoding': 'gzip',
		};
	}

	private changed(): void {
		const isFinished = ({ state }: Activity) => !UNFINISHED.includes(state);
		while (this.log.length > this.knobs.keep && isFinished(this.log[0])) this.log.shift();
		this.events.emit('change');
	}

	private newChance(): Chance {
		return new Chance(() => this.knobs.seed);
	}
}

/** What becomes of JSON whose values were not escaped: the first text has a quote too many. */
function withStrayQuote(body: string): string {
	return body.replace(/:\s*"/, '$&"');
}
