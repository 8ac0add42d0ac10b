import type { IDataObject } from 'n8n-workflow';

import type { NodeRun } from '../../../../harness/runNode';
import { sandbox, sent, track } from './trackFields.setup';

const property = (...property: IDataObject[]) => ({ propertyRows: { property } });

const event = (more: IDataObject) =>
	({ events: { event: [{ name: 'menu_viewed', ...more }] } }) as NodeRun['parameters'];

const ITEM = { id: 'a', store: 202, at: '2026-03-14T16:20:11Z', tags: ['new', 'hot'], none: null };

test('rows of an event are its properties, each of its type', async () => {
	const { errors, items } = await track(
		event(
			property(
				{ name: ' channel ', value: 'POS' },
				{ name: 'store', type: 'asGiven', value: '={{ $json.store }}' },
				{ name: 'points', type: 'number', value: '25' },
				{ name: 'first', type: 'boolean', value: 'no' },
				{ name: 'at', type: 'date', value: '={{ DateTime.fromISO($json.at) }}' },
				{ name: 'tags', type: 'json', value: '={{ $json.tags }}' },
				{ name: 'empty', value: '' },
				{ name: 'missing', type: 'number', value: '={{ $json.none }}' },
			),
		),
		[ITEM],
	);
	expect(errors).toEqual([]);
	expect(items[0].json).toMatchObject({ verdict: 'accepted', eventNames: ['menu_viewed'] });
	const [{ properties }] = sent()[0].events;
	expect(properties).toEqual({
		channel: 'POS',
		store: 202,
		points: 25,
		first: false,
		at: expect.stringMatching(
			/^2026-03-14T(16:20:11\.000(Z|\+00:00)|12:20:11\.000-04:00)$/,
		) as unknown,
		tags: ['new', 'hot'],
	});
});

test('a purchase has rows as well, and a row counts where JSON has the same name', async () => {
	const purchase = {
		product_id: 'latte',
		price: 4.75,
		currency: 'USD',
		properties: '{ "size": "S", "store": "202" }',
		...property({ name: 'size', value: 'L' }, { name: 'store', value: '' }),
	};
	const { errors } = await track({ purchases: { purchase: [purchase] } } as NodeRun['parameters']);
	expect(errors).toEqual([]);
	expect(sent()[0].purchases[0]).toMatchObject({ properties: { size: 'L', store: '202' } });
});

test('expressions give name, type and value, as a model fills them in: all as text', async () => {
	const row = { name: '={{ $json.of.name }}', type: '={{ $json.of.type }}', value: '={{ "7" }}' };
	const { errors } = await track(event(property(row)), [
		{ id: 'a', of: { name: 'table', type: ' number ' } as unknown as string },
	]);
	expect(errors).toEqual([]);
	expect(sent()[0].events).toMatchObject([{ name: 'menu_viewed', properties: { table: 7 } }]);
});

test.each<[string, IDataObject, string, RegExp]>([
	['without a name', { name: ' ', value: 'x' }, "Each property needs a 'Name'", /delete the row/],
	[
		'with a value of another type',
		{ name: 'points', type: 'number', value: '12,50' },
		"The value of property 'points' is not a number",
		/It is: 12,50/,
	],
	[
		'with a name that Braze reserves',
		{ name: 'event_name', value: 'x' },
		"Event: The property name 'event_name' is reserved by Braze: rename it",
		/Nothing in this item was sent/,
	],
	[
		'with a type that is none',
		{ name: 'points', type: 'points', value: '1' },
		'\'Type\' has no choice "points"',
		/asGiven, boolean, date, json, number/,
	],
])('a row %s is refused', async (_what, row, message, hint) => {
	const { errors } = await track(event(property(row)));
	expect(errors[0].json.error).toBe(message);
	expect(JSON.stringify(errors[0].json)).toMatch(hint);
	expect(sandbox.braze.requests).toEqual([]);
});

test.each([
	[
		'{ "store": "202", }',
		"'Properties (JSON) of menu_viewed' is not valid JSON: character 19: } where a name in double quotes should be",
	],
	[
		'{\n  "store": 202\n  "points": 25\n}',
		"'Properties (JSON) of menu_viewed' is not valid JSON: line 3, character 3: \"points\" where ',' or '}' should be",
	],
	['["a"]', "'Properties (JSON) of menu_viewed' must be a JSON object"],
])('properties in broken JSON: where it breaks, and the form', async (properties, message) => {
	const { errors, error } = await track(event({ properties }), [{ id: 'a' }]);
	expect(errors[0].json.error).toBe(message);
	expect(error).toBeUndefined();
	const stopped = await track(event({ properties }), [{ id: 'a' }], 'stopWorkflow');
	expect(stopped.error?.description).toMatch(/Enter it as { "name": "value", "number": 4.75 }/);
});

test('objects in broken JSON show the form of objects', async () => {
	const parameters = { specifyObjects: 'json', objects: '{ "events": [ }' };
	const { error } = await track(parameters, [{ id: 'a' }], 'stopWorkflow');
	expect(error?.message).toBe(
		"'Objects' is not valid JSON: character 15: } where a value should be",
	);
	expect(error?.description).toMatch(/Enter it as { "attributes": \[ { "external_id": "730415",/);
});
