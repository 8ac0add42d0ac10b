import fc from 'fast-check';

import { startSandbox, type Sandbox } from '../../../../sandbox';
import { BRAZE_APP_IDS, BRAZE_SUBSCRIPTION_GROUPS } from '../../../../sandbox/braze/seed';
import { fuzzRuns, fuzzSeed } from '../../../harness/fuzz';
import { callBraze, track, type Json } from '../../http';

/** What /users/track does beyond its errors: types, silent drops, knobs, and the record of it all. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const TIME = '2026-03-14T16:20:11Z';
const EVENT = { external_id: 'a', name: 'visit', time: TIME };
const PURCHASE = { external_id: 'a', product_id: 'tea', currency: 'USD', price: 4, time: TIME };
const ALIAS = { alias_name: 'mara', alias_label: 'crm' };
const TOKEN = { app_id: BRAZE_APP_IDS[0], token: 'token-1' };
const GROUP = { subscription_group_id: BRAZE_SUBSCRIPTION_GROUPS[0].id };

const send = async (body: unknown) => await track(sandbox.brazeUrl, body);
const first = () => sandbox.braze.profiles[0];
const reasons = () => sandbox.braze.drops.map(({ reason }) => reason);

/** Writes attributes of user a, one request for each object. */
async function write(...objects: Json[]): Promise<void> {
	for (const object of objects) {
		const { body } = await send({ attributes: [{ external_id: 'a', ...object }] });
		expect(body).toEqual({ message: 'success', attributes_processed: 1 });
	}
}

describe('refused attributes', () => {
	const location = { longitude: -73.9, latitude: 40.7 };
	test.each<[string, Json]>([
		['a location that is no object', { current_location: [1, 2] }],
		['a location without latitude', { current_location: { longitude: 1 } }],
		['a location in text', { current_location: { ...location, latitude: '40.7' } }],
		['email_subscription_info', { email_subscription_info: {} }],
		['push_tokens that are no array', { push_tokens: TOKEN }],
		['a push token that is text', { push_tokens: ['token-1'] }],
		['a token that is a number', { push_tokens: [{ ...TOKEN, token: 1 }] }],
		['a token for an unknown app', { push_tokens: [{ ...TOKEN, app_id: 'other' }] }],
		['a device ID of 7 bytes', { push_tokens: [{ ...TOKEN, device_id: '1234567' }] }],
		['a device ID of 256 bytes', { push_tokens: [{ ...TOKEN, device_id: 'd'.repeat(256) }] }],
		['an import with external_id', { push_token_import: true, push_tokens: [TOKEN] }],
		['an import without tokens', { external_id: '', push_token_import: true }],
		['an import with an empty list', { external_id: '', push_token_import: true, push_tokens: [] }],
		[
			'an unknown subscription group',
			{
				subscription_groups: [
					{
						subscription_group_id: '00000000-0000-4000-8000-000000000000',
						subscription_state: 'subscribed',
					},
				],
			},
		],
		['an external ID that is an object', { external_id: {} }],
		['a braze ID that is a number', { external_id: '', braze_id: 7 }],
		['an alias that is text', { external_id: '', user_alias: 'mara' }],
		['an alias that is empty', { external_id: '', user_alias: { ...ALIAS, alias_name: '' } }],
		['a phone that is a number', { phone: 15550142001 }],
	])('%s', async (_name, object) => {
		const { status, body } = await send({ attributes: [{ external_id: 'a', ...object }] });
		expect(status).toBe(400);
		expect(body).toEqual({
			message: "Valid data must be provided in the 'attributes', 'events', or 'purchases' fields.",
			errors: [{ type: expect.any(String), input_array: 'attributes', index: 0 }],
		});
		expect(sandbox.braze.profiles).toEqual([]);
	});

	test('a blocklisted external ID', async () => {
		sandbox.braze.knobs.blockedExternalIds = ['a'];
		const { body } = await send({ events: [EVENT, { ...EVENT, external_id: 'b' }] });
		expect(body).toEqual({
			message: 'success',
			events_processed: 1,
			errors: [
				{
					type: 'provided external_id is blacklisted and disallowed',
					input_array: 'events',
					index: 0,
				},
			],
		});
	});
});

describe('types', () => {
	test.each<[string, unknown, unknown, unknown]>([
		['number from text', 5, '7.5', 7.5],
		['boolean from 1', true, 1, true],
		['boolean from t', false, 't', true],
		['boolean from 0', true, 0, false],
		['boolean from False', true, 'False', false],
		['text from a number', 'a', 5, '5'],
		['a date of another format', '2026-03-14', '03/15/2026', '03/15/2026'],
		['a date of a far year as text', '2026-03-14', '3500-01-01', '3500-01-01'],
		['$time for a date', '2026-03-14', { $time: TIME }, { $time: TIME }],
		['an empty list for any list', [{ id: 1 }], [], []],
		['inc on a number', 5, { inc: 1 }, 6],
	])('%s', async (_name, before, value, after) => {
		await write({ x: before }, { x: value });
		expect(first().attributes.x).toEqual(after);
		expect(reasons()).toEqual([]);
	});

	test.each<[string, unknown, unknown]>([
		['text for a number', 5, 'many'],
		['an object for a number', 5, { a: 1 }],
		['2 for a boolean', true, 2],
		['words for a date', '2026-03-14', 'soon'],
		['a number for a list', ['a'], 5],
		['objects for a flat list', ['a'], [{ id: 1 }]],
		['text for an object', { a: 1 }, 'a'],
		['a list for text', 'a', ['a']],
		['inc on text', 'a', { inc: 1 }],
		['add to text', 'a', { add: ['b'] }],
		['$add to a flat list', ['a'], { $add: [{ id: 1 }] }],
	])('ignored and noted: %s', async (_name, before, value) => {
		await write({ x: before }, { x: value, y: 'written' });
		expect(first().attributes).toEqual({ x: before, y: 'written' });
		expect(reasons()).toEqual([expect.stringMatching(/^'x' ignored/)]);
	});

	test('the first value fixes the type for all users, also after it is gone', async () => {
		await write({ x: 5 }, { x: null });
		await send({ attributes: [{ external_id: 'b', x: 'text' }] });
		expect(sandbox.braze.profiles[1].attributes).toEqual({});
		expect(reasons()).toHaveLength(1);
	});

	test.each<[string, boolean]>([
		['2026-03-14T16:20:11Z', true],
		['2026-03-14T16:20:11+01:00', true],
		['2026-03-14T16:20:11:123Z', true],
		['2026-03-14T16:20:11', true],
		['2026-03-14 16:20:11', true],
		['2026-03-14', true],
		['03/14/2026', true],
		['Sat 03 14 16:20:11.+0000 2026', true],
		['2026-13-14', false],
		['14.03.2026', false],
		['now', false],
	])('%s is a date: %s', async (text, isDate) => {
		await write({ x: text }, { x: 'no date' });
		expect(first().attributes.x).toBe(isDate ? text : 'no date');
	});
});

describe('what is dropped without a word', () => {
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

	test('blanks around a name', async () => {
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
		[100_000, 201],
		[50_000, 400],
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

describe('the record', () => {
	test('has a row for each object, in the order of arrival', async () => {
		await send({
			events: [EVENT, { ...EVENT, name: '' }],
			attributes: [{ external_id: 'b', _update_existing_only: true, x: 1 }],
		});
		await send({ events: [EVENT] });
		const [one, two] = sandbox.braze.requests.map(({ number }) => number);
		expect(sandbox.braze.verdicts).toEqual([
			{
				request: one,
				array: 'attributes',
				index: 0,
				taken: true,
				effect: false,
				object: { external_id: 'b', _update_existing_only: true, x: 1 },
			},
			{ request: one, array: 'events', index: 0, taken: true, effect: true, object: EVENT },
			{
				request: one,
				array: 'events',
				index: 1,
				taken: false,
				effect: false,
				reason: "'name' is required",
				object: { ...EVENT, name: '' },
			},
			{ request: two, array: 'events', index: 0, taken: true, effect: true, object: EVENT },
		]);
	});

	test('keeps the newest, or nothing', async () => {
		sandbox.braze.knobs.keepVerdicts = 100;
		for (let call = 0; call < 5; call += 1) await send({ events: Array(75).fill(EVENT) });
		expect(sandbox.braze.verdicts.length).toBeGreaterThanOrEqual(100);
		expect(sandbox.braze.verdicts.length).toBeLessThanOrEqual(110);
		expect(sandbox.braze.verdicts.at(-1)).toMatchObject({ index: 74 });

		sandbox.reset();
		Object.assign(sandbox.braze.knobs, { keepVerdicts: 0, keepDrops: 0 });
		await send({ attributes: [{ external_id: 'a', gender: 'X' }] });
		expect([sandbox.braze.verdicts, sandbox.braze.drops]).toEqual([[], []]);
	});

	test('agrees with the answer, whatever is sent', async () => {
		const id = fc.constantFrom<Json>(
			{ external_id: 'a' },
			{ external_id: 'a', braze_id: 'b' },
			{ external_id: 5 },
			{ email: 'a@example.com' },
			{ email: 'nowhere' },
			{ user_alias: ALIAS },
			{ user_alias: ALIAS, _update_existing_only: false },
			{ phone: '1' },
			{},
		);
		const extra = fc.constantFrom<Json>(
			{},
			{ x: { a: null } },
			{ gender: 'X' },
			{ email_subscribe: 'yes' },
			{ quantity: 0 },
			{ time: 'never' },
			{ properties: { time: 1 } },
			{ properties: [] },
		);
		const list = (base: Json) =>
			fc.array(
				fc.oneof(
					{
						weight: 8,
						arbitrary: fc.tuple(id, extra).map(([who, more]) => ({ ...base, ...who, ...more })),
					},
					{ weight: 1, arbitrary: fc.constantFrom<unknown>(null, 5, 'text', []) },
				),
				{ maxLength: 20 },
			);
		const body = fc.record({
			attributes: list({ x: 1 }),
			events: list({ ...EVENT, external_id: '' }),
			purchases: list({ ...PURCHASE, external_id: '' }),
		});
		await fc.assert(
			fc.asyncProperty(body, async (sent) => {
				sandbox.reset();
				const { status, body: answer } = await send(sent);
				const { verdicts } = sandbox.braze;
				const rows = (['attributes', 'events', 'purchases'] as const).flatMap((array) =>
					sent[array].map((object, index) => ({ array, index, object })),
				);
				expect(verdicts).toMatchObject(rows);
				const refused = verdicts.filter(({ taken }) => !taken);
				expect((answer as Json).errors ?? []).toEqual(
					refused.map(({ array, index, reason }) => ({ type: reason, input_array: array, index })),
				);
				for (const array of ['attributes', 'events', 'purchases']) {
					const taken = verdicts.filter((row) => row.array === array && row.taken).length;
					expect((answer as Json)[`${array}_processed`] ?? 0).toBe(taken);
				}
				expect(status).toBe(verdicts.some(({ taken }) => taken) ? 201 : 400);
				const kept = sandbox.braze.profiles.flatMap(({ events, purchases }) => [
					...events,
					...purchases,
				]);
				const effective = verdicts.filter(({ array, effect }) => array !== 'attributes' && effect);
				expect(kept).toHaveLength(effective.length);
			}),
			{ seed: fuzzSeed(), numRuns: fuzzRuns(60, 3_000) },
		);
	});
});

test('100,000 profiles: each identifier finds its own', async () => {
	sandbox.braze.seed({
		profiles: Array.from({ length: 100_000 }, (_value, index) => ({
			external_id: `guest-${index}`,
			alias: { alias_name: `guest-${index}`, alias_label: 'crm' },
			attributes: { email: `guest-${index}@example.com`, phone: `+1555${index}0000` },
		})),
	});
	const identifiers = [
		{ external_id: 'guest-99999' },
		{ user_alias: { alias_name: 'guest-99999', alias_label: 'crm' } },
		{ email: 'guest-99999@example.com' },
		{ phone: '+1555999990000' },
	];
	await send({
		events: identifiers.map((identifier) => ({ ...EVENT, external_id: '', ...identifier })),
	});
	const { body } = await callBraze(sandbox.brazeUrl, 'POST', '/users/export/ids', {
		external_ids: ['guest-99999'],
		fields_to_export: ['custom_events', 'external_id'],
	});
	expect(sandbox.braze.store.byExternalId('guest-99999')?.events).toHaveLength(4);
	expect(body).toMatchObject({ users: [{ external_id: 'guest-99999' }] });
});
