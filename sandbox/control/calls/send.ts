import { z } from 'zod';

import { DEFAULT_SAMPLES, freshEvent, sampleNames, type EventType } from '../../webhooks/events';
import { AUTH_SCHEMES, sendCheck, sendEvent } from '../../webhooks/send';
import { defineCall, Refused } from '../call';
import { LOCAL_URL } from '../urls';

const EVENT_TYPES = Object.keys(DEFAULT_SAMPLES) as [EventType, ...EventType[]];
const SAMPLES = sampleNames() as [string, ...string[]];

export const SEND_CALLS = [
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
