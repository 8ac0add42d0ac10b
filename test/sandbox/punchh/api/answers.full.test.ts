import type { Answer } from '../../http';
import { client, JO, MARA, NEW } from './harness';
import { MARKED, dashboard, login, mobile, punchh, sso, user_id } from './answers.setup';

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
