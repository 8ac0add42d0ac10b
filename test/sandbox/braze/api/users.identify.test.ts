import { track, type Json } from '../../http';
import { ALIAS, EMAIL, PHONE, ids, post, profiles, sandbox, seed } from './users.setup';

const TIME = '2026-03-14T16:20:11Z';

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
		const purchase = { product_id: 'tea', currency: 'USD', price: 4, time: TIME };
		await track(sandbox.brazeUrl, {
			events: [
				{ user_alias: ALIAS, name: 'visit', time: TIME },
				{ external_id: 'a', name: 'visit', time: TIME },
			],
			purchases: [{ user_alias: ALIAS, ...purchase }],
		});
		await post('/users/identify', byAlias());
		expect(profiles()).toMatchObject([
			{
				external_id: 'a',
				user_aliases: [ALIAS],
				attributes: { first_name: 'M.', email: EMAIL },
				events: [{ name: 'visit' }, { name: 'visit' }],
				purchases: [{ product_id: 'tea' }],
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

	test('new takes 50 in a call, and no more', async () => {
		const many = Array.from({ length: 51 }, (_, index) => ({
			alias_name: `m${index}`,
			alias_label: 'crm',
		}));
		expect((await create(...many)).status).toBe(400);
		expect(profiles()).toEqual([]);
		expect((await create(...many.slice(1))).status).toBe(201);
		expect(profiles()).toHaveLength(50);
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
