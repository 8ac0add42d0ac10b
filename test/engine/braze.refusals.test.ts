import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox';
import {
	BRAZE_CAMPAIGNS,
	BRAZE_CANVASES,
	BRAZE_CATALOG,
	BRAZE_SUBSCRIPTION_GROUPS,
} from '../../sandbox/braze/seed';
import { PRESETS, type PresetName } from '../../sandbox/faults/presets';
import { BRAZE_KEY } from '../../sandbox/braze/seed';
import { runNode } from '../harness/runNode';

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

const ID = '={{ $json.id }}';
const EMAIL = '={{ $json.id }}@example.com';
const [GROUP] = BRAZE_SUBSCRIPTION_GROUPS;
const [CAMPAIGN, NOT_API] = BRAZE_CAMPAIGNS;
const [CANVAS] = BRAZE_CANVASES;
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const byName = (value: string) => ({ __rl: true, mode: 'name', value });
/** A parameter that is good, but for the item that is marked. */
const either = (good: string, bad: string) => `={{ $json.bad ? '${bad}' : '${good}' }}`;

const OPERATIONS = {
	rename: {
		resource: 'user',
		operation: 'renameExternalId',
		current_external_id: ID,
		new_external_id: '=new-{{ $json.id }}',
	},
	remove: { resource: 'user', operation: 'removeExternalId', external_id: ID },
	delete: {
		resource: 'user',
		operation: 'delete',
		findUserBy: 'email',
		email: EMAIL,
		confirmDeletion: true,
	},
	alias: {
		resource: 'user',
		operation: 'createAlias',
		alias_name: ID,
		alias_label: 'punchh',
		external_id: ID,
	},
	subscribe: {
		resource: 'subscription',
		operation: 'setStatus',
		subscription_group_id: GROUP.id,
		subscription_state: 'subscribed',
		findUserBy: 'external_id',
		external_id: ID,
	},
	groupStatus: {
		resource: 'subscription',
		operation: 'getGroupStatus',
		subscription_group_id: GROUP.id,
		findUserBy: 'email',
		email: EMAIL,
	},
	campaign: {
		resource: 'campaign',
		operation: 'send',
		campaign_id: byId(CAMPAIGN.id),
		sendTo: 'external_id',
		external_id: ID,
	},
	canvas: {
		resource: 'canvas',
		operation: 'send',
		canvas_id: byId(CANVAS.id),
		sendTo: 'external_id',
		external_id: ID,
	},
	emailStatus: {
		resource: 'email',
		operation: 'setStatus',
		email: EMAIL,
		subscription_state: 'unsubscribed',
	},
	blocklist: { resource: 'email', operation: 'addToBlocklist', email: EMAIL },
	upsert: {
		resource: 'catalogItem',
		operation: 'upsert',
		catalog: byName(BRAZE_CATALOG.name),
		itemId: ID,
		fields: '{ "name": "Tea" }',
	},
	deleteItem: {
		resource: 'catalogItem',
		operation: 'delete',
		catalog: byName(BRAZE_CATALOG.name),
		itemId: ID,
	},
} satisfies Record<string, INodeParameters>;

const fieldsOf = (bad: string) => ({
	fields: `={{ $json.bad ? ${bad} : { name: 'Tea' } }}`,
});

describe('the item is named in the words of Braze, and the others are done', () => {
	test.each<[string, INodeParameters, INodeParameters, RegExp, string?]>([
		[
			'a rename to an ID that is taken',
			OPERATIONS.rename,
			{ new_external_id: `={{ $json.bad ? 'taken' : 'new-' + $json.id }}` },
			/new external ID is in use/,
		],
		[
			'a rename of somebody unknown',
			OPERATIONS.rename,
			{ current_external_id: `={{ $json.bad ? 'nobody' : $json.id }}` },
			/no user has this primary external ID/,
		],
		[
			'a rename to the same ID',
			OPERATIONS.rename,
			{ new_external_id: `={{ $json.bad ? $json.id : 'new-' + $json.id }}` },
			/the two external IDs are the same/,
		],
		[
			'an email address to delete that is none',
			OPERATIONS.delete,
			{ email: `={{ $json.bad ? 'a' : $json.id + '@example.com' }}` },
			/'email' is not valid/,
		],
		[
			'a campaign that does not exist',
			OPERATIONS.campaign,
			{ campaign_id: byId(either(CAMPAIGN.id, 'no-such')) },
			/campaign not found/,
		],
		[
			'a campaign that is not API-triggered',
			OPERATIONS.campaign,
			{ campaign_id: byId(either(CAMPAIGN.id, NOT_API.id)) },
			/campaign not found/,
		],
		[
			'a Canvas that does not exist',
			OPERATIONS.canvas,
			{ canvas_id: byId(either(CANVAS.id, 'no-such')) },
			/canvas not found/,
		],
		[
			'attributes that Braze does not take',
			OPERATIONS.campaign,
			{
				options: {
					attributes: `={{ $json.bad ? { email: 'none' } : { first_name: 'Ada' } }}`,
				},
			},
			/'attributes' is not valid/,
		],
		[
			'an unknown subscription group',
			OPERATIONS.subscribe,
			{ subscription_group_id: either(GROUP.id, 'no-such') },
			/not a known subscription group/,
		],
		[
			'a phone number without country code',
			OPERATIONS.subscribe,
			{ findUserBy: 'phone', phone: either('+15550142001', '5550142001') },
			/'subscription_groups.*' is not valid/,
		],
		[
			'an email address to look up that is none',
			OPERATIONS.groupStatus,
			{ email: `={{ $json.bad ? 'a' : $json.id + '@example.com' }}` },
			/'email' is not valid/,
		],
		[
			'an email address that is none',
			OPERATIONS.emailStatus,
			{ email: either('a@example.com', 'a') },
			/'email' is not valid/,
		],
		[
			'a blocked address that is none',
			OPERATIONS.blocklist,
			{ email: either('a@example.com', 'a') },
			/'email' is not valid/,
		],
		[
			'an item ID with a blank',
			OPERATIONS.upsert,
			{ itemId: either('x', 'a b') },
			/ids are not valid/,
		],
		[
			'an item ID over 250 characters',
			OPERATIONS.deleteItem,
			{ itemId: `={{ $json.bad ? 'x'.repeat(251) : $json.id }}` },
			/ids are longer than 250/,
		],
		[
			'an unknown column',
			OPERATIONS.upsert,
			fieldsOf('{ colour: 1 }'),
			/do not exist in the catalog/,
		],
		[
			'a text over 5,000 characters',
			OPERATIONS.upsert,
			fieldsOf("{ name: 'x'.repeat(5001) }"),
			/longer than 5,000/,
		],
		[
			'a value that does not fit its column',
			OPERATIONS.upsert,
			fieldsOf("{ price: 'cheap' }"),
			/do not fit the type/,
		],
		[
			'an unknown catalog',
			OPERATIONS.upsert,
			{ catalog: byName(either(BRAZE_CATALOG.name, 'nope')) },
			/Could not find catalog/,
			'failed',
		],
	])('%s', async (_what, operation, more, message, verdict = 'rejected') => {
		const { items, errors } = await run({ ...operation, ...more }, [
			{ id: 'a' },
			{ id: 'b', bad: true },
			{ id: 'c' },
		]);
		expect(errors).toMatchObject([
			{
				json: { id: 'b', error: expect.stringMatching(message), details: { verdict } },
				pairedItem: { item: 1 },
			},
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
	});

	test('an external ID that is in use is not removed', async () => {
		await run(OPERATIONS.rename, [{ id: 'a' }]);
		const { items, errors } = await run(OPERATIONS.remove, [{ id: 'a' }, { id: 'b' }]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		expect(errors).toMatchObject([
			{
				json: {
					error: expect.stringMatching(/^b is no deprecated/),
					details: { verdict: 'rejected' },
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
			const { items } = await run(OPERATIONS.campaign, [{ id: 'a' }]);
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
		const { errors } = await run(OPERATIONS.alias, items);
		expect(errors).toHaveLength(120);
		expect(errors[119].json).toMatchObject({
			error: 'You have been rate limited. (status 429)',
			details: { verdict: 'failed', description: expect.stringContaining('Send again later') },
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
		const { items } = await run(OPERATIONS.alias, [{ id: 'a' }, { id: 'b' }]);
		expect(items.map(({ json }) => json.verdict)).toEqual(['accepted', 'accepted']);
		expect(sandbox.faults.hits).toHaveLength(1);
	});

	test.each(
		faults.flatMap((preset) =>
			(['campaign', 'canvas', 'rename', 'remove'] as const).map((name) => ({ preset, name })),
		),
	)('$preset, $name: is sent once, and nobody knows', async ({ preset, name }) => {
		sandbox.faults.add(ruleOf(preset));
		const { errors } = await run(OPERATIONS[name], [{ id: 'a' }]);
		expect(errors[0].json).toMatchObject({
			details: { verdict: 'unknown', description: expect.stringContaining('Look in Braze') },
		});
		expect(sandbox.faults.hits).toHaveLength(1);
	});

	test.each([
		[true, 'unknown', 'Look in Braze'],
		[false, 'accepted', undefined],
	])('a subscription that is confirmed by message, %s', async (isAsked, verdict, hint) => {
		sandbox.faults.add({ ...ruleOf('brazeCutAfter'), count: 1 });
		const { items, errors } = await run(
			{
				resource: 'subscription',
				operation: 'setStatus',
				subscription_group_id: GROUP.id,
				subscription_state: 'subscribed',
				findUserBy: 'external_id',
				external_id: ID,
				use_double_opt_in_logic: isAsked,
			},
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
