import { startSandbox, type Sandbox } from '../../../../sandbox';
import { callBraze, track, type Json } from '../../http';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const TIME = '2026-03-14T16:20:11Z';
const ALIAS = { alias_name: 'mara', alias_label: 'crm' };
const EMAIL = 'mara@example.com';
const PHONE = '+15550142001';

const post = async (path: string, body: unknown) =>
	await callBraze(sandbox.brazeUrl, 'POST', path, body);
const profiles = () => sandbox.braze.profiles;
const ids = () => profiles().map(({ external_id: id }) => id);
const seed = (...wanted: Array<Parameters<typeof sandbox.braze.store.create>[0]>) =>
	sandbox.braze.seed({ profiles: wanted });

describe('/users/identify', () => {
	const PROCESSED = { message: 'success', aliases_processed: 1 };
	const byAlias = (fields: Json = {}) => ({
		aliases_to_identify: [{ external_id: 'a', user_alias: ALIAS }],
		...fields,
	});
	const byEmail = (...prioritization: string[]) => ({
		emails_to_identify: [{ external_id: 'a', email: EMAIL, prioritization }],
	});
	const alone = { alias: ALIAS, attributes: { first_name: 'Mara', email: EMAIL } };

	test('gives the external ID to the alias-only user', async () => {
		seed(alone);
		const { status, body } = await post('/users/identify', byAlias());
		expect([status, body]).toEqual([201, PROCESSED]);
		expect(profiles()).toMatchObject([{ external_id: 'a', user_aliases: [ALIAS] }]);
	});

	test('fills what the identified user lacks, and removes the other', async () => {
		seed({ external_id: 'a', attributes: { first_name: 'M.' } }, alone);
		await track(sandbox.brazeUrl, { events: [{ user_alias: ALIAS, name: 'visit', time: TIME }] });
		await post('/users/identify', byAlias());
		expect(profiles()).toMatchObject([
			{
				external_id: 'a',
				user_aliases: [ALIAS],
				attributes: { first_name: 'M.', email: EMAIL },
				events: [{ name: 'visit' }],
			},
		]);
	});

	test('with merge_behavior none moves no data', async () => {
		seed({ external_id: 'a' }, alone);
		await post('/users/identify', byAlias({ merge_behavior: 'none' }));
		expect(profiles()).toMatchObject([{ external_id: 'a', attributes: {} }]);
		expect(profiles()[0].attributes).toEqual({});
	});

	test.each<[string, Array<Parameters<typeof seed>[0]>, Json]>([
		['nobody has the alias', [{ external_id: 'a' }], byAlias()],
		[
			'the identified user has an alias with the same label',
			[{ external_id: 'a', alias: { ...ALIAS, alias_name: 'm2' } }, alone],
			byAlias(),
		],
		['the alias has other case', [{ alias: { ...ALIAS, alias_name: 'Mara' } }], byAlias()],
		[
			'several have the e-mail and nothing is said',
			[{ attributes: { email: EMAIL } }, { attributes: { email: EMAIL } }],
			byEmail(),
		],
		[
			'several are unidentified',
			[{ attributes: { email: EMAIL } }, { attributes: { email: EMAIL } }],
			byEmail('unidentified'),
		],
		[
			'one of the matches has the external ID already',
			[{ external_id: 'a', attributes: { email: EMAIL } }, { attributes: { email: EMAIL } }],
			byEmail('unidentified', 'most_recently_updated'),
		],
		[
			'the chosen one is identified',
			[{ external_id: 'b', attributes: { email: EMAIL } }],
			byEmail('identified'),
		],
	])('changes nothing and says success when %s', async (_name, existing, body) => {
		seed(...existing);
		const before = structuredClone(profiles());
		const answer = await post('/users/identify', body);
		expect([answer.status, answer.body]).toEqual([201, PROCESSED]);
		expect(profiles()).toEqual(before);
	});

	test.each([
		['most_recently_updated', 'second'],
		['least_recently_updated', 'first'],
	])('%s chooses the %s of several', async (priority, chosen) => {
		const contacts = { email: EMAIL, phone: PHONE };
		seed(
			{ attributes: { ...contacts, which: 'first' } },
			{ attributes: { ...contacts, which: 'second' } },
		);
		await post('/users/identify', byEmail('unidentified', priority));
		const named = () => profiles().filter(({ external_id: id }) => id === 'a');
		expect(named()).toMatchObject([{ attributes: { which: chosen } }]);

		await post('/users/identify', {
			phone_numbers_to_identify: [
				{ external_id: 'b', phone: PHONE, prioritization: ['unidentified'] },
			],
		});
		expect(ids().sort()).toEqual(['a', 'b']);
	});

	test.each<[string, Json]>([
		['nothing', {}],
		['an empty list', { aliases_to_identify: [] }],
		['over 50', { aliases_to_identify: Array(51).fill(byAlias().aliases_to_identify[0]) }],
		['no external ID', { aliases_to_identify: [{ user_alias: ALIAS }] }],
		['no prioritization', { emails_to_identify: [{ external_id: 'a', email: EMAIL }] }],
		['an unknown priority', byEmail('newest')],
	])('refuses %s', async (_name, body) => {
		seed(alone);
		const answer = await post('/users/identify', body);
		expect([answer.status, answer.body]).toEqual([400, { message: expect.any(String) }]);
		expect(ids()).toEqual([undefined]);
	});
});

describe('/users/alias', () => {
	const create = async (...aliases: Json[]) =>
		await post('/users/alias/new', { user_aliases: aliases });

	test('new makes an alias-only user without external ID', async () => {
		const { status, body } = await create(ALIAS);
		expect([status, body]).toEqual([201, { message: 'success', aliases_processed: 1 }]);
		expect(profiles()).toMatchObject([{ user_aliases: [ALIAS] }]);
		expect(ids()).toEqual([undefined]);
	});

	test.each<[string, Json[], string[]]>([
		['a known user gets it', [{ external_id: 'a', ...ALIAS }], ['mara']],
		['an unknown user gets none', [{ external_id: 'z', ...ALIAS }], []],
		[
			'a pair that exists stays',
			[
				{ external_id: 'a', ...ALIAS },
				{ external_id: 'b', ...ALIAS },
			],
			['mara'],
		],
		[
			'one name per label',
			[
				{ external_id: 'a', ...ALIAS },
				{ external_id: 'a', ...ALIAS, alias_name: 'second' },
			],
			['mara'],
		],
	])('new: %s', async (_name, aliases, wanted) => {
		seed({ external_id: 'a' }, { external_id: 'b' });
		const { body } = await create(...aliases);
		expect(body).toEqual({ message: 'success', aliases_processed: aliases.length });
		const [a, b] = profiles();
		expect(a.user_aliases.map(({ alias_name: name }) => name)).toEqual(wanted);
		expect(b.user_aliases).toEqual([]);
	});

	test.each<[string, string, string]>([
		['mara', 'nora', 'nora'],
		['unknown', 'nora', 'mara'],
		['mara', 'taken', 'mara'],
	])('update %s to %s: %s', async (from, to, wanted) => {
		seed({ alias: ALIAS }, { alias: { ...ALIAS, alias_name: 'taken' } });
		const { status, body } = await post('/users/alias/update', {
			alias_updates: [{ alias_label: 'crm', old_alias_name: from, new_alias_name: to }],
		});
		expect([status, body]).toEqual([201, { message: 'success' }]);
		expect(profiles()[0].user_aliases).toEqual([{ ...ALIAS, alias_name: wanted }]);
	});
});

describe('/users/merge', () => {
	const update = (from: unknown, to: unknown) => ({
		merge_updates: [{ identifier_to_merge: from, identifier_to_keep: to }],
	});
	const A = { external_id: 'a' };
	const B = { external_id: 'b' };
	const buy = (external_id: string, time: string) => ({
		...{ external_id, product_id: 'tea', currency: 'USD', price: 4, quantity: 2, time },
	});

	test('the kept one wins, and counts add up', async () => {
		seed(
			{ ...A, attributes: { first_name: 'A', colour: 'red', city: 'Oslo' } },
			{ ...B, attributes: { first_name: 'B', colour: 'blue' } },
		);
		await track(sandbox.brazeUrl, {
			events: [
				{ ...A, name: 'visit', time: '2026-11-01T00:00:00Z' },
				{ ...B, name: 'visit', time: '2026-11-05T00:00:00Z' },
			],
			purchases: [buy('a', '2026-11-02T00:00:00Z'), buy('b', '2026-11-03T00:00:00Z')],
		});
		sandbox.braze.now = () => Date.parse('2026-11-20T00:00:00Z');
		const { status, body } = await post('/users/merge', update(A, B));
		expect([status, body]).toEqual([202, { message: 'success' }]);
		expect(ids()).toEqual(['b']);
		const exported = await post('/users/export/ids', { external_ids: ['b'] });
		sandbox.braze.now = Date.now;
		expect((exported.body as { users: Json[] }).users).toMatchObject([
			{
				first_name: 'B',
				custom_attributes: { colour: 'blue', city: 'Oslo' },
				custom_events: [
					{
						name: 'visit',
						first: '2026-11-01T00:00:00.000Z',
						last: '2026-11-05T00:00:00.000Z',
						count: 2,
					},
				],
				purchases: [{ name: 'tea', count: 4 }],
				total_revenue: 16,
			},
		]);
	});

	test('aliases come over where the label is free', async () => {
		const other = { alias_name: 'm2', alias_label: 'crm' };
		const free = { alias_name: 'm3', alias_label: 'pos' };
		seed({ ...A, alias: other }, { ...B, alias: ALIAS });
		await post('/users/alias/new', { user_aliases: [{ ...A, ...free }] });
		await post('/users/merge', update(A, B));
		expect(profiles()).toMatchObject([{ external_id: 'b', user_aliases: [ALIAS, free] }]);
		expect(profiles()[0].user_aliases).toHaveLength(2);
	});

	test.each<[string, unknown, unknown, string[]]>([
		['alias into ID', { user_alias: ALIAS }, B, ['b', 'undefined']],
		[
			'the newest of an e-mail',
			{ email: EMAIL, prioritization: ['unidentified', 'most_recently_updated'] },
			B,
			['b', 'undefined'],
		],
		['nobody', { external_id: 'z' }, B, ['b', 'undefined', 'undefined']],
		['into nobody', B, { external_id: 'z' }, ['b', 'undefined', 'undefined']],
		['into itself', B, B, ['b', 'undefined', 'undefined']],
		['an e-mail of several', { email: EMAIL }, B, ['b', 'undefined', 'undefined']],
		['bad phone numbers', { phone: '1' }, { phone: '2' }, ['b', 'undefined', 'undefined']],
	])('%s', async (_name, from, to, wanted) => {
		seed(B, { alias: ALIAS, attributes: { email: EMAIL } }, { attributes: { email: EMAIL } });
		const { status, body } = await post('/users/merge', update(from, to));
		expect([status, body]).toEqual([202, { message: 'success' }]);
		expect(ids().map(String)).toEqual(wanted);
	});

	const IDENTIFIERS =
		"identifiers must be objects with an 'external_id' property that is a string, 'user_alias' property that is an object, 'email' property that is a string, or 'phone' property that is a string";
	const KEYS = "'merge_updates' must only have 'identifier_to_merge' and 'identifier_to_keep'";
	test.each<[string, unknown, string]>([
		['no array', {}, "'merge_updates' must be an array of objects"],
		['text', { merge_updates: ['a'] }, "'merge_updates' must be an array of objects"],
		[
			'over 50',
			{ merge_updates: Array(51).fill(update(A, B).merge_updates[0]) },
			'a single request may not contain more than 50 merge updates',
		],
		['text as identifier', update('a', B), IDENTIFIERS],
		['a number as ID', update({ external_id: 1 }, B), IDENTIFIERS],
		['two identifiers', update({ ...A, email: EMAIL }, B), IDENTIFIERS],
		['a key too many', { merge_updates: [{ ...update(A, B).merge_updates[0], x: 1 }] }, KEYS],
		['a key too few', { merge_updates: [{ identifier_to_merge: A }] }, KEYS],
	])('refuses %s', async (_name, body, message) => {
		seed(A, B);
		const answer = await post('/users/merge', body);
		expect([answer.status, answer.body]).toEqual([400, { message }]);
		expect(ids()).toEqual(['a', 'b']);
	});
});

describe('/users/delete', () => {
	const three = () =>
		seed(
			{ external_id: 'a', attributes: { email: EMAIL } },
			{ alias: ALIAS, attributes: { email: EMAIL } },
			{ attributes: { email: EMAIL, phone: PHONE } },
		);

	test.each<[string, () => Json, number, number]>([
		['IDs, unknown ones too', () => ({ external_ids: ['a', 'z'] }), 2, 2],
		['aliases', () => ({ user_aliases: [ALIAS] }), 1, 2],
		['braze IDs', () => ({ braze_ids: [profiles()[2].braze_id] }), 1, 2],
		[
			'the identified one of an e-mail',
			() => ({ email_addresses: [{ email: EMAIL, prioritization: ['identified'] }] }),
			1,
			2,
		],
		[
			'several of an e-mail: nobody',
			() => ({ email_addresses: [{ email: EMAIL, prioritization: ['unidentified'] }] }),
			1,
			3,
		],
		[
			'phone numbers',
			() => ({ phone_numbers: [{ phone: PHONE, prioritization: ['unidentified'] }] }),
			1,
			2,
		],
	])('by %s', async (_name, body, deleted, left) => {
		three();
		const answer = await post('/users/delete', body());
		expect(answer.body).toEqual({ deleted });
		expect(profiles()).toHaveLength(left);
	});

	test.each<[string, Json]>([
		['nothing', {}],
		['two kinds', { external_ids: ['a'], braze_ids: ['b'] }],
		['over 50', { external_ids: Array(51).fill('a') }],
		['text for an e-mail', { email_addresses: [EMAIL] }],
		[
			'a priority that only merges have',
			{ email_addresses: [{ email: EMAIL, prioritization: ['least_recently_updated'] }] },
		],
	])('refuses %s', async (_name, body) => {
		three();
		expect((await post('/users/delete', body)).status).toBe(400);
		expect(profiles()).toHaveLength(3);
	});

	test('who is deleted is found by nothing any more', async () => {
		seed({ external_id: 'a', alias: ALIAS, attributes: { email: EMAIL, phone: PHONE } });
		await post('/users/delete', { external_ids: ['a'] });
		for (const lookup of [
			{ external_ids: ['a'] },
			{ user_aliases: [ALIAS] },
			{ email_address: EMAIL },
			{ phone: PHONE },
		]) {
			const { body } = await post('/users/export/ids', lookup);
			expect(body).toMatchObject({ users: [], invalid_user_ids: [expect.anything()] });
		}
	});
});

describe('/users/external_ids', () => {
	const rename = async (...pairs: Array<[string, string]>) =>
		await post('/users/external_ids/rename', {
			external_id_renames: pairs.map(([current_external_id, new_external_id]) => ({
				current_external_id,
				new_external_id,
			})),
		});

	test('the old ID goes on until it is removed', async () => {
		seed({ external_id: 'old' });
		const { status, body } = await rename(['old', 'new']);
		expect([status, body]).toEqual([
			201,
			{ message: 'success', external_ids: ['new'], rename_errors: [] },
		]);
		await track(sandbox.brazeUrl, { attributes: [{ external_id: 'old', first_name: 'A' }] });
		expect(profiles()).toMatchObject([{ external_id: 'new', attributes: { first_name: 'A' } }]);

		const removed = await post('/users/external_ids/remove', { external_ids: ['old', 'new', 'z'] });
		expect(removed.body).toEqual({
			message: 'success',
			removed_ids: ['old'],
			removal_errors: [expect.stringContaining('new'), expect.stringContaining('z')],
		});
		await track(sandbox.brazeUrl, { attributes: [{ external_id: 'old' }] });
		expect(ids()).toEqual(['new', 'old']);
	});

	test('the old ID exports the user, and deletes it', async () => {
		seed({ external_id: 'old' });
		await rename(['old', 'new']);
		const exported = await post('/users/export/ids', { external_ids: ['old'] });
		expect(exported.body).toMatchObject({ users: [{ external_id: 'new' }], invalid_user_ids: [] });
		await post('/users/delete', { external_ids: ['new'] });
		await track(sandbox.brazeUrl, { attributes: [{ external_id: 'old', first_name: 'A' }] });
		expect(profiles()).toMatchObject([{ external_id: 'old', attributes: { first_name: 'A' } }]);
	});

	test.each<[string, [string, string]]>([
		['an unknown ID', ['z', 'new']],
		['an ID in use', ['a', 'b']],
		['a deprecated ID in use', ['a', 'old']],
		['a deprecated ID as the current one', ['old', 'new']],
		['the same ID', ['a', 'a']],
	])('names %s among the errors', async (_name, pair) => {
		seed({ external_id: 'a' }, { external_id: 'old' });
		await rename(['old', 'b']);
		const { body } = await rename(pair);
		expect(body).toEqual({
			message: 'success',
			external_ids: [],
			rename_errors: [[pair[0], expect.stringContaining('index 0')]],
		});
		expect(ids()).toEqual(['a', 'b']);
	});

	test.each(['rename', 'remove'])('%s refuses an empty list and over 50', async (name) => {
		const key = name === 'rename' ? 'external_id_renames' : 'external_ids';
		const entry = name === 'rename' ? { current_external_id: 'a', new_external_id: 'b' } : 'a';
		for (const list of [[], Array(51).fill(entry)]) {
			const { status } = await post(`/users/external_ids/${name}`, { [key]: list });
			expect(status).toBe(400);
		}
	});
});
