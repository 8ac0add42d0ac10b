import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../../sandbox';
import { BRAZE_KEY } from '../../../../../sandbox/braze/seed';
import { runNode, type NodeRun } from '../../../../harness/runNode';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const fields = {
	resource: 'user',
	operation: 'track',
	specifyObjects: 'fields',
	identifyBy: 'external_id',
	external_id: '={{ $json.id }}',
};

async function track(
	parameters: NodeRun['parameters'],
	items: IDataObject[] = [{ id: 'a' }],
	onError: NodeRun['onError'] = 'continueErrorOutput',
) {
	return await runNode({
		node: 'braze',
		credentials: {
			brazeApi: { instance: 'custom', customUrl: sandbox.brazeUrl, apiKey: BRAZE_KEY },
		},
		parameters: { ...fields, ...parameters },
		items,
		onError,
	});
}

const sent = () =>
	sandbox.braze.requests.map(({ body }) => JSON.parse(body) as Record<string, IDataObject[]>);
const rows = (...attribute: IDataObject[]) =>
	({ attributes: { attribute } }) as NodeRun['parameters'];

/** Names that every object of JavaScript has, or has lost. */
const ODD = '{"__proto__":{"z":1},"constructor":2,"prototype":{"__proto__":null}}';

/** A moment as n8n's expressions and as databases give it. */
const NOW = '{{ DateTime.fromISO("2026-03-14T16:20:11Z") }}';
const AT = /^2026-03-14T(16:20:11\.000(Z|\+00:00)|12:20:11\.000-04:00)$/;

describe('times that are no text become ISO text', () => {
	const items = [{ id: 'a', at: new Date('2026-03-14T16:20:11Z') as unknown as string }];

	test.each<[string, IDataObject, unknown]>([
		['as given', { type: 'asGiven', value: `=${NOW}` }, 0],
		['a Date of an item', { type: 'asGiven', value: '={{ $json.at }}' }, 0],
		['a date', { type: 'date', value: '={{ $json.at }}' }, 0],
		['in an object', { type: 'json', value: '={{ ({ at: $json.at, b: 1 }) }}' }, 1],
		['in a list', { type: 'arrayAdd', value: '={{ [$json.at] }}' }, 2],
	])('%s', async (_what, row, place) => {
		const result = await track(rows({ name: 'x', ...row }), items);
		expect(result.errors).toEqual([]);
		const text = expect.stringMatching(AT) as unknown;
		const { x } = sent()[0].attributes[0];
		expect(x).toEqual([text, { at: text, b: 1 }, { add: [text] }][place as number]);
		// One for each key of an object.
		expect(result.items[0].json).toMatchObject({ dataPoints: place === 1 ? 2 : 1 });
		expect(result.items[0].json).not.toHaveProperty('warnings');
	});

	test.each(['number', 'boolean', 'objectMerge'])('%s takes none', async (type) => {
		const { errors } = await track(rows({ name: 'x', type, value: '={{ $json.at }}' }), items);
		expect(errors[0].json.error).toMatch(/^The value of attribute 'x' is not/);
	});

	test('two rows of one attribute: the later one counts', async () => {
		const value = '={{ $json.at }}';
		await track(
			rows({ name: 'x', value: 'old' }, { name: 'x', value }, { name: 'x', value }),
			items,
		);
		expect(sent()[0].attributes).toEqual([{ external_id: 'a', x: '2026-03-14T16:20:11.000Z' }]);
	});

	test('in the properties, the time and the name of an event', async () => {
		const event = {
			name: '={{ $json.at }}',
			time: '={{ $json.at }}',
			properties: '={{ ({ at: $json.at, list: [{ at: DateTime.fromMillis(0) }] }) }}',
		};
		const { errors } = await track({ events: { event: [event] } }, items);
		expect(errors).toEqual([]);
		const [{ name, time, properties }] = sent()[0].events;
		expect([name, time]).toEqual([expect.stringMatching(AT), expect.stringMatching(AT)]);
		expect(properties).toEqual({
			at: expect.stringMatching(AT) as unknown,
			list: [{ at: expect.stringMatching(/^19(70|69)-/) as unknown }],
		});
	});

	test('JSON of an item', async () => {
		const at = new Date('2026-03-14T16:20:11Z') as unknown as string;
		const objects = {
			attributes: [{ external_id: 'a', at, deep: { at } }],
			events: [{ external_id: 'a', name: 'x', time: at, properties: { at } }],
		};
		const result = await track({ specifyObjects: 'json', objects: '={{ $json }}' }, [objects]);
		expect(result.errors).toEqual([]);
		const text = '2026-03-14T16:20:11.000Z';
		expect(sent()).toEqual([
			{
				attributes: [{ external_id: 'a', at: text, deep: { at: text } }],
				events: [{ external_id: 'a', name: 'x', time: text, properties: { at: text } }],
			},
		]);
		expect(result.items[0].json).toMatchObject({ dataPoints: 3 });
		expect(result.items[0].json).not.toHaveProperty('warnings');
	});

	test('one that does not exist is refused, as JSON would make null of it', async () => {
		const at = new Date('soon') as unknown as string;
		const { errors } = await track(rows({ name: 'x', value: '={{ $json.at }}' }), [
			{ id: 'a', at },
		]);
		expect(errors[0].json.error).toBe("Attributes: 'x' is not a date and time");
		expect(sandbox.braze.requests).toEqual([]);
	});
});

test.each<[string, unknown, unknown]>([
	['text', '4.75', 4.75],
	['a number', '={{ 4.75 }}', 4.75],
	['nothing at all', '0', 0],
])('a price given as %s', async (_what, price, expected) => {
	const purchase = { product_id: 'tea', price, currency: 'USD', quantity: 1 };
	await track({ purchases: { purchase: [purchase] } } as NodeRun['parameters']);
	expect(sent()[0].purchases[0].price).toBe(expected);
});

test('a quantity that an expression gives as text is a number', async () => {
	const purchase = { product_id: 'tea', price: '1', currency: 'USD', quantity: '={{ "2" }}' };
	await track({ purchases: { purchase: [purchase] } });
	expect(sent()[0].purchases[0].quantity).toBe(2);
});

test.each<[string, IDataObject, string]>([
	['forgotten', {}, "Purchase: 'price' is required"],
	['empty', { price: '' }, "Purchase: 'price' is required"],
	['a word', { price: '4,75' }, "Purchase: 'price' must be a number"],
	['a blank', { price: ' ' }, "Purchase: 'price' must be a number"],
])('a price that is %s is not sent as 0', async (_what, price, expected) => {
	const purchase = { product_id: 'tea', currency: 'USD', quantity: 1, ...price };
	const { errors } = await track({ purchases: { purchase: [purchase] } } as NodeRun['parameters']);
	expect(errors[0].json.error).toBe(expected);
	expect(sandbox.braze.requests).toEqual([]);
});

describe('what a row of Attributes writes', () => {
	test.each<[string, IDataObject, unknown]>([
		[
			'a date with its zone',
			{ type: 'date', value: '2026-03-14T12:20:11-07:00' },
			'2026-03-14T12:20:11.000-07:00',
		],
		['an increment', { type: 'increment', value: '-2' }, { inc: -2 }],
		['elements added', { type: 'arrayAdd', value: 'tea, bun' }, { add: ['tea', 'bun'] }],
		['elements removed', { type: 'arrayRemove', value: '["tea"]' }, { remove: ['tea'] }],
		['objects added', { type: 'objectsAdd', value: '{"id":1}' }, { $add: [{ id: 1 }] }],
		[
			'objects removed',
			{ type: 'objectsRemove', key: 'id', keyValue: '={{ 1 }}' },
			{ $remove: [{ $identifier_key: 'id', $identifier_value: 1 }] },
		],
		['a removal', { type: 'remove' }, null],
	])('%s', async (_what, row, expected) => {
		await track(rows({ name: 'x', ...row }));
		const [{ attributes }] = sent();
		expect(attributes).toHaveLength(1);
		expect(attributes[0]).toEqual({ external_id: 'a', x: expected });
	});

	test.each<[string, IDataObject, unknown]>([
		[
			'a key of an object',
			{ type: 'objectKey', key: 'home.city', keyType: 'asGiven', value: 'Portview' },
			{ home: { city: 'Portview' } },
		],
		[
			'a date in an object',
			{ type: 'objectKey', key: 'since', keyType: 'date', value: '2026-03-14T16:20:11Z' },
			{ since: { $time: '2026-03-14T16:20:11.000Z' } },
		],
		[
			'a whole object',
			{ type: 'objectMerge', value: '{"home":{"city":"Portview"},"old":null}' },
			{ home: { city: 'Portview' }, old: null },
		],
		['a removed key', { type: 'objectKey', key: 'old', keyType: 'remove' }, { old: null }],
		[
			'a changed object of an array',
			{ type: 'objectsUpdate', key: 'id', keyValue: '7', value: '{"n":2}' },
			{ $update: [{ $identifier_key: 'id', $identifier_value: '7', $new_object: { n: 2 } }] },
		],
	])('%s is merged, and nothing else is', async (_what, row, expected) => {
		await track(rows({ name: 'x', ...row }, { name: 'plain', type: 'asGiven', value: 'p' }));
		expect(sent()[0].attributes).toEqual([
			{ external_id: 'a', plain: 'p' },
			{ external_id: 'a', _merge_objects: true, x: expected },
		]);
	});

	test('several operations on one attribute go together', async () => {
		await track(
			rows(
				{ name: 'x', type: 'arrayAdd', value: 'a' },
				{ name: 'x', type: 'arrayAdd', value: 'b' },
				{ name: 'x', type: 'arrayRemove', value: 'c' },
				{ name: 'n', type: 'increment', value: '1' },
				{ name: 'n', type: 'increment', value: '2' },
				{ name: 'o', type: 'objectKey', key: 'one', keyType: 'number', value: '1' },
				{ name: 'o', type: 'objectKey', key: 'two', keyType: 'number', value: '2' },
			),
		);
		expect(sent()[0].attributes).toEqual([
			{ external_id: 'a', x: { add: ['a', 'b'], remove: ['c'] }, n: { inc: 3 } },
			{ external_id: 'a', _merge_objects: true, o: { one: 1, two: 2 } },
		]);
	});

	test.each<[string, IDataObject, RegExp]>([
		['a word as a number', { type: 'number', value: 'five' }, /'x' is not a number/],
		['an empty list as a number', { type: 'number', value: '={{ [] }}' }, /'x' is not a number/],
		['a boolean as an increment', { type: 'increment', value: '={{ true }}' }, /whole number/],
		['a half as an increment', { type: 'increment', value: '0.5' }, /whole number/],
		['a word as a boolean', { type: 'boolean', value: 'maybe' }, /boolean/],
		['a word as a date', { type: 'date', value: 'soon' }, /'x' is not a date/],
		['broken JSON', { type: 'json', value: '[1' }, /piece of JSON/],
		['a key without a name', { type: 'objectKey', key: 'a..b', value: '1' }, /'Object Key'/],
		['a list as an object', { type: 'objectMerge', value: '[1]' }, /a JSON object/],
		['text as an object', { type: 'objectsAdd', value: 'x' }, /an object/],
	])('%s is refused, with its name', async (_what, row, expected) => {
		const { errors } = await track(rows({ name: 'x', ...row }));
		expect(errors[0].json.error).toMatch(expected);
		expect(sandbox.braze.requests).toEqual([]);
	});

	test.each([
		'external_id',
		'braze_id',
		'user_alias',
		'_update_existing_only',
		'_merge_objects',
		'push_token_import',
		'__proto__',
	])('an attribute cannot be called %s', async (name) => {
		const { errors } = await track(rows({ name, type: 'asGiven', value: 'other' }));
		expect(errors[0].json.error).toBe(`'${name}' cannot be the name of an attribute`);
		expect(sandbox.braze.requests).toEqual([]);
	});

	test.each([
		['phone', '+15551230000', 'email', 'a@example.com'],
		['phone', '+15551230000', 'phone', '+15551230001'],
		['email', 'a@example.com', 'email', 'b@example.com'],
	])('a user found by %s (%s) takes no other %s (%s)', async (by, id, name, value) => {
		const row = rows({ name, type: 'asGiven', value });
		const { errors } = await track({ identifyBy: by, [by]: id, ...row });
		expect(errors[0].json.error).toContain(`'${name}' would change which user Braze finds`);
		expect(errors[0].json.details).toMatchObject({
			description: expect.stringContaining('external ID or by alias') as unknown,
		});
		expect(sandbox.braze.requests).toEqual([]);
	});

	test.each<[string, IDataObject, string]>([
		['as JSON', { type: 'json', value: ODD }, ODD],
		['as an element', { type: 'json', value: `[${ODD}]` }, `[${ODD}]`],
		['to merge', { type: 'objectMerge', value: ODD }, ODD],
		['as a key', { type: 'objectKey', key: '__proto__.x', value: 'y' }, '{"__proto__":{"x":"y"}}'],
	])('odd names of keys are sent: %s', async (_what, row, expected) => {
		await track(rows({ name: 'x', ...row }));
		expect(sandbox.braze.requests[0].body).toContain(`"x":${expected}`);
		expect(({} as IDataObject).x).toBeUndefined();
	});

	test('odd names of keys are sent, also when two rows go together', async () => {
		await track(
			rows(
				{ name: 'x', type: 'objectMerge', value: '{"a":1}' },
				{ name: 'x', type: 'objectMerge', value: ODD },
				{ name: 'constructor', type: 'asGiven', value: 'c' },
			),
		);
		const { body } = sandbox.braze.requests[0];
		expect(body).toContain(`"x":{"a":1,${ODD.slice(1)}`);
		expect(body).toContain('"constructor":"c"');
	});

	test.each<[string, string]>([
		['"attributes":[{"external_id":"a",', '}]'],
		['"events":[{"external_id":"a","name":"x","time":"2026-03-14T16:20:11Z","properties":{', '}}]'],
	])('JSON with odd names is sent as it is: %s', async (before, after) => {
		const objects = `{${before}${ODD.slice(1, -1)}${after}}`;
		const { errors } = await track({ specifyObjects: 'json', objects });
		expect(errors).toEqual([]);
		expect(sandbox.braze.requests[0].body).toBe(objects);
	});

	test.each(['number', 'increment'])('a blank %s is an empty value: left out', async (type) => {
		const kept = { name: 'kept', type: 'number', value: ' 2.5 ' };
		await track(rows({ name: 'x', type, value: ' ' }, kept));
		expect(sent()[0].attributes).toEqual([{ external_id: 'a', kept: 2.5 }]);
	});

	test('subscription groups', async () => {
		const groupId = '6d3f2a90-1b7c-4e55-9a63-0f7d2c91e4b8';
		await track({
			subscriptionGroups: {
				group: [
					{ groupId, state: 'unsubscribed', doubleOptIn: false },
					{ groupId, state: 'subscribed', doubleOptIn: true },
				],
			},
		});
		expect(sent()[0].attributes).toEqual([
			{
				external_id: 'a',
				subscription_groups: [
					{ subscription_group_id: groupId, subscription_state: 'unsubscribed' },
					{
						subscription_group_id: groupId,
						subscription_state: 'subscribed',
						use_double_opt_in_logic: true,
					},
				],
			},
		]);
	});
});

describe('who is meant', () => {
	const fallbacks = {
		fallbacks: {
			identifier: [
				{ identifyBy: 'user_alias', value: '={{ $json.punchh }}', aliasLabel: 'punchh_user_id' },
				{ identifyBy: 'email', value: '={{ $json.email }}' },
			],
		},
		...rows({ name: 'x', type: 'asGiven', value: '1' }),
	};

	test('the first identifier for which an item has a value', async () => {
		const items = [
			{ id: 'a', punchh: 1, email: 'a@example.com' },
			{ id: '', punchh: 2, email: 'b@example.com' },
			{ id: null, punchh: null, email: 'c@example.com' },
		];
		await track(fallbacks, items);
		expect(sent()[0].attributes).toEqual([
			{ external_id: 'a', x: '1' },
			{
				user_alias: { alias_name: '2', alias_label: 'punchh_user_id' },
				_update_existing_only: false,
				x: '1',
			},
			{ email: 'c@example.com', x: '1' },
		]);
	});

	test.each([{ id: { no: 'text' } }, { id: ['a'] }, { id: true }])(
		'%j as an identifier is refused',
		async (item) => {
			const { errors } = await track(fallbacks, [item]);
			expect(errors[0].json.error).toBe("'External ID' must be text or a number");
			expect(sandbox.braze.requests).toEqual([]);
		},
	);

	test('an item without any is refused', async () => {
		const { errors } = await track(fallbacks, [{ email: '' }]);
		expect(errors[0].json.error).toBe(
			"'External ID' is empty and so is every identifier of 'Fall Back To'",
		);
	});

	test('an event of an unknown alias brings the profile with it', async () => {
		await track({
			identifyBy: 'user_alias',
			alias_name: '7',
			alias_label: 'punchh_user_id',
			events: { event: [{ name: 'visited', time: '2026-03-14T16:20:11Z' }] },
		});
		expect(sandbox.braze.profiles).toHaveLength(1);
		expect(sandbox.braze.profiles[0].events).toHaveLength(1);
	});
});

test("a time without a zone takes the options' zone", async () => {
	await track({
		events: { event: [{ name: 'visited', time: '2026-03-14T12:20:11' }] },
		options: { timeZone: 'Europe/Berlin' },
	});
	expect(sent()[0].events[0].time).toBe('2026-03-14T12:20:11.000+01:00');
});

test.each([
	['03/14/2026 4:20 PM', '2026-03-14T16:20:00.000+01:00'],
	['3/14/2026 12:05 am', '2026-03-14T00:05:00.000+01:00'],
	['3/14/2026', '2026-03-14T00:00:00.000+01:00'],
])("%s is a time in the options' zone", async (time, expected) => {
	await track({
		events: { event: [{ name: 'visited', time }] },
		options: { timeZone: 'Europe/Berlin' },
	});
	expect(sent()[0].events[0].time).toBe(expected);
});

test.each(['March 14, 2026 12:00', '3', '2026/03/14 12:00', '14.03.2026'])(
	"'%s', which would be read in the server's zone, is refused",
	async (time) => {
		const { errors } = await track({ events: { event: [{ name: 'visited', time }] } });
		expect(errors[0].json.error).toBe(`'Time' is not a date and time: ${time}`);
		expect(sent()).toEqual([]);
	},
);

test.each([
	['Sat, 14 Mar 2026 16:20:00 GMT', '2026-03-14T16:20:00.000Z'],
	['2026-03-14 16:20:00 -0400', '2026-03-14T16:20:00.000-04:00'],
	['20260314T162000Z', '2026-03-14T16:20:00.000Z'],
])('%s keeps its own zone', async (time, expected) => {
	await track({ events: { event: [{ name: 'visited', time }] } });
	expect(new Date(sent()[0].events[0].time as string)).toEqual(new Date(expected));
});

test('a zone that does not exist is named', async () => {
	const { errors } = await track({
		events: { event: [{ name: 'visited', time: '2026-03-14T12:20:11' }] },
		options: { timeZone: 'Mars/Olympus' },
	});
	expect(errors[0].json.error).toContain("'Time' is not a date and time");
	expect(errors[0].json.details).toMatchObject({
		description: expect.stringContaining('Mars/Olympus') as unknown,
	});
});

test('an option that is no number is named', async () => {
	const { errors } = await track({
		...rows({ name: 'x', type: 'asGiven', value: '1' }),
		options: { concurrency: 0 },
	});
	expect(errors[0].json.error).toBe("'Requests at a Time' is out of range");
});

test('warnings stand on the item', async () => {
	const { items } = await track(rows({ name: 'gender', type: 'asGiven', value: 'female' }));
	expect(items[0].json).toMatchObject({
		verdict: 'accepted',
		warnings: [expect.stringContaining("'gender' (female) is none of M, F, O, N and P")],
	});
});

test.each<[string, unknown]>([
	['={{ $json.deep.value }}', 7],
	['={{$json.deep}}', { value: 7 }],
	['={{ $json["deep"].value }}', 7],
	['={{ $json.deep.value + 1 }}', 8],
	['=is {{ $json.deep.value }}', 'is 7'],
	['={{ $json.name.toUpperCase() }}', 'MARA'],
	['={{ $json.name.length }}', 4],
	['={{ $json.no }}', false],
	['$json.name', '$json.name'],
	['={{ $json.missing.value }}', undefined],
])('the expression %s gives what n8n makes of it', async (value, expected) => {
	await track(
		rows({ name: 'x', type: 'asGiven', value }, { name: 'always', type: 'asGiven', value: '1' }),
		[{ id: 'a', deep: { value: 7 }, name: 'Mara', no: false }],
	);
	expect(sent()[0].attributes[0].x).toEqual(expected);
});

test('a dry run shows each request once and sends nothing', async () => {
	const items = Array.from({ length: 80 }, (_, id) => ({ id: `u${id}` }));
	const result = await track(
		{ ...rows({ name: 'x', type: 'asGiven', value: '1' }), options: { dryRun: true } },
		[...items, { id: '' }],
	);
	expect(sandbox.braze.requests).toEqual([]);
	expect(result.errors).toHaveLength(1);
	const shown = result.items.flatMap(({ json }) => json.bodies as IDataObject[]);
	expect(shown).toHaveLength(2);
	expect(shown[0]).toMatchObject({ request: 1, method: 'POST', path: '/users/track' });
	expect((shown[0].body as Record<string, unknown[]>).attributes).toHaveLength(75);
	expect(result.items[0].json).toMatchObject({ verdict: 'dryRun', attributes: 1, requests: [1] });
	expect(result.items[79].json).toMatchObject({ requests: [2], bodies: [] });
});

test('merged attributes of one user are one object, and all its items share the verdict', async () => {
	const { items } = await track(
		{
			...rows({ name: 'x', type: 'asGiven', value: '={{ $json.x }}' }),
			options: { mergeAttributes: true },
		},
		[
			{ id: 'a', x: 1 },
			{ id: 'b', x: 1 },
			{ id: 'a', x: 2 },
		],
	);
	expect(items.map(({ json }) => json.verdict)).toEqual(['accepted', 'accepted', 'accepted']);
	expect(sent()[0].attributes).toEqual([
		{ external_id: 'a', x: 2 },
		{ external_id: 'b', x: 1 },
	]);
});

test('an item that is held back leaves nothing in the merged attributes of its user', async () => {
	const mark = (x: number, events: IDataObject[] = []) => ({
		objects: { attributes: [{ external_id: 'a', x, [`only${x}`]: x }], events },
	});
	const { items, errors } = await track(
		{ specifyObjects: 'json', objects: '={{ $json.objects }}', options: { mergeAttributes: true } },
		[mark(1), mark(2, [{ external_id: 'a', name: 'no time' }]), mark(3)],
	);
	expect(errors.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
	expect(sent()).toEqual([{ attributes: [{ external_id: 'a', x: 3, only1: 1, only3: 3 }] }]);
	// What two items wrote together is billed once.
	expect(items.map(({ json }) => json.dataPoints)).toEqual([3, 0]);
});
