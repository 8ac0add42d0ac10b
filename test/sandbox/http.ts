import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Sandbox } from '../../sandbox';
import { BRAZE_KEY } from '../../sandbox/braze/seed';
import { TOKEN_HEADER } from '../../sandbox/control/token';
import { PUNCHH_KEYS } from '../../sandbox/punchh/seed';

export type Json = Record<string, unknown>;

/** An answer, read to its end. */
export interface Answer {
	status: number;
	headers: Headers;
	text: string;
	/** The parsed text; undefined when it is no JSON. */
	body: unknown;
}

/** Calls a URL; objects are sent as JSON, text as it is. */
export async function call(
	method: string,
	url: string,
	headers: Record<string, string> = {},
	body?: unknown,
): Promise<Answer> {
	const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
	const response = await fetch(url, {
		method,
		headers: { ...(text === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
		body: text,
	});
	const answer = await response.text();
	let parsed: unknown;
	try {
		parsed = JSON.parse(answer);
	} catch {
		parsed = undefined;
	}
	return { status: response.status, headers: response.headers, text: answer, body: parsed };
}

/** The header of a call that changes something through the control interface. */
export function tokenHeader(token: string): Record<string, string> {
	return { [TOKEN_HEADER]: token };
}

/** Calls the control interface of a sandbox, as its page does. */
export async function callControl(
	{ controlUrl, controlToken }: Pick<Sandbox, 'controlUrl' | 'controlToken'>,
	method: string,
	path: string,
	body?: unknown,
): Promise<Answer> {
	return await call(method, `${controlUrl}${path}`, tokenHeader(controlToken), body);
}

/** Calls Punchh's dashboard API with the admin key, or with another one; '' sends none. */
export async function callDashboard(
	base: string,
	method: string,
	path: string,
	body?: unknown,
	key: string = PUNCHH_KEYS.admin,
): Promise<Answer> {
	const headers: Record<string, string> = key === '' ? {} : { authorization: `Bearer ${key}` };
	return await call(method, `${base}/api2/dashboard${path}`, headers, body);
}

/** Calls Punchh's mobile or SSO API, signed by the rules of the reference. */
export async function callSigned(
	base: string,
	method: string,
	path: string,
	body: unknown,
	headers: Record<string, string> = {},
): Promise<Answer> {
	const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
	const algorithm = path.startsWith('/api2/mobile') ? 'sha256' : 'sha1';
	const digest = createHmac(algorithm, PUNCHH_KEYS.secret).update(`${path}${text}`).digest('hex');
	const sent = { 'x-pch-digest': digest, ...headers };
	return await call(method, `${base}${path}`, sent, text === '' ? undefined : text);
}

/** Calls Braze with the key that may do everything, or with another one. */
export async function callBraze(
	base: string,
	method: string,
	path: string,
	body?: unknown,
	key: string = BRAZE_KEY,
): Promise<Answer> {
	return await call(method, `${base}${path}`, { authorization: `Bearer ${key}` }, body);
}

/** Tracks with the key that may. */
export async function track(base: string, body: unknown): Promise<Answer> {
	return await callBraze(base, 'POST', '/users/track', body);
}

/** A receiver of webhooks that keeps what came in. */
export interface Receiver {
	url: string;
	received: Array<{ method?: string; url?: string; headers: IncomingHttpHeaders; body: string }>;
	close(): Promise<void>;
}

/** Starts a receiver that answers everything with 202. */
export async function startReceiver(): Promise<Receiver> {
	const received: Receiver['received'] = [];
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk) => (body += String(chunk)));
		request.on('end', () => {
			received.push({ method: request.method, url: request.url, headers: request.headers, body });
			response.writeHead(202).end('taken');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/punchh`,
		received,
		close: async () => {
			server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}
