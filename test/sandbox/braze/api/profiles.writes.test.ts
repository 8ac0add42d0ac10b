import { track, type Json } from '../../http';
import { TIME, profiles, sandbox, write } from './profiles.setup';

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
