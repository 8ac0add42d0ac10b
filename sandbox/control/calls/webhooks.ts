import { z } from 'zod';

import type { Parts } from '../../parts/parts';
import { WEBHOOK_SECRETS } from '../../punchh/seed';
import { AUTH_SCHEMES } from '../../punchh/webhooks/auth';
import { EVENT_CHOICES, labelOf, type WebhookEvent } from '../../punchh/webhooks/catalogue';
import { isTaken } from '../../punchh/webhooks/retries';
import { addressOf } from '../../punchh/webhooks/sender';
import type { Attempt, Check, Delivery, Webhook } from '../../punchh/webhooks/types';
import { blankOutText } from '../blankOut';
import { defineCall, found, LOCAL_URL, Refused } from '../call';
import { mapPage, newest, page, PAGED, PAGING } from '../paging';
import { refusedByBraze } from '../refusedByBraze';
import { shownAttempt, shownWebhook } from '../shown';
import { timelineOf } from '../timeline';

export const CHOICES = Object.keys(EVENT_CHOICES) as [WebhookEvent, ...WebhookEvent[]];

/** What can be changed of a webhook. */
const FIELDS = {
	name: z.string().min(1),
	description: z.string(),
	baseUrl: z.string(),
	endPoint: z.string(),
	authentication: z.enum(AUTH_SCHEMES),
	secrets: z
		.strictObject({
			user: z.string(),
			password: z.string(),
			token: z.string(),
			secret: z.string(),
			clientKey: z.string(),
		})
		.partial()
		.transform((own) => ({ ...WEBHOOK_SECRETS, ...own })),
	events: z.array(z.enum(CHOICES)).min(1),
	active: z.boolean(),
};

const NEW_WEBHOOK = z.strictObject({
	...FIELDS,
	description: FIELDS.description.optional(),
	authentication: FIELDS.authentication.default('hmacSha256'),
	secrets: FIELDS.secrets.optional(),
	active: FIELDS.active.default(true),
});

const CHANGED_WEBHOOK = z.strictObject(FIELDS).partial();

/** @throws Refused, 400, when a webhook would send to another machine */
function assertLocal(webhook: Pick<Webhook, 'baseUrl' | 'endPoint'>): void {
	const { error } = LOCAL_URL.safeParse(addressOf(webhook));
	if (error) throw new Refused(400, `Base URL with end point ${error.issues[0].message}`);
}

function webhookOf({ punchhWebhooks }: Parts, id: number): Webhook {
	return found(
		punchhWebhooks.webhooks.find((webhook) => webhook.id === id),
		'webhook',
	);
}

/** A webhook with what tells why it gets nothing: its latest GET check, and an event not taken. */
function webhookRow({ punchhWebhooks: { checks, deliveries } }: Parts) {
	return (webhook: Webhook): unknown => {
		const lastCheck = checks.filter(({ webhookId: id }) => id === webhook.id).at(-1);
		return {
			...shownWebhook(webhook),
			labels: webhook.events.map((event) => EVENT_CHOICES[event].label),
			lastCheck: lastCheck && shownCheck(lastCheck),
			notTaken: latestNotTaken(deliveries, webhook),
		};
	};
}

/** The newest attempt to deliver something to a webhook, when that was not taken. */
function latestNotTaken(deliveries: readonly Delivery[], { id }: Webhook): Attempt | undefined {
	let index = deliveries.length - 1;
	const isTried = ({ webhookId, attempts }: Delivery) => webhookId === id && attempts.length > 0;
	while (index >= 0 && !isTried(deliveries[index])) index -= 1;
	const attempt = deliveries[index]?.attempts.at(-1);
	return attempt === undefined || isTaken(attempt.status) ? undefined : shownAttempt(attempt);
}

function shownCheck(check: Check): Check {
	return { ...check, attempt: shownAttempt(check.attempt) };
}

/** A delivery in a list: without its body. */
function deliveryRow(parts: Parts): (delivery: Delivery) => unknown {
	const names = new Map(parts.punchhWebhooks.webhooks.map(({ id, name }) => [id, name]));
	const refused = refusedByBraze(parts);
	return (delivery) => {
		const { webhookId, ...row } = delivery;
		return {
			...row,
			body: undefined,
			label: labelOf(delivery.eventName, delivery.eventType),
			webhook: names.get(webhookId),
			attempts: delivery.attempts.map(shownAttempt),
			refusedByBraze: refused(delivery),
		};
	};
}

/** What a delivery can be found by. */
function textOf({ contentId, eventName, eventType }: Delivery): string {
	return [contentId, labelOf(eventName, eventType), eventName, eventType].join(' ');
}

export const WEBHOOK_CALLS = [
	defineCall({
		method: 'GET',
		path: '/webhooks/choices',
		about:
			'What a webhook can be told to send: families of events, and single kinds of notification',
		handle: () => Object.entries(EVENT_CHOICES).map(([name, { label }]) => ({ name, label })),
	}),
	defineCall({
		method: 'GET',
		path: '/webhooks',
		about:
			"Punchh's registered webhooks with their state and latest GET check; secrets are left out",
		query: PAGED,
		handle: (parts, { query }) =>
			mapPage(page(parts.punchhWebhooks.webhooks, query), webhookRow(parts)),
	}),
	defineCall({
		method: 'POST',
		path: '/webhooks',
		about:
			'Registers a webhook, checks it with a GET, and activates it: `{"name", "baseUrl", "endPoint", "authentication", "secrets", "events"}`; `"active": false` for later',
		body: NEW_WEBHOOK,
		handle: async ({ punchhWebhooks }, { body }) => {
			assertLocal(body);
			return shownWebhook(await punchhWebhooks.register(body));
		},
	}),
	defineCall({
		method: 'PATCH',
		path: '/webhooks/:id',
		about: 'Changes a webhook; `{"active": true}` checks it and activates it',
		body: CHANGED_WEBHOOK,
		handle: async (parts, { id, body }) => {
			assertLocal({ ...webhookOf(parts, id), ...body });
			return shownWebhook(await parts.punchhWebhooks.update(id, body));
		},
	}),
	defineCall({
		method: 'DELETE',
		path: '/webhooks/:id',
		about: 'Removes a webhook and what is on its way to it',
		handle: (parts, { id }) => {
			parts.punchhWebhooks.remove(webhookOf(parts, id).id);
			return { removed: id };
		},
	}),
	defineCall({
		method: 'POST',
		path: '/webhooks/:id/ping',
		about: 'The GET check that an admin can ask for; a good answer ends a suspension',
		handle: async (parts, { id }) => await parts.punchhWebhooks.ping(webhookOf(parts, id).id),
	}),
	defineCall({
		method: 'GET',
		path: '/deliveries',
		about:
			'Events on their way or delivered, with each attempt, newest first; `state`, or `search` for a part of content_id or name',
		query: z.strictObject({
			...PAGING,
			search: z.string().default(''),
			state: z.enum(['PENDING', 'SENDING', 'DELIVERED', 'FAILED', 'SUSPENDED']).optional(),
		}),
		handle: (parts, { query }) => {
			const { search, state } = query;
			const all = parts.punchhWebhooks.deliveries;
			const isWanted = (one: Delivery) =>
				(state === undefined || one.state === state) &&
				textOf(one).toLowerCase().includes(search.trim().toLowerCase());
			const wanted = state === undefined && search === '' ? all : all.filter(isWanted);
			return mapPage(newest(wanted, query), deliveryRow(parts));
		},
	}),
	defineCall({
		method: 'GET',
		path: '/deliveries/:id',
		about: 'One delivery with its body',
		handle: ({ punchhWebhooks }, { id }) => {
			const all = punchhWebhooks.deliveries;
			const delivery = found(
				all.find((one) => one.id === id),
				'delivery',
			);
			const attempts = delivery.attempts.map(shownAttempt);
			return { ...delivery, body: blankOutText(delivery.body), attempts };
		},
	}),
	defineCall({
		method: 'GET',
		path: '/timeline',
		about: 'What happened to one event, by `content_id`: cause, attempts, calls of Braze, profiles',
		query: z.strictObject({ content_id: z.string().min(1) }),
		handle: (parts, { query }) => found(timelineOf(parts, query.content_id), 'event'),
	}),
	defineCall({
		method: 'GET',
		path: '/checks',
		about: 'GET checks of webhooks, newest first',
		query: PAGED,
		handle: ({ punchhWebhooks }, { query }) =>
			mapPage(newest(punchhWebhooks.checks, query), shownCheck),
	}),
	defineCall({
		method: 'GET',
		path: '/notices',
		about: 'Mails to the Admin Email, newest first',
		query: PAGED,
		handle: ({ punchhWebhooks }, { query }) => newest(punchhWebhooks.notices, query),
	}),
];
