import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import type { INode } from 'n8n-workflow';

import { BRAZE_KEY } from '../../sandbox/braze/seed';
import { freshEvent } from '../../sandbox/punchh/webhooks/events';
import { authHeaders } from '../../sandbox/punchh/webhooks/send';

/** What takes calls. */
export interface Receiver {
	name: string;
	method: 'GET' | 'POST';
	url: string;
}

/** Calls a receiver for so many seconds; each connection waits for its answer (a closed loop). */
export async function load(
	{ url, method }: Omit<Receiver, 'name'>,
	connections: number,
	duration: number,
) {
	return await autocannon({
		url,
		connections,
		duration,
		timeout: 30,
		requests: [method === 'GET' ? { method } : { method, setupRequest: signedEvent(url) }],
	});
}

/** A header that n8n's own Webhook node can be told to ask for. */
export const CALLER = { name: 'x-caller', value: 'the sender of the benchmark' };

/** How many guests the events are about. */
const GUESTS = 500;

/** Makes each request an event of its own, of one guest after the other, signed as Punchh does. */
function signedEvent(url: string): (request: autocannon.Request) => autocannon.Request {
	const event = freshEvent('checkin-loyalty-create-barcode');
	let events = 0;
	return (request) => {
		const payload = { ...event.payload, user_id: 730_000 + (events++ % GUESTS) };
		const body = JSON.stringify({ ...event, content_id: randomUUID(), payload });
		const proofs = { [CALLER.name]: CALLER.value, ...authHeaders('hmacSha256', url, body) };
		return { ...request, body, headers: { 'content-type': 'application/json', ...proofs } };
	};
}

/** CPU time of a process and of its children, those that have ended included. */
export function cpuMs(pid: number): number {
	const TICKS_PER_SECOND = 100;
	const own = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
	const [user, system, endedUser, endedSystem] = own.slice(11, 15).map(Number);
	const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
	const ofChildren = children === '' ? [] : children.split(' ').map(Number);
	const ticks = user + system + endedUser + endedSystem;
	return (
		(ticks * 1_000) / TICKS_PER_SECOND + ofChildren.reduce((sum, child) => sum + cpuMs(child), 0)
	);
}

/** A node that people use to send to Braze by hand: the body comes from an expression. */
export const trackByHand = (brazeUrl: string, jsonBody: string): Partial<INode> => ({
	name: 'HTTP Request',
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		method: 'POST',
		url: `${brazeUrl}/users/track`,
		sendHeaders: true,
		headerParameters: { parameters: [{ name: 'Authorization', value: `Bearer ${BRAZE_KEY}` }] },
		sendBody: true,
		specifyBody: 'json',
		jsonBody,
		options: {},
	},
});

/** The settings of n8n under which the same is measured. */
export const ENGINES: Array<{ name: string; env: Record<string, string>; connections: number }> = [
	{
		name: 'an isolate only for expressions (N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true)',
		env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
		connections: 150,
	},
	// With its default engine n8n holds a V8 isolate for each call: many connections only use up memory.
	{ name: "n8n's default engine", env: {}, connections: 30 },
];

export const mean = (values: number[]) =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

export const ratio = (one: number, to: number) => Math.round((one / to) * 100) / 100;
