import { randomBytes } from 'node:crypto';
import { z } from 'zod';

import { BRAZE_MESSAGE } from '../../braze/seed';
import { METHODS, type Activity, type BrazeMessage } from '../../braze/webhooks/types';
import type { Parts } from '../../parts/parts';
import { blankOutText } from '../blankOut';
import { defineCall, found, LOCAL_URL, Refused } from '../call';
import { mapPage, newest, page, PAGED } from '../paging';
import { profileNamed, unnamedGuest } from '../profileNamed';

const TEXTS = z.record(z.string());

const NEW_MESSAGE = z.strictObject({
	/** The API identifier; one that nobody knows is made up when absent. */
	id: z.string().min(1).optional(),
	kind: z.enum(['campaign', 'canvas']),
	name: z.string().min(1),
	canvasName: z.string().optional(),
	cause: z.enum(['api', 'action']).optional(),
	url: LOCAL_URL,
	method: z.enum(METHODS).default('POST'),
	headers: TEXTS.default({}),
	body: z.string().optional(),
	keyValues: TEXTS.optional(),
});

/** What can be changed of a message. */
const CHANGED_MESSAGE = z
	.strictObject({
		name: z.string().min(1),
		url: LOCAL_URL,
		method: z.enum(METHODS),
		headers: TEXTS,
		body: z.string(),
	})
	.partial();

const BY_ID = z.strictObject({ messageApiId: z.string() });

function messageOf({ brazeWebhooks }: Parts, messageApiId: string): BrazeMessage {
	return found(
		brazeWebhooks.messages.find((message) => message.messageApiId === messageApiId),
		'message',
	);
}

/** @throws Refused with what is wrong with a message */
function orRefused<T>(act: () => T): T {
	try {
		return act();
	} catch (error) {
		throw new Refused(400, (error as Error).message);
	}
}

/** A message without its headers: they prove that Braze sent it. */
function shownMessage({ headers = {}, ...message }: BrazeMessage): unknown {
	return { ...message, headers: Object.keys(headers) };
}

/** A line of the activity log in a list: without the body. */
function activityRow(activity: Activity): Activity {
	return { ...activity, body: undefined };
}

/** An identifier as Braze makes them. */
function newId(): string {
	return randomBytes(16).toString('hex');
}

const MANY = z.array(z.string()).max(10_000);

/** Whom to send a message to: by external ID only, or by any name of a profile. */
const SENDING = z
	.strictObject({
		id: z.string(),
		external_ids: MANY.default([]),
		to: MANY.default([]),
		properties: z.record(z.unknown()).default({}),
	})
	.refine(({ external_ids: ids, to }) => ids.length + to.length > 0, 'name somebody in `to`');

/** Sends a message, and tells the lines of the activity log that came of it. */
function send(parts: Parts, order: z.output<typeof SENDING>): unknown {
	const { braze, brazeWebhooks } = parts;
	const { id, external_ids: ids, to, properties } = order;
	const { kind } = found(
		brazeWebhooks.messages.find((message) => message.id === id),
		'message',
	);
	const profiles = [
		...ids.map((one) => found(braze.store.byExternalId(one), `profile: ${one}`)),
		...to.map((name) => profileNamed(parts, name)),
	];
	const lastId = brazeWebhooks.log.at(-1)?.id ?? 0;
	const dispatchId = newId();
	braze.onTrigger({
		...{ kind, id, dispatchId },
		recipients: profiles.map((profile) => ({ profile, properties })),
	});
	const sent = brazeWebhooks.log.filter((line) => line.id > lastId).map((line) => line.id);
	return { triggered: profiles.length, dispatchId, sent };
}

export const MESSAGE_CALLS = [
	defineCall({
		method: 'GET',
		path: '/braze/messages',
		about: 'Webhook messages of campaigns and Canvas steps; of headers the names only',
		query: PAGED,
		handle: ({ brazeWebhooks }, { query }) =>
			mapPage(page(brazeWebhooks.messages, query), shownMessage),
	}),
	defineCall({
		method: 'POST',
		path: '/braze/messages',
		about:
			'Adds one: `{"kind", "name", "url", "method", "headers", "body" or "keyValues"}`; with the `id` of a campaign or Canvas it is sent when that is triggered. Liquid may stand in URL path, headers and body',
		body: NEW_MESSAGE,
		handle: ({ brazeWebhooks }, { body: { id = newId(), ...message } }) =>
			shownMessage(orRefused(() => brazeWebhooks.register({ id, ...message }))),
	}),
	defineCall({
		method: 'GET',
		path: '/braze/messages/new',
		about: 'What a new message begins with: headers and body',
		handle: () => BRAZE_MESSAGE,
	}),
	defineCall({
		method: 'PATCH',
		path: '/braze/messages',
		about: 'Changes one, by `messageApiId`; what is not named stays, headers as well',
		query: BY_ID,
		body: CHANGED_MESSAGE,
		handle: (parts, { query: { messageApiId }, body }) => {
			messageOf(parts, messageApiId);
			return shownMessage(orRefused(() => parts.brazeWebhooks.change(messageApiId, body)));
		},
	}),
	defineCall({
		method: 'DELETE',
		path: '/braze/messages',
		about: 'Removes one, by `messageApiId`',
		query: BY_ID,
		handle: (parts, { query: { messageApiId } }) => {
			parts.brazeWebhooks.remove(messageOf(parts, messageApiId).messageApiId);
			return { removed: messageApiId };
		},
	}),
	defineCall({
		method: 'POST',
		path: '/braze/messages/send',
		about:
			'Triggers a campaign or Canvas by its `id` for profiles: `{"id", "to", "properties"}`; `to` has any names of profiles (external ID, `label: name` of an alias, Braze ID, email, phone), `external_ids` only those',
		body: SENDING,
		handle: (parts, { body }) => send(parts, body),
	}),
	defineCall({
		method: 'GET',
		path: '/braze/activity',
		about: 'The Message Activity Log: what Braze sent, with each attempt, newest first',
		query: PAGED,
		handle: ({ brazeWebhooks }, { query }) =>
			mapPage(newest(brazeWebhooks.log, query), activityRow),
	}),
	defineCall({
		method: 'GET',
		path: '/braze/activity/:id',
		about:
			'One line of it with the body that was sent, and what a receiver could not tell from that',
		handle: ({ brazeWebhooks }, { id }) => {
			const activity = found(
				brazeWebhooks.log.find((one) => one.id === id),
				'line in the activity log',
			);
			const { body } = activity;
			return { ...activity, body: body && blankOutText(body), unnamed: unnamedGuest(body) };
		},
	}),
];
