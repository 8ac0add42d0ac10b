import fc from 'fast-check';
import getPort from 'get-port';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { startSandbox, type Sandbox } from '../../../sandbox';
import { BRAZE_KEY } from '../../../sandbox/braze/seed';
import { CALLS } from '../../../sandbox/control/server';
import { inventedTable } from '../../../sandbox/overview/invented';
import { SUBJECTS } from '../../../sandbox/parts/changes';
import { GUEST_PASSWORD, GUESTS, PUNCHH_KEYS, SEGMENTS } from '../../../sandbox/punchh/seed';
import {
	createServer,
	listen,
	logRequests,
	numberOf,
	type LoggedRequest,
} from '../../../sandbox/shared/server';
import { fuzzRuns, fuzzSeed } from '../../harness/fuzz';
import { call, callDashboard, callSigned, track, type Json } from '../http';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const MARA = GUESTS[0];
const state = async () => await call('GET', `${sandbox.controlUrl}/state`);

/** A port that nobody listens on. */
const freePort = async () => await getPort({ host: '127.0.0.1' });

describe('GET /state', () => {
	test('shows both sides', async () => {
		await callDashboard(sandbox.punchhUrl, 'POST', '/custom_segments/members', {
			custom_segment_id: 1874,
			user_id: MARA.user_id,
		});
		await track(sandbox.brazeUrl, {
			attributes: [{ external_id: 'a', n: { b: null } }],
		});
		expect((await state()).body).toMatchObject({
			punchh: {
				guests: GUESTS,
				segments: SEGMENTS,
				members: [{ user_id: MARA.user_id }],
				requests: [{ method: 'POST', status: 201, url: '/api2/dashboard/custom_segments/members' }],
			},
			braze: {
				profiles: [{ external_id: 'a' }],
				requests: [{ method: 'POST', status: 201, url: '/users/track' }],
				drops: [{ reason: expect.stringContaining('null') }],
			},
		});
	});

	test('blanks out passwords and tokens, and nothing else', async () => {
		const client = PUNCHH_KEYS.client;
		const password = GUEST_PASSWORD;
		const { access_token: access, authentication_token: token } = sandbox.punchh.guests[0];
		const user = { email: MARA.email, password, gcm_token: 'device-token-1' };
		const path = '/api2/mobile/users';
		await callSigned(sandbox.punchhUrl, 'POST', `${path}/login`, { client, user });
		await callSigned(
			sandbox.punchhUrl,
			'PUT',
			path,
			{ client, user: { ...user, password_confirmation: password, current_password: password } },
			{ authorization: `Bearer ${access}` },
		);
		await callSigned(sandbox.punchhUrl, 'PUT', `/api/auth/users?authentication_token=${token}`, {
			client,
			user: {},
		});
		await callSigned(sandbox.punchhUrl, 'POST', path, `{"password":"${password}`);
		await callDashboard(sandbox.punchhUrl, 'GET', `/users/info?user_id=${MARA.user_id}`);

		const logged = sandbox.punchh.requests.map(({ status }) => status);
		expect(logged).toEqual([200, 200, 200, 400, 200]);
		const { text } = await state();
		for (const secret of [password, access, token, 'device-token-1']) {
			expect(JSON.stringify([sandbox.punchh.requests, sandbox.punchh.guests])).toContain(secret);
			expect(text).not.toContain(secret);
		}
		const shown = (JSON.parse(text) as { punchh: { requests: Array<{ body: string }> } }).punchh;
		expect(JSON.parse(shown.requests[0].body)).toEqual({
			client,
			user: { email: MARA.email, password: '***', gcm_token: '***' },
		});
	});

	test('blanks out the key that Braze repeats', async () => {
		const key = `${BRAZE_KEY}-mistyped`;
		const headers = { authorization: `Bearer ${key}` };
		const answer = await call('POST', `${sandbox.brazeUrl}/users/track`, headers, {});
		expect(answer.text).toContain(key);
		expect((await state()).text).not.toContain(key);
	});
});

test('POST /reset goes back to the seed', async () => {
	await callDashboard(sandbox.punchhUrl, 'POST', '/custom_segments', { name: 'Tea' });
	await track(sandbox.brazeUrl, { attributes: [{ external_id: 'a', n: { b: null } }] });
	sandbox.braze.knobs.limit = 'perArray';
	sandbox.punchh.knobs.repeatedMember = 'refused';
	await call('POST', `${sandbox.controlUrl}/reset`);
	expect((await state()).body).toMatchObject({
		punchh: { guests: GUESTS, segments: SEGMENTS, members: [], requests: [] },
		braze: { profiles: [], requests: [], drops: [] },
	});
	expect([sandbox.braze.knobs.limit, sandbox.punchh.knobs.repeatedMember]).toEqual([
		'combined',
		'created',
	]);
});

test.each<[string, Json, number]>([
	['no URL', {}, 400],
	['a URL elsewhere', { url: 'https://example.com/webhook' }, 400],
	['an unknown kind of authentication', { url: 'http://127.0.0.1:1/', auth: 'digest' }, 400],
	['an unknown event', { url: 'http://127.0.0.1:1/', event: 'nothing' }, 400],
	['an unknown sample', { url: 'http://127.0.0.1:1/', sample: '../../package' }, 400],
	['nobody there', { url: 'http://127.0.0.1:1/' }, 502],
	['nobody there for the check', { url: 'http://127.0.0.1:1/', check: true }, 502],
])('POST /webhooks/send refuses: %s', async (_name, order, status) => {
	const answer = await call('POST', `${sandbox.controlUrl}/webhooks/send`, {}, order);
	expect(answer.status).toBe(status);
});

describe('knobs', () => {
	const knobs = async (method: string, body?: unknown) =>
		await call(method, `${sandbox.controlUrl}/knobs`, {}, body);

	test('are described, turned, and go back with a reset', async () => {
		expect((await knobs('GET')).body).toMatchObject({
			braze: { limit: { value: 'combined', kind: 'choice', choices: ['combined', 'perArray'] } },
		});
		const turned = await knobs('PATCH', { braze: { limit: 'perArray' } });
		expect(turned.body).toMatchObject({ braze: { limit: 'perArray' } });
		expect(sandbox.braze.knobs.limit).toBe('perArray');
		expect(sandbox.punchh.knobs.repeatedMember).toBe('created');
		const summary = async () => (await call('GET', `${sandbox.controlUrl}/summary`)).body;
		expect(await summary()).toMatchObject({ knobs: 1 });
		expect((await knobs('GET')).body).toMatchObject({
			braze: { limit: { value: 'perArray', initial: 'combined' } },
		});
		await call('POST', `${sandbox.controlUrl}/reset`);
		expect(sandbox.braze.knobs.limit).toBe('combined');
		expect(await summary()).toMatchObject({ knobs: 0 });
	});

	test.each<[string, unknown, string]>([
		['a value of another kind', { braze: { limit: 75 } }, 'body.braze.limit'],
		['an unknown knob', { braze: { volume: 11 } }, 'volume'],
		['an unknown part', { n8n: {} }, 'n8n'],
		['one good and one bad', { braze: { limit: 'perArray' }, punchh: { a: 1 } }, 'body.punchh'],
		['no object', [], 'body'],
	])('refuse %s, and change nothing', async (_name, body, named) => {
		const answer = await knobs('PATCH', body);
		expect(answer.status).toBe(400);
		expect((answer.body as { error: string }).error).toContain(named);
		expect(sandbox.braze.knobs.limit).toBe('combined');
	});
});

describe('pages', () => {
	const read = async (path: string) => (await call('GET', `${sandbox.controlUrl}${path}`)).body;

	test('of guests, searched', async () => {
		expect(await read('/punchh/guests?limit=2&offset=1')).toMatchObject({
			total: 3,
			items: [{ user_id: 730416 }, { user_id: 730417 }],
		});
		const found = await read('/punchh/guests?search=ORTIZ');
		expect(found).toMatchObject({ total: 1, items: [{ first_name: 'Sam' }] });
		expect(JSON.stringify(found)).not.toContain('token');
	});

	test('of segments and their members', async () => {
		await callDashboard(sandbox.punchhUrl, 'POST', '/custom_segments/members', {
			custom_segment_id: 1874,
			user_id: MARA.user_id,
		});
		expect(await read('/punchh/segments')).toMatchObject({
			items: [{ name: 'Lapsed Guests', members: 1 }, { members: 0 }],
		});
		expect(await read('/punchh/segments/1874/members')).toMatchObject({
			items: [{ user_id: MARA.user_id }],
		});
	});

	test('of requests, the newest first, without secrets; and one of them whole', async () => {
		for (const id of ['a', 'b', 'c']) {
			await track(sandbox.brazeUrl, { attributes: [{ external_id: id, token: 'device-token-1' }] });
		}
		const { items } = (await read('/braze/requests?limit=2')) as { items: Json[] };
		expect(items).toHaveLength(2);
		expect(Number(items[0].number)).toBe(Number(items[1].number) + 1);
		const whole = await read(`/braze/requests/${String(items[0].number)}`);
		expect(whole).toMatchObject({ body: expect.stringContaining('"c"') });
		expect(JSON.stringify(whole)).not.toContain('device-token-1');
	});

	test('of profiles, the one changed last first', async () => {
		await track(sandbox.brazeUrl, {
			attributes: [{ external_id: 'a' }, { external_id: 'b' }],
			events: [{ external_id: 'a', name: 'Visit', time: '2026-01-02T03:04:05Z' }],
		});
		const { items } = (await read('/braze/profiles')) as { items: Json[] };
		expect(items).toMatchObject([{ external_id: 'a', events: 1 }, { external_id: 'b' }]);
		expect(await read('/braze/verdicts?limit=1')).toMatchObject({
			total: 3,
			items: [{ array: 'events', index: 0, taken: true, effect: true }],
		});
		expect(await read(`/braze/profile?braze_id=${String(items[0].braze_id)}`)).toMatchObject({
			events: [{ name: 'Visit' }],
		});
	});
});

describe('GET /stream', () => {
	test('names everything at first, then what changed', async () => {
		const stream = await fetch(`${sandbox.controlUrl}/stream`);
		const lines = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
		const next = async () =>
			JSON.parse(((await lines.read()).value ?? '').replace(/^data: /, '')) as Json;
		expect(await next()).toEqual({ changed: [...SUBJECTS] });
		await track(sandbox.brazeUrl, { attributes: [{ external_id: 'a' }] });
		await call('PATCH', `${sandbox.controlUrl}/knobs`, {}, { braze: { limit: 'perArray' } });
		const changed = new Set<unknown>();
		while (changed.size < 2) {
			for (const subject of (await next()).changed as unknown[]) changed.add(subject);
		}
		expect([...changed].sort()).toEqual(['braze', 'knobs']);
		await lines.cancel();
	});
});

test('the README lists every call, as GET /calls does', async () => {
	const readme = readFileSync(join(__dirname, '../../../sandbox/README.md'), 'utf8');
	const listed = [...readme.matchAll(/^\| `((?:GET|POST|PATCH|DELETE) [^`]+)`/gm)].map(
		([, name]) => name,
	);
	const { body } = await call('GET', `${sandbox.controlUrl}/calls`);
	expect((body as Array<{ call: string }>).map((one) => one.call)).toEqual(listed);
});

test('all that is invented is listed', () => {
	const listed = readFileSync(join(__dirname, '../../../sandbox/INVENTED.md'), 'utf8');
	expect(listed).toBe(inventedTable());
});

test('the page and its parts are served', async () => {
	const html = await call('GET', sandbox.controlUrl);
	expect(html.headers.get('content-type')).toContain('text/html');
	const parts = [...html.text.matchAll(/"(\/page\/[^"]+)"/g)].map(([, path]) => path);
	expect(parts.length).toBeGreaterThanOrEqual(5);
	for (const path of [...parts, '/page/api.js']) {
		expect((await call('GET', `${sandbox.controlUrl}${path}`)).status).toBe(200);
	}
	expect((await call('GET', `${sandbox.controlUrl}/page/..%2fseed.ts`)).status).toBe(404);
});

describe('bad input', () => {
	test.each<[string, string, string | undefined, number]>([
		['an unknown call', 'GET /nowhere', undefined, 404],
		['broken JSON', 'PATCH /knobs', '{"braze":', 400],
		['a number of nothing', 'DELETE /faults/77', undefined, 404],
		['a request that never was', 'GET /braze/requests/77', undefined, 404],
		['a profile that never was', 'GET /braze/profile?braze_id=x', undefined, 404],
		['a name for a number', 'GET /punchh/segments/tea/members', undefined, 400],
		['a page before the first', 'GET /punchh/guests?offset=-1', undefined, 400],
		['a page without end', 'GET /punchh/guests?limit=100000', undefined, 400],
		['a word that no query has', 'GET /punchh/guests?colour=red', undefined, 400],
		['a query twice', 'GET /punchh/guests?search=a&search=b', undefined, 400],
	])('%s gets a sentence', async (_name, order, body, status) => {
		const [method, path] = order.split(' ');
		const answer = await call(method, `${sandbox.controlUrl}${path}`, {}, body);
		expect(answer.status).toBe(status);
		expect(answer.body).toEqual({ error: expect.any(String) });
	});

	test.each([
		['POST', '/seed', (deep: string) => `{"braze":{"profiles":[{"attributes":{"x":${deep}}}]}}`],
		[
			'POST',
			'/faults',
			(deep: string) => `{"side":"braze","path":"*","fault":{"status":500,"body":${deep}}}`,
		],
	])('%s %s takes nothing that could not be shown again', async (method, path, bodyOf) => {
		const nested = (levels: number) => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);
		const ask = async (levels: number) =>
			await call(method, `${sandbox.controlUrl}${path}`, {}, bodyOf(nested(levels)));
		expect((await ask(50)).status).toBe(200);
		const refused = await ask(20_000);
		expect([refused.status, refused.body]).toEqual([400, { error: 'body: nested too deep' }]);
		expect((await state()).status).toBe(200);
	});

	test('of any kind ends in an answer below 500', async () => {
		const path = fc.constantFrom(...CALLS.filter(({ method }) => method !== 'GET'));
		await fc.assert(
			fc.asyncProperty(path, fc.json(), fc.string(), async (asked, body, id) => {
				const url = asked.path.replace(':id', encodeURIComponent(id));
				const answer = await call(asked.method, `${sandbox.controlUrl}${url}`, {}, body);
				expect(answer.status).toBeLessThan(500);
			}),
			{ seed: fuzzSeed(), numRuns: fuzzRuns(60, 3_000) },
		);
	});
});

describe('startSandbox', () => {
	test('takes the ports it is given and frees them', async () => {
		const ports = { control: await freePort(), punchh: await freePort(), braze: await freePort() };
		const own = await startSandbox(ports);
		expect(own.brazeUrl).toBe(`http://127.0.0.1:${ports.braze}`);
		await own.close();
		await (await startSandbox(ports)).close();
		await expect(fetch(`http://127.0.0.1:${ports.control}/state`)).rejects.toThrow();
	});

	test.each(['punchh', 'braze'] as const)(
		'leaves nothing behind when %s is taken',
		async (name) => {
			const taken = Number(new URL(sandbox.punchhUrl).port);
			const control = await freePort();
			const starting = startSandbox({ control, [name]: taken });
			await expect(starting).rejects.toMatchObject({ code: 'EADDRINUSE' });
			await expect(fetch(`http://127.0.0.1:${control}/state`)).rejects.toThrow();
		},
	);
});

describe('the log of requests', () => {
	test('keeps fewer where they are very long, so that the memory does not fill', async () => {
		const server = createServer(30_000_000);
		const log: LoggedRequest[] = [];
		logRequests(server, log);
		server.post('/', async () => 'taken');
		const url = await listen(server, 0);
		const body = 'x'.repeat(20_000_000);
		for (let number = 1; number <= 8; number += 1) await call('POST', url, {}, body);
		expect(log.map(({ number }) => number)).toEqual([5, 6, 7, 8]);
		log.length = 0;
		for (let number = 9; number <= 11; number += 1) await call('POST', url, {}, body);
		expect(log.map(({ number }) => number)).toEqual([9, 10, 11]);
		await server.close();
	});

	test('numbers them, and keeps the newest', async () => {
		const server = createServer(1_000);
		const log: LoggedRequest[] = [];
		logRequests(server, log, () => 100);
		server.get('/', async (request) => String(numberOf(request)));
		const url = await listen(server, 0);
		for (let number = 1; number <= 250; number += 1) await call('GET', url);
		await server.close();
		expect(log.length).toBeGreaterThanOrEqual(100);
		expect(log.length).toBeLessThanOrEqual(110);
		expect(log.at(-1)).toMatchObject({ number: 250, answer: '250' });
		expect(log.map(({ number }) => number)).toEqual(log.map((_, index) => log[0].number + index));
	});
});
