import { createHmac, randomUUID } from 'node:crypto';

import { eventKey } from '../../nodes/Punchh/events/item';
import { readEnvelope } from '../../nodes/Punchh/events/envelope';
import { whyNotSelected } from '../../nodes/Punchh/trigger/filter';
import { secondOf, SeenEvents, shortKey } from '../../nodes/shared/webhook/memory/seen';
import { verifyRequest } from '../../nodes/Punchh/trigger/verifyRequest';
import { WEBHOOK_SECRETS } from '../../sandbox/punchh/seed';
import { EVENT_TYPES, freshEvents } from '../../sandbox/punchh/webhooks/events';
import { authHeaders } from '../../sandbox/punchh/webhooks/send';

const URL = 'https://n8n.example.com/webhook/3f6c1f1e-6a0b-4f5e-9b39-5a4f2b7c9d10/punchh';
const PATH = URL.slice('https://n8n.example.com'.length);
const { secret, clientKey } = WEBHOOK_SECRETS;
const CREDENTIAL = { scheme: 'hmacSha256', secret, clientKey } as const;
const FILTER = { events: [...EVENT_TYPES], kinds: {}, actions: [] };

const ROUNDS = 15;
const EVENTS = 5_000;

interface Call {
	headers: Record<string, unknown>;
	rawBody: Buffer;
}

/** Prints the microseconds that an event takes in our own code, next to what it cannot do without. */
export async function ownCode(): Promise<void> {
	const calls = freshEvents(EVENTS).map((event) => callOf(JSON.stringify(event)));
	const forged = calls.map(({ rawBody, headers }) => ({
		rawBody,
		headers: { ...headers, authorization: `hmac ${randomUUID().replaceAll('-', '').repeat(2)}` },
	}));
	const measured = {
		'bare HMAC and JSON.parse': await median(calls, bare),
		'verify, read, filter, look up': await median(calls, ours()),
		'a forged call': await median(forged, ours()),
	};
	const [floor] = Object.values(measured);
	console.table(
		Object.fromEntries(
			Object.entries(measured).map(([name, us]) => [
				name,
				{ 'µs per event': Math.round(us * 10) / 10, ratio: Math.round((us / floor) * 100) / 100 },
			]),
		),
	);
}

function callOf(body: string): Call {
	return { headers: authHeaders('hmacSha256', URL, body), rawBody: Buffer.from(body) };
}

function bare({ rawBody }: Call): unknown {
	const digest = createHmac('sha256', secret).update(PATH).update(rawBody).digest();
	return [digest, JSON.parse(rawBody.toString())];
}

/** All that the trigger does with an event between n8n's handing it over and taking it back. */
function ours(): (call: Call) => Promise<unknown> {
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

async function median(calls: Call[], work: (call: Call) => unknown): Promise<number> {
	const rounds: number[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		const beganAt = performance.now();
		for (const call of calls) await work(call);
		rounds.push(((performance.now() - beganAt) * 1_000) / calls.length);
	}
	return rounds.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)];
}
