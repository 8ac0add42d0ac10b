import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { fastClock } from '../../../harness/time';
import { byAlias, run, sandbox } from './effects.setup';

/**
 * A name or an ID that passes from one user to another within a list: what is done again then is done to
 * the user who has it by now.
 */

fastClock(50);

const LABEL = 'punchh_user_id';

beforeEach(() => {
	sandbox.faults.clear();
	sandbox.braze.seed({
		profiles: ['1', '2', '7'].map((name) => ({
			alias: { alias_name: name, alias_label: LABEL },
			attributes: { first_name: `guest ${name}` },
		})),
	});
});

const named = (alias: string) => byAlias(alias, LABEL)?.attributes.first_name;

const updateAlias: INodeParameters = {
	resource: 'user',
	operation: 'updateAlias',
	alias_label: '={{ $json.label ?? "punchh_user_id" }}',
	old_alias_name: '={{ $json.from }}',
	new_alias_name: '={{ $json.to }}',
};

const SWAP = [
	{ from: '1', to: '9' },
	{ from: '2', to: '1' },
	{ from: '9', to: '2' },
];

/** What n8n's *Retry On Fail* does: all items once more, if one of them has failed. */
const runTwice = async (parameters: INodeParameters, items: IDataObject[]) => {
	const first = await run(parameters, items, { retryOnFail: true });
	const second = await run(parameters, items, { retryOnFail: true });
	return [first, second];
};

describe('aliases that pass on', () => {
	test('a list that swaps two is not sent, in no run', async () => {
		const runs = await runTwice(updateAlias, SWAP);
		for (const { items, errors } of runs) {
			expect(items).toEqual([]);
			expect(errors.map(({ json }) => json.error)).toEqual([
				"'Old Alias Name' is 1, which is 'New Alias Name' of item 1",
				"'Old Alias Name' is 2, which is 'New Alias Name' of item 2",
				"'Old Alias Name' is 9, which is 'New Alias Name' of item 0",
			]);
		}
		expect([named('1'), named('2')]).toEqual(['guest 1', 'guest 2']);
		expect(sandbox.braze.requests).toEqual([]);
	});

	test('who gives a name away and who gets it are both not sent; others are', async () => {
		const { items, errors } = await run(updateAlias, [
			{ from: '1', to: '9' },
			{ from: '7', to: '8' },
			{ from: '2', to: '1' },
		]);
		expect(items).toMatchObject([{ pairedItem: { item: 1 } }]);
		expect(errors).toMatchObject([
			{
				json: {
					error: "'Old Alias Name' is 1, which is 'New Alias Name' of item 2",
					details: { verdict: 'rejected', description: expect.stringMatching(/^It was not sent/) },
				},
				pairedItem: { item: 0 },
			},
			{
				json: { error: "'New Alias Name' is 1, which is 'Old Alias Name' of item 0" },
				pairedItem: { item: 2 },
			},
		]);
		expect(['1', '2', '8'].map(named)).toEqual(['guest 1', 'guest 2', 'guest 7']);
	});

	test('a name under another label is another name', async () => {
		const { items } = await run(updateAlias, [
			{ from: '1', to: '9' },
			{ label: 'crm', from: '9', to: '1' },
		]);
		expect(items).toHaveLength(2);
	});

	test('rows about one user, or with one new name, are sent in their order, also twice', async () => {
		const rows = [
			{ from: '1', to: '9' },
			{ from: '1', to: '8' },
			{ from: '2', to: '9' },
			{ from: '7', to: '7' },
		];
		for (const { items } of await runTwice(updateAlias, rows)) expect(items).toHaveLength(4);
		expect(['9', '2', '7'].map(named)).toEqual(['guest 1', 'guest 2', 'guest 7']);
	});

	test('an answer that is lost for good says when it is safe to send it again', async () => {
		sandbox.faults.add({ side: 'braze', path: '*', fault: { cut: 'after' } });
		const { errors } = await run(updateAlias, [{ from: '1', to: '9' }]);
		expect(errors).toMatchObject([
			{
				json: {
					details: {
						verdict: 'unknown',
						description:
							'Braze may have accepted it. It is safe to send again as long as no other user gets the old name',
					},
				},
			},
		]);
	});
});

const onUser = (operation: string, more: INodeParameters): INodeParameters => ({
	resource: 'user',
	operation,
	...more,
});

const PAIR = { alias_name: '={{ $json.from }}', alias_label: LABEL };

/** Lists in which an identifier passes on, as far as Braze lets it: which operation, and its rows. */
const LISTS: Array<[string, INodeParameters, IDataObject[]]> = [
	[
		'renames of external IDs: a deprecated one is not given away',
		onUser('renameExternalId', {
			current_external_id: '={{ $json.from }}',
			new_external_id: '={{ $json.to }}',
		}),
		[
			{ from: 'a', to: 'z' },
			{ from: 'b', to: 'a' },
			{ from: 'z', to: 'b' },
		],
	],
	[
		'removals of external IDs: those in use are not removed',
		onUser('removeExternalId', { external_id: '={{ $json.from }}' }),
		[{ from: 'old' }, { from: 'a' }, { from: 'old' }],
	],
	[
		'aliases for external IDs: one that exists stays',
		onUser('createAlias', { ...PAIR, external_id: '={{ $json.to }}' }),
		[
			{ from: '3', to: 'a' },
			{ from: '4', to: 'a' },
			{ from: '3', to: 'b' },
		],
	],
	[
		'external IDs for aliases: who has one keeps it',
		onUser('identify', {
			...PAIR,
			findProfileBy: 'user_alias',
			external_id: '={{ $json.to }}',
			merge_behavior: 'merge',
		}),
		[
			{ from: '1', to: 'b' },
			{ from: '1', to: 'x' },
			{ from: '2', to: 'x' },
			{ from: '7', to: 'x' },
		],
	],
	[
		'merges by external ID: who was merged is gone',
		onUser('merge', {
			mergeBy: 'external_id',
			merge_external_id: '={{ $json.from }}',
			keepBy: 'external_id',
			keep_external_id: '={{ $json.to }}',
		}),
		[
			{ from: 'a', to: 'b' },
			{ from: 'c', to: 'a' },
			{ from: 'b', to: 'a' },
		],
	],
];

/** Who there is, with what they are known by. */
const everybody = () =>
	sandbox.braze.profiles
		.map(({ external_id: id, deprecated_external_ids, user_aliases, attributes }) =>
			JSON.stringify([id, deprecated_external_ids, user_aliases, attributes.first_name]),
		)
		.sort();

test.each(LISTS)('%s, also when the list is done again', async (_what, parameters, rows) => {
	sandbox.braze.seed({ profiles: [{ external_id: 'old' }] });
	await run(onUser('renameExternalId', { current_external_id: 'old', new_external_id: 'd' }));
	const before = everybody();
	await run(parameters, rows);
	const after = everybody();
	expect(after).not.toEqual(before);
	await runTwice(parameters, rows);
	expect(everybody()).toEqual(after);
});
