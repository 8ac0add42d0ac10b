import { startSandbox, type Sandbox } from '../../../../sandbox';
import { BRAZE_APP_IDS } from '../../../../sandbox/braze/seed';
import { track, type Json } from '../../http';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const TIME = '2026-03-14T16:20:11Z';
const user_alias = { alias_name: 'mara', alias_label: 'crm' };
const profiles = () => sandbox.braze.profiles;

/** Sends attributes objects, each in a request of its own; all of them must be taken. */
async function write(...objects: Json[]): Promise<void> {
	for (const object of objects) {
		const { body } = await track(sandbox.brazeUrl, { attributes: [object] });
		expect(body).toEqual({ message: 'success', attributes_processed: 1 });
	}
}

describe('which profile', () => {
	test.each<[string, Json]>([
		['external_id', { external_id: 'a' }],
		['email', { email: 'a@example.com' }],
		['phone', { phone: '+15550142001' }],
		['alias with false', { user_alias, _update_existing_only: false }],
	])('an unknown %s makes one, a known one is found again', async (_name, identifier) => {
		await write({ ...identifier, first_name: 'A' }, { ...identifier, last_name: 'B' });
		expect(profiles()).toHaveLength(1);
		expect(profiles()[0].attributes).toMatchObject({ first_name: 'A', last_name: 'B' });
	});

	test.each<[string, Json]>([
		['external_id, update only', { external_id: 'a', _update_existing_only: true }],
		['email, update only', { email: 'a@example.com', _update_existing_only: true }],
		['alias without a word', { user_alias }],
		['alias, update only', { user_alias, _update_existing_only: true }],
		['braze_id', { braze_id: '0123456789abcdef01234567' }],
		['braze_id with e-mail', { braze_id: '0123456789abcdef01234567', email: 'a@example.com' }],
	])('an unknown %s makes none, is counted and logged', async (_name, identifier) => {
		await write({ ...identifier, first_name: 'A' });
		expect(profiles()).toEqual([]);
		expect(sandbox.braze.drops).toHaveLength(1);
	});

	test('a known alias needs no false', async () => {
		await write({ user_alias, _update_existing_only: false }, { user_alias, first_name: 'A' });
		expect(profiles()).toMatchObject([
			{ user_aliases: [user_alias], attributes: { first_name: 'A' } },
		]);
	});

	test('an alias is case-sensitive', async () => {
		const other = { ...user_alias, alias_name: 'Mara' };
		await write(
			{ user_alias, _update_existing_only: false },
			{ user_alias: other, first_name: 'A' },
		);
		expect(profiles()[0].attributes).toEqual({});
	});

	test('braze_id finds a profile', async () => {
		await write({ external_id: 'a' });
		await write({ braze_id: profiles()[0].braze_id, first_name: 'A' });
		expect(profiles()).toMatchObject([{ external_id: 'a', attributes: { first_name: 'A' } }]);
	});

	test('an unknown external_id with a known email makes a second profile', async () => {
		await write({ email: 'a@example.com' }, { external_id: 'a', email: 'a@example.com' });
		expect(profiles().map(({ external_id: id }) => id)).toEqual([undefined, 'a']);
	});

	test('an address that was changed finds nobody any more', async () => {
		await write({ external_id: 'a', email: 'old@example.com', phone: '+15550142001' });
		await write({ external_id: 'a', email: 'new@example.com', phone: null });
		await write({ email: 'old@example.com' }, { phone: '+15550142001' });
		expect(profiles()).toHaveLength(3);
		await write({ email: 'new@example.com', first_name: 'A' });
		expect(profiles()[0].attributes.first_name).toBe('A');
	});

	test('empty identifiers name nobody', async () => {
		await write({ external_id: null, user_alias: null, email: 'a@example.com', first_name: 'A' });
		expect(profiles()).toHaveLength(1);
		expect(profiles()[0].external_id).toBeUndefined();
	});

	test('a token import without identifier never meets another profile', async () => {
		const push_tokens = [{ app_id: BRAZE_APP_IDS[0], token: 't' }];
		await write(
			{ external_id: 'a' },
			{ push_token_import: true, push_tokens, first_name: 'Anonymous' },
		);
		expect(profiles()).toHaveLength(2);
		expect(profiles()[0].attributes).toEqual({});
	});

	const email = 'a@example.com';
	const anonymous = { user_alias, _update_existing_only: false, email };
	test.each<[string, Json[], Json]>([
		[
			'an identified one wins over one changed later',
			[{ external_id: 'a', email }, anonymous],
			{ external_id: 'a' },
		],
		['with none identified the one changed last wins', [anonymous], { user_aliases: [user_alias] }],
		[
			'the one changed last of the identified wins',
			[
				{ external_id: 'a', email },
				{ external_id: 'b', email },
				{ external_id: 'a', x: 1 },
			],
			{ external_id: 'a' },
		],
	])('email of several: %s', async (_name, setUp, winner) => {
		await write({ email }, ...setUp, { email, picked: true });
		const picked = profiles().filter(({ attributes }) => attributes.picked === true);
		expect(picked).toEqual([expect.objectContaining(winner)]);
	});

	test('email wins over phone', async () => {
		const phone = '+15550142001';
		await write({ external_id: 'a', email }, { external_id: 'b', phone });
		await write({ email, phone: '+15550142009', picked: true });
		await write({ email: 'other@example.com', phone, picked: true });
		expect(profiles().map(({ attributes }) => attributes.picked)).toEqual([true, undefined, true]);
	});
});

describe('what a write does', () => {
	const cars = [
		{ id: 1, make: 'A', year: 2000 },
		{ id: 2, make: 'B' },
	];
	const item = ($identifier_value: number, $new_object?: Json) => ({
		$identifier_key: 'id',
		$identifier_value,
		...($new_object === undefined ? {} : { $new_object }),
	});
	const merge = { _merge_objects: true };

	test.each<[string, unknown, unknown, unknown, Json?]>([
		['null removes', 'v', null, undefined],
		['empty text stays', 'v', '', ''],
		['inc adds', 5, { inc: 2 }, 7],
		['inc takes away', 5, { inc: -2 }, 3],
		['inc starts at 0', undefined, { inc: 2 }, 2],
		['add', ['a'], { add: ['b'] }, ['a', 'b']],
		['add again moves to the end', ['a', 'b'], { add: ['a'] }, ['b', 'a']],
		['add the same twice', ['a'], { add: ['b', 'b'] }, ['a', 'b']],
		['remove', ['a', 'b'], { remove: ['a', 'z'] }, ['b']],
		['add and remove in one', ['a', 'b'], { add: ['c'], remove: ['a'] }, ['b', 'c']],
		['a list replaces', ['a'], ['b'], ['b']],
		['an object replaces', { a: 1 }, { b: 2 }, { b: 2 }],
		['merge', { a: 1, c: { d: 1 } }, { c: { e: 2 } }, { a: 1, c: { d: 1, e: 2 } }, merge],
		[
			'merge removes by null',
			{ a: 1, b: { c: 1, d: 2 } },
			{ b: { c: null } },
			{ a: 1, b: { d: 2 } },
			merge,
		],
		['merge removes where nothing is', undefined, { a: 1, b: { c: null } }, { a: 1, b: {} }, merge],
		['$add', cars, { $add: [{ id: 3 }] }, [...cars, { id: 3 }]],
		['$remove', cars, { $remove: [item(1)] }, [cars[1]]],
		[
			'$update replaces',
			cars,
			{ $update: [item(1, { id: 1, make: 'C' })] },
			[{ id: 1, make: 'C' }, cars[1]],
		],
		[
			'$update merges',
			cars,
			{ $update: [item(1, { make: 'C' })] },
			[{ ...cars[0], make: 'C' }, cars[1]],
			merge,
		],
		['add before remove', cars, { $remove: [item(3)], $add: [{ id: 3 }] }, cars],
		[
			'add before update',
			[],
			{ $update: [item(3, { id: 3, n: 1 })], $add: [{ id: 3 }] },
			[{ id: 3, n: 1 }],
		],
		[
			'remove before update',
			cars,
			{ $update: [item(1, { id: 9 })], $remove: [item(1)] },
			[cars[1]],
		],
		['a list of others is left alone', [null, 1], { $update: [item(1, { id: 9 })] }, [null, 1]],
	])('%s', async (_name, before, value, after, flags = {}) => {
		if (before !== undefined) await write({ external_id: 'a', attribute: before });
		await write({ external_id: 'a', attribute: value, ...flags });
		expect(profiles()[0].attributes.attribute).toEqual(after);
		expect(sandbox.braze.drops).toEqual([]);
	});

	test.each<[string, unknown, Json?]>([
		['a bad $time', { when: { $time: 'never' }, b: 2 }],
		['a bad $time far inside', { a: { b: { $time: 'never' } } }],
		['a misplaced null', { b: null, c: 2 }],
		['a misplaced null far inside', { c: { d: { e: null } } }],
		['a bad $time in $add', { $add: [{ when: { $time: 'never' } }] }],
		['$update with null', { $update: [null] }],
		['$remove with null', { $remove: [null] }],
		['$add with text', { $add: ['text'] }],
		['$update without object', { $update: [item(1)] }],
		['inc with text', { inc: 'many' }],
		['a bad $time under merge', { when: { $time: 'never' } }, merge],
	])('dropped whole and logged: %s', async (_name, value, flags = {}) => {
		await write({ external_id: 'a', attribute: { kept: true } });
		await write({ external_id: 'a', attribute: value, beside: 'written', ...flags });
		expect(profiles()[0].attributes).toEqual({ attribute: { kept: true }, beside: 'written' });
		expect(sandbox.braze.drops).toMatchObject([
			{
				array: 'attributes',
				index: 0,
				reason: expect.stringMatching(/^'attribute' dropped whole/),
			},
		]);
	});

	const numbers = (count: number) => Array.from({ length: count }, (_value, index) => index);
	test.each<[string, unknown, number, number]>([
		['set', numbers(502), 2, 501],
		['added to', { add: [500, 501, 502] }, 3, 502],
	])('a flat array over 500 that is %s loses its oldest', async (_name, value, first, last) => {
		await write({ external_id: 'a', list: numbers(500) });
		expect(sandbox.braze.drops).toEqual([]);
		await write({ external_id: 'a', list: value });
		const list = profiles()[0].attributes.list as number[];
		expect([list.length, list[0], list.at(-1)]).toEqual([500, first, last]);
		expect(sandbox.braze.drops).toMatchObject([{ reason: expect.stringContaining('list') }]);
	});

	test('attributes go before events and purchases of the same request', async () => {
		const answer = await track(sandbox.brazeUrl, {
			events: [{ email: 'a@example.com', name: 'visit', time: TIME }],
			attributes: [{ external_id: 'a', email: 'a@example.com' }],
		});
		expect(answer.status).toBe(201);
		expect(profiles()).toMatchObject([{ external_id: 'a', events: [{ name: 'visit' }] }]);
	});
});

describe('events and purchases', () => {
	const event = { external_id: 'a', name: 'visit', time: TIME };
	const purchase = { external_id: 'a', product_id: 'tea', currency: 'USD', price: 4, time: TIME };

	test('are not de-duplicated', async () => {
		const body = { events: [event, event], purchases: [purchase, purchase] };
		await track(sandbox.brazeUrl, body);
		await track(sandbox.brazeUrl, body);
		expect(profiles()).toHaveLength(1);
		expect(profiles()[0].events).toHaveLength(4);
		expect(profiles()[0].purchases).toHaveLength(4);
	});

	test('a future time becomes now, a past one stays', async () => {
		const before = Date.now();
		const future = '2999-01-01T00:00:00Z';
		await track(sandbox.brazeUrl, {
			events: [{ ...event, time: future }, event],
			purchases: [{ ...purchase, time: future }],
		});
		const [{ events, purchases }] = profiles();
		for (const { time } of [events[0], purchases[0]]) {
			expect(Date.parse(String(time))).toBeGreaterThanOrEqual(before);
			expect(Date.parse(String(time))).toBeLessThanOrEqual(Date.now());
		}
		expect(Date.parse(String(events[1].time))).toBe(Date.parse(TIME));
	});
});
