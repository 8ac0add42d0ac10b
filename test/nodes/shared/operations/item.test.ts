import type { IDataObject, IExecuteFunctions, INode, INodeProperties } from 'n8n-workflow';

import { defineOperation } from '../../../../nodes/shared/operations/define';
import type { Item } from '../../../../nodes/shared/operations/item';

const node: INode = {
	id: '1',
	name: 'It',
	type: 'it',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const properties: INodeProperties[] = [
	{ displayName: 'Alias Name', name: 'alias_name', type: 'string', default: '' },
	{ displayName: 'Values', name: 'values', type: 'json', default: '' },
	{
		displayName: 'Segment',
		name: 'segment',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [{ displayName: 'By ID', name: 'id', type: 'string' }],
	},
	{
		displayName: 'Rows',
		name: 'rows',
		type: 'fixedCollection',
		default: {},
		options: [
			{
				displayName: 'Row',
				name: 'row',
				values: [{ displayName: 'Amount', name: 'amount', type: 'string', default: '' }],
			},
		],
	},
];

/** What reading gives for an item with these parameters. */
async function read<T>(parameters: IDataObject, reader: (item: Item) => T): Promise<T> {
	let result: { value: T } | undefined;
	const operation = defineOperation({
		name: 'Do',
		action: 'Do it',
		description: 'Does it',
		countsTwice: false,
		properties,
		options: [{ displayName: 'Send Identifier', name: 'send_id', type: 'string', default: '' }],
		behaviour: {
			async run([item]) {
				result = { value: reader(item) };
				return [];
			},
		},
	});
	const context = {
		getNode: () => node,
		getInputData: () => [{ json: {} }, { json: {} }, { json: {} }],
		getNodeParameter: (name: string, _index: number, fallback: unknown) =>
			parameters[name] ?? fallback,
	} as unknown as IExecuteFunctions;
	await operation.run.call(context, [2]);
	return result!.value;
}

test.each([
	[' Mara ', 'Mara'],
	[730415, '730415'],
	[0, '0'],
	['', ''],
	[null, ''],
	[undefined, ''],
])('%j as text is %j', async (given, expected) => {
	expect(await read({ alias_name: given }, (item) => item.text('alias_name'))).toBe(expected);
});

test.each([[{ a: 1 }], [['a']], [true], [Number.NaN]])('%j is no text', async (given) => {
	await expect(
		read({ alias_name: given } as IDataObject, (item) => item.text('alias_name')),
	).rejects.toMatchObject({
		message: "'Alias Name' must be text or a number",
		context: { itemIndex: 2 },
	});
});

test.each([2 ** 53, -(2 ** 53), 1e21])('%d is rounded, and no text', async (given) => {
	await expect(
		read({ alias_name: given }, (item) => item.text('alias_name')),
	).rejects.toMatchObject({
		message: "'Alias Name' is a number with too many digits",
		context: { itemIndex: 2 },
	});
});

test('the largest number that is exact is text', async () => {
	const given = Number.MAX_SAFE_INTEGER;
	expect(await read({ alias_name: given }, (item) => item.text('alias_name'))).toBe(
		'9007199254740991',
	);
});

test.each([
	['alias_name', ' ', "'Alias Name' is empty", /Fill it in/],
	['options.send_id', undefined, "'Send Identifier' is empty", /Fill it in/],
	['rows.row.amount', '', "'Amount' is empty", /Fill it in/],
	['segment', { __rl: true, mode: 'id', value: '' }, "'Segment' is empty", /Pick one/],
])('%s that is empty is named as the panel names it', async (name, given, message, hint) => {
	await expect(
		read({ [name]: given } as IDataObject, (item) => item.required(name)),
	).rejects.toMatchObject({
		message,
		description: expect.stringMatching(hint),
		context: { itemIndex: 2 },
	});
});

test('of what is picked the ID counts', async () => {
	const segment = { __rl: true, mode: 'id', value: 1874 };
	expect(await read({ segment }, (item) => item.required('segment'))).toBe('1874');
});

test.each([
	['{"a":1}', { a: 1 }],
	[{ a: 1 }, { a: 1 }],
	['', {}],
	['  ', {}],
	[undefined, {}],
	[null, {}],
])('%j as a JSON object is %j', async (given, expected) => {
	expect(await read({ values: given } as IDataObject, (item) => item.jsonObject('values'))).toEqual(
		expected,
	);
});

test.each([
	[
		'{"a"',
		"'Values' is not valid JSON: it ends before an object is complete",
		/{ "name": "value", "number": 4.75 }.*quotes/,
	],
	[
		'{"a":1,}',
		"'Values' is not valid JSON: character 8: } where a name in double quotes should be",
		/comma/,
	],
	['[1]', "'Values' must be a JSON object", /"name"/],
	[3, "'Values' must be a JSON object", /"name"/],
])('%j is no JSON object', async (given, message, hint) => {
	await expect(read({ values: given }, (item) => item.jsonObject('values'))).rejects.toMatchObject({
		message,
		description: expect.stringMatching(hint),
	});
});

test('of a collection only what has a value counts', async () => {
	const options = {
		a: '',
		b: null,
		c: undefined,
		d: 0,
		e: false,
		f: 'x',
	} as unknown as IDataObject;
	expect(await read({ options }, (item) => item.filled('options'))).toEqual({
		d: 0,
		e: false,
		f: 'x',
	});
});
