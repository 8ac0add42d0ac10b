import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';
import nock from 'nock';

import { brazeOperations } from '../../../../nodes/Braze/actions';
import { punchhOperations } from '../../../../nodes/Punchh/actions';
import { choiceReaders } from '../../../../nodes/shared/operations/readChoices';
import { STUB_CREDENTIALS, stubBraze } from '../../../harness/brazeStub';
import { MARA, usePunchhSandbox } from '../../../harness/punchh';
import { guest } from '../../../harness/punchhParameters';
import { runNode } from '../../../harness/runNode';

/** Every parameter of an operation that is a flag or a choice, with the path that reads it. */
function choicesIn(property: INodeProperties, prefix = ''): Array<[string, INodeProperties]> {
	const path = `${prefix}${property.name}`;
	if (['boolean', 'options', 'multiOptions'].includes(property.type)) return [[path, property]];
	return (property.options ?? []).flatMap((option) => {
		if ('values' in option) {
			return option.values.flatMap((field) => choicesIn(field, `${path}.${option.name}.`));
		}
		return 'type' in option ? choicesIn(option, `${path}.`) : [];
	});
}

const choices = Object.entries({ braze: brazeOperations, punchh: punchhOperations }).flatMap(
	([node, { resources }]) =>
		Object.entries(resources).flatMap(([resource, { operations }]) =>
			Object.entries(operations).flatMap(([operation, { properties }]) =>
				properties.flatMap((top) =>
					choicesIn(top).map(([path, property]) => ({
						where: `${node} ${resource} ${operation} ${path}`,
						path,
						property,
						top,
					})),
				),
			),
		),
);

/** What a reader refuses, with the hint. */
class Refused extends Error {
	constructor(
		problem: string,
		readonly hint: string,
	) {
		super(problem);
	}
}
const refuse = (problem: string, hint: string) => new Refused(problem, hint);

/** A value at a path, as n8n holds the whole parameter, and as it is read at its top. */
const within = (path: string, value: unknown): unknown =>
	path
		.split('.')
		.slice(1)
		.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);

describe.each(choices)('$where', ({ path, property, top }) => {
	const readers = choiceReaders(top);
	const read = (value: unknown) => readers.get(path)!(value, refuse);

	test('what is none of its values is refused by its name, however it is reached', () => {
		for (const reading of [
			() => read('perhaps'),
			() => readers.get(top.name)!(within(path, 'perhaps'), refuse),
		]) {
			expect(reading).toThrow(Refused);
			try {
				reading();
			} catch (thrown) {
				const { message, hint } = thrown as Refused;
				expect(message).toContain(`'${property.displayName}'`);
				expect(message + hint).toContain('perhaps');
			}
		}
	});

	test('its own values stay as they are', () => {
		expect(read(property.default)).toEqual(property.default);
		expect(readers.get(top.name)!(within(path, property.default), refuse)).toEqual(
			within(path, property.default),
		);
		if (property.type === 'boolean') return;
		for (const option of property.options!) {
			const { value } = option as { value: string };
			const given = property.type === 'multiOptions' ? [value] : value;
			expect(read(given)).toEqual(given);
		}
	});
});

test.each([
	['false', false],
	['FALSE ', false],
	['no', false],
	['0', false],
	[0, false],
	['true', true],
	['Yes', true],
	['1', true],
	[1, true],
])('a flag of %j is %j', (given, flag) => {
	const property = choices.find((choice) => choice.property.type === 'boolean')!;
	expect(choiceReaders(property.top).get(property.path)!(given, refuse)).toBe(flag);
});

test.each([[null], [''], [2], ['on and off'], [{}], [['true']]])('a flag is not %j', (given) => {
	const property = choices.find((choice) => choice.property.type === 'boolean')!;
	expect(() => choiceReaders(property.top).get(property.path)!(given, refuse)).toThrow(Refused);
});

describe('in n8n', () => {
	beforeAll(() => nock.disableNetConnect());
	beforeAll(() => nock.enableNetConnect('127.0.0.1'));
	afterEach(() => nock.cleanAll());
	afterAll(() => nock.enableNetConnect());

	const braze = async (parameters: INodeParameters, item: IDataObject) =>
		await runNode({
			node: 'braze',
			credentials: STUB_CREDENTIALS,
			parameters,
			items: [item],
			onError: 'continueErrorOutput',
		});
	const track = (more: INodeParameters): INodeParameters => ({
		resource: 'user',
		operation: 'track',
		specifyObjects: 'fields',
		identifyBy: 'external_id',
		external_id: 'CRM-1',
		attributes: { attribute: [{ name: 'tier', type: 'asGiven', value: 'Gold' }] },
		...more,
	});
	const ACCEPTED = [201, { message: 'success', attributes_processed: 1 }] as [number, IDataObject];

	test.each([
		['false', 1],
		['true', 0],
	])("'Dry Run' from an expression that returns %j: %i requests", async (dryRun, count) => {
		const requests = stubBraze(() => ACCEPTED);
		const { errors } = await braze(track({ options: { dryRun: '={{ $json.dry }}' } }), {
			dry: dryRun,
		});
		expect(errors).toEqual([]);
		expect(requests).toHaveLength(count);
	});

	test.each<[string, INodeParameters, IDataObject, string]>([
		[
			'a flag that is neither',
			{ options: { dryRun: '={{ $json.dry }}' } },
			{ dry: 'perhaps' },
			"'Dry Run' must be true or false",
		],
		[
			'the name of a choice in place of its value',
			{ fallbacks: { identifier: [{ identifyBy: '={{ $json.by }}', value: 'a@example.com' }] } },
			{ by: 'Email' },
			`has no choice "Email"`,
		],
		[
			'the name of a type in place of its value',
			{ attributes: { attribute: [{ name: 'n', type: '={{ $json.type }}', value: '1' }] } },
			{ type: 'Increment' },
			`has no choice "Increment"`,
		],
	])('%s: nothing is sent, and the error names it', async (_what, more, item, message) => {
		const requests = stubBraze(() => ACCEPTED);
		const { errors } = await braze(track(more), item);
		expect(errors.map(({ json }) => json.error)).toEqual([expect.stringContaining(message)]);
		expect(requests).toEqual([]);
	});

	test.each([
		['false', undefined],
		['true', true],
	])('double opt-in of %j is asked for as %j', async (asked, sent) => {
		const requests = stubBraze(() => [201, { message: 'success' }]);
		await braze(
			{
				resource: 'subscription',
				operation: 'setStatus',
				subscription_group_id: '={{ $json.group }}',
				subscription_state: 'subscribed',
				use_double_opt_in_logic: '={{ $json.optIn }}',
				identifyBy: 'external_id',
				external_id: 'CRM-1',
			},
			{ optIn: asked, group: '1a2b3c4d-0000-4000-8000-000000000001' },
		);
		expect(requests).toHaveLength(1);
		expect(JSON.stringify(requests[0].body).includes('use_double_opt_in_logic":true')).toBe(
			sent === true,
		);
	});

	describe('what applies to the whole run', () => {
		const runAll = async (options: IDataObject, items: IDataObject[]) =>
			await runNode({
				node: 'braze',
				credentials: STUB_CREDENTIALS,
				parameters: track({ options: options as never }),
				items,
				onError: 'continueErrorOutput',
			});

		test.each<[string, IDataObject]>([
			['Dry Run', { dryRun: '={{ $json.value }}' }],
			['Tries', { attempts: '={{ $json.value }}' }],
		])(
			"'%s' that items do not agree about: nothing is sent, and the item is named",
			async (...row) => {
				const [label, options] = row;
				const values = label === 'Tries' ? [1, 1, 2] : ['no', false, 'yes'];
				const requests = stubBraze(() => ACCEPTED);
				const items = values.map((value) => ({ value }));
				const { errors } = await runAll(options, items);
				expect(requests).toEqual([]);
				expect(errors).toHaveLength(3);
				expect(errors[0].json.error).toBe(`'${label}' is not the same for all items`);
			},
		);

		test('an expression that returns the same for all', async () => {
			const requests = stubBraze(() => ACCEPTED);
			const items = ['no', false, '0'].map((value) => ({ value }));
			await runAll({ dryRun: '={{ $json.value }}' }, items);
			expect(requests).toHaveLength(1);
		});
	});

	const punchh = usePunchhSandbox();

	test('a flag of Punchh as text of a spreadsheet', async () => {
		const parameters = guest('get', { simplify: '={{ $json.simple }}' });
		const [raw, simple] = await Promise.all(
			['no', 'yes'].map(
				async (simple) => await punchh.run({ parameters, items: [{ ...MARA, simple }] }),
			),
		);
		expect(Object.keys(raw.items[0].json).length).toBeGreaterThan(
			Object.keys(simple.items[0].json).length,
		);
	});
});
