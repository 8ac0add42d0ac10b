import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../sandbox';
import { BRAZE_CATALOG, BRAZE_KEY } from '../../../../sandbox/braze/seed';
import { PRESETS, type PresetName } from '../../../../sandbox/faults/presets';
import { byName, parametersOf } from '../../../fixtures/braze/operation';
import { BRAZE_OPERATIONS, operationOf } from '../../../fixtures/braze/operations';
import { runNode } from '../../../harness/runNode';
import { fastClock } from '../../../harness/time';

fastClock(50);

/** What Braze refuses, limits or leaves open, in every operation but Track. */

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	sandbox.reset();
	sandbox.faults.clear();
	sandbox.braze.seed({
		profiles: ['a', 'b', 'c', 'taken'].map((id) => ({
			external_id: id,
			attributes: { email: `${id}@example.com`, phone: '+15550142001' },
		})),
	});
});
afterAll(async () => await sandbox.close());

const run = async (parameters: INodeParameters, items: IDataObject[]) =>
	await runNode({
		node: 'braze',
		credentials: {
			brazeApi: { instance: 'custom', customUrl: sandbox.brazeUrl, apiKey: BRAZE_KEY },
		},
		parameters,
		items,
		onError: 'continueErrorOutput',
	});

const REFUSALS = BRAZE_OPERATIONS.flatMap((row) =>
	row.refusals.map((refusal) => ({
		...refusal,
		parameters: parametersOf(row, refusal.parameters),
	})),
);
const createAlias = parametersOf(operationOf('user', 'createAlias'));
const sendCampaign = parametersOf(operationOf('campaign', 'send'));

describe('the item is named in the words of Braze, and the others are done', () => {
	test.each(REFUSALS)('$about', async ({ parameters, message, verdict = 'rejected' }) => {
		const { items, errors } = await run(parameters, [
			{ id: 'a' },
			{ id: 'b', bad: true },
			{ id: 'c' },
		]);
		expect(errors).toMatchObject([
			{
				json: {
					id: 'b',
					error: expect.stringMatching(message),
					details: expect.objectContaining({ verdict }),
				},
				pairedItem: { item: 1 },
			},
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
	});

	test('an external ID that is in use is not removed', async () => {
		await run(parametersOf(operationOf('user', 'renameExternalId')), [{ id: 'a' }]);
		const remove = parametersOf(operationOf('user', 'removeExternalId'));
		const { items, errors } = await run(remove, [{ id: 'a' }, { id: 'b' }]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		expect(errors).toMatchObject([
			{
				json: {
					error: expect.stringMatching(/^b is no deprecated/),
					details: expect.objectContaining({ verdict: 'rejected' }),
				},
			},
		]);
	});
});

describe('limits', () => {
	test.each(['brazeRateLimitReset', 'brazeRateLimitRetryAfter'] as const)(
		'%s is waited out, also where nothing may be sent twice',
		async (preset) => {
			sandbox.faults.add({ ...ruleOf(preset), count: 1 });
			const { items } = await run(sendCampaign, [{ id: 'a' }]);
			expect(items.map(({ json }) => json.verdict)).toEqual(['accepted']);
			expect(sandbox.faults.hits).toHaveLength(1);
			expect(sandbox.braze.store.byExternalId('a')?.received).toHaveLength(1);
		},
	);

	test('a wait that is too long: nothing further is sent, and every item says why', async () => {
		const { fault } = PRESETS.brazeRateLimitRetryAfter;
		const headers = { 'x-ratelimit-retry-after': '3600' };
		sandbox.faults.add({ side: 'braze', path: '*', fault: { ...fault, headers } });
		const items = Array.from({ length: 120 }, (_, index) => ({ id: `u${index}` }));
		const { errors } = await run(createAlias, items);
		expect(errors).toHaveLength(120);
		expect(errors[119].json).toMatchObject({
			error: 'You have been rate limited. (status 429)',
			details: { verdict: 'failed', description: expect.stringContaining('Send it again later') },
		});
		expect(sandbox.faults.hits).toHaveLength(1);
	});
});

describe('an outcome that is open', () => {
	const faults = [
		'brazeCutAfter',
		'brazeCutBefore',
		'brazeUnavailable',
		'brazeServerError',
	] as const;

	test.each(faults)('%s: what may be sent twice is, and is done', async (preset) => {
		sandbox.faults.add({ ...ruleOf(preset), count: 1 });
		const { items } = await run(createAlias, [{ id: 'a' }, { id: 'b' }]);
		expect(items.map(({ json }) => json.verdict)).toEqual(['accepted', 'accepted']);
		expect(sandbox.faults.hits).toHaveLength(1);
	});

	test.each(
		faults.flatMap((preset) =>
			BRAZE_OPERATIONS.filter(({ isRepeated }) => !isRepeated).map((row) => ({ preset, ...row })),
		),
	)('$preset, $resource $operation: is sent once, and nobody knows', async ({ preset, ...row }) => {
		sandbox.faults.add(ruleOf(preset));
		const { errors } = await run(parametersOf(row), [{ id: 'a' }]);
		expect(errors[0].json).toMatchObject({
			details: { verdict: 'unknown', description: expect.stringContaining('Check in Braze') },
		});
		expect(sandbox.faults.hits).toHaveLength(1);
	});

	test.each([
		['{ "tags": { "$add": ["new"] } }', 'unknown', 1],
		['{ "tags": { "$remove": ["new"] } }', 'accepted', 2],
	])('a catalog item with the change %s', async (fields, verdict, requestsMade) => {
		sandbox.braze.workspace.catalogs
			.get(BRAZE_CATALOG.name)!
			.fields.push({ name: 'tags', type: 'array' });
		sandbox.faults.add({ ...ruleOf('brazeCutAfter'), count: 1 });
		const { items, errors } = await run(
			parametersOf(operationOf('catalogItem', 'update'), {
				catalog: byName(BRAZE_CATALOG.name),
				fields,
			}),
			[{ id: 'tea' }],
		);
		const [{ json }] = [...items, ...errors];
		expect(json.details ?? json).toMatchObject({ verdict });
		expect(sandbox.braze.requests).toHaveLength(requestsMade);
	});

	test.each([
		[true, 'unknown', 'Check in Braze'],
		[false, 'accepted', undefined],
	])('a subscription that is confirmed by message, %s', async (isAsked, verdict, hint) => {
		sandbox.faults.add({ ...ruleOf('brazeCutAfter'), count: 1 });
		const { items, errors } = await run(
			parametersOf(operationOf('subscription', 'setStatus'), {
				use_double_opt_in_logic: isAsked,
				subscription_state: 'subscribed',
			}),
			[{ id: 'a' }],
		);
		const [{ json }] = [...items, ...errors];
		const { verdict: told, description } = (json.details ?? json) as IDataObject;
		expect([told, description]).toEqual([
			verdict,
			hint === undefined ? undefined : expect.stringContaining(hint),
		]);
		expect(sandbox.braze.requests).toHaveLength(isAsked ? 1 : 2);
	});
});

function ruleOf(preset: PresetName) {
	const { side, path, fault } = PRESETS[preset];
	return { side, path, fault };
}
