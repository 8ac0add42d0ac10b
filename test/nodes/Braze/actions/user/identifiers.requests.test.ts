import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { Braze } from '../../../../../nodes/Braze/Braze.node';
import { STUB_CREDENTIALS, STUB_KEY, stubBraze } from '../../../../harness/brazeStub';
import { SUCCESS, run } from './identifiers.setup';

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

/** The same of another user: nobody is merged into himself. */
const OTHERS = JSON.parse(
	JSON.stringify(USERS).replaceAll('"a"', '"b"').replaceAll('a@', 'b@').replaceAll('0000', '0001'),
) as typeof USERS;

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
				...prefixed('keep_', OTHERS[kept]),
			});
			expect(items).toHaveLength(1);
			expect(requests[0].body).toEqual({
				merge_updates: [
					{ identifier_to_merge: USERS[merged].object, identifier_to_keep: OTHERS[kept].object },
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
		// The second user of each is the first one again, and waits for its request. By email and phone it
		// would be another one, and is refused.
		expect(requests).toHaveLength(8);
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
			fields_to_export: ['email'],
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
			trigger_properties: JSON.stringify({ text: 'x'.repeat(51_200) }),
		});
		expect(errors[0].json.error).toBe("'Trigger Properties' is over 50 KB");
	});
});

test('whitespace that was copied with the key or the address is not sent', async () => {
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
