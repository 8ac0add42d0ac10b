import type { Json } from '../../http';
import { client, MARA } from './harness';
import { MARKED, gift, login, punchh, user_id } from './answers.setup';

describe('status of a guest', () => {
	const guest = () => punchh.state.findGuest(user_id);

	test('ban, unban, deactivate, reactivate', async () => {
		await punchh.dashboard('POST', '/users/ban', { user_id, reason: 'fraud' });
		expect(guest()).toMatchObject({ user_status: 'banned', unsubscribed: true });
		await punchh.dashboard('DELETE', `/users/ban?user_id=${user_id}`);
		expect(guest()).toMatchObject({ user_status: 'active', unsubscribed: false });
		await punchh.dashboard('DELETE', `/users/deactivate?user_id=${user_id}`);
		expect(guest()).toMatchObject({ user_status: 'deactivated' });
		await punchh.dashboard('POST', `/users/reactivate?user_id=${user_id}`);
		expect(guest()).toMatchObject({ user_status: 'active' });
	});

	test('a deactivated guest has another e-mail, and the guest can sign up anew', async () => {
		const deactivate = async () =>
			await punchh.dashboard('DELETE', `/users/deactivate?user_id=${user_id}`);
		expect(await deactivate()).toMatchObject({ status: 200, body: {} });
		const deactivated = { email: `deactivated-${MARA.email}`, unsubscribed: true };
		expect(guest()).toMatchObject({ ...deactivated, user_status: 'deactivated' });
		expect(await deactivate()).toMatchObject({ status: 200, body: {} });
		expect(guest()).toMatchObject(deactivated);
		const old = await punchh.signed('POST', '/api2/mobile/users/login', { client, ...login });
		expect(old.status).toBe(422);

		expect((await punchh.signUp({ email: MARA.email })).status).toBe(200);
		await punchh.dashboard('POST', `/users/reactivate?user_id=${user_id}`);
		expect(guest()).toMatchObject({ ...deactivated, user_status: 'active' });
	});

	test('of two accounts with one e-mail only one can be deactivated', async () => {
		await punchh.dashboard('DELETE', `/users/deactivate?user_id=${user_id}`);
		await punchh.signUp({ email: MARA.email });
		const second = punchh.state.findByEmail(MARA.email)?.user_id;
		expect(await punchh.dashboard('DELETE', `/users/deactivate?user_id=${second}`)).toMatchObject({
			status: 422,
			body: { error: 'The guest could not be deactivated' },
		});
		expect(punchh.state.findGuest(second)).toMatchObject({ user_status: 'active' });
	});

	test('a guest who is active again has the e-mail back, and stays unsubscribed', async () => {
		await punchh.dashboard('DELETE', `/users/deactivate?user_id=${user_id}`);
		await punchh.dashboard('POST', `/users/reactivate?user_id=${user_id}`);
		expect(guest()).toMatchObject({
			email: MARA.email,
			user_status: 'active',
			unsubscribed: true,
		});
	});

	test('a deactivated guest asks for the account by the e-mail as it was', async () => {
		const ask = async () =>
			await punchh.signed('POST', '/api2/mobile/users/request_reactivation', {
				client,
				email: MARA.email,
			});
		await punchh.dashboard('DELETE', `/users/deactivate?user_id=${user_id}`);
		expect((await ask()).status).toBe(200);
		expect((await ask()).status).toBe(422);
	});

	test.each([
		['delete_general', undefined],
		['delete_test_data', undefined],
		['anonymize_forget_me', { email: `${user_id}@archive.com`, first_name: '', phone: '' }],
		['anonymize_inactivity', { email: `${user_id}@archive.com`, first_name: '', phone: '' }],
		[undefined, { email: `${user_id}@archive.com`, first_name: 'Mara', phone: MARA.phone }],
	])('deletion for the reason %s', async (reason, left) => {
		await punchh.dashboard('DELETE', `/users/deactivate?user_id=${user_id}`);
		const answer = await punchh.dashboard('DELETE', '/users', { user_id: String(user_id), reason });
		expect(answer).toMatchObject({ status: 200, body: { message: MARKED } });
		if (left === undefined) expect(guest()).toBeUndefined();
		else expect(guest()).toMatchObject(left);
		expect(punchh.state.findByEmail(MARA.email)).toBeUndefined();
		const again = await punchh.signUp({ email: MARA.email });
		expect(again.status).toBe(200);
	});

	test('a ban can take the devices of the guest along', async () => {
		const device = { 'punchh-app-device-id': '5f0e' };
		const body = { client, ...login };
		const logIn = async (headers: Record<string, string>) =>
			(await punchh.signed('POST', '/api2/mobile/users/login', body, headers)).status;
		expect(await logIn(device)).toBe(200);
		const timeline = await punchh.dashboard('GET', `/users/extensive_timeline?user_id=${user_id}`);
		expect(timeline.body).toMatchObject({ user_devices: [{ app_device_id: '5f0e' }] });
		const ban = { user_id, reason: 'fraud', ban_all_associated_devices: true };
		await punchh.dashboard('POST', '/users/ban', ban);
		expect([await logIn(device), await logIn({})]).toEqual([422, 200]);
		await punchh.dashboard('DELETE', `/users/ban?user_id=${user_id}`);
		expect(await logIn(device)).toBe(200);
	});

	test('only a phone may delete its own account, and only once', async () => {
		const remove = async (agent: string) =>
			await punchh.signed(
				'DELETE',
				'/api2/mobile/users',
				{ client },
				{ authorization: `Bearer ${token}`, 'User-Agent': agent },
			);
		const token = guest()!.access_token;
		expect((await remove('curl/8')).status).toBe(422);
		expect((await remove('App/1 (Android 15)')).status).toBe(200);
		expect((await remove('App/1 (Android 15)')).status).toBe(401);
	});
});

test('a favourite location is removed by its ID', async () => {
	await punchh.patchMara({ preferred_location_ids: [315902, 315903] });
	const [{ user_favourite_location_id: id }] = punchh.state.findGuest(user_id)!.favourites;
	const path = `/user_favourite_locations?user_id=${user_id}&user_favourite_location_id=${id}`;
	expect((await punchh.dashboard('DELETE', path)).status).toBe(200);
	expect((await punchh.dashboard('DELETE', path)).status).toBe(404);
	expect(punchh.state.findGuest(user_id)!.favourites).toHaveLength(1);
});

test('a redemption is found by its code, with its guest', async () => {
	await gift({ gift_count: 50 });
	const redemption = { requested_punches: 50 };
	const path = '/redemptions/force_redeem';
	const { body } = await punchh.dashboard('POST', path, { user_id, redemption });
	const { redemption_tracking_code: code, redemption_id } = body as Json;
	expect(await punchh.dashboard('GET', `/redemptions?redemption_code=${code}`)).toMatchObject({
		status: 200,
		body: { redemption_id, redeemed_value: 50, user: { email: MARA.email } },
	});
	expect((await punchh.dashboard('GET', '/redemptions?redemption_code=1')).status).toBe(404);
	const more = await punchh.dashboard('POST', path, { user_id, redemption });
	expect(more.status).toBe(422);
});

test('a gifted reward ends at the earlier of its own end and the one asked for', async () => {
	punchh.state.now = () => Date.parse('2026-03-14T12:00:00Z');
	for (const end_date of ['2026-03-20', '2027-01-01']) {
		await gift({ redeemable_id: 118190, end_date });
	}
	const ends = punchh.state.findGuest(user_id)!.rewards.map((reward) => reward.expiring_at);
	expect(ends).toEqual(['2026-03-20T00:00:00Z', '2026-04-14T12:00:00Z']);
});

describe('lists', () => {
	test.each([
		['page=2&per_page=3', ['Coffee Lovers']],
		['per_page=2', ['All Signed Up', 'Gold Members']],
		['query=gold', ['Gold Members']],
		['page=9', []],
	])('segments of every kind: %s', async (query, names) => {
		const { body } = await punchh.dashboard('GET', `/segments?${query}`);
		expect((body as Json[]).map(({ name }) => name)).toEqual(names);
	});

	test.each([
		['page=2&per=2', ['Headquarters']],
		['store_number=234', ['Old Mill']],
		['location_id=315902&store_number=234', ['Portview Quay']],
	])('locations: %s', async (query, names) => {
		const { body } = await punchh.dashboard('GET', `/locations?${query}`);
		expect((body as Json[]).map(({ name }) => name)).toEqual(names);
	});
});
