import type { IDataObject, INodeParameters } from 'n8n-workflow';
import nock from 'nock';

import { Braze } from '../../../../../nodes/Braze/Braze.node';
import {
	STUB_CREDENTIALS,
	STUB_KEY,
	stubBraze,
	type StubAnswer,
} from '../../../../harness/brazeStub';
import { runNode, type NodeRun } from '../../../../harness/runNode';

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

const run = async (
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
	credentials: NodeRun['credentials'] = STUB_CREDENTIALS,
) =>
	await runNode({
		node: 'braze',
		credentials,
		parameters,
		items,
		onError: 'continueErrorOutput',
	});

const SUCCESS: StubAnswer = [201, { message: 'success' }];
const ALIAS = { alias_name: 'a', alias_label: 'punchh' };
const RULES = ['unidentified', 'most_recently_updated'];
const prioritization = RULES.join(',');

/** What is typed for each identifier, and the object that comes of it. */
const USERS: Record<string, { typed: INodeParameters; object: IDataObject }> = {
	external_id: { typed: { external_id: 'a' }, object: { external_id: 'a' } },
	user_alias: { typed: ALIAS, object: { user_alias: ALIAS } },
	braze_id: { typed: { braze_id: 'a' }, object: { braze_id: 'a' } },
	email: {
		typed: { email: 'a@example.com', prioritization },
		object: { email: 'a@example.com', prioritization: RULES },
	},
	phone: {
		typed: { phone: '+15551230000', prioritization },
		object: { phone: '+15551230000', prioritization: RULES },
	},
};

const prefixed = (prefix: string, { typed }: { typed: INodeParameters }) =>
	Object.fromEntries(Object.entries(typed).map(([name, value]) => [`${prefix}${name}`, value]));

describe('each identifier, as its endpoint wants it', () => {
	test.each([
		['user_alias', 'aliases_to_identify'],
		['email', 'emails_to_identify'],
		['phone', 'phone_numbers_to_identify'],
	])('identify by %s', async (type, list) => {
		const requests = stubBraze(() => SUCCESS);
		await run({
			resource: 'user',
			operation: 'identify',
			findProfileBy: type,
			...USERS[type].typed,
			external_id: 'CRM-1',
			merge_behavior: 'none',
		});
		expect(requests[0].body).toEqual({
			merge_behavior: 'none',
			[list]: [{ external_id: 'CRM-1', ...USERS[type].object }],
		});
	});

	const mergeable = ['external_id', 'user_alias', 'email', 'phone'];
	test.each(mergeable.flatMap((merged) => mergeable.map((kept) => [merged, kept])))(
		'merge %s into %s',
		async (merged, kept) => {
			const requests = stubBraze(() => [202, { message: 'success' }]);
			const { items } = await run({
				resource: 'user',
				operation: 'merge',
				mergeBy: merged,
				...prefixed('merge_', USERS[merged]),
				keepBy: kept,
				...prefixed('keep_', USERS[kept]),
			});
			expect(items).toHaveLength(1);
			expect(requests[0].body).toEqual({
				merge_updates: [
					{ identifier_to_merge: USERS[merged].object, identifier_to_keep: USERS[kept].object },
				],
			});
		},
	);

	test('a merge of two users with one address takes the anonymous one away by default', async () => {
		const requests = stubBraze(() => [202, { message: 'success' }]);
		await run({
			resource: 'user',
			operation: 'merge',
			mergeBy: 'email',
			merge_email: 'a@example.com',
			keepBy: 'email',
			keep_email: 'a@example.com',
		});
		const prioritization = (first: string) => [first, 'most_recently_updated'];
		expect(requests[0].body).toEqual({
			merge_updates: [
				{
					identifier_to_merge: {
						email: 'a@example.com',
						prioritization: prioritization('unidentified'),
					},
					identifier_to_keep: {
						email: 'a@example.com',
						prioritization: prioritization('identified'),
					},
				},
			],
		});
	});

	test.each([
		['external_id', 'external_ids', ['a']],
		['user_alias', 'user_aliases', [ALIAS]],
		['braze_id', 'braze_ids', ['a']],
		['email', 'email_addresses', [USERS.email.object]],
		['phone', 'phone_numbers', [USERS.phone.object]],
	])('delete by %s', async (type, list, expected) => {
		const requests = stubBraze(() => [200, { deleted: 1 }]);
		await run({
			resource: 'user',
			operation: 'delete',
			findUserBy: type,
			...USERS[type].typed,
			confirmDeletion: true,
		});
		expect(requests.map(({ body }) => body)).toEqual([{ [list]: expected }]);
	});

	test.each([
		['delete', ['prioritization'], false],
		['identify', ['prioritization'], true],
		['merge', ['merge_prioritization', 'keep_prioritization'], true],
	])('%s offers the priorities that it takes', (operation, names, takesOldest) => {
		const fields = new Braze().description.properties.filter(
			({ name, displayOptions }) =>
				names.includes(name) && displayOptions?.show?.operation?.includes(operation),
		);
		expect(fields).toHaveLength(names.length);
		for (const { options } of fields) {
			expect(JSON.stringify(options).includes('least_recently_updated')).toBe(takesOldest);
			expect(JSON.stringify(options)).toContain('"unidentified,most_recently_updated"');
		}
	});

	test('users to delete by different identifiers never share a request', async () => {
		const requests = stubBraze(() => [200, { deleted: 1 }]);
		const types = Object.keys(USERS);
		await run(
			{
				resource: 'user',
				operation: 'delete',
				findUserBy: '={{ $json.type }}',
				...Object.assign({}, ...Object.values(USERS).map(({ typed }) => typed)),
				confirmDeletion: true,
			},
			[...types, ...types].map((type) => ({ type })),
		);
		expect(requests.map(({ body }) => Object.keys(body).length)).toEqual(requests.map(() => 1));
		// The second user of each is the first one again, and waits for its request.
		expect(requests).toHaveLength(10);
	});

	test.each([
		['external_id', { external_ids: ['a'] }],
		['user_alias', { user_aliases: [ALIAS] }],
		['braze_id', { braze_id: 'a' }],
		['email', { email_address: 'a@example.com' }],
		['phone', { phone: '+15551230000' }],
	])('export by %s', async (type, expected) => {
		const user = { external_id: 'a', user_aliases: [ALIAS] };
		const requests = stubBraze(() => [201, { message: 'success', users: [user] }]);
		const { items } = await run({
			resource: 'user',
			operation: 'export',
			findUserBy: type,
			...USERS[type].typed,
			fields_to_export: ['email', 'braze_id'],
		});
		expect(requests[0].body).toEqual({
			fields_to_export: ['external_id', 'user_aliases', 'braze_id', 'email'],
			...expected,
		});
		expect(items[0].json).toEqual(user);
	});

	test.each([
		['external_id', 'external_ids', ['a']],
		['email', 'emails', ['a@example.com']],
		['phone', 'phones', ['+15551230000']],
	])('set a subscription by %s', async (type, list, expected) => {
		const requests = stubBraze(() => SUCCESS);
		await run({
			resource: 'subscription',
			operation: 'setStatus',
			subscription_group_id: 'g',
			subscription_state: 'subscribed',
			findUserBy: type,
			...USERS[type].typed,
		});
		expect(requests[0].body).toEqual({
			subscription_groups: [
				{ subscription_group_id: 'g', subscription_state: 'subscribed', [list]: expected },
			],
		});
	});

	test.each([
		['getStatus', 'external_id', 'external_id[]=a'],
		['getStatus', 'email', 'email=a@example.com'],
		['getStatus', 'phone', 'phone=+15551230000'],
		['getGroupStatus', 'external_id', 'subscription_group_id=g&external_id[]=a'],
		['getGroupStatus', 'email', 'subscription_group_id=g&email=a@example.com'],
		['getGroupStatus', 'phone', 'subscription_group_id=g&phone=+15551230000'],
	])('%s by %s', async (operation, type, expected) => {
		const requests = stubBraze(() => SUCCESS);
		await run({
			resource: 'subscription',
			operation,
			subscription_group_id: 'g',
			findUserBy: type,
			...USERS[type].typed,
		});
		const asked = [...requests[0].query].map(([name, value]) => `${name}=${value}`).join('&');
		expect(asked).toBe(expected);
	});

	test.each(['email', 'phone'])('%s: the state stands under an external ID', async (type) => {
		stubBraze(() => [200, { message: 'success', status: { c: 'Subscribed', d: 'Unknown' } }]);
		const { items } = await run({
			resource: 'subscription',
			operation: 'getGroupStatus',
			subscription_group_id: 'g',
			findUserBy: type,
			...USERS[type].typed,
		});
		const asked = { subscription_group_id: 'g', [type]: USERS[type].typed[type] };
		expect(items.map(({ json }) => json)).toEqual([
			{ ...asked, external_id: 'c', status: 'Subscribed' },
			{ ...asked, external_id: 'd', status: 'Unknown' },
		]);
	});

	test('those who are to confirm a subscription have a request of their own', async () => {
		const requests = stubBraze(() => SUCCESS);
		await run(
			{
				resource: 'subscription',
				operation: 'setStatus',
				subscription_group_id: 'g',
				subscription_state: 'subscribed',
				findUserBy: 'phone',
				phone: '={{ $json.phone }}',
				use_double_opt_in_logic: '={{ $json.ask }}',
			},
			[
				{ phone: '+15550142001', ask: true },
				{ phone: '+15550142002', ask: false },
			],
		);
		const group = { subscription_group_id: 'g', subscription_state: 'subscribed' };
		expect(requests.map(({ body }) => body.subscription_groups)).toEqual([
			[{ ...group, use_double_opt_in_logic: true, phones: ['+15550142001'] }],
			[{ ...group, phones: ['+15550142002'] }],
		]);
	});

	test.each([
		['email', 'emails', ['Ada@example.com', 'ada@example.com', 'ADA@example.com']],
		['phone', 'phones', ['+15550142001', '+1 555 014 2001', '+1 (555) 014-2001']],
	])('%s: a user in several spellings is one, and ends as the last item says', async (...row) => {
		const [type, list, spellings] = row;
		const requests = stubBraze(() => SUCCESS);
		const states = ['subscribed', 'unsubscribed', 'subscribed'];
		await run(
			{
				resource: 'subscription',
				operation: 'setStatus',
				subscription_group_id: 'g',
				subscription_state: '={{ $json.state }}',
				findUserBy: type,
				[type]: '={{ $json.user }}',
			},
			spellings.map((user, index) => ({ user, state: states[index] })),
		);
		expect(requests.map(({ body }) => body.subscription_groups)).toEqual(
			spellings.map((user, index) => [
				{ subscription_group_id: 'g', subscription_state: states[index], [list]: [user] },
			]),
		);
	});

	describe.each([
		['campaign', 'campaign_id'],
		['canvas', 'canvas_id'],
	])('%s', (resource, idKey) => {
		const send = { resource, operation: 'send', [idKey]: { __rl: true, mode: 'id', value: 'c' } };

		test.each([
			['external_id', { external_user_id: 'a' }],
			['user_alias', USERS.user_alias.object],
			['email', USERS.email.object],
		])('to %s', async (type, expected) => {
			const requests = stubBraze(() => SUCCESS);
			await run({ ...send, sendTo: type, ...USERS[type].typed });
			expect(requests[0].body).toEqual({ [idKey]: 'c', recipients: [expected] });
		});

		test('with a send identifier, attributes, and users that are made', async () => {
			const requests = stubBraze(() => SUCCESS);
			await run({
				...send,
				sendTo: 'external_id',
				external_id: 'a',
				options: {
					send_id: 's',
					attributes: '{ "email": "a@example.com" }',
					send_to_existing_only: false,
				},
			});
			expect(requests[0].body).toEqual({
				[idKey]: 'c',
				send_id: 's',
				recipients: [
					{
						external_user_id: 'a',
						send_to_existing_only: false,
						attributes: { email: 'a@example.com' },
					},
				],
			});
		});

		test('a recipient named twice gets both, one after the other', async () => {
			const requests = stubBraze(() => SUCCESS);
			await run({ ...send, sendTo: 'external_id', external_id: '={{ $json.id }}' }, [
				{ id: 'a' },
				{ id: 'b' },
				{ id: 'a' },
			]);
			expect(requests.map(({ body }) => body.recipients)).toEqual([
				[{ external_user_id: 'a' }, { external_user_id: 'b' }],
				[{ external_user_id: 'a' }],
			]);
		});

		test.each([
			['made without attributes', { send_to_existing_only: false }, 'external_id', /cannot be off/],
			[
				'made by alias',
				{ send_to_existing_only: false, attributes: '{"a":1}' },
				'user_alias',
				/cannot be off/,
			],
			['attributes that are no JSON', { attributes: '{' }, 'external_id', /not valid JSON/],
			['attributes in a list', { attributes: '[]' }, 'external_id', /must be a JSON object/],
		])('%s: refused before anything is sent', async (_what, options, type, expected) => {
			const requests = stubBraze(() => SUCCESS);
			const { errors } = await run({ ...send, sendTo: type, ...USERS[type].typed, options });
			expect(errors[0].json.error).toMatch(expected);
			expect(requests).toEqual([]);
		});
	});

	test('properties of a recipient over 50 KB are refused', async () => {
		const { errors } = await run({
			resource: 'campaign',
			operation: 'send',
			campaign_id: { __rl: true, mode: 'id', value: 'c' },
			sendTo: 'external_id',
			external_id: 'a',
			trigger_properties: JSON.stringify({ text: 'x'.repeat(50_000) }),
		});
		expect(errors[0].json.error).toBe("'Trigger Properties' is over 50 KB");
	});
});

test('blanks that were copied with the key or the address are not sent', async () => {
	const { customUrl, ...rest } = STUB_CREDENTIALS.brazeApi;
	const brazeApi = { ...rest, customUrl: ` ${customUrl}// `, apiKey: ` ${STUB_KEY}\n` };
	const requests = stubBraze(() => SUCCESS);
	await run(
		{
			resource: 'user',
			operation: 'export',
			findUserBy: 'external_id',
			external_id: 'a',
			fields_to_export: [],
		},
		undefined,
		{ brazeApi },
	);
	expect(requests).toMatchObject([
		{ path: '/users/export/ids', headers: { authorization: `Bearer ${STUB_KEY}` } },
	]);
});

describe('what answers tell about single items', () => {
	const rename = {
		resource: 'user',
		operation: 'renameExternalId',
		current_external_id: '={{ $json.id }}',
		new_external_id: '=new-{{ $json.id }}',
	};
	const ids = (...given: string[]) => given.map((id) => ({ id }));
	const verdicts = ({ items, errors }: Awaited<ReturnType<typeof run>>) =>
		[...items, ...errors]
			.sort((one, other) => itemOf(one.pairedItem) - itemOf(other.pairedItem))
			.map(({ json }) => json.verdict ?? (json.details as IDataObject).verdict);
	const itemOf = (paired: unknown) => (paired as { item: number }).item;

	test.each([
		['by ID, as lists', [['b', 'does not exist']]],
		['by ID, as texts', ["The external ID 'b' does not exist"]],
		['by ID, as objects', [{ id: 'b', error: 'does not exist' }]],
		['by index, as lists', [[1, 'does not exist']]],
		['by index, as objects', [{ index: 1, error: 'does not exist' }]],
		['by index, in words', ['Index 1: does not exist']],
		['by nothing, one for the one that is not listed', ['does not exist']],
	])('errors of a rename %s', async (_how, rename_errors) => {
		stubBraze(() => [201, { message: 'success', external_ids: ['new-a', 'new-c'], rename_errors }]);
		const result = await run(rename, ids('a', 'b', 'c'));
		expect(verdicts(result)).toEqual(['accepted', 'rejected', 'accepted']);
		expect(result.errors[0].json.error).toContain('does not exist');
	});

	test.each([
		[
			'as numbers',
			[
				[2, 'is in use'],
				[0, 'does not exist'],
			],
		],
		['in words', ['index 2: is in use', 'index 0: does not exist']],
	])('each refused rename gets the error with its own index, %s', async (_how, rename_errors) => {
		stubBraze(() => [201, { message: 'success', external_ids: ['new-b'], rename_errors }]);
		const { errors } = await run(rename, ids('a', 'b', 'c'));
		expect(errors.map(({ json }) => json.error)).toEqual([
			expect.stringMatching(/does not exist$/),
			expect.stringMatching(/is in use$/),
		]);
	});

	test('errors of a rename that name nobody and do not add up', async () => {
		stubBraze(() => [201, { message: 'success', external_ids: ['new-a'], rename_errors: ['odd'] }]);
		expect(verdicts(await run(rename, ids('a', 'b', 'c')))).toEqual([
			'accepted',
			'unknown',
			'unknown',
		]);
	});

	test('errors of a removal', async () => {
		stubBraze(() => [
			201,
			{ message: 'success', removed_ids: ['a'], removal_errors: [['b', 'is in use']] },
		]);
		const parameters = { ...rename, operation: 'removeExternalId', external_id: '={{ $json.id }}' };
		expect(verdicts(await run(parameters, ids('a', 'b')))).toEqual(['accepted', 'rejected']);
	});

	const remove = { resource: 'user', operation: 'delete', confirmDeletion: true };

	test('fewer users deleted than asked for: of none is it known', async () => {
		stubBraze(() => [200, { deleted: 1 }]);
		const result = await run(
			{ ...remove, findUserBy: 'external_id', external_id: '={{ $json.id }}' },
			ids('a', 'b'),
		);
		expect(verdicts(result)).toEqual(['unknown', 'unknown']);
		expect(result.errors[0].json.error).toBe(
			'Braze deleted 1 of 2 users of this request and does not say which',
		);
	});

	test('nobody deleted: nobody is said to be', async () => {
		stubBraze(() => [200, { deleted: 0 }]);
		const result = await run(
			{ ...remove, findUserBy: 'email', email: '={{ $json.id }}@example.com' },
			ids('a', 'b'),
		);
		expect(verdicts(result)).toEqual(['rejected', 'rejected']);
	});

	test('a deletion whose answer is lost is not repeated: the next try would find nobody', async () => {
		const requests = stubBraze((_request, index) =>
			index === 0 ? [503, ''] : [200, { deleted: 0 }],
		);
		const result = await run(
			{ ...remove, findUserBy: 'external_id', external_id: '={{ $json.id }}' },
			ids('a'),
		);
		expect(verdicts(result)).toEqual(['unknown']);
		expect(requests).toHaveLength(1);
	});

	test('without confirmation nothing is deleted', async () => {
		const requests = stubBraze(() => SUCCESS);
		const { errors } = await run({
			...remove,
			findUserBy: 'external_id',
			external_id: 'a',
			confirmDeletion: false,
		});
		expect(errors[0].json.error).toBe("'Confirm Deletion' is off");
		expect(requests).toEqual([]);
	});

	test('a user that Braze does not know is no profile', async () => {
		stubBraze(() => [
			201,
			{ message: 'success', users: [{ external_id: 'a' }], invalid_user_ids: ['b'] },
		]);
		const result = await run(
			{
				resource: 'user',
				operation: 'export',
				findUserBy: 'external_id',
				external_id: '={{ $json.id }}',
			},
			ids('a', 'b', 'a'),
		);
		expect(result.items.map(({ pairedItem }) => itemOf(pairedItem))).toEqual([0, 2]);
		expect(result.errors[0].json.error).toBe('Braze has no such user');
	});

	test('an email that several profiles have yields all of them', async () => {
		const users = [{ external_id: 'a' }, { external_id: 'b' }];
		stubBraze(() => [201, { message: 'success', users }]);
		const { items } = await run({
			resource: 'user',
			operation: 'export',
			findUserBy: 'email',
			email: 'a@example.com',
		});
		expect(items).toEqual(users.map((json) => ({ json, pairedItem: { item: 0 } })));
	});

	test('an error of a catalog names its item; the others are written', async () => {
		const error = {
			id: 'invalid-fields',
			message: 'Some of the fields given do not exist in the catalog',
			parameters: ['item_id'],
			parameter_values: ['b'],
		};
		const requests = stubBraze(({ body }) =>
			JSON.stringify(body).includes('"b"')
				? [400, { errors: [error], message: 'Invalid Request' }]
				: [202, { message: 'success' }],
		);
		const result = await run(
			{
				resource: 'catalogItem',
				operation: 'upsert',
				catalog: { __rl: true, mode: 'name', value: 'stores' },
				itemId: '={{ $json.id }}',
			},
			ids('a', 'b', 'c'),
		);
		expect(verdicts(result)).toEqual(['accepted', 'rejected', 'accepted']);
		expect(result.errors[0].json.error).toBe(error.message);
		expect(requests).toHaveLength(2);
	});

	test('a catalog that does not exist, with an item of the same name', async () => {
		const error = {
			id: 'catalog-not-found',
			message: 'Could not find catalog',
			parameters: ['catalog_name'],
			parameter_values: ['stores'],
		};
		stubBraze(() => [404, { errors: [error], message: 'Invalid Request' }]);
		const { errors } = await run({
			resource: 'catalogItem',
			operation: 'delete',
			catalog: { __rl: true, mode: 'name', value: 'stores' },
			itemId: 'stores',
		});
		expect(errors[0].json).toMatchObject({
			error: 'Invalid Request; Could not find catalog (status 404)',
			details: { verdict: 'failed', description: expect.stringContaining("'Catalog'") },
		});
	});
});
