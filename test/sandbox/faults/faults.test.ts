import { startSandbox, type Sandbox } from '../../../sandbox';
import { PRESETS, type Preset } from '../../../sandbox/faults/presets';
import { GUESTS } from '../../../sandbox/punchh/seed';
import { call, callControl, callDashboard, track, type Answer, type Json } from '../http';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const control = async (method: string, path: string, body?: unknown) =>
	await callControl(sandbox, method, path, body);
const disturb = async (rule: Json) => {
	const answer = await control('POST', '/faults', rule);
	expect(answer.status).toBe(200);
	return answer.body as { id: number };
};

const TRACK = { side: 'braze', path: '/users/track' };
const trackOne = async (id = 'a') =>
	await track(sandbox.brazeUrl, { attributes: [{ external_id: id, tier: 'Gold' }] });
const lookUp = async () =>
	await callDashboard(sandbox.punchhUrl, 'GET', `/users/info?user_id=${GUESTS[0].user_id}`);
const profiles = () => sandbox.braze.profiles.map(({ external_id: id }) => id);
/** The status, or 0 when the connection ended without an answer. */
const statusOf = async (asked: Promise<Answer>) =>
	await asked.then(
		({ status }) => status,
		() => 0,
	);

describe('an answer in the place of the vendor', () => {
	test.each<[string, Json, string, string]>([
		['HTML', { status: 503, body: '<html>down</html>' }, 'text/html', '<html>down</html>'],
		['text', { status: 500, body: 'no' }, 'text/plain', 'no'],
		['JSON', { status: 429, body: { message: 'slow' } }, 'application/json', '{"message":"slow"}'],
		['nothing', { status: 502 }, 'text/plain', ''],
		['its own type', { status: 404, headers: { 'content-type': 'a/b' }, body: '{' }, 'a/b', '{'],
	])('%s', async (_name, fault, type, text) => {
		await disturb({ ...TRACK, fault });
		const answer = await trackOne();
		expect(answer).toMatchObject({ status: fault.status, text });
		expect(answer.headers.get('content-type')).toContain(type);
		expect(profiles()).toEqual([]);
		expect(sandbox.braze.requests).toMatchObject([{ status: fault.status, answer: text }]);
	});

	test('headers, and a time that lies ahead', async () => {
		const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': { epochIn: 60 } };
		await disturb({ ...TRACK, fault: { status: 429, headers } });
		const before = Date.now() / 1_000;
		const answer = await trackOne();
		expect(answer.headers.get('x-ratelimit-remaining')).toBe('0');
		const reset = Number(answer.headers.get('x-ratelimit-reset'));
		expect(reset).toBeGreaterThanOrEqual(before + 60);
		expect(reset).toBeLessThanOrEqual(Date.now() / 1_000 + 61);
	});
});

test('a slow answer comes after others that were asked later, and is applied', async () => {
	await disturb({ ...TRACK, count: 1, fault: { delayMs: 300 } });
	const order: string[] = [];
	const slow = trackOne('slow').then(({ status }) => order.push(`slow ${status}`));
	// The slow request has arrived once its fault is noted.
	while (sandbox.faults.hits.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
	await trackOne('fast').then(({ status }) => order.push(`fast ${status}`));
	await slow;
	expect(order).toEqual(['fast 201', 'slow 201']);
	expect(profiles()).toEqual(['fast', 'slow']);
});

test.each([
	['before', [], []],
	['after', ['a'], [201]],
] as const)('a connection cut %s the request is applied', async (cut, written, logged) => {
	await disturb({ ...TRACK, count: 1, fault: { cut } });
	await expect(trackOne('a')).rejects.toThrow();
	expect(profiles()).toEqual(written);
	expect(sandbox.braze.requests.map(({ status }) => status)).toEqual(logged);
	expect(sandbox.faults.hits).toMatchObject([{ url: '/users/track', fault: { cut } }]);
	expect((await trackOne('b')).status).toBe(201);
});

test('a count: so many, then as usual', async () => {
	await disturb({ ...TRACK, count: 2, fault: { status: 500 } });
	const statuses = [];
	for (let n = 0; n < 4; n += 1) statuses.push((await trackOne()).status);
	expect(statuses).toEqual([500, 500, 201, 201]);
});

test('a share: about so many, and the same ones for the same seed', async () => {
	const rule = { ...TRACK, share: 0.25, seed: 7, fault: { status: 500 } };
	const run = async () => {
		await control('DELETE', '/faults');
		await disturb(rule);
		const statuses = [];
		for (let n = 0; n < 100; n += 1) statuses.push((await trackOne()).status);
		return statuses;
	};
	const first = await run();
	const bad = first.filter((status) => status === 500).length;
	expect(bad).toBeGreaterThan(10);
	expect(bad).toBeLessThan(40);
	expect(await run()).toEqual(first);
});

describe('which requests', () => {
	const fault = { status: 418 };
	test.each<[string, Json, number, number]>([
		['an exact path', { side: 'punchh', path: '/api2/dashboard/users/info' }, 418, 201],
		['a path that only begins so', { side: 'punchh', path: '/api2/dashboard' }, 200, 201],
		['a prefix', { side: 'punchh', path: '/api2/*' }, 418, 201],
		['everything of a side', { side: 'braze', path: '*' }, 200, 418],
		['a method', { side: 'punchh', path: '*', method: 'get' }, 418, 201],
		['another method', { side: 'punchh', path: '*', method: 'POST' }, 200, 201],
	])('%s', async (_name, rule, punchh, braze) => {
		await disturb({ ...rule, fault });
		expect([(await lookUp()).status, (await trackOne()).status]).toEqual([punchh, braze]);
	});

	test('paths that nobody serves', async () => {
		await disturb({ side: 'braze', path: '/nowhere', fault });
		expect((await call('GET', `${sandbox.brazeUrl}/nowhere?a=1`)).status).toBe(418);
	});

	test('the oldest rule that fits counts, and the next when it has rested', async () => {
		await disturb({ ...TRACK, count: 1, fault: { status: 500 } });
		await disturb({ side: 'braze', path: '*', fault: { status: 503 } });
		expect([(await trackOne()).status, (await trackOne()).status]).toEqual([500, 503]);
	});
});

test.each(Object.entries<Preset>(PRESETS))('the preset %s', async (preset, { side, fault }) => {
	await disturb({ preset });
	expect(sandbox.faults.list()).toMatchObject([{ side, path: '*', fault }]);
	// Waiting for the slow ones would prove nothing more.
	if ('delayMs' in fault) return;
	const asked = side === 'braze' ? trackOne() : lookUp();
	const expected = 'status' in fault ? fault.status : 0;
	expect(await statusOf(asked)).toBe(expected);
});

test('rules are listed with what they did, and can be removed', async () => {
	const { id } = await disturb({ ...TRACK, fault: { status: 500 } });
	const other = await disturb({ preset: 'punchhCaptcha', count: 3 });
	await trackOne();
	expect((await control('GET', '/faults')).body).toMatchObject([
		{ id, hits: 1, path: '/users/track' },
		{ id: other.id, hits: 0, count: 3, side: 'punchh', fault: { status: 403 } },
	]);
	expect((await control('GET', '/faults/hits')).body).toMatchObject({
		total: 1,
		items: [{ rule: id, url: '/users/track', number: sandbox.braze.requests[0].number }],
	});
	await control('DELETE', `/faults/${id}`);
	expect((await trackOne()).status).toBe(201);
	await control('POST', '/reset');
	expect((await control('GET', '/faults')).body).toEqual([]);
	expect((await lookUp()).status).toBe(200);
});

test.each<[string, unknown, string]>([
	['no side', { path: '*', fault: { status: 500 } }, 'body.side'],
	['an unknown side', { side: 'n8n', path: '*', fault: { status: 500 } }, 'body.side'],
	['no path', { side: 'braze', fault: { status: 500 } }, 'body.path'],
	['a star in the middle', { side: 'braze', path: '/a/*/b', fault: { status: 500 } }, 'body.path'],
	['an unknown method', { ...TRACK, method: 'LOOK', fault: { status: 500 } }, 'body.method'],
	['no fault', TRACK, 'body.fault'],
	['an empty fault', { ...TRACK, fault: {} }, 'body.fault.status'],
	['a status of no kind', { ...TRACK, fault: { status: 99 } }, 'body.fault.status'],
	['a header of no kind', { ...TRACK, fault: { status: 500, headers: { 'a b': '' } } }, 'headers'],
	[
		'a line break in a header',
		{ ...TRACK, fault: { status: 500, headers: { a: '1\r\nb: 2' } } },
		'headers',
	],
	['a delay without end', { ...TRACK, fault: { delayMs: 1e9 } }, 'body.fault.delayMs'],
	['a cut at no time', { ...TRACK, fault: { cut: 'during' } }, 'body.fault.cut'],
	['a share above all', { ...TRACK, share: 2, fault: { status: 500 } }, 'body.share'],
	['a count of none', { ...TRACK, count: 0, fault: { status: 500 } }, 'body.count'],
	['a word that no rule has', { ...TRACK, when: 1, fault: { status: 500 } }, 'when'],
	['an unknown preset', { preset: 'brazeOnFire' }, 'body.preset'],
	['a preset with a bad path', { preset: 'brazeSlow', path: 'x' }, 'body.path'],
])('refuses %s', async (_name, rule, named) => {
	const answer = await control('POST', '/faults', rule);
	expect(answer.status).toBe(400);
	expect((answer.body as { error: string }).error).toContain(named);
	expect(sandbox.faults.list()).toEqual([]);
});
