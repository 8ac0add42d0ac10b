import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';

import { WEBHOOK_SECRETS } from '../../sandbox/punchh/seed';
import { freshEvent } from '../../sandbox/punchh/webhooks/events';
import { authHeaders } from '../../sandbox/punchh/webhooks/send';

/** A call of someone who does not know the secret, or repeats what he has overheard. */
export interface Call {
	method?: string;
	/** Put behind the address. */
	query?: string;
	/** Names and values in turn, so that a name can come twice. */
	headers: string[];
	body?: Buffer | string;
	/** Written to the connection as it is, in place of a request. */
	raw?: string | Buffer;
}

export interface Attack {
	/** How often among all calls, compared to the others. */
	share: number;
	/** The statuses that are right. */
	statuses: number[];
	/** Whether n8n itself answers with one of these, before the trigger is asked. */
	byN8n?: number[];
	/** Whether n8n may fail to answer at all, before the trigger is asked. */
	mayHang?: boolean;
	call(genuine: { url: string; body: string; headers: string[] }): Call;
}

const JSON_TYPE = ['content-type', 'application/json'];
const UNAUTHORISED = [401];
const pick = <T>(values: T[]): T => values[Math.floor(Math.random() * values.length)];
const hex = (bytes: number) => randomBytes(bytes).toString('hex');
const forged = () => ['authorization', `hmac ${hex(32)}`, 'x-pch-key', WEBHOOK_SECRETS.clientKey];
const event = () => JSON.stringify(freshEvent('guest-create'));
const unsigned = (body: Buffer | string, ...headers: string[]): Call => ({
	headers: [...JSON_TYPE, ...headers],
	body,
});

/** A body of the largest size that n8n reads, and one beyond it. */
const LARGE = Buffer.from(`{"event_name":"users","payload":{"x":"${'x'.repeat(15_900_000)}"}}`);
const TOO_LARGE = Buffer.alloc(17_000_000, 'x');
const BOMB = gzipSync(Buffer.alloc(200_000_000, '['));
const DEEP = '['.repeat(100_000) + ']'.repeat(100_000);
const DEEP_OBJECT = '{"payload":'.repeat(50_000) + '1' + '}'.repeat(50_000);

/** Every kind of call that is tried. A call with a 5xx that is not n8n's own is a fault of ours. */
export const ATTACKS: Record<string, Attack> = {
	'no proof': { share: 10, statuses: UNAUTHORISED, call: () => unsigned(event()) },
	'forged signature': {
		share: 20,
		statuses: UNAUTHORISED,
		call: () => unsigned(event(), ...forged()),
	},
	'odd proofs': {
		share: 10,
		statuses: UNAUTHORISED,
		call: () =>
			unsigned(
				event(),
				'authorization',
				pick([
					'hmac',
					'hmac ',
					'hmac __proto__',
					'constructor x',
					'__proto__ x',
					'bearer undefined',
					'basic Og==',
					`hmac sha256=${hex(20)}`,
					`hmac ${hex(5_000)}`,
					`hmac sha256 ${'='.repeat(3_000)}`,
					`sha256${' '.repeat(5_000)}x`,
					`${'hmac '.repeat(1_000)}`,
				]),
			),
	},
	'random bytes as JSON': {
		share: 10,
		statuses: UNAUTHORISED,
		byN8n: [422],
		call: () => unsigned(randomBytes(pick([0, 1, 100, 5_000])), ...forged()),
	},
	'random bytes of another type': {
		share: 10,
		statuses: UNAUTHORISED,
		byN8n: [422],
		call: () => ({
			headers: [
				'content-type',
				pick(['application/octet-stream', 'text/plain', 'x', '']),
				...forged(),
			],
			body: randomBytes(1_000),
		}),
	},
	// On some bytes n8n's XML parser never comes to an end, whichever node they are for.
	'random bytes as XML': {
		share: 0.1,
		statuses: UNAUTHORISED,
		byN8n: [422],
		mayHang: true,
		call: () => ({
			headers: ['content-type', 'application/xml', ...forged()],
			body: randomBytes(1_000),
		}),
	},
	multipart: {
		share: 2,
		statuses: [400, 401],
		byN8n: [500],
		call: () => ({
			headers: ['content-type', 'multipart/form-data; boundary=x', ...forged()],
			body: pick([
				'',
				'--x\r\n',
				'--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--',
			]),
		}),
	},
	'deep JSON': {
		share: 2,
		statuses: UNAUTHORISED,
		byN8n: [422, 500],
		call: () => unsigned(pick([DEEP, DEEP_OBJECT]), ...forged()),
	},
	'prototype names': {
		share: 10,
		statuses: UNAUTHORISED,
		call: () => ({
			query: pick(['?__proto__[x]=1', '?constructor.prototype=1', '?sample=__proto__']),
			headers: [...JSON_TYPE, '__proto__', 'x', 'constructor', 'y', ...forged()],
			body: '{"__proto__":{"event_name":"users"},"constructor":{"prototype":{"x":1}},"payload":{"__proto__":{}},"event_name":"__proto__"}',
		}),
	},
	'doubled headers': {
		share: 10,
		statuses: UNAUTHORISED,
		byN8n: [400],
		call: () => unsigned(event(), ...forged(), ...forged(), ...JSON_TYPE),
	},
	'header flood': {
		share: 2,
		statuses: UNAUTHORISED,
		byN8n: [400, 431],
		call: () =>
			unsigned(
				event(),
				...Array.from({ length: pick([100, 1_500]) }, (_, n) => [`x-${n}`, hex(10)]).flat(),
				...forged(),
			),
	},
	'wrong compression': {
		share: 2,
		statuses: [400, 401],
		byN8n: [422, 500],
		call: () => unsigned(event(), 'content-encoding', pick(['gzip', 'deflate', 'br']), ...forged()),
	},
	'compressed bomb': {
		share: 0.05,
		statuses: UNAUTHORISED,
		byN8n: [413, 422, 500],
		call: () => unsigned(BOMB, 'content-encoding', 'gzip', ...forged()),
	},
	'large body': {
		share: 0.05,
		statuses: [413],
		call: () => unsigned(LARGE, ...forged()),
	},
	'too large body': {
		share: 0.05,
		statuses: [],
		byN8n: [413, 500],
		call: () => unsigned(TOO_LARGE, ...forged()),
	},
	'wrong method': {
		share: 5,
		statuses: [],
		byN8n: [204, 404],
		call: () => ({ method: pick(['PUT', 'PATCH', 'DELETE', 'OPTIONS']), headers: forged() }),
	},
	'no HTTP': {
		share: 2,
		statuses: [],
		byN8n: [400],
		call: () => ({ headers: [], raw: Buffer.concat([randomBytes(500), Buffer.from('\r\n\r\n')]) }),
	},
	'GET with a query': {
		share: 5,
		statuses: [200],
		call: () => ({
			method: 'GET',
			query: pick(['?sample=guest', '?sample[]=guest', `?${hex(500)}`]),
			headers: forged(),
		}),
	},
	'replayed event': {
		share: 20,
		statuses: [200],
		call: ({ body, headers }) => ({ headers, body }),
	},
	'replayed signature, other body': {
		share: 10,
		statuses: UNAUTHORISED,
		call: ({ headers }) => ({ headers, body: event() }),
	},
};

/** An event with a right signature, as someone may have overheard it. */
export function genuineCall(url: string): { url: string; body: string; headers: string[] } {
	const body = event();
	return {
		url,
		body,
		headers: [...JSON_TYPE, ...Object.entries(authHeaders('hmacSha256', url, body)).flat()],
	};
}
