import { BRAZE_SUBSCRIPTION_GROUPS } from '../../../../sandbox/braze/seed';
import { track, type Json } from '../../http';
import { EMAIL, PHONE, post, profiles, sandbox, seed } from './users.setup';

/** What Braze keeps for an address or a number rather than for a user. */

const OTHER_EMAIL = 'mara.new@example.com';
const OTHER_PHONE = '+15550142009';
const SMS = BRAZE_SUBSCRIPTION_GROUPS.find(({ channel }) => channel === 'sms')!.id;
const BY_EMAIL = BRAZE_SUBSCRIPTION_GROUPS.find(({ channel }) => channel === 'email')!.id;

const write = async (external_id: string, fields: Json) =>
	await track(sandbox.brazeUrl, { attributes: [{ external_id, ...fields }] });
const state = (id: string) =>
	sandbox.braze.store.byExternalId(id)?.attributes.email_subscribe as string | undefined;
const group = (id: string, of = SMS) => sandbox.braze.store.byExternalId(id)?.subscriptions[of];
const setSms = async (subscription_state: string, users: Json) =>
	await post('/v2/subscription/status/set', {
		subscription_groups: [{ subscription_group_id: SMS, subscription_state, ...users }],
	});

describe('a new e-mail', () => {
	const unsubscribed = { email: EMAIL, email_subscribe: 'unsubscribed' };

	test.each<[boolean, string, Json, string | undefined]>([
		[true, 'changes', { email: OTHER_EMAIL }, 'subscribed'],
		[
			true,
			'comes along with a state',
			{ email: OTHER_EMAIL, email_subscribe: 'unsubscribed' },
			'unsubscribed',
		],
		[true, 'is the same', { email: EMAIL }, 'unsubscribed'],
		[true, 'is removed', { email: null }, 'unsubscribed'],
		[false, 'changes', { email: OTHER_EMAIL }, 'unsubscribed'],
	])('resubscribed %s: when it %s', async (resubscribeNewEmail, _what, fields, wanted) => {
		await write('a', unsubscribed);
		sandbox.braze.knobs.resubscribeNewEmail = resubscribeNewEmail;
		await write('a', fields);
		expect(state('a')).toBe(wanted);
	});

	test('the first one of a profile is no change', async () => {
		sandbox.braze.knobs.resubscribeNewEmail = true;
		await write('a', { email_subscribe: 'unsubscribed' });
		await write('a', { email: EMAIL });
		expect(state('a')).toBe('unsubscribed');
	});

	test('of somebody else brings the state of that one, unless the setting is on', async () => {
		await write('a', unsubscribed);
		await write('b', { email: OTHER_EMAIL, email_subscribe: 'opted_in' });
		await write('b', { email: EMAIL });
		expect(state('b')).toBe('unsubscribed');

		sandbox.braze.knobs.resubscribeNewEmail = true;
		await write('c', { email: OTHER_EMAIL });
		await write('c', { email: EMAIL });
		expect(state('c')).toBe('subscribed');
	});

	test('takes its address off the list of unsubscribes, not the one before', async () => {
		sandbox.braze.knobs.resubscribeNewEmail = true;
		await write('a', unsubscribed);
		await write('a', { email: OTHER_EMAIL });
		expect([...sandbox.braze.workspace.unsubscribes.keys()]).toEqual([EMAIL]);
	});
});

test('the state of an e-mail address is that of everybody who has it', async () => {
	await write('a', { email: EMAIL });
	await write('b', { email: EMAIL });
	await write('c', { email: OTHER_EMAIL });
	await write('a', { email_subscribe: 'unsubscribed' });
	expect(['a', 'b', 'c'].map(state)).toEqual(['unsubscribed', 'unsubscribed', undefined]);
	await write('b', { email_subscribe: 'subscribed' });
	expect(state('a')).toBe('subscribed');
});

describe('the state of an SMS group belongs to the number', () => {
	test('everybody with the number has it, whoever was meant', async () => {
		seed(
			{ external_id: 'a', attributes: { phone: PHONE } },
			{ external_id: 'b', attributes: { phone: PHONE } },
			{ external_id: 'c', attributes: { phone: OTHER_PHONE } },
		);
		await setSms('subscribed', { external_ids: ['a'] });
		expect(['a', 'b', 'c'].map((id) => group(id))).toEqual(['subscribed', 'subscribed', undefined]);

		await write('b', {
			subscription_groups: [{ subscription_group_id: SMS, subscription_state: 'unsubscribed' }],
		});
		expect(['a', 'b'].map((id) => group(id))).toEqual(['unsubscribed', 'unsubscribed']);
	});

	test('a number that nobody had takes over the state of the user', async () => {
		await write('a', { phone: PHONE });
		await setSms('unsubscribed', { external_ids: ['a'] });
		await write('a', { phone: OTHER_PHONE });
		expect(group('a')).toBe('unsubscribed');
		await write('b', { phone: OTHER_PHONE });
		expect(group('b')).toBe('unsubscribed');
	});

	test('a number that is known brings its state along, also when nobody has it any more', async () => {
		await write('a', { phone: PHONE });
		await setSms('unsubscribed', { phones: [PHONE] });
		await write('a', { phone: OTHER_PHONE });
		await setSms('subscribed', { external_ids: ['a'] });

		await write('b', { phone: '+15550142010' });
		await setSms('subscribed', { external_ids: ['b'] });
		await write('b', { phone: PHONE });
		expect(group('b')).toBe('unsubscribed');
		expect(group('a')).toBe('subscribed');
	});

	test('a profile that is made by its number has the state of the number', async () => {
		await write('a', { phone: PHONE });
		await setSms('unsubscribed', { external_ids: ['a'] });
		await write('a', { phone: OTHER_PHONE });
		await track(sandbox.brazeUrl, { attributes: [{ phone: PHONE, first_name: 'Mara' }] });
		expect(profiles().at(-1)).toMatchObject({
			attributes: { phone: PHONE },
			subscriptions: { [SMS]: 'unsubscribed' },
		});
	});

	test('a group of e-mail goes by the address', async () => {
		seed(
			{ external_id: 'a', attributes: { email: EMAIL, phone: PHONE } },
			{ external_id: 'b', attributes: { email: EMAIL } },
			{ external_id: 'c', attributes: { phone: PHONE } },
		);
		await write('a', {
			subscription_groups: [{ subscription_group_id: BY_EMAIL, subscription_state: 'subscribed' }],
		});
		expect(['a', 'b', 'c'].map((id) => group(id, BY_EMAIL))).toEqual([
			'subscribed',
			'subscribed',
			undefined,
		]);
	});
});

test('whatever finds users by e-mail finds them in any case', async () => {
	const email = 'MARA@example.com';
	seed({ attributes: { email: 'Mara@Example.com' } });
	const { body } = await post('/users/export/ids', { email_address: email });
	expect(body).toMatchObject({ users: [{ email: 'mara@example.com' }], invalid_user_ids: [] });
	await post('/email/status', { email, subscription_state: 'unsubscribed' });
	expect(profiles()).toMatchObject([{ attributes: { email_subscribe: 'unsubscribed' } }]);
	await post('/users/identify', {
		emails_to_identify: [{ external_id: 'a', email, prioritization: ['unidentified'] }],
	});
	expect(state('a')).toBe('unsubscribed');
	await post('/users/delete', { email_addresses: [{ email, prioritization: ['identified'] }] });
	expect(profiles()).toEqual([]);
});
