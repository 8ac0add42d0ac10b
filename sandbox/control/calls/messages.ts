import { randomBytes } from 'node:crypto';
import { z } from 'zod';

import type { Profile } from '../../braze/api/state';
import { METHODS, type Activity, type BrazeMessage } from '../../braze/webhooks/types';
import type { Parts } from '../../parts/parts';
import { blankOutText } from '../blankOut';
import { defineCall, found, LOCAL_URL, Refused } from '../call';
import { mapPage, newest, page, PAGED } from '../paging';

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

function recipients({ braze }: Parts, ids: string[]): Profile[] {
	return ids.map((id) => found(braze.store.byExternalId(id), `profile: ${id}`));
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
			'Triggers a campaign or Canvas by its `id` for profiles: `{"id", "external_ids", "properties"}`',
		body: z.strictObject({
			id: z.string(),
			external_ids: z.array(z.string()).min(1).max(10_000),
			properties: z.record(z.unknown()).default({}),
		}),
		handle: (parts, { body: { id, external_ids: ids, properties } }) => {
			const { kind } = found(
				parts.brazeWebhooks.messages.find((message) => message.id === id),
				'message',
			);
			const profiles = recipients(parts, ids);
			const dispatchId = newId();
			parts.braze.onTrigger({
				...{ kind, id, dispatchId },
				recipients: profiles.map((profile) => ({ profile, properties })),
			});
			return { triggered: profiles.length, dispatchId };
		},
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
		about: 'One line of it with the body that was sent',
		handle: ({ brazeWebhooks }, { id }) => {
			const activity = found(
				brazeWebhooks.log.find((one) => one.id === id),
				'line in the activity log',
			);
			return { ...activity, body: activity.body && blankOutText(activity.body) };
		},
	}),
];
