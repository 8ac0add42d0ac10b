import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import nock from 'nock';

import { startSandbox, type Sandbox } from '../../../../../sandbox';
import { BRAZE_EXPORT_KEY, BRAZE_KEY } from '../../../../../sandbox/braze/seed';
import { runNode, type NodeRun } from '../../../../harness/runNode';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterEach(() => nock.cleanAll());
afterAll(async () => await sandbox.close());

const event = { name: 'visited', time: '2026-03-14T16:20:11Z' };

/** Track in JSON mode: the item's `objects` is the body. */
const json = {
	resource: 'user',
	operation: 'track',
	specifyObjects: 'json',
	objects: '={{ $json.objects }}',
};

/** Track with fields: an attribute `first_name` for the external ID in `id`. */
const fields = {
	resource: 'user',
	operation: 'track',
	specifyObjects: 'fields',
	identifyBy: 'external_id',
	external_id: '={{ $json.id }}',
	attributes: { attribute: [{ name: 'first_name', type: 'asGiven', value: '={{ $json.name }}' }] },
};

const track = async (
	run: Partial<NodeRun> & Pick<NodeRun, 'items' | 'parameters'>,
	key = BRAZE_KEY,
) =>
	await runNode({
		node: 'braze',
		credentials: { brazeApi: { instance: 'custom', customUrl: sandbox.brazeUrl, apiKey: key } },
		...run,
	});

const profile = (id: string) =>
	sandbox.braze.profiles.find(({ external_id: externalId }) => externalId === id);

describe('packing', () => {
	test('1,000 items need 14 requests, and each item gets its verdict', async () => {
		const items = Array.from({ length: 1_000 }, (_, id) => ({ id, name: `N${id}` }));
		const { items: output, error } = await track({ parameters: fields, items });
		expect(error).toBeUndefined();
		expect(sandbox.braze.requests).toHaveLength(14);
		expect(output).toHaveLength(1_000);
		output.forEach((item, index) => {
			expect(item.pairedItem).toEqual({ item: index });
			expect(item.json).toEqual({
				verdict: 'accepted',
				attributes: 1,
				events: 0,
				purchases: 0,
				dataPoints: 1,
			});
		});
		expect(profile('999')?.attributes.first_name).toBe('N999');
	});

	test('one bad object: 999 accepted, one through the error output with the words of Braze', async () => {
		const objects = (id: number) => ({
			attributes: [
				{ external_id: String(id), email_subscribe: id === 500 ? 'maybe' : 'subscribed' },
			],
		});
		const items = Array.from({ length: 1_000 }, (_, id) => ({ id, objects: objects(id) }));
		const result = await track({ parameters: json, items, onError: 'continueErrorOutput' });
		expect(result.error).toBeUndefined();
		expect(result.items).toHaveLength(999);
		expect(result.errors).toHaveLength(1);
		expect(result.errors[0].pairedItem).toEqual({ item: 500 });
		expect(result.errors[0].json).toMatchObject({
			id: 500,
			details: { verdict: 'rejected' },
			error: "'email_subscribe' must be 'subscribed', 'unsubscribed', or 'opted_in'",
		});
		expect(profile('500')).toBeUndefined();
		expect(sandbox.braze.profiles).toHaveLength(999);
	});

	test('the objects of one user stay in one request and in order', async () => {
		const items = [
			...Array.from({ length: 74 }, (_, id) => ({ id: `u${id}`, name: 'x' })),
			{ id: 'mara', name: 'first' },
			{ id: 'last', name: 'x' },
			{ id: 'mara', name: 'second' },
		];
		await track({ parameters: fields, items });
		const bodies = sandbox.braze.requests.map(({ body }) => body);
		const mara = bodies.filter((body) => body.includes('"mara"'));
		expect(mara).toHaveLength(1);
		expect(mara[0].indexOf('"first"')).toBeLessThan(mara[0].indexOf('"second"'));
		expect(profile('mara')?.attributes.first_name).toBe('second');
	});
});

describe('what is sent', () => {
	test('attributes, an event and a purchase of one item, with converted values', async () => {
		const { error } = await track({
			parameters: {
				...fields,
				attributes: {
					attribute: [
						{ name: 'points', type: 'number', value: '185.5' },
						{ name: 'vip', type: 'boolean', value: 'true' },
						{ name: 'stores', type: 'json', value: '["202"]' },
						{ name: 'gone', type: 'remove', value: '' },
						{ name: 'empty', type: 'asGiven', value: '' },
						{ name: 'kept', type: 'asGiven', value: '={{ 7 }}' },
					],
				},
				events: { event: [{ ...event, time: '2026-03-14T12:20:11', properties: '{"a":1}' }] },
				purchases: {
					purchase: [
						{ product_id: 'tea', price: 3.5, currency: 'USD', quantity: 2, time: event.time },
					],
				},
			},
			items: [{ id: 730415 }],
		});
		expect(error).toBeUndefined();
		const body: unknown = JSON.parse(sandbox.braze.requests[0].body);
		expect(body).toEqual({
			attributes: [
				{ external_id: '730415', points: 185.5, vip: true, stores: ['202'], gone: null, kept: 7 },
			],
			events: [
				// The workflow is set to New York, where it is summer time on that day.
				{
					external_id: '730415',
					name: 'visited',
					time: '2026-03-14T12:20:11.000-04:00',
					properties: { a: 1 },
				},
			],
			purchases: [
				{
					external_id: '730415',
					product_id: 'tea',
					price: 3.5,
					currency: 'USD',
					quantity: 2,
					time: '2026-03-14T16:20:11.000Z',
				},
			],
		});
	});

	test('a null as a quantity, as expressions easily give it, is no quantity', async () => {
		const purchase = { external_id: 'a', product_id: 'tea', currency: 'USD', price: 1 };
		const objects = { purchases: [{ ...purchase, time: event.time, quantity: null }] };
		const { error } = await track({ parameters: json, items: [{ objects }] });
		expect(error).toBeUndefined();
		const [{ purchases }] = sandbox.braze.requests.map(
			({ body }) => JSON.parse(body) as { purchases: object[] },
		);
		expect(purchases).toEqual([{ ...purchase, time: event.time }]);
	});

	test('an alias says explicitly whether a profile may be made', async () => {
		const alias = {
			...fields,
			identifyBy: 'user_alias',
			alias_name: '={{ $json.id }}',
			alias_label: 'punchh_user_id',
		};
		await track({ parameters: alias, items: [{ id: 1, name: 'A' }] });
		expect(sandbox.braze.profiles[0].user_aliases).toEqual([
			{ alias_name: '1', alias_label: 'punchh_user_id' },
		]);
		await track({
			parameters: { ...alias, options: { updateExistingOnly: true } },
			items: [{ id: 2, name: 'B' }],
		});
		expect(sandbox.braze.profiles).toHaveLength(1);
	});

	test('empty values remove attributes on request', async () => {
		await track({ parameters: fields, items: [{ id: 'a', name: 'Mara' }] });
		await track({
			parameters: { ...fields, options: { emptyValues: 'remove' } },
			items: [{ id: 'a', name: null }],
		});
		expect(profile('a')?.attributes).toEqual({});
	});
});

describe('input that cannot be sent', () => {
	test.each([
		['no identifier', { attributes: [{ a: 1 }] }, /does not say which user/],
		['two identifiers', { attributes: [{ external_id: 'a', braze_id: 'b' }] }, /only one of them/],
		['no event name', { events: [{ external_id: 'a', time: event.time }] }, /'name' is required/],
		[
			'a time without zone',
			{ events: [{ external_id: 'a', name: 'x', time: '2026-03-14T16:20:11' }] },
			/zone/,
		],
		[
			'a reserved property',
			{ events: [{ ...event, external_id: 'a', properties: { time: 1 } }] },
			/'time' is reserved/,
		],
		[
			'a $ property',
			{ events: [{ ...event, external_id: 'a', properties: { $a: 1 } }] },
			/begins with '\$'/,
		],
		[
			'a quantity of 101',
			{
				purchases: [
					{
						external_id: 'a',
						product_id: 'p',
						currency: 'USD',
						price: 1,
						quantity: 101,
						time: event.time,
					},
				],
			},
			/'quantity'/,
		],
		[
			'a price as text',
			{
				purchases: [
					{ external_id: 'a', product_id: 'p', currency: 'USD', price: '1', time: event.time },
				],
			},
			/'price'/,
		],
		[
			'an external ID of 988 bytes',
			{ attributes: [{ external_id: 'a'.repeat(988) }] },
			/987 bytes/,
		],
		['an unknown array', { people: [] }, /unknown key 'people'/],
		['an array of text', { events: ['x'] }, /array of objects/],
		['nothing', {}, /nothing to record/],
		['broken JSON', '{"events":[', /'Objects' is not valid JSON/],
	])('%s: the item is named, the others are sent', async (_what, objects, expected) => {
		const good = { attributes: [{ external_id: 'good', a: 1 }] };
		const result = await track({
			parameters: json,
			items: [{ objects: good }, { objects }],
			onError: 'continueErrorOutput',
		});
		expect(result.items).toHaveLength(1);
		expect(result.errors).toHaveLength(1);
		expect(result.errors[0].json.error).toMatch(expected);
		expect(result.errors[0].json.details).toMatchObject({ verdict: 'rejected' });
		expect(result.errors[0].pairedItem).toEqual({ item: 1 });
		expect(sandbox.braze.profiles).toHaveLength(1);
	});

	test('an item with one bad object is held back whole', async () => {
		const objects = { attributes: [{ external_id: 'a', x: 1 }], events: [{ external_id: 'a' }] };
		const { error } = await track({ parameters: json, items: [{ objects }] });
		expect(error?.message).toMatch(/'name' is required/);
		expect(error?.context).toMatchObject({ itemIndex: 0 });
		expect(sandbox.braze.requests).toEqual([]);
	});

	test('an empty external ID names the parameter', async () => {
		const { error } = await track({ parameters: fields, items: [{ name: 'x' }] });
		expect(error?.message).toBe("'External ID' is empty");
	});

	test('without an error output the node stops after all was sent, and lists the items', async () => {
		const items = [{ name: 'x' }, { id: 'good', name: 'y' }, { name: 'z' }];
		const { error } = await track({ parameters: fields, items });
		expect(error?.message).toBe('2 of 3 items did not get through');
		expect(error?.description).toContain('Item 0:');
		expect(error?.description).toContain('Item 2:');
		expect(profile('good')?.attributes).toEqual({ first_name: 'y' });
		expect(sandbox.braze.profiles).toHaveLength(1);
	});

	test('continuing on failure keeps each item on its place', async () => {
		const result = await track({
			parameters: fields,
			items: [{ name: 'x' }, { id: 'good', name: 'y' }],
			onError: 'continueRegularOutput',
		});
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(result.items[0].json.error).toBe("'External ID' is empty");
	});
});

test('without a credential every item leaves through the error output', async () => {
	const result = await track({
		parameters: fields,
		items: [
			{ id: 'a', name: 'A' },
			{ id: 'b', name: 'B' },
		],
		credentials: {},
		onError: 'continueErrorOutput',
	});
	expect(result.items).toEqual([]);
	expect(result.errors.map(({ json: { details } }) => details)).toMatchObject([
		{ verdict: 'failed' },
		{ verdict: 'failed' },
	]);
});

describe('answers of Braze', () => {
	const items = [{ id: 'a', name: 'A' }];

	test('a wrong key: told with the cause, the key nowhere', async () => {
		const wrong = 'wrong-key-that-must-not-be-shown';
		const { error, run } = await track({ parameters: fields, items }, wrong);
		expect(error?.message).toContain('Invalid API key: ***');
		expect(error?.description).toMatch(/'REST API Key' and 'Instance'/);
		expect(JSON.stringify(run)).not.toContain(wrong);
		expect(sandbox.braze.requests[0].answer).toContain(wrong);
	});

	test('a key without permission; the rest is not sent', async () => {
		const many = Array.from({ length: 200 }, (_, id) => ({ id, name: 'x' }));
		const run = { parameters: fields, items: many, onError: 'continueErrorOutput' as const };
		const { errors } = await track(run, BRAZE_EXPORT_KEY);
		expect(errors).toHaveLength(200);
		expect(errors[199].json).toMatchObject({ details: { verdict: 'failed' } });
		expect(errors[199].json.error).toContain('Access Denied');
		expect(errors[199].json.details).toMatchObject({
			description: expect.stringContaining('users.track'),
		});
		expect(sandbox.braze.requests).toHaveLength(1);
	});

	const answered = async (reply: (post: nock.Interceptor) => unknown) => {
		reply(nock(sandbox.brazeUrl, { allowUnmocked: true }).post('/users/track'));
		return await track({ parameters: fields, items, onError: 'continueErrorOutput' });
	};

	test('an error entry that fits no object makes the request unknown', async () => {
		const { errors } = await answered((post) =>
			post.reply(201, {
				message: 'success',
				errors: [{ type: 'odd', input_array: 'events', index: 9 }],
			}),
		);
		expect(errors[0].json).toMatchObject({ details: { verdict: 'unknown' } });
		expect(errors[0].json.error).toContain('odd');
	});

	test('Braze counts less than it was sent, and refuses nothing: told with each item', async () => {
		nock(sandbox.brazeUrl)
			.post('/users/track')
			.reply(201, { message: 'success', attributes_processed: 1 });
		const two = [...items, { id: 'b', name: 'B' }];
		const result = await track({ parameters: fields, items: two });
		const told = ['accepted', [expect.stringMatching(/^Braze counted 1 of the 2 attributes/)]];
		expect(result.items.map(({ json }) => [json.verdict, json.warnings])).toEqual([told, told]);
	});

	test('Braze counts nothing, and refuses nothing: nobody knows', async () => {
		const { errors } = await answered((post) =>
			post.reply(201, { message: 'success', attributes_processed: 0 }),
		);
		expect(errors[0].json).toMatchObject({
			error: 'Braze counted none of the attributes of this request, and refused none',
			details: { verdict: 'unknown' },
		});
	});

	test.each([
		['x-ratelimit-retry-after', '0'],
		['retry-after', '0'],
		['x-ratelimit-reset', '0'],
	])('429 with %s is waited out and sent again', async (header, value) => {
		const result = await answered((post) =>
			post.reply(429, { message: 'Rate Limited' }, { [header]: value }),
		);
		expect(result.items.map(({ json }) => json.verdict)).toEqual(['accepted']);
		// The refused one did not get as far as the sandbox.
		expect(sandbox.braze.requests).toHaveLength(1);
		expect(profile('a')?.attributes).toEqual({ first_name: 'A' });
	});

	test('429 that asks for too long is reported, nothing hangs', async () => {
		const { errors } = await answered((post) =>
			post.reply(429, { message: 'Rate Limited' }, { 'x-ratelimit-retry-after': '3600' }),
		);
		expect(errors[0].json).toMatchObject({
			error: 'Rate Limited (status 429)',
			details: { verdict: 'failed' },
		});
		expect(sandbox.braze.requests).toEqual([]);
	});

	test('an event is not sent again after a 500 in HTML', async () => {
		nock(sandbox.brazeUrl, { allowUnmocked: true })
			.post('/users/track')
			.reply(500, '<html>Bad</html>');
		const objects = { events: [{ ...event, external_id: 'a' }] };
		const { errors } = await track({
			parameters: json,
			items: [{ objects }],
			onError: 'continueErrorOutput',
		});
		expect(errors[0].json).toMatchObject({ details: { verdict: 'unknown' } });
		expect(sandbox.braze.requests).toEqual([]);
	});

	test('an event is not sent again after a broken connection', async () => {
		let calls = 0;
		const cutting = createServer((request) => {
			calls++;
			request.socket.destroy();
		});
		await new Promise<void>((resolve) => cutting.listen(0, '127.0.0.1', resolve));
		const customUrl = `http://127.0.0.1:${(cutting.address() as AddressInfo).port}`;
		const objects = { events: [{ ...event, external_id: 'a' }] };
		const { errors } = await track({
			parameters: json,
			items: [{ objects }],
			credentials: { brazeApi: { instance: 'custom', customUrl, apiKey: BRAZE_KEY } },
			onError: 'continueErrorOutput',
		});
		cutting.close();
		expect(calls).toBe(1);
		expect(errors[0].json).toMatchObject({ details: { verdict: 'unknown' } });
		expect(errors[0].json.error).toContain('the connection broke off');
	});
});
