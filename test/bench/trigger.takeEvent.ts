import { createHmac, hash, timingSafeEqual } from 'node:crypto';

import { readEnvelope } from '../../nodes/Punchh/events/envelope';
import { eventKey } from '../../nodes/Punchh/events/item';
import { whyNotSelected } from '../../nodes/Punchh/trigger/filter';
import { verifyRequest } from '../../nodes/Punchh/trigger/verifyRequest';
import { secondOf, SeenEvents, shortKey } from '../../nodes/shared/webhook/memory/seen';
import { WEBHOOK_SECRETS } from '../../sandbox/punchh/seed';
import { EVENT_TYPES } from '../../sandbox/punchh/webhooks/events';

export const URL = 'https://n8n.example.com/webhook/3f6c1f1e-6a0b-4f5e-9b39-5a4f2b7c9d10/punchh';

const PATH = URL.slice('https://n8n.example.com'.length);
const { secret, clientKey } = WEBHOOK_SECRETS;
const CREDENTIAL = { scheme: 'hmacSha256', secret, clientKey } as const;
const FILTER = { events: [...EVENT_TYPES], kinds: {}, actions: [] };

export interface Call {
	headers: Record<string, unknown>;
	rawBody: Buffer;
}

/** What nobody can do without who checks a call and reads it. */
export function bare({ rawBody }: Call): unknown {
	const digest = createHmac('sha256', secret).update(PATH).update(rawBody).digest();
	return [digest, JSON.parse(rawBody.toString())];
}

/**
 * The shortest code for what the trigger promises of any event: nobody can guess signature and client key
 * by the time that an answer takes, a copy is recognised, and there is a time. It reads neither the guest nor
 * the type, and trusts numbers and headers.
 */
export function least(): (call: Call) => unknown {
	const expectedKey = Buffer.from(hash('sha256', clientKey, 'hex'));
	const seen = new Map<string, number>();
	return ({ headers, rawBody }) => {
		const hex = createHmac('sha256', secret).update(PATH).update(rawBody).digest('hex');
		const given = Buffer.from((headers.authorization as string).slice('hmac '.length), 'hex');
		const givenKey = Buffer.from(hash('sha256', headers['x-pch-key'] as string, 'hex'));
		if (!timingSafeEqual(given, Buffer.from(hex, 'hex'))) return 'wrong proof';
		if (!timingSafeEqual(givenKey, expectedKey)) return 'wrong client key';
		const event = JSON.parse(rawBody.toString()) as Record<string, string | number>;
		const key = hash('sha256', `${event.content_id}${event.timestamp}`, 'base64url').slice(0, 10);
		const second = Math.floor(Date.now() / 1_000);
		if (!seen.has(key)) seen.set(key, second);
		event.occurred_at = new Date(Number(event.timestamp) * 1_000).toISOString();
		return event;
	};
}

/** All that the trigger does with an event between n8n's handing it over and taking it back. */
export function ours(): (call: Call) => Promise<unknown> {
	const seen = new SeenEvents();
	return async ({ headers, rawBody }) => {
		const takeBody = async () => await Promise.resolve(rawBody);
		const request = { headers, path: PATH, takeBody, publicUrl: () => URL };
		const refusal = await verifyRequest(CREDENTIAL, request);
		if (refusal !== undefined) return refusal;
		const read = readEnvelope(rawBody, Date.now());
		if ('problem' in read || whyNotSelected(read.item, FILTER) !== undefined)
			throw new Error('It is wanted');
		const key = shortKey(eventKey(read.item)!);
		const second = secondOf(Date.now());
		if (!seen.has(key, second)) seen.add(key, second);
		return read.item;
	};
}
