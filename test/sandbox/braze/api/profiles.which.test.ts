import { BRAZE_APP_IDS } from '../../../../sandbox/braze/seed';
import { type Json } from '../../http';
import { profiles, sandbox, user_alias, write } from './profiles.setup';

describe('which profile', () => {
	test.each<[string, Json]>([
		['external_id', { external_id: 'a' }],
		['email', { email: 'a@example.com' }],
		['phone', { phone: '+15550142001' }],
		['alias with false', { user_alias, _update_existing_only: false }],
	])('an unknown %s makes one, a known one is found again', async (_name, identifier) => {
		await write({ ...identifier, first_name: 'A' }, { ...identifier, last_name: 'B' });
		expect(profiles()).toHaveLength(1);
		expect(profiles()[0].attributes).toMatchObject({ first_name: 'A', last_name: 'B' });
	});

	test.each<[string, Json]>([
		['external_id, update only', { external_id: 'a', _update_existing_only: true }],
		['email, update only', { email: 'a@example.com', _update_existing_only: true }],
		['alias without that field', { user_alias }],
		['alias, update only', { user_alias, _update_existing_only: true }],
		['braze_id', { braze_id: '0123456789abcdef01234567' }],
		['braze_id with e-mail', { braze_id: '0123456789abcdef01234567', email: 'a@example.com' }],
	])('an unknown %s makes none, is counted and logged', async (_name, identifier) => {
		await write({ ...identifier, first_name: 'A' });
		expect(profiles()).toEqual([]);
		expect(sandbox.braze.drops).toHaveLength(1);
	});

	test('a known alias needs no false', async () => {
		await write({ user_alias, _update_existing_only: false }, { user_alias, first_name: 'A' });
		expect(profiles()).toMatchObject([
			{ user_aliases: [user_alias], attributes: { first_name: 'A' } },
		]);
	});

	test('an alias is case-sensitive', async () => {
		const other = { ...user_alias, alias_name: 'Mara' };
		await write(
			{ user_alias, _update_existing_only: false },
			{ user_alias: other, first_name: 'A' },
		);
		expect(profiles()[0].attributes).toEqual({});
	});

	test('braze_id finds a profile', async () => {
		await write({ external_id: 'a' });
		await write({ braze_id: profiles()[0].braze_id, first_name: 'A' });
		expect(profiles()).toMatchObject([{ external_id: 'a', attributes: { first_name: 'A' } }]);
	});

	test('an e-mail is kept in lower case, and finds its profile in any case', async () => {
		await write({ email: 'Mara.Lind@Example.com', first_name: 'A' });
		await write({ email: 'MARA.LIND@example.com', last_name: 'B' });
		expect(profiles()).toMatchObject([
			{ attributes: { email: 'mara.lind@example.com', first_name: 'A', last_name: 'B' } },
		]);
	});

	test('an unknown external_id with a known email makes a second profile', async () => {
		await write({ email: 'a@example.com' }, { external_id: 'a', email: 'a@example.com' });
		expect(profiles().map(({ external_id: id }) => id)).toEqual([undefined, 'a']);
	});

	test('an address that was changed finds nobody any more', async () => {
		await write({ external_id: 'a', email: 'old@example.com', phone: '+15550142001' });
		await write({ external_id: 'a', email: 'new@example.com', phone: null });
		await write({ email: 'old@example.com' }, { phone: '+15550142001' });
		expect(profiles()).toHaveLength(3);
		await write({ email: 'new@example.com', first_name: 'A' });
		expect(profiles()[0].attributes.first_name).toBe('A');
	});

	test('empty identifiers name nobody', async () => {
		await write({ external_id: null, user_alias: null, email: 'a@example.com', first_name: 'A' });
		expect(profiles()).toHaveLength(1);
		expect(profiles()[0].external_id).toBeUndefined();
	});

	test('a token import without identifier never meets another profile', async () => {
		const push_tokens = [{ app_id: BRAZE_APP_IDS[0], token: 't' }];
		await write(
			{ external_id: 'a' },
			{ push_token_import: true, push_tokens, first_name: 'Anonymous' },
		);
		expect(profiles()).toHaveLength(2);
		expect(profiles()[0].attributes).toEqual({});
	});

	const email = 'a@example.com';
	const anonymous = { user_alias, _update_existing_only: false, email };
	test.each<[string, Json[], Json]>([
		[
			'an identified one wins over one changed later',
			[{ external_id: 'a', email }, anonymous],
			{ external_id: 'a' },
		],
		['with none identified the one changed last wins', [anonymous], { user_aliases: [user_alias] }],
		[
			'the one changed last of the identified wins',
			[
				{ external_id: 'a', email },
				{ external_id: 'b', email },
				{ external_id: 'a', x: 1 },
			],
			{ external_id: 'a' },
		],
	])('email of several: %s', async (_name, setUp, winner) => {
		await write({ email }, ...setUp, { email, picked: true });
		const picked = profiles().filter(({ attributes }) => attributes.picked === true);
		expect(picked).toEqual([expect.objectContaining(winner)]);
	});

	test('email wins over phone', async () => {
		const phone = '+15550142001';
		await write({ external_id: 'a', email }, { external_id: 'b', phone });
		await write({ email, phone: '+15550142009', picked: true });
		await write({ email: 'other@example.com', phone, picked: true });
		expect(profiles().map(({ attributes }) => attributes.picked)).toEqual([true, undefined, true]);
	});
});
