import { BRAZE_SUBSCRIPTION_GROUPS } from '../../../../sandbox/braze/seed';
import { callBraze, type Json } from '../../http';
import { ALIAS, EVENT, PURCHASE, TOKEN, first, reasons, sandbox, send, write } from './track.setup';

const GROUP = { subscription_group_id: BRAZE_SUBSCRIPTION_GROUPS[0].id };

describe('what is dropped silently', () => {
	const nest = (levels: number): unknown => (levels === 0 ? 1 : { a: nest(levels - 1) });
	test.each<[string, Json, Json?]>([
		['text over 255 characters', { x: 'x'.repeat(256) }],
		['an object over 100 KB', { x: { a: 'x'.repeat(100_000) } }],
		['objects over 100 KB', { x: [{ a: 'x'.repeat(100_000) }] }],
		['a name over 255 characters', { ['x'.repeat(256)]: 1 }],
		['a nested key with a dot', { x: { 'a.b': 1 } }],
		['a nested key with a dollar', { x: { $a: 1 } }],
		['a nested key over 255 characters', { x: { ['a'.repeat(256)]: 1 } }],
		['null inside a list of an object', { x: { a: [1, null] } }],
		['null far inside a list', { x: { a: [{ b: null }] } }],
		['null inside a list under merge', { x: { a: [{ b: null }] } }, { _merge_objects: true }],
		['null inside an object of a list', { x: [{ a: null }] }],
		['null among objects', { x: [{ a: 1 }, null] }],
		['a year after 3000 inside', { x: { a: { $time: '3001-01-01' } } }],
		['a bad $time in a list of objects', { x: [{ a: { $time: 'never' } }] }],
		['a $time that is a number', { x: { a: { $time: 5 } } }],
		['an inc by a fraction', { x: { inc: 1.5 } }],
		['a gender that is none', { gender: 'X' }],
		['a day of birth that is none', { dob: '1990-02-31x' }],
		['a time zone that is none', { time_zone: 'Middle/Earth' }],
		['an abbreviation that is no zone to Ruby', { time_zone: 'BST' }],
		['a time zone in other letter case', { time_zone: 'america/new_york' }],
		['a Rails name in other letter case', { time_zone: 'Eastern time (US & Canada)' }],
		['an offset', { time_zone: '+02:00' }],
		['a language that is none', { language: 'English' }],
		['a flag that is text', { email_open_tracking_disabled: 'yes' }],
		['a first name over 255 characters', { first_name: 'x'.repeat(256) }],
	])('%s', async (_name, object, flags = {}) => {
		await write({ ...object, ...flags, beside: 'written' });
		expect(first().attributes).toEqual({ beside: 'written' });
		const [{ number: request }] = sandbox.braze.requests;
		expect(sandbox.braze.drops).toEqual([
			{ request, array: 'attributes', index: 0, reason: expect.any(String) },
		]);
	});

	test('deep but small objects are written', async () => {
		await write({ x: nest(50) });
		expect(first().attributes.x).toEqual(nest(50));
		expect(reasons()).toEqual([]);
	});

	test.each([
		'America/New_York',
		'US/Eastern',
		'Asia/Calcutta',
		'EST',
		'Eastern Time (US & Canada)',
		'International Date Line West',
		"Nuku'alofa",
		'St. Petersburg',
	])('not the time zone %s, which Ruby knows', async (time_zone) => {
		await write({ time_zone });
		expect(first().attributes).toEqual({ time_zone });
		expect(reasons()).toEqual([]);
	});

	test('whitespace around a name', async () => {
		await write({ ' x ': 1 }, { 'x\t': 2 });
		expect(first().attributes).toEqual({ x: 2 });
	});

	test('a country that is none empties the field', async () => {
		await write({ country: 'US' }, { country: 'Nowhere' });
		expect(first().attributes).toEqual({});
		expect(reasons()).toEqual([expect.stringContaining('country')]);
	});

	test('names on the blocklist', async () => {
		sandbox.braze.knobs.blockedNames = { attributes: ['x'], events: ['visit'], products: ['tea'] };
		const { body } = await send({
			attributes: [{ external_id: 'a', x: 1, y: 2 }],
			events: [EVENT, { ...EVENT, name: 'other' }],
			purchases: [PURCHASE, { ...PURCHASE, product_id: 'bun' }],
		});
		expect(body).toMatchObject({ events_processed: 2, purchases_processed: 2 });
		expect(first()).toMatchObject({
			attributes: { y: 2 },
			events: [{ name: 'other' }],
			purchases: [{ product_id: 'bun' }],
		});
		expect(first().attributes).not.toHaveProperty('x');
		expect(reasons()).toHaveLength(3);
		expect(sandbox.braze.verdicts.map(({ taken, effect }) => [taken, effect])).toEqual([
			[true, true],
			[true, false],
			[true, true],
			[true, false],
			[true, true],
		]);
	});

	test('long text among properties, but not the others', async () => {
		const properties = { long: 'x'.repeat(256), fits: 'x'.repeat(255) };
		await send({ events: [{ ...EVENT, properties }] });
		expect(first().events[0].properties).toEqual({ fits: properties.fits });
		expect(reasons()).toEqual([expect.stringContaining('long')]);
	});

	test('a phone number that is not E.164 names nobody', async () => {
		const { body } = await send({ events: [{ ...EVENT, external_id: '', phone: '5550142001' }] });
		expect(body).toEqual({ message: 'success', events_processed: 1 });
		expect(sandbox.braze.profiles).toEqual([]);
		expect(sandbox.braze.verdicts).toMatchObject([{ taken: true, effect: false }]);
	});

	test('a push token that is known already', async () => {
		const object = { push_token_import: true, push_tokens: [TOKEN] };
		await send({ attributes: [object, object] });
		expect(sandbox.braze.profiles).toHaveLength(1);
		expect(reasons()).toEqual([expect.stringContaining('token')]);

		await callBraze(sandbox.brazeUrl, 'POST', '/users/delete', { braze_ids: [first().braze_id] });
		await send({ attributes: [object] });
		expect(sandbox.braze.profiles).toHaveLength(1);
	});

	test('a flat list over 100 KB loses its oldest', async () => {
		const list = Array.from({ length: 450 }, (_value, index) => `${index}-${'x'.repeat(240)}`);
		await write({ x: list });
		const kept = first().attributes.x as string[];
		expect(kept.at(-1)).toBe(list.at(-1));
		expect(kept.length).toBeLessThan(450);
		expect(JSON.stringify(kept).length).toBeLessThanOrEqual(100_000);
	});

	test('fields with names of JavaScript are fields like others', async () => {
		const text = `{"attributes":[{"external_id":"a","__proto__":"p","constructor":"c",
			"nested":{"__proto__":{"a":1}}}]}`;
		expect((await send(text)).status).toBe(201);
		expect(Object.entries(first().attributes)).toEqual([
			['__proto__', 'p'],
			['constructor', 'c'],
			['nested', expect.anything()],
		]);
		expect(({} as Json).a).toBeUndefined();
	});
});

test('a subscription group change reaches everyone with the same e-mail', async () => {
	const email = 'both@example.com';
	await send({
		attributes: [
			{ external_id: 'a', email },
			{ external_id: 'b', email: 'other@example.com' },
			{
				external_id: 'c',
				email,
				subscription_groups: [{ ...GROUP, subscription_state: 'unsubscribed' }],
			},
		],
	});
	const states = sandbox.braze.profiles.map(({ subscriptions }) => Object.values(subscriptions));
	expect(states).toEqual([['unsubscribed'], [], ['unsubscribed']]);
});

describe('knobs', () => {
	test.each<['honourFalse' | 'updateOnly', number]>([
		['honourFalse', 1],
		['updateOnly', 0],
	])('aliasEvents %s: %i profiles by an event with alias', async (aliasEvents, count) => {
		sandbox.braze.knobs.aliasEvents = aliasEvents;
		const object = { ...EVENT, external_id: '', user_alias: ALIAS, _update_existing_only: false };
		expect((await send({ events: [object] })).status).toBe(201);
		expect(sandbox.braze.profiles).toHaveLength(count);
	});

	test.each([
		[102_400, 201],
		[51_200, 400],
	])('eventPropertiesBytes %i: 70 KB give %i', async (most, status) => {
		sandbox.braze.knobs.eventPropertiesBytes = most;
		const properties = { list: Array(7_000).fill('xxxxxxx') };
		expect((await send({ events: [{ ...EVENT, properties }] })).status).toBe(status);
	});

	test.each<['kept' | 'asText', unknown]>([
		['kept', { a: 1 }],
		['asText', '{"a":1}'],
	])('nestedProperties %s', async (nestedProperties, stored) => {
		sandbox.braze.knobs.nestedProperties = nestedProperties;
		const properties = { nested: { a: 1 }, list: [{ b: 2 }] };
		await send({ events: [{ ...EVENT, properties }], purchases: [{ ...PURCHASE, properties }] });
		expect(first().events[0].properties).toEqual({ nested: stored, list: [{ b: 2 }] });
		// Purchases never had nested properties.
		expect(first().purchases[0].properties).toEqual({ nested: '{"a":1}', list: [{ b: 2 }] });
	});

	test.each<['objects' | 'distinctUsers', number]>([
		['objects', 3],
		['distinctUsers', 2],
	])('attributesProcessed %s', async (attributesProcessed, count) => {
		sandbox.braze.knobs.attributesProcessed = attributesProcessed;
		const attributes = ['a', 'b', 'a'].map((external_id) => ({ external_id, x: 1 }));
		expect((await send({ attributes })).body).toEqual({
			message: 'success',
			attributes_processed: count,
		});
	});

	test('allBadStatus, as in the oldest captures', async () => {
		sandbox.braze.knobs.allBadStatus = 401;
		const { status, body } = await send({ attributes: [{}] });
		expect([status, (body as Json).errors]).toEqual([401, expect.any(Array)]);
	});

	test('errorsPerObject all', async () => {
		sandbox.braze.knobs.errorsPerObject = 'all';
		const { body } = await send({ purchases: [{ quantity: 0, price: 'x' }] });
		const { errors } = body as { errors: Json[] };
		expect(errors.length).toBeGreaterThan(3);
		expect(errors.every(({ index }) => index === 0)).toBe(true);
	});
});
