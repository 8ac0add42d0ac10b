import type { IDataObject } from 'n8n-workflow';
import { rows, sandbox, sent, track } from './trackFields.setup';

/** Names that every object of JavaScript has, or has lost. */
const ODD = '{"__proto__":{"z":1},"constructor":2,"prototype":{"__proto__":null}}';

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

	test.each<[string, IDataObject]>([
		['', { key: '', keyValue: '7' }],
		['', { key: 'id', keyValue: '' }],
		[' of an item without it', { key: 'id', keyValue: '={{ $json.none }}' }],
		[' that is null', { key: 'id', keyValue: '={{ null }}' }],
	])('objects are not told apart by nothing%s: %j', async (_what, row) => {
		for (const type of ['objectsRemove', 'objectsUpdate']) {
			const { errors } = await track(rows({ name: 'x', type, value: '{"n":2}', ...row }));
			expect(errors[0].json.error).toMatch(/'Object Key' or 'Object Key Value' is empty/);
		}
		expect(sandbox.braze.requests).toEqual([]);
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
