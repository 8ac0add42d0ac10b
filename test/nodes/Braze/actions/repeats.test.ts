import type { INodeParameters } from 'n8n-workflow';

import { BRAZE_CATALOG } from '../../../../sandbox/braze/seed';
import { fastClock } from '../../../harness/time';
import { GROUP, ID, run, sandbox } from './effects.setup';

/**
 * An address or a phone number means another profile once the first is gone: what is asked for again then
 * happens to another guest.
 */

fastClock(50);

const SHARED = { email: 'family@example.com', phone: '+15550149999' };

/** Guests with one address and one number, whom Braze knows by an alias each, and one with an ID. */
const member = (name: string, label = 'punchh_user_id') => ({
	alias: { alias_name: name, alias_label: label },
	attributes: { ...SHARED, first_name: name },
});

beforeEach(() => {
	sandbox.faults.clear();
	const own = {
		external_id: 'CRM-9',
		attributes: { email: 'own@example.com', phone: '+15550141111' },
	};
	sandbox.braze.seed({ profiles: [own, member('7'), member('8', 'other')] });
});

/** The members of the family who still have a profile of their own. */
const family = () =>
	sandbox.braze.profiles
		.filter(({ external_id: id, attributes }) => !id && attributes.email === SHARED.email)
		.map(({ attributes }) => attributes.first_name);

const RULE = { prioritization: 'unidentified,most_recently_updated' };
const user = (operation: string, more: INodeParameters): INodeParameters => ({
	resource: 'user',
	operation,
	...more,
});

/** Runs of one execution, as a loop makes them. */
function inLoop(name: string) {
	const execution = { id: `loop: ${name}`, workflowId: 'loop', mode: 'manual' as const };
	return async (parameters: INodeParameters) => await run(parameters, [{}], { execution });
}

/** Each of them about one member of the family. */
const BY_CONTACT = (['email', 'phone'] as const).flatMap(
	(by): Array<[string, INodeParameters]> => [
		[
			`merge by ${by}`,
			user('merge', {
				mergeBy: by,
				[`merge_${by}`]: SHARED[by],
				merge_prioritization: RULE.prioritization,
				keepBy: 'external_id',
				keep_external_id: 'CRM-9',
			}),
		],
		[
			`identify by ${by}`,
			user('identify', {
				...RULE,
				findProfileBy: by,
				[by]: SHARED[by],
				external_id: 'CRM-9',
				merge_behavior: 'merge',
			}),
		],
		[
			`delete by ${by}`,
			user('delete', { ...RULE, findUserBy: by, [by]: SHARED[by], confirmDeletion: true }),
		],
	],
);

describe.each(BY_CONTACT)('%s', (name, parameters) => {
	test('is done to one of them', async () => {
		const { items } = await run(parameters);
		expect(items).toHaveLength(1);
		expect(family()).toEqual(['7']);
	});

	test('is not sent again after its answer was lost', async () => {
		sandbox.faults.add({ side: 'braze', path: '*', count: 1, fault: { cut: 'after' } });
		const { items, errors } = await run(parameters);
		expect(family()).toEqual(['7']);
		expect(items).toEqual([]);
		expect(errors).toMatchObject([
			{
				json: {
					details: {
						verdict: 'unknown',
						description: 'Braze may have accepted it. Check in Braze before you send it again',
					},
				},
			},
		]);
	});

	test('is not done to the other one for a row that comes twice', async () => {
		const { items, errors } = await run(parameters, [{}, {}]);
		expect(items).toMatchObject([{ pairedItem: { item: 0 } }]);
		expect(errors).toMatchObject([
			{
				json: { error: expect.stringMatching(/^An earlier item asks for the same/) },
				pairedItem: { item: 1 },
			},
		]);
		expect(family()).toEqual(['7']);
	});

	test('nor for one that comes in another part of the list, from a loop', async () => {
		const runPart = inLoop(name);
		expect((await runPart(parameters)).items).toHaveLength(1);
		expect((await runPart(parameters)).errors).toMatchObject([
			{ json: { error: expect.stringMatching(/^An earlier item asks for the same/) } },
		]);
		expect(family()).toEqual(['7']);
		expect((await inLoop(`${name}, later`)(parameters)).items).toHaveLength(1);
	});

	test('a loop may try again what Braze has certainly not done', async () => {
		const runPart = inLoop(`${name}, tried again`);
		sandbox.faults.add({ side: 'braze', path: '*', count: 1, fault: { status: 401 } });
		expect((await runPart(parameters)).errors).toHaveLength(1);
		expect((await runPart(parameters)).items).toHaveLength(1);
		expect(family()).toEqual(['7']);
	});

	test("says what n8n's 'Retry' would do again, if another item stops the node", async () => {
		const { error } = await run(parameters, [{}, {}], { onError: 'stopWorkflow' });
		expect(error?.description).toContain('it would repeat the one that got through');
	});

	test("refuses n8n's 'Retry On Fail'", async () => {
		const { errors } = await run(parameters, [{}], { retryOnFail: true });
		expect(errors).toMatchObject([
			{ json: { error: expect.stringMatching(/^Nothing was sent: 'Retry On Fail'/) } },
		]);
		expect(family()).toHaveLength(2);
	});
});

const byAlias = user('merge', {
	mergeBy: '={{ $json.by }}',
	merge_external_id: 'b',
	merge_email: SHARED.email,
	merge_phone: SHARED.phone,
	merge_alias_name: '8',
	merge_alias_label: 'other',
	merge_prioritization: RULE.prioritization,
	keepBy: 'external_id',
	keep_external_id: '={{ $json.into }}',
});

test('others are sent again, and are with an address in no request', async () => {
	// The first request goes alone.
	sandbox.faults.add({ side: 'braze', path: '*', count: 2, fault: { status: 503 } });
	const { items, errors } = await run(byAlias, [
		{ by: 'email', into: 'CRM-9' },
		{ by: 'user_alias', into: 'a' },
	]);
	expect(items).toMatchObject([{ pairedItem: { item: 1 } }]);
	expect(errors).toMatchObject([{ pairedItem: { item: 0 } }]);
});

test.each([
	['external_id', { external_id: 'a' }, { external_id: ' a' }],
	['email', { email: 'Own@example.com', ...RULE }, { email: 'own@example.com', ...RULE }],
])('nobody is merged into himself, by %s', async (by, merged, kept) => {
	const prefixed = (prefix: string, given: INodeParameters) =>
		Object.fromEntries(Object.entries(given).map(([name, value]) => [`${prefix}${name}`, value]));
	const both = { ...prefixed('merge_', merged), ...prefixed('keep_', kept) };
	const { errors } = await run(user('merge', { mergeBy: by, keepBy: by, ...both }));
	expect(errors.map(({ json }) => json.error)).toEqual([
		'The user to merge and the user to keep are the same',
	]);
	expect(sandbox.braze.requests).toEqual([]);
});

test("others take n8n's 'Retry On Fail'", async () => {
	const { items } = await run(byAlias, [{ by: 'user_alias', into: 'a' }], { retryOnFail: true });
	expect(items).toHaveLength(1);
});

const setStatus = (use_double_opt_in_logic: boolean): INodeParameters => ({
	resource: 'subscription',
	operation: 'setStatus',
	subscription_group_id: GROUP.id,
	subscription_state: 'subscribed',
	findUserBy: 'external_id',
	external_id: ID,
	use_double_opt_in_logic,
});

const update = (tags: string): INodeParameters => ({
	resource: 'catalogItem',
	operation: 'update',
	catalog: { __rl: true, mode: 'name', value: BRAZE_CATALOG.name },
	itemId: ID,
	fields: tags,
});

test.each<[string, INodeParameters, boolean]>([
	['a message to confirm', setStatus(true), true],
	['no message', setStatus(false), false],
	['one more element', update('{ "tags": { "$add": ["patio"] } }'), true],
	['another value', update('{ "open": false }'), false],
])("what makes %s under 'Retry On Fail'", async (_what, parameters, isRefused) => {
	// The catalog of the sandbox has no column with lists.
	const fault = { status: 202, body: { message: 'success' } };
	sandbox.faults.add({ side: 'braze', path: '*', count: 1, fault });
	const { items, errors } = await run(parameters, [{ id: 'a' }], { retryOnFail: true });
	expect([items.length, errors.length]).toEqual(isRefused ? [0, 1] : [1, 0]);
	if (isRefused) expect(errors[0].json.error).toMatch(/^Nothing was sent: 'Retry On Fail'/);
});
