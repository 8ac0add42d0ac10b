import { GUEST_PASSWORD } from '../../../../sandbox/punchh/seed';
import type { Answer, Json } from '../../http';
import { CHECKIN, client, JO, MARA, NEW, punchhSandbox } from './harness';

const punchh = punchhSandbox();
const user_id = MARA.user_id;
const MARKED = 'Guest marked for deletion. Data will be automatically deleted within 7 days.';

const words = (text: string) => text.trim().split(/[\s,]+/);

/** The keys of the documented answers, written from the reference. */
const KEYS = {
	mobileUser: words(`address, avatar_remote_url, birthday, communicable_email, city, created_at,
		email, email_verified, facebook_signup, favourite_locations, favourite_store_numbers, fb_uid,
		first_name, gender, last_name, marketing_email_subscription, marketing_pn_subscription,
		migrate_status, passcode_configured_for_giftcards, phone, profile_field_answers,
		referral_code, referral_path, secondary_email, state, superuser, terms_and_conditions, title,
		updated_at, user_as_barcode, user_as_qrcode, user_code, user_id, user_relations, zip_code,
		anniversary, verification_mode, apple_signup, apple_uid, has_generated_fb_email,
		sms_subscription, apple_pass_url, google_pass_url, age_verified_status, account_created_at,
		user_joined_at`),
	accessToken: words('token, seconds_to_expire, revoked_at, refresh_token, scopes'),
	ssoUser: words(`address_line1, city, state, zip_code, work_zip_code, id, user_id,
		authentication_token, access_token, email, first_name, last_name, allow_multiple,
		favourite_locations, favourite_store_numbers, passcode_configured, wants_menu_notifications,
		mindbody_client_id, preferred_locale, phone, migrate_status, email_unsubscribe,
		allow_push_notifications, communicable_email, expiration_date, user_joined_at,
		sms_subscription`),
	dashboardUser: words(`address_line1, city, state, zip_code, work_zip_code, id, user_id, email,
		first_name, last_name, phone, birthday, anniversary, gender, balance, selected_card_number,
		selected_reward_id, selected_discount_amount, discount_type, rewards, allow_multiple,
		apple_pass_url, google_pass_url, authentication_token, access_token, favourite_locations,
		favourite_store_numbers, marketing_email_subscription, marketing_pn_subscription,
		profile_field_answers, referral_code, referral_path, user_code, user_relations,
		force_password_reset, expiration_date, sms_subscription, email_unsubscribe,
		allow_push_notifications, communicable_email, subscriptions, test_user, user_joined_at`),
	balance: words(`banked_rewards, membership_level, membership_level_id, net_balance, net_debits,
		pending_points, points_balance, signup_anniversary_day, total_credits, total_debits,
		total_point_credits, total_redeemable_visits, expired_membership_level, total_visits,
		initial_visits, unredeemed_cards`),
	reward: words(`id, created_at, start_date_tz, end_date_tz, updated_at, image, status, points,
		discount_amount, description, name, redeemable_properties, meta_data`),
	timeline: words(`title, first_name, last_name, email, phone, address, city, state, zip_code,
		gender, birthday, signup_channel, referral_code, created_at, joined_at, last_activity_at,
		sign_in_count, banned, unsubscribed, unsubscribe_reason, favorite_locations, checkins,
		redemptions, user_coupon_redemptions, user_devices`),
	favourite: words('user_id, channel, location_id, store_number, user_favourite_location_id'),
	segment: words('custom_segment_id, name, description, created_at, updated_at'),
	member: words(`custom_segment_member_id, custom_segment_id, email, user_id, created_at,
		updated_at`),
	anySegment: words(`segment_id, name, description, segment_type, user_type, membership_level`),
	redeemable: words(`redeemable_id, redeemable_uuid, name, description, redeemable_image_url`),
	metaRedeemable: words(`redeemable_id, name, description, points_required_to_redeem,
		redeemable_image_url, redeemable_properties`),
	checkin: words(`created_at, external_uid, checkin_id, pending_points, pending_refresh,
		points_earned, bar_code`),
	redemption: words(`redemption_status, created_at, redeemable_id, redemption_image_url,
		redemption_message, location_id, updated_at, redemption_id, redemption_tracking_code,
		expiring_at, redeemable_name, redeemed_value`),
};

const dashboard = (method: string, path: string, body?: unknown) => async () =>
	await punchh.dashboard(method, path, body);
const mobile =
	(method: string, path: string, body: Json = {}) =>
	async () =>
		await punchh.signed(
			method,
			`/api2/mobile/${path}`,
			{ client, ...body },
			{ ...punchh.token, 'User-Agent': 'HarborBeans/3.2.0/118 (iPhone; iOS 19.1)' },
		);
const sso =
	(method: string, path: string, body: Json = {}) =>
	async () =>
		await punchh.signed(method, path, { client, ...body });
const login = { user: { email: MARA.email, password: GUEST_PASSWORD } };
const gift = async (body: Json) =>
	await punchh.dashboard('POST', '/users/send_message', { user_id, ...body });

/** Reads a body of which the documents give the keys. */
const at = (body: unknown, path: string): object =>
	path === ''
		? (body as object)
		: path.split('.').reduce((inner, key) => (inner as Json)[key] as object, body as object);

describe('keys of the documented answers', () => {
	test.each<[string, () => Promise<Answer>, number, Record<string, string[]>]>([
		[
			'mobile sign-up',
			async () => await punchh.signUp(),
			200,
			{ access_token: KEYS.accessToken, user: KEYS.mobileUser },
		],
		[
			'mobile login',
			mobile('POST', 'users/login', login),
			200,
			{ access_token: KEYS.accessToken, user: KEYS.mobileUser },
		],
		['own update', mobile('PUT', 'users', { user: { city: 'A' } }), 200, { user: KEYS.mobileUser }],
		[
			'SSO sign-up',
			sso('POST', '/api/auth/customers.json', { user: NEW }),
			201,
			{ '': KEYS.ssoUser },
		],
		['SSO sign-in', sso('POST', '/api/auth/customers/sign_in', login), 200, { '': KEYS.ssoUser }],
		[
			'look-up',
			async () => {
				await gift({ redeemable_id: 118190 });
				return await dashboard('GET', `/users/info?user_id=${user_id}`)();
			},
			200,
			{ '': KEYS.dashboardUser, balance: KEYS.balance, 'rewards.0': KEYS.reward },
		],
		[
			'timeline',
			dashboard('GET', `/users/extensive_timeline?user_id=${user_id}`),
			200,
			{ '': KEYS.timeline },
		],
		[
			'favourite locations',
			async () => {
				await punchh.patchMara({ preferred_location_ids: [315902] });
				return await dashboard('GET', `/user_favourite_locations?user_id=${user_id}`)();
			},
			200,
			{ '0': KEYS.favourite },
		],
		['custom segments', dashboard('GET', '/custom_segments'), 200, { '0': KEYS.segment }],
		[
			'new segment',
			dashboard('POST', '/custom_segments', { name: 'Tea', description: 'd' }),
			201,
			{ '': KEYS.segment },
		],
		[
			'changed segment',
			dashboard('PATCH', '/custom_segments?custom_segment_id=1874&name=Away'),
			200,
			{ '': KEYS.segment },
		],
		[
			'new member',
			dashboard('POST', '/custom_segments/members', { custom_segment_id: 1874, user_id }),
			201,
			{ '': KEYS.member },
		],
		['all segments', dashboard('GET', '/segments'), 200, { '0': KEYS.anySegment }],
		['redeemables', dashboard('GET', '/redeemables'), 200, { '0': KEYS.redeemable }],
		['meta', dashboard('GET', '/meta'), 200, { 'redeemables.0': KEYS.metaRedeemable }],
		[
			'locations',
			dashboard('GET', '/locations'),
			200,
			{ '0': words('location_id name store_number city state status time_zone') },
		],
		[
			'check-in',
			dashboard('POST', '/checkins', CHECKIN),
			200,
			{ '': words('first_name last_name checkins points checkin'), checkin: KEYS.checkin },
		],
		['session token', mobile('POST', 'session_tokens'), 200, { '': words('token expiring_at') }],
		[
			'forced redemption',
			async () => {
				await gift({ gift_count: 50 });
				const redemption = { requested_punches: 50, force_message: 'Test' };
				return await dashboard('POST', '/redemptions/force_redeem', { user_id, redemption })();
			},
			201,
			{ '': KEYS.redemption },
		],
	])('%s', async (_name, act, status, shapes) => {
		const answer = await act();
		expect(answer.status).toBe(status);
		for (const [path, keys] of Object.entries(shapes)) {
			expect(Object.keys(at(answer.body, path))).toEqual(expect.arrayContaining(keys));
		}
	});
});

describe('documented answers in full', () => {
	const reason = 'Fraudulent activity';
	test.each<[string, () => Promise<Answer>, number, unknown]>([
		['ban', dashboard('POST', '/users/ban', { user_id: String(user_id), reason }), 202, {}],
		['unban', dashboard('DELETE', `/users/ban?user_id=${user_id}`), 200, {}],
		['deactivate', dashboard('DELETE', `/users/deactivate?user_id=${user_id}`), 200, {}],
		['reactivate', dashboard('POST', `/users/reactivate?user_id=${user_id}`), 200, {}],
		[
			'export of a guest',
			dashboard('POST', '/users/send_user_details_export', { user_id, email_admin_only: true }),
			200,
			{},
		],
		['message', dashboard('POST', '/users/send_message', { user_id, message: 'm' }), 201, {}],
		[
			'progress of a challenge',
			dashboard('POST', '/users/send_message', {
				user_id,
				challenge_campaign_id: 26301,
				progress_count: 1,
			}),
			201,
			{},
		],
		['support', dashboard('POST', '/users/support', { user_id, reward_amount: 2 }), 201, {}],
		[
			'support gifting',
			dashboard('POST', '/users/support_gifting', { user_id, fuel_amount: 5.5 }),
			202,
			{},
		],
		[
			'eClub guest',
			dashboard('POST', '/eclub_guests', { store_number: '202', user: NEW }),
			200,
			{},
		],
		[
			'feedback',
			dashboard('POST', '/feedbacks', { user_id, rating: 5 }),
			200,
			{ feedback_id: expect.any(Number) },
		],
		['own update in the background', mobile('PATCH', 'async_users'), 202, undefined],
		['own deletion', mobile('DELETE', 'users'), 200, { message: MARKED }],
		['log-out', mobile('DELETE', 'users/logout'), 200, {}],
		[
			'request for reactivation',
			mobile('POST', 'users/request_reactivation', { email: MARA.email }),
			200,
			{ message: 'Please check your email for instructions on reactivating your account' },
		],
		[
			'deletion of a segment',
			dashboard('DELETE', '/custom_segments?custom_segment_id=1874'),
			202,
			{ accepted: 'Custom Segment Lapsed Guests has been marked for deletion' },
		],
		[
			'many members',
			dashboard('POST', '/custom_segments/members/add_users', {
				custom_segment_id: 1874,
				user_identifiers: [MARA.email, String(JO.user_id), 'efsfsef', '78439fer', '99'],
			}),
			200,
			{ invalid_identifiers: ['efsfsef', '78439fer'] },
		],
		[
			'WiFi look-up',
			async () => await punchh.admin('GET', `/api2/wifi/users?client=${client}&email=${JO.email}`),
			200,
			{},
		],
		[
			'WiFi enrolment',
			async () =>
				await punchh.admin('POST', '/api2/wifi/users/', { client, location_id: 315902, user: NEW }),
			202,
			{},
		],
	])('%s', async (_name, act, status, body) => {
		const answer = await act();
		expect(answer.status).toBe(status);
		expect(answer.body).toEqual(body);
	});

	test('WiFi look-up of nobody is 404', async () => {
		const path = `/api2/wifi/users?client=${client}&phone=999`;
		expect((await punchh.admin('GET', path)).status).toBe(404);
	});
});

describe('tokens', () => {
	test('a logged-out token is none any more; the next login gives another', async () => {
		const before = punchh.token;
		await mobile('DELETE', 'users/logout')();
		const path = `/api2/mobile/users/profile?client=${client}`;
		expect((await punchh.signed('GET', path, undefined, before)).status).toBe(401);
		await punchh.signed('POST', '/api2/mobile/users/login', { client, ...login });
		expect(punchh.token).not.toEqual(before);
		const own = await punchh.signed('GET', path, undefined, punchh.token);
		expect(own).toMatchObject({ status: 200, body: { user: { email: MARA.email } } });
	});

	test.each<[string, (token: string) => () => Promise<Answer>, string]>([
		[
			'security token',
			(token) => sso('POST', '/api/auth/sso', { security_token: token }),
			'token.access_token',
		],
		[
			'authorization code',
			(code) => sso('POST', '/oauth/token', { grant_type: 'authorization_code', code }),
			'access_token',
		],
	])('a session token serves as %s, until it has run out', async (_name, use, path) => {
		const { body } = await mobile('POST', 'session_tokens')();
		const { token } = body as { token: string };
		const answer = await use(token)();
		expect(answer.status).toBe(200);
		expect(answer.body).toHaveProperty(path, punchh.state.findGuest(user_id)!.access_token);
		punchh.state.now = () => Date.now() + 11 * 60_000;
		expect((await use(token)()).status).toBe(401);
	});

	test('the SSO look-up takes either token', async () => {
		const { authentication_token: own } = punchh.state.findGuest(user_id)!;
		const path = `/api/auth/users?client=${client}`;
		const byField = await punchh.signed('GET', `${path}&authentication_token=${own}`);
		const byHeader = await punchh.signed('GET', path, undefined, punchh.token);
		for (const answer of [byField, byHeader]) {
			expect(answer).toMatchObject({ status: 200, body: { user_id } });
		}
		expect((await punchh.signed('GET', path)).status).toBe(401);
	});
});

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
