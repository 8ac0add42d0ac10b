import { startSandbox, type Sandbox } from '../../../../sandbox';
import { POOLS } from '../../../../sandbox/braze/api/pools';
import { BRAZE_EXPORT_KEY } from '../../../../sandbox/braze/seed';
import { callBraze, track } from '../../http';

let sandbox: Sandbox;
/** Half a second into a window of three seconds. */
const NOW = 1_773_504_000_500;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => {
	sandbox.reset();
	sandbox.braze.now = () => NOW;
});
afterEach(() => {
	sandbox.braze.now = Date.now;
});

const BODY = { events: [{ external_id: 'a', name: 'visit', time: '2026-03-14T16:20:11Z' }] };
const send = async () => await track(sandbox.brazeUrl, BODY);

function limitsOf({ headers }: { headers: Headers }): Array<[string, string]> {
	const found: Array<[string, string]> = [];
	headers.forEach((value, name) => {
		if (name.startsWith('x-ratelimit')) found.push([name, value]);
	});
	return found;
}

test.each<['epoch' | 'secondsLeft' | 'retryAfter', string, Array<[string, string]>]>([
	[
		'epoch',
		'1773504003',
		[
			['x-ratelimit-limit', '2'],
			['x-ratelimit-remaining', '0'],
			['x-ratelimit-reset', '1773504003'],
		],
	],
	[
		'secondsLeft',
		'3',
		[
			['x-ratelimit-limit', '2'],
			['x-ratelimit-remaining', '0'],
			['x-ratelimit-reset', '3'],
		],
	],
	['retryAfter', '3', [['x-ratelimit-retry-after', '3']]],
])('style %s', async (style, reset, refused) => {
	sandbox.braze.knobs.rateLimit = { style, limit: 2, windowMs: 3_000 };
	const first = await send();
	expect(first.status).toBe(201);
	expect(limitsOf(first)).toEqual([
		['x-ratelimit-limit', '2'],
		['x-ratelimit-remaining', '1'],
		['x-ratelimit-reset', reset],
	]);
	expect((await send()).status).toBe(201);
	const third = await send();
	expect([third.status, third.body]).toEqual([429, { message: expect.any(String) }]);
	expect(limitsOf(third)).toEqual(refused);
	// Nothing of it was taken.
	expect(sandbox.braze.profiles[0].events).toHaveLength(2);
	expect(sandbox.braze.verdicts).toHaveLength(2);

	sandbox.braze.now = () => NOW + 2_500;
	expect((await send()).status).toBe(201);
});

test('a limit of one pool leaves the others alone', async () => {
	sandbox.braze.knobs.rateLimit = {
		style: 'epoch',
		limit: 1,
		windowMs: 60_000,
		pool: 'users',
	};
	const alias = async () =>
		await callBraze(sandbox.brazeUrl, 'POST', '/users/alias/new', {
			user_aliases: [{ alias_name: 'a', alias_label: 'b' }],
		});
	expect([(await alias()).status, (await alias()).status]).toEqual([201, 429]);
	expect([(await send()).status, (await send()).status]).toEqual([201, 201]);
	const merge = await callBraze(sandbox.brazeUrl, 'POST', '/users/merge', { merge_updates: [] });
	expect(merge.status).toBe(429);
});

test.each<[string, string, keyof typeof POOLS]>([
	['POST', '/users/track', 'track'],
	['POST', '/users/delete', 'users'],
	['POST', '/users/export/ids', 'export'],
	['POST', '/users/external_ids/rename', 'externalIds'],
	['POST', '/v2/subscription/status/set', 'subscriptions'],
	['GET', '/events/list', 'customEvents'],
	['GET', '/campaigns/list', 'others'],
	['POST', '/sends/id/create', 'sendIds'],
	['GET', '/catalogs', 'catalogs'],
	['PUT', '/catalogs/menu_items/items', 'catalogItems'],
	['PUT', '/catalogs/menu_items/items/tea', 'catalogItem'],
])('%s %s tells the limit of its pool, and does not enforce it', async (method, path, pool) => {
	const ask = async () =>
		await callBraze(sandbox.brazeUrl, method, path, method === 'GET' ? undefined : {});
	const { limit } = POOLS[pool];
	expect(limitsOf(await ask())).toMatchObject([
		['x-ratelimit-limit', String(limit)],
		['x-ratelimit-remaining', String(limit - 1)],
		['x-ratelimit-reset', expect.stringMatching(/^\d{10}$/)],
	]);
	sandbox.braze.limiter.pass(pool, null, NOW);
	expect(limitsOf(await ask())[1]).toEqual(['x-ratelimit-remaining', String(limit - 3)]);
});

test('a call that the key does not allow counts against no limit', async () => {
	sandbox.braze.knobs.rateLimit = { style: 'epoch', limit: 1, windowMs: 3_000 };
	for (const key of ['a-wrong-key', BRAZE_EXPORT_KEY]) {
		const refused = await callBraze(sandbox.brazeUrl, 'POST', '/users/track', BODY, key);
		expect([401, 403]).toContain(refused.status);
		expect(limitsOf(refused)).toEqual([]);
	}
	expect((await send()).status).toBe(201);
});
