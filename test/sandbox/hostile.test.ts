import fc from 'fast-check';
import { request } from 'node:http';
import { connect } from 'node:net';

import { startSandbox, type Sandbox } from '../../sandbox';
import { ENDPOINTS } from '../../sandbox/braze/api/endpoints';
import { BRAZE_KEY } from '../../sandbox/braze/seed';
import { CALLS } from '../../sandbox/control/server';
import { ROUTES } from '../../sandbox/punchh/api/server';
import { PUNCHH_KEYS } from '../../sandbox/punchh/seed';
import { fuzzRuns, fuzzSeed } from '../harness/fuzz';
import { call, tokenHeader } from './http';

/** Bytes of any kind to every route of all three servers: each is answered, and none crashes. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const SIDES = ['control', 'punchh', 'braze'] as const;
type Side = (typeof SIDES)[number];
const urlOf = (side: Side) =>
	({ control: sandbox.controlUrl, punchh: sandbox.punchhUrl, braze: sandbox.brazeUrl })[side];

const KEYS: Record<Side, string> = { control: '', punchh: PUNCHH_KEYS.admin, braze: BRAZE_KEY };

/** A stream does not end; the page reads it. */
const ENDLESS = ['GET /stream'];

const ROUTES_OF: Record<Side, Array<[method: string, path: string]>> = {
	control: CALLS.map(({ method, path }) => [method, path.replace(':id', '1')]),
	punchh: ROUTES.map(({ method, path }) => [method, path]),
	braze: ENDPOINTS.map(({ method, path }) => [
		method,
		path.replace(':catalog', 'menu_items').replace(':item', 'tea'),
	]),
};
const routes = SIDES.flatMap((side) =>
	ROUTES_OF[side]
		.filter(([method, path]) => !ENDLESS.includes(`${method} ${path}`))
		.map(([method, path]): [Side, string, string] => [side, method, path]),
);

interface Sent {
	headers: Record<string, string>;
	body: Buffer;
}

/** Any bytes with any method; GET with a body too, which fetch would refuse. */
async function send(side: Side, method: string, path: string, { headers, body }: Sent) {
	return await new Promise<{ status: number; text: string }>((resolve, reject) => {
		const sent = request(
			`${urlOf(side)}${path}`,
			{
				method,
				headers: {
					authorization: `Bearer ${KEYS[side]}`,
					...tokenHeader(sandbox.controlToken),
					'Content-Length': body.length,
					...headers,
				},
			},
			(response) => {
				let text = '';
				response.on('data', (chunk) => (text += String(chunk)));
				response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
				response.on('error', reject);
			},
		);
		sent.on('error', reject).end(body);
	});
}

/** All three still do what they are for. */
async function expectAlive(): Promise<void> {
	expect((await call('GET', `${sandbox.controlUrl}/summary`)).status).toBe(200);
	expect((await call('GET', `${sandbox.controlUrl}/state`)).status).toBe(200);
	const auth = (key: string) => ({ authorization: `Bearer ${key}` });
	const meta = `${sandbox.punchhUrl}/api2/dashboard/meta`;
	expect((await call('GET', meta, auth(PUNCHH_KEYS.admin))).status).toBe(200);
	const body = { attributes: [{ external_id: 'alive' }] };
	const track = await call('POST', `${sandbox.brazeUrl}/users/track`, auth(BRAZE_KEY), body);
	expect(track.status).toBe(201);
}

const json = { 'Content-Type': 'application/json' };
const text = (one: string) => Buffer.from(one);
const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;

/** Bodies by what is wrong with them. */
const BODIES: Record<string, Buffer> = {
	'a list': text('[]'),
	null: text('null'),
	'a number': text('1e400'),
	text: text('"text"'),
	'broken JSON': text('{"a":'),
	'a deep list': text('['.repeat(50_000) + ']'.repeat(50_000)),
	'a deep object': text(deep),
	'bytes that are no text': Buffer.from([0, 255, 254, 128, 10, 13, 0]),
	'a long text': text(JSON.stringify({ name: 'x'.repeat(3_000_000) })),
	'many fields': text(
		JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`f${n}`, n]))),
	),
	'over the limit': Buffer.alloc(17 * 1024 * 1024, 'x'),
};

/** All routes; of a heavy body, other thirty in each run, and all of them in `npm run fuzz`. */
const routesFor = (body: Buffer) =>
	body.length < 10_000
		? routes
		: fc
				.sample(fc.shuffledSubarray(routes, { minLength: routes.length }), {
					seed: fuzzSeed(),
					numRuns: 1,
				})[0]
				.slice(0, fuzzRuns(15, routes.length));

describe.each(Object.keys(BODIES))('%s', (name) => {
	test('gets an answer below 500 everywhere', async () => {
		const answers: Array<[string, number]> = [];
		for (const [side, method, path] of routesFor(BODIES[name])) {
			const { status } = await send(side, method, path, { headers: json, body: BODIES[name] });
			answers.push([`${side} ${method} ${path}`, status]);
		}
		expect(answers.filter(([, status]) => status < 200 || status >= 500)).toEqual([]);
		sandbox.reset();
		await expectAlive();
	});
});

test('random bytes, whatever the route, the type and the encoding', async () => {
	const headers = fc.record({
		'Content-Type': fc.constantFrom(
			'application/json',
			'text/plain',
			'multipart/form-data',
			'x',
			'',
		),
		'Accept-Language': fc.constantFrom('en', '', '\u00e9', 'q=;,,'),
		'x-pch-digest': fc.constantFrom('', '0', 'f'.repeat(64)),
	});
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(...routes),
			fc.uint8Array({ maxLength: 500 }),
			headers,
			async ([side, method, path], bytes, given) => {
				const sent = { headers: given, body: Buffer.from(bytes) };
				const { status } = await send(side, method, path, sent);
				expect(status).toBeGreaterThanOrEqual(200);
				expect(status).toBeLessThan(500);
			},
		),
		{ seed: fuzzSeed(), numRuns: fuzzRuns(50, 6_000) },
	);
	sandbox.reset();
	await expectAlive();
});

test('queries and paths of any kind', async () => {
	const part = fc.oneof(
		fc.string({ maxLength: 20 }).map(encodeURIComponent),
		fc.constantFrom('%', '%ff', '%00', '..', 'a=b', '[]=1', 'id', 'limit=-1', '__proto__=1'),
	);
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(...routes),
			fc.array(part, { maxLength: 4 }),
			fc.constantFrom('?', '/', '?&', '//'),
			async ([side, method, path], parts, joint) => {
				const url = `${path}${joint}${parts.join('&')}`;
				const { status } = await send(side, method, url, { headers: {}, body: Buffer.from('{}') });
				expect(status).toBeLessThan(500);
			},
		),
		{ seed: fuzzSeed(), numRuns: fuzzRuns(50, 6_000) },
	);
	sandbox.reset();
	await expectAlive();
});

/** What a client may write that is no request, or only a part of one. */
const WIRE: Record<string, string> = {
	'no HTTP': '\u0000\u0001\u0002\r\n\r\n',
	'an unknown method': 'LOOK / HTTP/1.1\r\nHost: a\r\n\r\n',
	'no host': 'GET / HTTP/1.1\r\n\r\n',
	'two lengths': 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx',
	'a broken chunk': 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
	'a header without end': `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`,
	'a body cut short': 'POST /users/track HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{',
	'a head cut short': 'POST /users/track HTTP/1.1\r\nHost',
};

test.each(SIDES.flatMap((side) => Object.keys(WIRE).map((name) => [side, name] as const)))(
	'%s survives on the wire: %s',
	async (side, name) => {
		await new Promise<void>((resolve) => {
			const socket = connect(Number(new URL(urlOf(side)).port), '127.0.0.1', () => {
				socket.end(WIRE[name]);
			});
			socket.resume();
			socket.on('error', () => resolve());
			socket.on('close', () => resolve());
		});
		await expectAlive();
	},
);
