import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../sandbox';
import {
	BRAZE_CAMPAIGNS,
	BRAZE_CANVASES,
	BRAZE_CATALOG,
	BRAZE_SUBSCRIPTION_GROUPS,
} from '../../../../sandbox/braze/seed';
import { BRAZE_KEY, BRAZE_TRACK_KEY } from '../../../../sandbox/braze/seed';
import { runNode, type NodeRun } from '../../../harness/runNode';
import { searchList } from '../../../harness/searchList';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	sandbox.reset();
	sandbox.braze.seed({
		profiles: ['a', 'b', 'c'].map((id) => ({
			external_id: id,
			alias: { alias_name: id, alias_label: 'punchh' },
			attributes: { email: `${id}@example.com`, first_name: id.toUpperCase() },
		})),
	});
});
afterAll(async () => await sandbox.close());

const credentials = (apiKey = BRAZE_KEY) => ({
	brazeApi: { instance: 'custom', customUrl: sandbox.brazeUrl, apiKey },
});

const run = async (
	parameters: INodeParameters,
	items: IDataObject[] = [{ id: 'a' }],
	more: Partial<NodeRun> = {},
) =>
	await runNode({
		node: 'braze',
		credentials: credentials(),
		parameters,
		items,
		onError: 'continueErrorOutput',
		...more,
	});

const ID = '={{ $json.id }}';
const [GROUP] = BRAZE_SUBSCRIPTION_GROUPS;
const [CAMPAIGN] = BRAZE_CAMPAIGNS;
const [CANVAS, PAUSED] = BRAZE_CANVASES;
const profile = (id: string) => sandbox.braze.store.byExternalId(id);
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const byAlias = (alias_name: string, alias_label = 'punchh') =>
	sandbox.braze.store.byAlias({ alias_name, alias_label });

/** Every operation with what it does to the user `a` of the sandbox. */
const OPERATIONS: Record<string, { parameters: INodeParameters; hasHappened: () => void }> = {
	createAlias: {
		parameters: {
			resource: 'user',
			operation: 'createAlias',
			alias_name: ID,
			alias_label: 'crm',
			external_id: ID,
		},
		hasHappened: () => expect(byAlias('a', 'crm')?.external_id).toBe('a'),
	},
	updateAlias: {
		parameters: {
			resource: 'user',
			operation: 'updateAlias',
			alias_label: 'punchh',
			old_alias_name: ID,
			new_alias_name: '=new-{{ $json.id }}',
		},
		hasHappened: () => expect(byAlias('new-a')?.external_id).toBe('a'),
	},
	merge: {
		parameters: {
			resource: 'user',
			operation: 'merge',
			mergeBy: 'user_alias',
			merge_alias_name: ID,
			merge_alias_label: 'punchh',
			keepBy: 'external_id',
			keep_external_id: 'c',
		},
		hasHappened: () => {
			expect(profile('c')?.attributes).toMatchObject({ first_name: 'C' });
			expect(sandbox.braze.profiles).toHaveLength(2);
		},
	},
	delete: {
		parameters: {
			resource: 'user',
			operation: 'delete',
			findUserBy: 'external_id',
			external_id: ID,
			confirmDeletion: true,
		},
		hasHappened: () => expect(profile('a')).toBeUndefined(),
	},
	renameExternalId: {
		parameters: {
			resource: 'user',
			operation: 'renameExternalId',
			current_external_id: ID,
			new_external_id: '=new-{{ $json.id }}',
		},
		hasHappened: () => expect(profile('new-a')?.attributes.first_name).toBe('A'),
	},
	setSubscription: {
		parameters: {
			resource: 'subscription',
			operation: 'setStatus',
			subscription_group_id: GROUP.id,
			subscription_state: 'unsubscribed',
			findUserBy: 'external_id',
			external_id: ID,
		},
		hasHappened: () => expect(profile('a')?.subscriptions[GROUP.id]).toBe('unsubscribed'),
	},
	sendCampaign: {
		parameters: {
			resource: 'campaign',
			operation: 'send',
			campaign_id: byId(CAMPAIGN.id),
			sendTo: 'external_id',
			external_id: ID,
		},
		hasHappened: () => expect(profile('a')?.received).toMatchObject([{ id: CAMPAIGN.id }]),
	},
	sendCanvas: {
		parameters: {
			resource: 'canvas',
			operation: 'send',
			canvas_id: byId(CANVAS.id),
			sendTo: 'external_id',
			external_id: ID,
		},
		hasHappened: () => expect(profile('a')?.received).toMatchObject([{ id: CANVAS.id }]),
	},
	setEmailStatus: {
		parameters: {
			resource: 'email',
			operation: 'setStatus',
			email: '={{ $json.id }}@example.com',
			subscription_state: 'unsubscribed',
		},
		hasHappened: () => expect(profile('a')?.attributes.email_subscribe).toBe('unsubscribed'),
	},
	addToBlocklist: {
		parameters: {
			resource: 'email',
			operation: 'addToBlocklist',
			email: '={{ $json.id }}@example.com',
		},
		hasHappened: () =>
			expect([...sandbox.braze.workspace.hardBounces.keys()]).toEqual(['a@example.com']),
	},
	upsertCatalogItem: {
		parameters: {
			resource: 'catalogItem',
			operation: 'upsert',
			catalog: { __rl: true, mode: 'name', value: BRAZE_CATALOG.name },
			itemId: ID,
			fields: '{ "name": "Flat White", "price": 4.2 }',
		},
		hasHappened: () =>
			expect(sandbox.braze.workspace.catalogs.get(BRAZE_CATALOG.name)?.items.get('a')).toEqual({
				id: 'a',
				name: 'Flat White',
				price: 4.2,
			}),
	},
};

describe.each(Object.entries(OPERATIONS))('%s', (_name, { parameters, hasHappened }) => {
	test('does what it says', async () => {
		const { items, errors } = await run(parameters);
		expect(errors).toEqual([]);
		expect(items[0].json.verdict).toBe('accepted');
		hasHappened();
	});

	test('is refused to a key without permission', async () => {
		const { errors } = await run(parameters, undefined, {
			credentials: credentials(BRAZE_TRACK_KEY),
		});
		expect(errors[0].json).toMatchObject({
			error: 'Access Denied (status 403)',
			details: { verdict: 'failed' },
		});
	});

	test('echoes no key', async () => {
		const wrong = 'wrong-key-that-must-not-be-shown';
		const { errors, run: whole } = await run(parameters, undefined, {
			credentials: credentials(wrong),
		});
		expect(errors[0].json.error).toBe('Invalid API key: *** (status 401)');
		expect(JSON.stringify(whole)).not.toContain(wrong);
		expect(sandbox.braze.requests[0].answer).toContain(wrong);
	});
});

test('blanks that were copied with a key do not hide it in an answer', async () => {
	const { parameters } = OPERATIONS.setEmailStatus;
	const wrong = 'wrong-key-that-must-not-be-shown';
	const refused = await run(parameters, undefined, { credentials: credentials(`${wrong} `) });
	expect(refused.errors[0].json.error).toBe('Invalid API key: *** (status 401)');
	expect(JSON.stringify(refused.run)).not.toContain(wrong);
});

test.each<[string, INodeParameters]>([
	['an operation that there is not', { resource: 'email', operation: 'fly' }],
	[
		'an expression, which n8n takes as text',
		{ resource: '={{ "email" }}', operation: 'setStatus' },
	],
])('%s: every item says so, and nothing goes on as if all were well', async (_what, parameters) => {
	const items = [{ id: 'a' }, { id: 'b' }];
	const routed = await run(parameters, items);
	expect(routed.items).toEqual([]);
	expect(routed.errors.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual(
		items.map((_, item) => [expect.stringMatching(/^The resource .* has no operation/), { item }]),
	);
	const stopped = await run(parameters, items, { onError: undefined });
	expect(stopped.error?.message).toMatch(/^The resource .* has no operation/);
});

test('identify gives an alias-only profile its external ID', async () => {
	sandbox.braze.seed({ profiles: [{ alias: { alias_name: '7', alias_label: 'punchh' } }] });
	await run(
		{
			resource: 'user',
			operation: 'identify',
			findProfileBy: 'user_alias',
			alias_name: ID,
			alias_label: 'punchh',
			external_id: 'crm-7',
		},
		[{ id: 7 }],
	);
	expect(byAlias('7')?.external_id).toBe('crm-7');
});

test('export yields each profile with its own item, and tells who is unknown', async () => {
	const result = await run(
		{
			resource: 'user',
			operation: 'export',
			findUserBy: 'external_id',
			external_id: ID,
			fields_to_export: ['email'],
		},
		[{ id: 'c' }, { id: 'nobody' }, { id: 'a' }],
	);
	expect(result.items.map(({ json, pairedItem }) => [json.email, pairedItem])).toEqual([
		['c@example.com', { item: 0 }],
		['a@example.com', { item: 2 }],
	]);
	expect(result.errors[0].pairedItem).toEqual({ item: 1 });
	expect(sandbox.braze.requests).toHaveLength(1);
});

test('a rename that is refused names its item; the old ID can then be removed', async () => {
	const rename = OPERATIONS.renameExternalId.parameters;
	const result = await run(rename, [{ id: 'a' }, { id: 'nobody' }, { id: 'b' }]);
	expect(result.items).toHaveLength(2);
	expect(result.errors[0]).toMatchObject({
		pairedItem: { item: 1 },
		json: { details: { verdict: 'rejected' }, error: expect.stringContaining('nobody') },
	});
	const removal = await run({ resource: 'user', operation: 'removeExternalId', external_id: ID }, [
		{ id: 'a' },
		{ id: 'c' },
	]);
	expect(removal.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
	expect(removal.errors[0].json).toMatchObject({ details: { verdict: 'rejected' } });
	expect(profile('new-a')?.deprecated_external_ids).toEqual([]);
});

test('what was set is read back, by user and by group', async () => {
	await run(OPERATIONS.setSubscription.parameters, [{ id: 'a' }, { id: 'b' }]);
	const user = { resource: 'subscription', findUserBy: 'external_id', external_id: ID };
	const all = await run({ ...user, operation: 'getStatus' }, [{ id: 'b' }, { id: 'nobody' }]);
	expect(all.items[0].json).toMatchObject({
		external_id: 'b',
		subscription_groups: [{ id: GROUP.id, name: GROUP.name, status: 'Unsubscribed' }],
	});
	expect(all.errors[0].json.error).toBe('Braze has no such user');

	const one = await run({ ...user, operation: 'getGroupStatus', subscription_group_id: GROUP.id }, [
		{ id: 'a' },
		{ id: 'c' },
	]);
	expect(one.items.map(({ json }) => json.status)).toEqual(['Unsubscribed', 'Unknown']);
});

test('a user who is subscribed and unsubscribed ends as the last item says', async () => {
	const parameters = {
		...OPERATIONS.setSubscription.parameters,
		subscription_state: '={{ $json.state }}',
	};
	await run(parameters, [
		{ id: 'a', state: 'subscribed' },
		{ id: 'b', state: 'subscribed' },
		{ id: 'a', state: 'unsubscribed' },
		{ id: 'b', state: 'unsubscribed' },
		{ id: 'b', state: 'subscribed' },
	]);
	expect(profile('a')?.subscriptions[GROUP.id]).toBe('unsubscribed');
	expect(profile('b')?.subscriptions[GROUP.id]).toBe('subscribed');
	expect(sandbox.braze.requests).toHaveLength(3);
});

test('each recipient gets properties of their own', async () => {
	const sent: IDataObject[] = [];
	sandbox.braze.onTrigger = ({ recipients }) =>
		sent.push(
			...recipients.map((one) => ({ id: one.profile.external_id, properties: one.properties })),
		);
	await run(
		{
			...OPERATIONS.sendCampaign.parameters,
			trigger_properties: '={{ { reward: "for " + $json.id } }}',
		},
		[{ id: 'a' }, { id: 'b' }],
	);
	expect(sent).toEqual([
		{ id: 'a', properties: { reward: 'for a' } },
		{ id: 'b', properties: { reward: 'for b' } },
	]);
	sandbox.braze.onTrigger = () => {};
});

test('a paused Canvas is told', async () => {
	const { items } = await run({
		...OPERATIONS.sendCanvas.parameters,
		canvas_id: byId(PAUSED.id),
	});
	expect(items[0].json).toMatchObject({ verdict: 'accepted', notice: expect.any(String) });
});

test('a change of a catalog item keeps its other fields', async () => {
	const { items } = await run(
		{
			resource: 'catalogItem',
			operation: 'update',
			catalog: { __rl: true, mode: 'name', value: BRAZE_CATALOG.name },
			itemId: ID,
			fields: '{ "price": 9 }',
		},
		[{ id: 'tea' }, { id: 'nothing' }],
	);
	expect(items.map(({ json }) => json)).toEqual([{ verdict: 'accepted' }, { verdict: 'accepted' }]);
	const left = sandbox.braze.workspace.catalogs.get(BRAZE_CATALOG.name)!.items;
	expect(left.get('tea')).toEqual({ id: 'tea', name: 'Green Tea', price: 9, available: true });
	expect(left.has('nothing')).toBe(false);
});

test('a catalog item is deleted', async () => {
	const { items } = await run(
		{
			resource: 'catalogItem',
			operation: 'delete',
			catalog: { __rl: true, mode: 'name', value: BRAZE_CATALOG.name },
			itemId: ID,
		},
		[{ id: 'tea' }],
	);
	expect(items[0].json).toEqual({ verdict: 'accepted' });
	const left = sandbox.braze.workspace.catalogs.get(BRAZE_CATALOG.name)?.items;
	expect([...left!.keys()]).toEqual(['bun']);
});

test('the drop-downs list what the workspace has, without archived campaigns', async () => {
	const list = async (method: string) =>
		(await searchList('braze', method, credentials())).results.map(({ name }) => name).sort();
	expect(await list('searchCampaigns')).toEqual(['Reward Reminder', 'Spring Newsletter']);
	expect(await list('searchCanvases')).toEqual(['Birthday Month', 'Lapsed Guest Win-Back']);
	expect(await list('searchCatalogs')).toEqual([BRAZE_CATALOG.name]);
});
