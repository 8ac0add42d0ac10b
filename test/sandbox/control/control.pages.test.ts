import fc from 'fast-check';
import getPort from 'get-port';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox } from '../../../sandbox';
import { CALLS } from '../../../sandbox/control/server';
import { inventedTable } from '../../../sandbox/overview/invented';
import { SUBJECTS } from '../../../sandbox/parts/changes';
import {
	createServer,
	listen,
	logRequests,
	numberOf,
	type LoggedRequest,
} from '../../../sandbox/shared/server';
import { fuzzRuns, fuzzSeed } from '../../harness/fuzz';
import { call, callControl, track, type Json } from '../http';
import { sandbox, state } from './control.setup';

/** A port that nobody listens on. */
const freePort = async () => await getPort({ host: '127.0.0.1' });

describe('GET /stream', () => {
	test('names everything at first, then what changed', async () => {
		const stream = await fetch(`${sandbox.controlUrl}/stream`);
		const lines = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
		const next = async () =>
			JSON.parse(((await lines.read()).value ?? '').replace(/^data: /, '')) as Json;
		expect(await next()).toEqual({ changed: [...SUBJECTS] });
		await track(sandbox.brazeUrl, { attributes: [{ external_id: 'a' }] });
		await callControl(sandbox, 'PATCH', '/knobs', { braze: { limit: 'perArray' } });
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
		const answer = await callControl(sandbox, method, path, body);
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
			await callControl(sandbox, method, path, bodyOf(nested(levels)));
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
				const answer = await callControl(sandbox, asked.method, url, body);
				expect(answer.status).toBeLessThan(500);
			}),
			{ seed: fuzzSeed(), numRuns: fuzzRuns(30, 3_000) },
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
		for (let number = 1; number <= 130; number += 1) await call('GET', url);
		await server.close();
		expect(log.length).toBeGreaterThanOrEqual(100);
		expect(log.length).toBeLessThanOrEqual(110);
		expect(log.at(-1)).toMatchObject({ number: 130, answer: '130' });
		expect(log.map(({ number }) => number)).toEqual(log.map((_, index) => log[0].number + index));
	});
});
