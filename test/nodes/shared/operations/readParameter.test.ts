import fc from 'fast-check';
import {
	tryToParseDateTime,
	type IDataObject,
	type IExecuteFunctions,
	type INodeParameters,
} from 'n8n-workflow';

import { track } from '../../../../nodes/Braze/actions/user/track.operation';
import { readParameter } from '../../../../nodes/shared/operations/readParameter';
import { fuzzRuns, fuzzSeed } from '../../../harness/fuzz';
import { runNode } from '../../../harness/runNode';

/** What reading a parameter gives, or that it throws. */
const outcome = (read: () => unknown) => {
	try {
		return { value: read() };
	} catch (error) {
		return { error: (error as Error).message };
	}
};

/** Every parameter of User > Track that can hold an expression, alone or somewhere inside. */
const NAMES = [
	'specifyObjects',
	'identifyBy',
	'external_id',
	'fallbacks.identifier',
	'attributes.attribute',
	'events.event',
	'objects',
	'options',
	'options.timeZone',
	'options.emptyValues',
];

/** Reads all parameters of all items, once as n8n does and once as we do. */
async function readBothWays(parameters: INodeParameters, items: IDataObject[]) {
	const read: Array<{ name: string; ours: unknown; n8ns: unknown }> = [];
	const spy = jest.spyOn(track, 'run').mockImplementation(async function (
		this: IExecuteFunctions,
		indices: number[],
	) {
		for (const index of indices) {
			for (const name of NAMES) {
				const ours = outcome(() => readParameter.call(this, name, index, 'none'));
				const n8ns = outcome(() => this.getNodeParameter(name, index, 'none'));
				read.push({ name, ours, n8ns });
			}
		}
		return indices.map(() => ({ json: [{}] }));
	});
	const { error } = await runNode({ node: 'braze', credentials: {}, parameters, items });
	spy.mockRestore();
	expect(error).toBeUndefined();
	return read;
}

/** Expressions of every form: fields of the item, text around them, and what only looks like one. */
const expression = fc.oneof(
	fc.constantFrom(
		'={{ $json.a }}',
		'={{$json.a.b}}',
		'={{ $json.list }}',
		'={{ $json.list.length }}',
		'={{ $json["a"] }}',
		'={{ $json.a?.b }}',
		'={{ $json.list[0] }}',
		'={{ $json }}',
		'={{ $json.missing }}',
		'={{ $json.missing.deeper }}',
		'={{ $json.text.toUpperCase() }}',
		'={{ $json.a + 1 }}',
		'={{ $json.a }}{{ $json.text }}',
		'=text {{ $json.a }}',
		'={{ $json.a }} text',
		'= {{ $json.a }}',
		'={{ $json.a }} ',
		'={{ $json.a }}\n',
		'=\n{{ $json.list }}',
		'=  {{ $json.text }}  ',
		'={{\n$json.text\n}}',
		'={{ $json.constructor }}',
		'={{ $json.toString }}',
		'={{ $json.__proto__ }}',
		'={{ $json.hasOwnProperty }}',
		'={{ $itemIndex }}',
		'={{ $input.item.json.text }}',
		'={{ $("Input").item.json.a }}',
		'={{ [$json.a, { b: $json.text }] }}',
		'={{ undefined }}',
		'={{ null }}',
		'={{ }}',
		'=',
		'=just text',
		'$json.a',
		'{{ $json.a }}',
		'',
	),
	fc.string({ maxLength: 12 }),
);

const value = fc.oneof(
	fc.constantFrom<unknown>(1, 0, true, false, null, '', 'text', '={{ $json.text }}', '{{ 1 }}'),
	fc.constantFrom<unknown>([], [1, { b: 2 }], {}, { b: 1 }, { b: { c: null } }),
);

const item = fc.record(
	{ a: value, text: fc.constantFrom('', 'Mara', '=1', '{{ 2 }}'), list: value },
	{ requiredKeys: [] },
);

const parameters = fc.record({
	// n8n does not run a node in which a required parameter is empty.
	external_id: expression.map((text) => text || 'x'),
	fallbacks: fc.record({
		identifier: fc.array(fc.record({ identifyBy: fc.constant('email'), value: expression }), {
			maxLength: 2,
		}),
	}),
	attributes: fc.record({
		attribute: fc.array(
			fc.record({ name: expression, type: fc.constant('asGiven'), value: expression }),
			{ maxLength: 3 },
		),
	}),
	events: fc.record({
		event: fc.array(fc.record({ name: expression, time: expression, properties: expression }), {
			maxLength: 2,
		}),
	}),
	objects: expression.map((text) => text || '{}'),
	options: fc.record({ timeZone: expression, emptyValues: expression }, { requiredKeys: [] }),
});

test('a parameter has the value that n8n gives it, whatever stands in it, and items stay as they are', async () => {
	await fc.assert(
		fc.asyncProperty(
			parameters,
			fc.array(item, { minLength: 1, maxLength: 3 }),
			async (given, items) => {
				const before = JSON.stringify(items);
				const all = { resource: 'user', operation: 'track', specifyObjects: 'fields', ...given };
				for (const { name, ours, n8ns } of await readBothWays(
					all as INodeParameters,
					items as IDataObject[],
				)) {
					expect({ name, ...(ours as object) }).toEqual({ name, ...(n8ns as object) });
				}
				expect(JSON.stringify(items)).toBe(before);
			},
		),
		{ seed: fuzzSeed(), numRuns: fuzzRuns(30, 5_000) },
	);
}, 300_000);

test('a time is the text that n8n makes of it', async () => {
	const at = tryToParseDateTime('2026-03-14T12:20:11', 'America/New_York');
	const value = '={{ $json.at }}';
	const attributes = { attribute: [{ name: 'x', type: 'asGiven', value }] };
	const all = { resource: 'user', operation: 'track', specifyObjects: 'fields', attributes };
	const parameters = { ...all, external_id: 'x' } as INodeParameters;
	const read = await readBothWays(parameters, [{ at } as unknown as IDataObject]);
	const { ours, n8ns } = read.find(({ name }) => name === 'attributes.attribute')!;
	const [row] = attributes.attribute;
	expect(ours).toEqual({ value: [{ ...row, value: '2026-03-14T12:20:11.000-04:00' }] });
	expect(n8ns).toEqual(ours);
});
