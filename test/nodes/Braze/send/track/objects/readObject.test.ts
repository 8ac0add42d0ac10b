import type { IDataObject } from 'n8n-workflow';

import { event, json, sandbox, track } from '../track.setup';

const purchase = {
	external_id: 'a',
	product_id: 'tea',
	price: 4.5,
	currency: 'USD',
	time: event.time,
};

type Objects = Record<string, IDataObject[]>;

const run = async (objects: unknown) =>
	await track({
		parameters: json,
		items: [{ objects: objects as IDataObject }],
		onError: 'continueErrorOutput',
	});

const sent = () => JSON.parse(sandbox.braze.requests[0].body) as Objects;

describe('as JSON, what Braze takes of one type only', () => {
	test.each<[string, Objects, IDataObject]>([
		[
			'an ID that is a number',
			{ events: [{ ...event, external_id: 730415 }] },
			{ external_id: '730415' },
		],
		[
			'whitespace around an ID',
			{ events: [{ ...event, external_id: ' CRM-1\t' }] },
			{ external_id: 'CRM-1' },
		],
		[
			'whitespace around an address',
			{ attributes: [{ external_id: 'a', email: ' a@example.com ' }] },
			{ email: 'a@example.com' },
		],
		[
			'a phone that is a number',
			{ attributes: [{ external_id: 'a', phone: 15551230000 }] },
			{ phone: '15551230000' },
		],
		[
			'whitespace around a Braze ID',
			{ events: [{ ...event, braze_id: ' 5f1a ' }] },
			{ braze_id: '5f1a' },
		],
		[
			'an alias of numbers',
			{ events: [{ ...event, user_alias: { alias_name: 730415, alias_label: ' punchh ' } }] },
			{ user_alias: { alias_name: '730415', alias_label: 'punchh' } },
		],
		[
			'an event that is called by a number',
			{ events: [{ ...event, external_id: 'a', name: 7 }] },
			{ name: '7' },
		],
		[
			'an app that is a number',
			{ events: [{ ...event, external_id: 'a', app_id: 7 }] },
			{ app_id: '7' },
		],
		[
			'a product that is a number',
			{ purchases: [{ ...purchase, product_id: 4001 }] },
			{ product_id: '4001' },
		],
		[
			'an amount as Rails writes it',
			{ purchases: [{ ...purchase, price: '12.50', quantity: '2' }] },
			{ price: 12.5, quantity: 2 },
		],
	])('%s', async (_what, objects, expected) => {
		const { errors } = await run(objects);
		expect(errors).toEqual([]);
		expect(sent()[Object.keys(objects)[0]]).toEqual([expect.objectContaining(expected)]);
	});

	test('a time as Rails writes it', async () => {
		await run({ events: [{ ...event, external_id: 'a', time: '2026-03-14 16:17:00 UTC' }] });
		expect(sent().events).toMatchObject([{ time: '2026-03-14T16:17:00Z' }]);
	});

	const ROUNDED = 2 ** 53 + 2;
	const tooLong = /'[a-z_]+' is a number with too many digits/;

	test.each<[string, Objects, RegExp]>([
		['external_id', { events: [{ ...event, external_id: ROUNDED }] }, tooLong],
		['braze_id', { events: [{ ...event, braze_id: ROUNDED }] }, tooLong],
		['email', { events: [{ ...event, email: ROUNDED }] }, tooLong],
		['phone', { events: [{ ...event, phone: 1e21 }] }, tooLong],
		[
			'alias_name',
			{ events: [{ ...event, user_alias: { alias_name: ROUNDED, alias_label: 'a' } }] },
			tooLong,
		],
		[
			'alias_label',
			{ events: [{ ...event, user_alias: { alias_name: 'a', alias_label: ROUNDED } }] },
			tooLong,
		],
		['app_id', { events: [{ ...event, external_id: 'a', app_id: ROUNDED }] }, tooLong],
		['product_id', { purchases: [{ ...purchase, product_id: ROUNDED }] }, tooLong],
		['name', { events: [{ external_id: 'a', time: event.time, name: ROUNDED }] }, tooLong],
		[
			'a list as product',
			{ purchases: [{ ...purchase, product_id: ['a'] }] },
			/'product_id' must be text/,
		],
		[
			'an object as ID',
			{ events: [{ ...event, external_id: { a: 1 } }] },
			/'external_id' must be text/,
		],
		[
			'a flag as alias',
			{ events: [{ ...event, user_alias: { alias_name: true, alias_label: 'a' } }] },
			/'alias_name' must be text/,
		],
		[
			'text as alias',
			{ events: [{ ...event, user_alias: 'a' as unknown as IDataObject }] },
			/'user_alias' must be an object/,
		],
		['whitespace as ID', { events: [{ ...event, external_id: ' ' }] }, /does not say which user/],
		[
			'a phone from a spreadsheet',
			{ events: [{ ...event, phone: '1.5551E+10' }] },
			/not the whole ID/,
		],
		[
			'an amount with a comma',
			{ purchases: [{ ...purchase, price: '12,50' }] },
			/'price' must be a number/,
		],
	])('refused: %s', async (_what, objects, expected) => {
		const { errors } = await run(objects);
		expect(errors.map(({ json }) => json.error)).toEqual([expect.stringMatching(expected)]);
		expect(sandbox.braze.requests).toEqual([]);
	});
});

test('long IDs in JSON that was typed in stay exact', async () => {
	await run(
		`{ "events": [{ "external_id": 90071992547409931, "name": "a", "time": "${event.time}" }] }`,
	);
	expect(sent().events).toMatchObject([{ external_id: '90071992547409931' }]);
});

test.each<[string, IDataObject]>([
	['an external ID', { external_id: '5.56645E+14' }],
	['an alias', { user_alias: { alias_name: '5,56645E+14', alias_label: 'a' } }],
])('%s that a spreadsheet has shortened is warned of', async (_what, user) => {
	const { items } = await run({ events: [{ ...event, ...user }] });
	expect(items[0].json).toMatchObject({ verdict: 'accepted' });
	expect(items[0].json.warnings).toContainEqual(
		expect.stringMatching(/E\+14' looks like a long number/),
	);
});
