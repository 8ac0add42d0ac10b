import type { IDataObject } from 'n8n-workflow';
import { type NodeRun } from '../../../../harness/runNode';
import { rows, sandbox, sent, track } from './trackFields.setup';

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
	['a word', { price: '4,75' }, `Purchase: 'price' must be a number ('price' is "4,75")`],
	['a blank', { price: ' ' }, `Purchase: 'price' must be a number ('price' is " ")`],
])('a price that is %s is not sent as 0', async (_what, price, expected) => {
	const purchase = { product_id: 'tea', currency: 'USD', quantity: 1, ...price };
	const { errors } = await track({ purchases: { purchase: [purchase] } } as NodeRun['parameters']);
	expect(errors[0].json.error).toBe(expected);
	expect(sandbox.braze.requests).toEqual([]);
});
