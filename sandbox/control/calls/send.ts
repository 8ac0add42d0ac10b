import { z } from 'zod';

import type { Parts } from '../../parts/parts';
import {
	DEFAULT_SAMPLES,
	freshEvent,
	freshEvents,
	sampleNames,
	EVENT_TYPES,
} from '../../punchh/webhooks/events';
import { AUTH_SCHEMES, sendCheck, sendEvent } from '../../punchh/webhooks/send';
import { defineCall, LOCAL_URL, Refused } from '../call';
import { CHOICES } from './webhooks';

const SAMPLES = sampleNames() as [string, ...string[]];

/** Events made at once; between two such parts others get their turn. */
const PART = 500;

/** Disturbances that can be given for one order, whatever the knobs say. */
const DISTURBANCES = {
	duplicates: z.number().min(0).max(1).optional(),
	reorderWindow: z.number().int().min(0).max(10_000).optional(),
};

const MANY = z.strictObject({
	events: z
		.array(z.enum(CHOICES))
		.min(1)
		.default([...EVENT_TYPES]),
	count: z.number().int().min(1).max(100_000).default(1),
	...DISTURBANCES,
});
type Many = z.infer<typeof MANY>;

/** Has Punchh publish fresh events. Returns how many deliveries came of them. */
async function publish(parts: Parts, { events, count, ...disturbances }: Many): Promise<number> {
	const mix = Object.fromEntries(events.map((event) => [event, 1]));
	let deliveries = 0;
	for (let done = 0; done < count; done += PART) {
		deliveries += disturbed(parts, disturbances, () => {
			for (const event of freshEvents(Math.min(PART, count - done), mix)) parts.punchh.emit(event);
		});
		await new Promise((resolve) => setImmediate(resolve));
	}
	return deliveries;
}

/** Runs an action while some knobs are turned. Returns how many deliveries it made. */
function disturbed(
	{ punchhWebhooks }: Parts,
	disturbances: Omit<Many, 'events' | 'count'>,
	action: () => void,
): number {
	const { knobs } = punchhWebhooks;
	const given = Object.entries(disturbances).filter(([, value]) => value !== undefined);
	const before = punchhWebhooks.deliveries.length;
	punchhWebhooks.knobs = { ...knobs, ...Object.fromEntries(given) };
	try {
		action();
	} finally {
		punchhWebhooks.knobs = knobs;
	}
	return punchhWebhooks.deliveries.length - before;
}

export const SEND_CALLS = [
	defineCall({
		method: 'POST',
		path: '/events',
		about:
			'Has Punchh send events to the webhooks that selected them: `{"events", "count"}`; `duplicates` (share from 0 to 1) and `reorderWindow` disturb this order only',
		body: MANY,
		handle: async (parts, { body }) => ({
			published: body.count,
			deliveries: await publish(parts, body),
		}),
	}),
	defineCall({
		method: 'POST',
		path: '/webhooks/send',
		about:
			'Sends one webhook to a URL, once, as Punchh would: `{"url", "auth", "event" or "sample"}`, or `"check": true` for the GET check; `auth`: `none`, `basic`, `bearer`, `hmacSha1`, `hmacSha256`',
		body: z.strictObject({
			url: LOCAL_URL,
			auth: z.enum(AUTH_SCHEMES).default('hmacSha256'),
			event: z.enum(EVENT_TYPES).default('guest'),
			sample: z.enum(SAMPLES).optional(),
			check: z.boolean().default(false),
		}),
		handle: async (_parts, { body: { url, auth, event, sample, check } }) => {
			try {
				if (check) return await sendCheck(url, auth);
				return await sendEvent(url, auth, freshEvent(sample ?? DEFAULT_SAMPLES[event]));
			} catch (error) {
				throw new Refused(502, `No answer from ${url}: ${(error as Error).message}`);
			}
		},
	}),
];
