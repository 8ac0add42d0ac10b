import { Clock } from '../../shared/clock';
import { HttpClient } from '../../shared/httpClient';
import { initialValues } from '../../shared/knobs';
import { Chance } from '../../shared/random';
import { until, type Sending } from '../../shared/sending';
import { WEBHOOK_SECRETS } from '../seed';
import { bodyOf, type ExternalIdOf } from './body';
import { EVENT_CHOICES, isSelected } from './catalogue';
import type { Envelope } from './events';
import { History } from './history';
import { PUNCHH_WEBHOOK_KNOBS, type PunchhWebhookKnobs } from './knobs';
import { Lifecycle } from './lifecycle';
import { TIME_LIMIT_MS } from './send';
import { addressOf, Sender } from './sender';
import type { Attempt, Check, Delivery, Notice, Webhook, WebhookInput } from './types';

/** A webhook with what sends to it. */
interface Entry {
	webhook: Webhook;
	line: Sender;
	lifecycle: Lifecycle;
}

/**
 * Punchh's Webhooks Manager: registered webhooks, and the events on their way to them, with the
 * checks, retries and circuit breaker of Punchh's pages. What these leave open is in the knobs.
 */
export class PunchhWebhooks implements Sending {
	/** How it behaves; may be changed at any time, and counts from the next event or request. */
	knobs: PunchhWebhookKnobs = initialValues(PUNCHH_WEBHOOK_KNOBS);

	/** Looks a guest's external ID up; to be set by whoever knows the guests. */
	externalIdOf: ExternalIdOf = () => undefined;

	/** Where notices go. */
	adminEmail = 'admin@example.com';

	private readonly entries = new Map<number, Entry>();

	private readonly history = new History(() => this.knobs.keep);

	private lastId = 0;

	private chance = this.newChance();

	private readonly client: HttpClient;

	constructor(readonly clock: Clock = new Clock()) {
		this.client = new HttpClient(clock, TIME_LIMIT_MS);
	}

	get webhooks(): Webhook[] {
		return [...this.entries.values()].map(({ webhook }) => webhook);
	}

	/** What was sent or is to be sent; the newest are last. */
	get deliveries(): Delivery[] {
		return this.history.deliveries;
	}

	get checks(): Check[] {
		return this.history.checks;
	}

	get notices(): Notice[] {
		return this.history.notices;
	}

	get pending(): number {
		return this.sum(({ line }) => line.pending);
	}

	/**
	 * Registers a webhook. One that is to be active stays INACTIVE until its check has passed.
	 *
	 * @throws Error when the address is none or an event does not exist
	 */
	async register(input: WebhookInput): Promise<Webhook> {
		const webhook: Webhook = {
			description: '',
			authentication: 'none',
			secrets: { ...WEBHOOK_SECRETS },
			active: false,
			...input,
			id: this.lastId + 1,
			state: 'INACTIVE',
			failures: 0,
		};
		assertValid(webhook);
		this.lastId++;
		const { lifecycle } = this.enter(webhook);
		this.history.report({ what: 'webhook', webhook });
		if (webhook.active) await lifecycle.check('activation');
		return webhook;
	}

	/**
	 * Changes a webhook. It is checked unless it is active already.
	 *
	 * @throws Error when it does not exist, or as register does; it stays as it was then
	 */
	async update(id: number, changes: Partial<WebhookInput>): Promise<Webhook> {
		const { webhook, lifecycle } = this.entry(id);
		assertValid({ ...webhook, ...changes });
		Object.assign(webhook, changes);
		if (!webhook.active && webhook.state !== 'DEACTIVATED') lifecycle.switchOff();
		this.history.report({ what: 'webhook', webhook });
		if (webhook.active && webhook.state !== 'ACTIVE') await lifecycle.check('activation');
		return webhook;
	}

	/**
	 * Forgets a webhook and what is on its way to it; its finished deliveries stay.
	 *
	 * @throws Error when it does not exist
	 */
	remove(id: number): void {
		this.end(this.entry(id));
		this.entries.delete(id);
		this.history.withdraw(id);
	}

	/**
	 * The check that an admin can ask for. A good answer activates a webhook that waits for one.
	 *
	 * @throws Error when the webhook does not exist
	 */
	async ping(id: number): Promise<Attempt> {
		return await this.entry(id).lifecycle.check('ping');
	}

	/** Sends an event to every active webhook that selected it; suspended ones hold it. */
	publish(event: Envelope): void {
		for (const { webhook, line } of this.entries.values()) {
			const takes = webhook.state === 'ACTIVE' || webhook.state === 'SUSPENDED';
			if (takes && isSelected(webhook.events, event)) this.dispatch(webhook, line, event);
		}
	}

	/** Resolves when nothing is on its way; events held for suspended webhooks do not count. */
	async idle(): Promise<void> {
		await until(this.events, () => this.pending === 0);
	}

	async quiet(): Promise<void> {
		await until(this.events, () => this.sum(({ line }) => line.busy) === 0);
	}

	/** Says every change. */
	get events(): History['events'] {
		return this.history.events;
	}

	/** Back to no webhooks, and knobs as documented. */
	reset(): void {
		this.entries.forEach((entry) => this.end(entry));
		this.entries.clear();
		this.knobs = initialValues(PUNCHH_WEBHOOK_KNOBS);
		this.chance = this.newChance();
		this.lastId = 0;
		this.history.clear();
	}

	/** Ends everything, connections too. */
	close(): void {
		this.reset();
		this.client.close();
	}

	private dispatch(webhook: Webhook, line: Sender, event: Envelope): void {
		const { duplicates, reorderWindow, latencyMinMs, latencyMaxMs } = this.knobs;
		const body = bodyOf(event, this.knobs, () => this.chance.next(), this.externalIdOf);
		const copies = this.chance.happens(duplicates) ? 2 : 1;
		for (let copy = 0; copy < copies; copy++) {
			const delivery: Delivery = {
				id: ++this.lastId,
				webhookId: webhook.id,
				contentId: event.content_id,
				eventName: event.event_name,
				eventType: event.event_type,
				body,
				createdAt: this.clock.now(),
				state: 'PENDING',
				attempts: [],
			};
			this.deliveries.push(delivery);
			const lag = Math.floor(this.chance.next() * (reorderWindow + 1));
			const latencyMs =
				latencyMinMs + this.chance.next() * Math.max(0, latencyMaxMs - latencyMinMs);
			line.add(delivery, lag, Math.round(latencyMs));
		}
	}

	private enter(webhook: Webhook): Entry {
		const shared = { clock: this.clock, client: this.client, knobs: () => this.knobs };
		const line = new Sender(webhook, {
			...shared,
			changed: (delivery) => this.history.report({ what: 'delivery', delivery }),
			taken: () => entry.lifecycle.taken(),
			failed: () => entry.lifecycle.failed(),
		});
		const lifecycle = new Lifecycle(webhook, line, {
			...shared,
			changed: () => this.history.report({ what: 'webhook', webhook }),
			checked: (check) => this.history.report({ what: 'check', check }),
			notify: (text) => this.notify(webhook, text),
		});
		const entry: Entry = { webhook, line, lifecycle };
		this.entries.set(webhook.id, entry);
		return entry;
	}

	private notify({ id, state }: Webhook, text: string): void {
		const notice = { at: this.clock.now(), to: this.adminEmail, webhookId: id, state, text };
		this.history.report({ what: 'notice', notice });
	}

	private end({ line, lifecycle }: Entry): void {
		lifecycle.close();
		line.close();
	}

	private sum(value: (entry: Entry) => number): number {
		return [...this.entries.values()].reduce((sum, entry) => sum + value(entry), 0);
	}

	private newChance(): Chance {
		return new Chance(() => this.knobs.seed);
	}

	private entry(id: number): Entry {
		const entry = this.entries.get(id);
		if (!entry) throw new Error(`There is no webhook ${id}`);
		return entry;
	}
}

/** Refuses what the dashboard's form would not let through. */
function assertValid(webhook: Webhook): void {
	const address = addressOf(webhook);
	if (!/^https?:$/.test(URL.canParse(address) ? new URL(address).protocol : '')) {
		throw new Error(`Base URL and end point make no web address: ${address}`);
	}
	const unknown = webhook.events.filter((event) => !Object.hasOwn(EVENT_CHOICES, event));
	if (unknown.length > 0) throw new Error(`There are no such events: ${unknown.join(', ')}`);
}
