import type { IDataObject, INodeParameters } from 'n8n-workflow';
import nock from 'nock';

import { Braze } from '../../nodes/Braze/Braze.node';
import {
	STUB_CREDENTIALS,
	STUB_KEY,
	stubBraze,
	type StubAnswer,
	type StubRequest,
} from '../harness/brazeStub';
import { runNode, type NodeRun } from '../harness/runNode';

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

const run = async (
	parameters: INodeParameters,
	items: IDataObject[],
	more: Partial<NodeRun> = {},
) => await runNode({ node: 'braze', credentials: STUB_CREDENTIALS, parameters, items, ...more });

const routed = { onError: 'continueErrorOutput' as const };

const CAMPAIGN_ID = '12345678-abcd-4ef0-9876-0123456789ab';
const GROUP_ID = '87654321-abcd-4ef0-9876-0123456789ab';

/** An operation with the least that it needs; what is one user's comes from `$json.id`. */
interface Operation {
	name: string;
	parameters: INodeParameters;
	permission: string;
	method: string;
	path: string;
	/** Where the entries of the items stand in a request. */
	list: string;
	/** The entry of the item `{ id: 'a' }`. */
	entry: unknown;
	/** A body that Braze answers with, and what comes out of it. */
	answer: StubAnswer;
	output: IDataObject;
}

const ID = '={{ $json.id }}';

const OPERATIONS: Operation[] = [
	{
		name: 'user identify',
		parameters: {
			resource: 'user',
			operation: 'identify',
			findProfileBy: 'user_alias',
			alias_name: ID,
			alias_label: 'punchh',
			external_id: '=CRM-{{ $json.id }}',
		},
		permission: 'users.identify',
		method: 'POST',
		path: '/users/identify',
		list: 'aliases_to_identify',
		entry: { external_id: 'CRM-a', user_alias: { alias_name: 'a', alias_label: 'punchh' } },
		answer: [201, { aliases_processed: 1, message: 'success' }],
		output: { verdict: 'accepted' },
	},
	{
		name: 'user createAlias',
		parameters: {
			resource: 'user',
			operation: 'createAlias',
			alias_name: ID,
			alias_label: 'punchh',
			external_id: '=CRM-{{ $json.id }}',
		},
		permission: 'users.alias.new',
		method: 'POST',
		path: '/users/alias/new',
		list: 'user_aliases',
		entry: { external_id: 'CRM-a', alias_name: 'a', alias_label: 'punchh' },
		answer: [201, { aliases_processed: 1, message: 'success' }],
		output: { verdict: 'accepted' },
	},
	{
		name: 'user updateAlias',
		parameters: {
			resource: 'user',
			operation: 'updateAlias',
			alias_label: 'punchh',
			old_alias_name: ID,
			new_alias_name: '=new-{{ $json.id }}',
		},
		permission: 'users.alias.update',
		method: 'POST',
		path: '/users/alias/update',
		list: 'alias_updates',
		entry: { alias_label: 'punchh', old_alias_name: 'a', new_alias_name: 'new-a' },
		answer: [202, { message: 'success' }],
		output: { verdict: 'accepted' },
	},
	{
		name: 'user merge',
		parameters: {
			resource: 'user',
			operation: 'merge',
			mergeBy: 'email',
			merge_email: '={{ $json.id }}@example.com',
			merge_prioritization: 'unidentified,most_recently_updated',
			keepBy: 'external_id',
			keep_external_id: ID,
		},
		permission: 'users.merge',
		method: 'POST',
		path: '/users/merge',
		list: 'merge_updates',
		entry: {
			identifier_to_merge: {
				email: 'a@example.com',
				prioritization: ['unidentified', 'most_recently_updated'],
			},
			identifier_to_keep: { external_id: 'a' },
		},
		answer: [202, { message: 'success' }],
		output: { verdict: 'accepted' },
	},
	{
		name: 'user delete',
		parameters: {
			resource: 'user',
			operation: 'delete',
			findUserBy: 'external_id',
			external_id: ID,
			confirmDeletion: true,
		},
		permission: 'users.delete',
		method: 'POST',
		path: '/users/delete',
		list: 'external_ids',
		entry: 'a',
		answer: [200, { deleted: 1 }],
		output: { verdict: 'accepted', users_in_request: 1, deleted_in_request: 1 },
	},
	{
		name: 'user export',
		parameters: {
			resource: 'user',
			operation: 'export',
			findUserBy: 'external_id',
			external_id: ID,
			fields_to_export: ['email'],
		},
		permission: 'users.export.ids',
		method: 'POST',
		path: '/users/export/ids',
		list: 'external_ids',
		entry: 'a',
		answer: [201, { message: 'success', users: [{ external_id: 'a', email: 'a@example.com' }] }],
		output: { external_id: 'a', email: 'a@example.com' },
	},
	{
		name: 'user renameExternalId',
		parameters: {
			resource: 'user',
			operation: 'renameExternalId',
			current_external_id: ID,
			new_external_id: '=new-{{ $json.id }}',
		},
		permission: 'users.external_ids.rename',
		method: 'POST',
		path: '/users/external_ids/rename',
		list: 'external_id_renames',
		entry: { current_external_id: 'a', new_external_id: 'new-a' },
		answer: [201, { message: 'success', external_ids: ['new-a'], rename_errors: [] }],
		output: { verdict: 'accepted' },
	},
	{
		name: 'user removeExternalId',
		parameters: { resource: 'user', operation: 'removeExternalId', external_id: ID },
		permission: 'users.external_ids.remove',
		method: 'POST',
		path: '/users/external_ids/remove',
		list: 'external_ids',
		entry: 'a',
		answer: [201, { message: 'success', removed_ids: ['a'], removal_errors: [] }],
		output: { verdict: 'accepted' },
	},
	{
		name: 'subscription setStatus',
		parameters: {
			resource: 'subscription',
			operation: 'setStatus',
			subscription_group_id: GROUP_ID,
			subscription_state: 'unsubscribed',
			findUserBy: 'external_id',
			external_id: ID,
		},
		permission: 'subscription.status.set',
		method: 'POST',
		path: '/v2/subscription/status/set',
		list: 'subscription_groups.0.external_ids',
		entry: 'a',
		answer: [201, { message: 'success' }],
		output: { verdict: 'accepted' },
	},
	{
		name: 'subscription getStatus',
		parameters: {
			resource: 'subscription',
			operation: 'getStatus',
			findUserBy: 'external_id',
			external_id: ID,
		},
		permission: 'subscription.groups.get',
		method: 'GET',
		path: '/subscription/user/status',
		list: 'external_id[]',
		entry: 'a',
		answer: [
			200,
			{
				message: 'success',
				total_count: 1,
				users: [
					{ external_id: 'a', subscription_groups: [{ id: GROUP_ID, status: 'Subscribed' }] },
				],
			},
		],
		output: { external_id: 'a', subscription_groups: [{ id: GROUP_ID, status: 'Subscribed' }] },
	},
	{
		name: 'subscription getGroupStatus',
		parameters: {
			resource: 'subscription',
			operation: 'getGroupStatus',
			subscription_group_id: GROUP_ID,
			findUserBy: 'external_id',
			external_id: ID,
		},
		permission: 'subscription.status.get',
		method: 'GET',
		path: '/subscription/status/get',
		list: 'external_id[]',
		entry: 'a',
		answer: [200, { message: 'success', status: { a: 'Subscribed' } }],
		output: { subscription_group_id: GROUP_ID, external_id: 'a', status: 'Subscribed' },
	},
	{
		name: 'campaign send',
		parameters: {
			resource: 'campaign',
			operation: 'send',
			campaign_id: { __rl: true, mode: 'id', value: CAMPAIGN_ID },
			sendTo: 'external_id',
			external_id: ID,
			trigger_properties: '={{ { reward: $json.id } }}',
		},
		permission: 'campaigns.trigger.send',
		method: 'POST',
		path: '/campaigns/trigger/send',
		list: 'recipients',
		entry: { external_user_id: 'a', trigger_properties: { reward: 'a' } },
		answer: [201, { dispatch_id: 'd1', message: 'success' }],
		output: { verdict: 'accepted', dispatch_id: 'd1' },
	},
	{
		name: 'canvas send',
		parameters: {
			resource: 'canvas',
			operation: 'send',
			canvas_id: { __rl: true, mode: 'id', value: CAMPAIGN_ID },
			sendTo: 'user_alias',
			alias_name: ID,
			alias_label: 'punchh',
			context: '{}',
		},
		permission: 'canvas.trigger.send',
		method: 'POST',
		path: '/canvas/trigger/send',
		list: 'recipients',
		entry: { user_alias: { alias_name: 'a', alias_label: 'punchh' } },
		answer: [201, { dispatch_id: 'd1', message: 'success', notice: 'The Canvas is paused' }],
		output: { verdict: 'accepted', dispatch_id: 'd1', notice: 'The Canvas is paused' },
	},
	{
		name: 'email setStatus',
		parameters: {
			resource: 'email',
			operation: 'setStatus',
			email: '={{ $json.id }}@example.com',
			subscription_state: 'opted_in',
		},
		permission: 'email.status',
		method: 'POST',
		path: '/email/status',
		list: 'email',
		entry: 'a@example.com',
		answer: [201, { message: 'success' }],
		output: { verdict: 'accepted' },
	},
	{
		name: 'email addToBlocklist',
		parameters: {
			resource: 'email',
			operation: 'addToBlocklist',
			email: '={{ $json.id }}@example.com',
		},
		permission: 'email.blacklist',
		method: 'POST',
		path: '/email/blocklist',
		list: 'email',
		entry: 'a@example.com',
		answer: [201, { message: 'success' }],
		output: { verdict: 'accepted' },
	},
	{
		name: 'catalogItem upsert',
		parameters: {
			resource: 'catalogItem',
			operation: 'upsert',
			catalog: { __rl: true, mode: 'name', value: 'my stores' },
			itemId: ID,
			fields: '{ "city": "Austin" }',
		},
		permission: 'catalogs.replace_items',
		method: 'PUT',
		path: '/catalogs/my%20stores/items',
		list: 'items',
		entry: { id: 'a', city: 'Austin' },
		answer: [202, { message: 'success' }],
		output: { verdict: 'accepted' },
	},
	{
		name: 'catalogItem delete',
		parameters: {
			resource: 'catalogItem',
			operation: 'delete',
			catalog: { __rl: true, mode: 'name', value: 'stores' },
			itemId: ID,
		},
		permission: 'catalogs.delete_items',
		method: 'DELETE',
		path: '/catalogs/stores/items',
		list: 'items',
		entry: { id: 'a' },
		answer: [202, { message: 'success' }],
		output: { verdict: 'accepted' },
	},
];

/** The entries of a request, wherever its endpoint has them. */
function entriesOf({ list, method }: Operation, { body, query }: StubRequest): unknown[] {
	if (method === 'GET') return query.getAll(list);
	return list
		.split('.')
		.reduce((value, key) => (value as IDataObject)[key], body as unknown) as unknown[];
}

/** What an endpoint that reads answers for the users that it was asked for. */
function echo({ name, answer }: Operation, request: StubRequest): StubAnswer {
	const ids = (request.body.external_ids as string[]) ?? request.query.getAll('external_id[]');
	const users = ids.map((id) => ({ external_id: id }));
	const bodies: Record<string, unknown> = {
		'user export': { message: 'success', users },
		'subscription getStatus': { message: 'success', users },
		'subscription getGroupStatus': { status: Object.fromEntries(ids.map((id) => [id, 'Unknown'])) },
		'user delete': { deleted: ids?.length },
		'user renameExternalId': { message: 'success', external_ids: [], rename_errors: [] },
		'user removeExternalId': { message: 'success', removed_ids: [], removal_errors: [] },
	};
	return [answer[0], bodies[name] ?? answer[1]];
}

const readsOnly = (name: string) => /export|get/i.test(name);

describe.each(OPERATIONS)('$name', (operation) => {
	const { name, parameters, permission, method, path, entry, answer, output } = operation;

	test('sends what Braze documents and hands on what it answers', async () => {
		const requests = stubBraze(() => answer);
		const result = await run(parameters, [{ id: 'a' }]);
		expect(result.error).toBeUndefined();
		expect(requests).toHaveLength(1);
		expect(requests[0]).toMatchObject({ method, path });
		expect(requests[0].headers.authorization).toBe(`Bearer ${STUB_KEY}`);
		expect(entriesOf(operation, requests[0])).toEqual([entry]);
		expect(result.items).toEqual([{ json: output, pairedItem: { item: 0 } }]);
	});

	test('120 items need 3 requests, and each item gets its own result', async () => {
		const requests = stubBraze((request) => echo(operation, request));
		const items = Array.from({ length: 120 }, (_, index) => ({ id: `u${index}` }));
		const result = await run(parameters, items);
		expect(result.error).toBeUndefined();
		expect(requests.map((request) => entriesOf(operation, request).length)).toEqual([50, 50, 20]);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_, item) => ({ item })),
		);
		const texts = requests.flatMap((request) => entriesOf(operation, request));
		items.forEach(({ id }, index) => expect(JSON.stringify(texts[index])).toContain(id));
		if (readsOnly(name)) {
			items.forEach(({ id }, index) => expect(result.items[index].json.external_id).toBe(id));
		}
	});

	test('a wrong key: told with the cause, asked once, the key nowhere', async () => {
		const requests = stubBraze(() => [401, { message: `Invalid API key: ${STUB_KEY}` }]);
		const items = Array.from({ length: 60 }, (_, index) => ({ id: `u${index}` }));
		const result = await run(parameters, items, routed);
		expect(requests).toHaveLength(1);
		expect(result.errors).toHaveLength(60);
		expect(result.errors[59].json).toMatchObject({
			error: 'Invalid API key: *** (status 401)',
			details: {
				verdict: 'failed',
				description: expect.stringContaining("'REST API Key' and 'Instance'"),
			},
		});
		expect(JSON.stringify(result.run)).not.toContain(STUB_KEY);

		const { error } = await run(parameters, [{ id: 'a' }]);
		expect(error?.message).toBe('Invalid API key: *** (status 401)');
		expect(JSON.stringify({ ...error, stack: error?.stack })).not.toContain(STUB_KEY);
	});

	test('a key without permission: the permission is named', async () => {
		stubBraze(() => [403, { message: 'Access Denied' }]);
		const { errors } = await run(parameters, [{ id: 'a' }], routed);
		expect(errors[0].json.error).toBe('Access Denied (status 403)');
		expect(errors[0].json.details).toMatchObject({
			verdict: 'failed',
			description: expect.stringContaining(`'${permission}'`),
		});
	});

	test('an empty value: its item is named, the others are sent', async () => {
		const requests = stubBraze((request) => echo(operation, request));
		const result = await run(empty(parameters), [{ id: 'a' }, {}, { id: 'c' }], routed);
		expect(entriesOf(operation, requests[0])).toHaveLength(2);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(result.errors).toHaveLength(1);
		expect(result.errors[0].pairedItem).toEqual({ item: 1 });
		expect(result.errors[0].json.error).toMatch(/^'.+' is empty$/);
		expect(result.errors[0].json.details).toMatchObject({ verdict: 'rejected' });
	});

	test.each(textsOf(parameters))('%s that is no text: its item is named', async (_, text) => {
		const requests = stubBraze((request) => echo(operation, request));
		const items = [{ id: 'a' }, { id: 'b', odd: { no: 'text' } }, { id: 'c', odd: ['a'] }];
		const result = await run({ ...parameters, ...text }, items, routed);
		expect(result.errors.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 2 }]);
		for (const { json } of result.errors) {
			expect(json.error).toMatch(/^'.+' must be text or a number$/);
			expect(json.details).toMatchObject({ verdict: 'rejected' });
		}
		expect(entriesOf(operation, requests[0])).toHaveLength(1);
		expect(requests).toHaveLength(1);
	});

	test('one bad entry does not take the others with it', async () => {
		const requests = stubBraze((request) =>
			JSON.stringify(entriesOf(operation, request)).includes('bad')
				? [400, { message: 'Something is wrong' }]
				: echo(operation, request),
		);
		const ids = Array.from({ length: 20 }, (_, index) => ({
			id: index === 13 ? 'bad' : `u${index}`,
		}));
		const result = await run(parameters, ids, routed);
		expect(result.items).toHaveLength(19);
		expect(result.errors).toHaveLength(1);
		expect(result.errors[0]).toMatchObject({
			json: { error: 'Something is wrong (status 400)', details: { verdict: 'rejected' } },
			pairedItem: { item: 13 },
		});
		expect(requests.length).toBeLessThan(20);
	});

	test('an answer in HTML leaves the outcome open', async () => {
		stubBraze(() => [200, '<html>Sign in to the Wi-Fi</html>']);
		const { errors } = await run(parameters, [{ id: 'a' }], routed);
		expect(errors[0].json.details).toMatchObject({ verdict: 'unknown' });
	});

	test('continuing on failure keeps each item on its place', async () => {
		stubBraze(() => [403, { message: 'Access Denied' }]);
		const result = await run(parameters, [{ id: 'a' }, { id: 'b' }], {
			onError: 'continueRegularOutput',
		});
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(result.items[1].json.error).toBe('Access Denied (status 403)');
	});
});

/** Each text parameter, with a value that is none for items that have an `odd` one. */
function textsOf(parameters: INodeParameters): Array<[string, INodeParameters]> {
	const texts = new Braze().description.properties.filter(({ type }) => type === 'string');
	return Object.entries(parameters)
		.filter(([name]) => texts.some((text) => text.name === name))
		.map(([name, value]) => {
			const usual = JSON.stringify(String(value).replace(/^=/, ''));
			return [
				name,
				{ [name]: `={{ $json.odd ?? ${usual.replace(ID.slice(1), '" + $json.id + "')} }}` },
			];
		});
}

/** The parameters with every text that is built around the ID reduced to the ID alone. */
function empty(parameters: INodeParameters): INodeParameters {
	const isAroundId = (value: unknown) =>
		typeof value === 'string' && /^=[^{]*\{\{ \$json\.id \}\}[^{]*$/.test(value);
	return Object.fromEntries(
		Object.entries(parameters).map(([name, value]) => [name, isAroundId(value) ? ID : value]),
	);
}
