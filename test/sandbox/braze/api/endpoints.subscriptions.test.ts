import { BRAZE_SUBSCRIPTION_GROUPS } from '../../../../sandbox/braze/seed';
import { type Json } from '../../http';
import { EMAIL, PHONE, expectAnswer, get, guests, post, profiles } from './endpoints.setup';

const [OFFERS, SMS] = BRAZE_SUBSCRIPTION_GROUPS;

describe('subscription groups', () => {
	const V1 = '/subscription/status/set';
	const V2 = '/v2/subscription/status/set';
	const one = (fields: Json) => ({
		subscription_group_id: OFFERS.id,
		subscription_state: 'unsubscribed',
		...fields,
	});
	const two = (...groups: Json[]) => ({ subscription_groups: groups.map(one) });
	const having = () =>
		profiles()
			.filter(({ subscriptions }) => subscriptions[OFFERS.id] === 'unsubscribed')
			.map(({ external_id: id }) => id);

	test.each<[string, string, Json, string[]]>([
		['an ID', V1, one({ external_id: 'a' }), ['a']],
		['IDs, unknown ones too', V1, one({ external_id: ['a', 'z'] }), ['a']],
		['an e-mail of several', V1, one({ email: [EMAIL] }), ['a', 'b']],
		['a phone', V1, one({ phone: PHONE }), ['a']],
		['IDs', V2, two({ external_ids: ['a'] }), ['a']],
		['e-mails', V2, two({ emails: [EMAIL] }), ['a', 'b']],
		['phones', V2, two({ phones: [PHONE] }), ['a']],
		['several orders', V2, two({ external_ids: ['a'] }, { external_ids: ['b'] }), ['a', 'b']],
	])('set by %s at %s', async (_name, path, body, wanted) => {
		guests();
		expectAnswer(await post(path, body), 201, { message: 'success' });
		expect(having()).toEqual(wanted);
	});

	const BOTH = 'Either an email address or a phone number should be provided, but not both.';
	const someText = expect.any(String) as unknown;
	test.each<[string, string, Json, unknown]>([
		['e-mail and phone', V1, one({ email: EMAIL, phone: PHONE }), BOTH],
		['e-mails and phones', V2, two({ emails: [EMAIL], phones: [PHONE] }), BOTH],
		['nobody', V1, one({}), someText],
		['nobody', V2, two({}), someText],
		['over 50', V1, one({ external_id: Array(51).fill('a') }), someText],
		['no state', V1, one({ external_id: 'a', subscription_state: undefined }), someText],
		['opted_in', V1, one({ external_id: 'a', subscription_state: 'opted_in' }), someText],
		['an unknown group', V1, one({ external_id: 'a', subscription_group_id: 'x' }), someText],
		['a phone that is not E.164', V2, two({ phones: ['5550142001'] }), someText],
		['no group', V2, two(), someText],
		['a bad one among good ones', V2, two({ external_ids: ['a'] }, { emails: ['x'] }), someText],
	])('refuse %s at %s', async (_name, path, body, message) => {
		guests();
		expectAnswer(await post(path, body), 400, { message });
		expect(having()).toEqual([]);
	});

	test('user status lists what was ever set, all users of an e-mail, page by page', async () => {
		guests();
		await post(V1, one({ external_id: 'a' }));
		await post(V1, one({ external_id: 'a', subscription_group_id: SMS.id }));
		await post(V1, one({ email: EMAIL, subscription_state: 'subscribed' }));
		const group = ({ id, name, channel }: Json, status: string) => ({ id, name, channel, status });
		const groupsOf = (all: boolean) => [
			group({ ...OFFERS }, 'Subscribed'),
			...(all ? [group({ ...SMS }, 'Unsubscribed')] : []),
		];
		const a = {
			email: EMAIL,
			phone: PHONE,
			external_id: 'a',
			subscription_groups: groupsOf(true),
		};
		const b = { email: EMAIL, external_id: 'b', subscription_groups: groupsOf(false) };
		expectAnswer(await get('/subscription/user/status', { email: EMAIL }), 200, {
			message: 'success',
			total_count: 2,
			users: [a, b],
		});
		const second = { email: EMAIL, limit: '1', offset: '1' };
		expect((await get('/subscription/user/status', second)).body).toMatchObject({
			total_count: 2,
			users: [b],
		});
		const byId = 'external_id[]=a&external_id[]=z';
		expect((await get('/subscription/user/status', byId)).body).toMatchObject({ users: [a] });
		expect((await get('/subscription/user/status')).status).toBe(400);
		expect((await get('/subscription/user/status', { email: EMAIL, limit: '101' })).status).toBe(
			400,
		);
	});

	test('status by user, with a capital first letter', async () => {
		guests();
		await post(V1, one({ external_id: 'a' }));
		const query = new URLSearchParams({ subscription_group_id: OFFERS.id }).toString();
		const answer = await get(
			'/subscription/status/get',
			`${query}&external_id[]=a&external_id[]=b`,
		);
		expectAnswer(answer, 200, {
			message: 'success',
			status: { a: 'Unsubscribed', b: 'Unknown' },
		});
	});
});
