import { event, fields, json, profile, sandbox, track } from './track.setup';

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
			/starts with '\$'/,
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
					{ external_id: 'a', product_id: 'p', currency: 'USD', price: '1,00', time: event.time },
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
		expect(error?.description).toContain('Do not click Retry');
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
