import { event, fields, json, profile, sandbox, track } from './track.setup';

describe('packing', () => {
	test('1,000 items need 14 requests, and each item gets its verdict', async () => {
		const items = Array.from({ length: 1_000 }, (_, id) => ({ id: `guest-${id}`, name: `N${id}` }));
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
				attributeNames: ['first_name'],
				eventNames: [],
				products: [],
				identifier: { external_id: `guest-${index}` },
			});
		});
		expect(profile('guest-999')?.attributes.first_name).toBe('N999');
	});

	test('one bad object: 999 accepted, one through the error output with the words of Braze', async () => {
		const objects = (id: number) => ({
			attributes: [
				{ external_id: `guest-${id}`, email_subscribe: id === 500 ? 'maybe' : 'subscribed' },
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
			error:
				"'email_subscribe' must be 'subscribed', 'unsubscribed', or 'opted_in' ('email_subscribe' is \"maybe\")",
		});
		expect(profile('guest-500')).toBeUndefined();
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
