import { track, type Json } from '../../http';
import { ALIAS, EMAIL, PHONE, ids, post, profiles, sandbox, seed } from './users.setup';

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
