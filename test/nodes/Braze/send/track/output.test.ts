import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../../sandbox';
import { sample, sandboxCredentials } from '../../../../harness/punchhEvents';
import { runNode } from '../../../../harness/runNode';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startSandbox()));
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const run = async (parameters: IDataObject, items: IDataObject[]) =>
	await runNode({
		node: 'braze',
		credentials: sandboxCredentials(sandbox),
		parameters: parameters as never,
		items,
		onError: 'continueErrorOutput',
	});

const time = new Date().toISOString();
const visit = (id: unknown, more: IDataObject = {}) => ({
	events: [{ external_id: id, name: 'visited', time, ...more }],
});

const tracked = async (output: string, items: IDataObject[], options: IDataObject = {}) =>
	await run(
		{
			resource: 'user',
			operation: 'track',
			specifyObjects: 'json',
			objects: '={{ $json }}',
			options: { output, ...options },
		},
		items,
	);

/** Two good items, one with a warning, one that is refused. */
const ITEMS = [
	visit('a'),
	visit('b', { time: '2020-01-01T00:00:00Z' }),
	visit(''),
	{ attributes: [{ external_id: 'a', city: 'Austin', state: 'TX' }] },
];

test('each item has an output, unless something else is wanted', async () => {
	const { items, errors } = await tracked('items', ITEMS);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 3 },
	]);
	expect(errors).toHaveLength(1);
});

test('one summary has the counts, and belongs to all items that got through', async () => {
	const { items, errors } = await tracked('summary', ITEMS);
	expect(items).toEqual([
		{
			json: {
				verdict: 'accepted',
				items: 3,
				attributes: 2,
				events: 2,
				purchases: 0,
				dataPoints: 4,
				skipped: 0,
				warnings: [expect.stringContaining('more than a year ago')],
			},
			pairedItem: [{ item: 0 }, { item: 1 }, { item: 3 }],
		},
	]);
	expect(errors).toMatchObject([{ pairedItem: { item: 2 } }]);
	expect(sandbox.braze.profiles).toHaveLength(2);
});

test('a summary of many warnings says how many more there are', async () => {
	const old = Array.from({ length: 25 }, (_, year) =>
		visit('a', { time: `${1_990 + year}-01-01T00:00:00Z` }),
	);
	const { items } = await tracked('summary', old);
	const warnings = items[0].json.warnings as string[];
	expect([warnings.length, warnings.at(-1)]).toEqual([21, '... and 5 more']);
});

test('only problems: those with a warning, and nothing where there are none', async () => {
	const { items, errors } = await tracked('problems', ITEMS);
	expect(items).toMatchObject([
		{ json: { warnings: [expect.any(String)] }, pairedItem: { item: 1 } },
	]);
	expect(errors).toHaveLength(1);
	expect((await tracked('problems', [visit('a')])).items).toEqual([]);
});

test('without any item that got through there is no summary', async () => {
	const { items, errors } = await tracked('summary', [visit('')]);
	expect([items.length, errors.length]).toEqual([0, 1]);
});

test('a warning of how a parameter was read is a problem, and is in the summary', async () => {
	const parameters = {
		resource: 'user',
		operation: 'track',
		identifyBy: 'user_alias',
		alias_name: '={{ $json.name }}',
		alias_label: '={{ $json.label }}',
		events: { event: [{ name: 'visited' }] },
	};
	const items = [
		{ name: 'a', label: 'crm' },
		{ name: 'b', label: '5.56645E+14' },
	];
	for (const output of ['problems', 'summary']) {
		const shown = (await run({ ...parameters, options: { output } }, items)).items;
		expect(shown).toMatchObject([{ json: { warnings: [expect.stringContaining('spreadsheet')] } }]);
	}
});

test('a dry run shows each item', async () => {
	const { items } = await tracked('summary', [visit('a'), visit('b')], { dryRun: true });
	expect(items).toMatchObject([{ json: { verdict: 'dryRun' } }, { json: { verdict: 'dryRun' } }]);
});

test('an expression that differs from item to item is refused before anything is sent', async () => {
	const { errors } = await tracked('={{ $json.output }}', [
		{ ...visit('a'), output: 'summary' },
		{ ...visit('b'), output: 'items' },
	]);
	expect(errors).toHaveLength(2);
	expect(sandbox.braze.requests).toEqual([]);
});

describe('events of Punchh', () => {
	const record = async (output: string, items: IDataObject[]) =>
		await run(
			{
				resource: 'punchhEvent',
				operation: 'track',
				event: '={{ $json }}',
				preset: 'recommended',
				options: { output },
			},
			items,
		);
	const deleted = { ...sample('guest-update-profile'), action: 'delete' };

	test('what was skipped is a problem, and a summary counts it with the reasons', async () => {
		const items = [sample('checkin-loyalty-create-online'), deleted];
		const problems = await record('problems', items);
		expect(problems.items).toMatchObject([
			{ json: { verdict: 'skipped' }, pairedItem: { item: 1 } },
		]);
		const [{ json, pairedItem }] = (await record('summary', items)).items;
		expect(json).toMatchObject({
			items: 1,
			skipped: 1,
			reasons: [(problems.items[0].json as { reason: string }).reason],
		});
		expect(pairedItem).toEqual([{ item: 0 }, { item: 1 }]);
		const [nothing] = (await record('summary', [deleted])).items;
		expect(nothing.json).toMatchObject({ verdict: 'skipped', items: 0, skipped: 1 });
	});
});
