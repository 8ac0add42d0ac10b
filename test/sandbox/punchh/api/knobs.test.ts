import { call, type Answer, type Json } from '../../http';
import { CHECKIN, client, JO, MARA, NEW, punchhSandbox } from './harness';

const punchh = punchhSandbox();
const user_id = MARA.user_id;
const login = async (user: Json, params: Json = { client }) =>
	await punchh.signed('POST', '/api2/mobile/users/login', { ...params, user });
const info = async () => await punchh.dashboard('GET', `/users/info?user_id=${user_id}`);
const addMember = async () =>
	await punchh.dashboard('POST', '/custom_segments/members', { custom_segment_id: 1874, user_id });

type Set = () => void;
const set =
	<K extends keyof typeof punchh.state.knobs>(knob: K, value: (typeof punchh.state.knobs)[K]) =>
	() => {
		punchh.state.knobs[knob] = value;
	};

test.each<[string, Set, () => Promise<Answer>, number, unknown]>([
	[
		'B1: a missing client, the newer text',
		set('missingClient', 'named'),
		async () => await login({}, {}),
		400,
		{ errors: { client: 'Required parameter missing or the value is empty.' } },
	],
	[
		'B2: an unknown client, without the period',
		set('unknownClientPeriod', false),
		async () => await login({}, { client: 'other' }),
		401,
		{
			errors: {
				unknown_client: ['Client ID is incorrect. Please check client param or contact us'],
			},
		},
	],
	[
		'B3: a wrong digest, the other generation',
		set('signatureText', 'topic'),
		async () =>
			await punchh.signed('POST', '/api2/mobile/users', { client }, { 'x-pch-digest': 'x' }),
		412,
		{
			errors: {
				invalid_signature: [expect.stringMatching(/^Signature doesn't match\. See \[this topic\]/)],
			},
		},
	],
	[
		'B4: own update with a wrong token, the other body',
		set('ownUpdateUnauthorized', 'accessDenied'),
		async () => await punchh.signed('PUT', '/api2/mobile/users', { client, user: {} }),
		401,
		{ errors: { message: 'Access is denied due to invalid credentials.', code: 401 } },
	],
	[
		'B5: a login with a malformed e-mail, under base',
		() => {},
		async () => await login({ email: 'nonsense' }),
		422,
		{ errors: { base: [expect.any(String)] } },
	],
	[
		'B5: a login with a malformed e-mail, under email',
		set('malformedLoginEmail', 'email'),
		async () => await login({ email: 'nonsense' }),
		422,
		{ errors: { email: [expect.any(String)] } },
	],
	[
		'B13: the ID of the look-up as text',
		set('dashboardIdForm', 'string'),
		info,
		200,
		expect.objectContaining({ id: String(user_id), user_id: String(user_id) }),
	],
	[
		'B16: the ID of a member as text',
		set('memberIdForm', 'string'),
		addMember,
		201,
		expect.objectContaining({ custom_segment_member_id: expect.any(String) }),
	],
	[
		'B19: the deletion of an active guest',
		set('deleteActiveGuest', 'allowed'),
		async () => await punchh.dashboard('DELETE', '/users', { user_id, reason: 'delete_general' }),
		200,
		{ message: expect.any(String) },
	],
	[
		'B21: more fields required at sign-up',
		set('requiredSignUpFields', ['phone', 'birthday']),
		async () => await punchh.signUp({ phone: '5550142777' }),
		422,
		{ errors: { birthday: [expect.any(String)] } },
	],
	[
		'a withheld e-mail',
		set('withheldFields', ['email', 'communicable_email']),
		info,
		200,
		expect.not.objectContaining({ email: expect.anything() }),
	],
	[
		'support gifting off',
		set('supportGifting', false),
		async () =>
			await punchh.dashboard('POST', '/users/support_gifting', { user_id, gift_count: 1 }),
		422,
		{ errors: { base: [expect.any(String)] } },
	],
	[
		'redeemables off',
		set('redeemablesList', false),
		async () => await punchh.dashboard('GET', '/redeemables'),
		422,
		{ errors: { 'disabled _feature': expect.any(String) } },
	],
	[
		'age verification at the SSO sign-up',
		set('ageVerification', 'required'),
		async () => await punchh.signed('POST', '/api/auth/customers.json', { client, user: NEW }),
		400,
		{ errors: { age_verified_status: [expect.any(String)] } },
	],
	[
		'explicit opt-in of the eClub',
		set('explicitOptIn', true),
		async () => await punchh.dashboard('POST', '/eclub_guests', { store_number: '202', user: NEW }),
		400,
		{ error: 'Required parameter missing or the value is empty: marketing_email_subscription' },
	],
	[
		'a source that only this brand has',
		set('eclubSources', ['Moon']),
		async () =>
			await punchh.dashboard('POST', '/eclub_guests', {
				...{ store_number: '202', source: 'Moon', user: NEW },
			}),
		200,
		{},
	],
	[
		'phones that are not unique',
		set('phoneUniqueness', false),
		async () => await punchh.signUp({ phone: JO.phone }),
		200,
		expect.anything(),
	],
	[
		'phones that are',
		() => {},
		async () => await punchh.signUp({ phone: JO.phone }),
		422,
		{ errors: { phone: [expect.any(String)] } },
	],
])('%s', async (_name, setKnob, act, status, body) => {
	setKnob();
	const answer = await act();
	expect(answer.status).toBe(status);
	expect(answer.body).toEqual(body);
});

test('a repeated external_uid is refused by switch', async () => {
	punchh.state.knobs.repeatedExternalUid = 'refused';
	expect((await punchh.dashboard('POST', '/checkins', CHECKIN)).status).toBe(200);
	expect((await punchh.dashboard('POST', '/checkins', CHECKIN)).status).toBe(422);
	expect(punchh.state.findGuest(user_id)!.checkins).toHaveLength(1);
});

test('background work can be late, and is forgotten by a reset', async () => {
	const addUsers = async () =>
		await punchh.dashboard('POST', '/custom_segments/members/add_users', {
			custom_segment_id: 1874,
			user_identifiers: [MARA.email],
		});
	punchh.state.knobs.backgroundDelayMs = 30;
	expect((await addUsers()).status).toBe(200);
	expect(punchh.state.members).toEqual([]);
	punchh.state.reset();
	await new Promise((resolve) => setTimeout(resolve, 60));
	expect(punchh.state.members).toEqual([]);

	punchh.state.knobs.backgroundDelayMs = 30;
	await addUsers();
	await new Promise((resolve) => setTimeout(resolve, 60));
	expect(punchh.state.members).toHaveLength(1);
});

describe('limits', () => {
	const redeem = '/redemptions/force_redeem';

	test('calls of a route a minute', async () => {
		const route = `POST /api2/dashboard${redeem}`;
		expect(punchh.state.knobs.requestsPerMinute).toMatchObject({
			[route]: 500,
			'POST /api2/dashboard/users/support': 1_250,
			'POST /api2/dashboard/users/support_gifting': 4_000,
		});
		punchh.state.knobs.requestsPerMinute = { [route]: 2 };
		let now = Date.parse('2026-03-14T12:00:30Z');
		punchh.state.now = () => now;
		const statuses = [];
		for (let index = 0; index < 3; index++) {
			statuses.push((await punchh.dashboard('POST', redeem, { user_id: 1 })).status);
		}
		expect(statuses).toEqual([404, 404, 429]);
		expect((await info()).status).toBe(200);
		now += 30_000;
		expect((await punchh.dashboard('POST', redeem, { user_id: 1 })).status).toBe(404);
	});

	test('calls of a route a day', async () => {
		const route = `POST /api2/dashboard${redeem}`;
		expect(punchh.state.knobs.requestsPerDay).toEqual({ [route]: 100_000 });
		punchh.state.knobs.requestsPerDay = { [route]: 2 };
		let now = Date.parse('2026-03-14T10:00:00Z');
		punchh.state.now = () => now;
		const statuses = [];
		for (let index = 0; index < 4; index++) {
			statuses.push((await punchh.dashboard('POST', redeem, { user_id: 1 })).status);
			now += 5 * 3_600_000;
		}
		// The fourth is of the next day.
		expect(statuses).toEqual([404, 404, 429, 404]);
	});

	test('ten failed authentications in ten minutes block the address for an hour', async () => {
		punchh.state.knobs.failedAuthentications = 10;
		let now = Date.parse('2026-03-14T12:00:00Z');
		punchh.state.now = () => now;
		const fail = async () =>
			await punchh.dashboard('GET', '/users/info?user_id=1', undefined, 'wrong');
		for (let index = 0; index < 5; index++) await fail();
		// The first five are too old to count when the others come.
		now += 11 * 60_000;
		for (let index = 0; index < 9; index++) await fail();
		expect((await info()).status).toBe(200);
		await login({ email: MARA.email, password: 'wrong' });
		expect((await info()).status).toBe(429);
		now += 59 * 60_000;
		expect((await info()).status).toBe(429);
		now += 60_000;
		expect((await info()).status).toBe(200);
	});

	test.each([
		['one of 17 KB', { 'x-a': 'a'.repeat(17 * 1024) }, 431],
		['one of 15 KB', { 'x-a': 'a'.repeat(15 * 1024) }, 404],
		[
			'33 KB together',
			{ 'x-a': 'a'.repeat(11e3), 'x-b': 'b'.repeat(11e3), 'x-c': 'c'.repeat(11e3) },
			431,
		],
		['28 KB together', { 'x-a': 'a'.repeat(14e3), 'x-b': 'b'.repeat(14e3) }, 404],
	])('headers: %s', async (_name, headers, status) => {
		expect((await call('GET', `${punchh.url}/nothing`, headers as never)).status).toBe(status);
	});
});

test.each([
	['en', 200],
	['es-mx', 200],
	['*', 200],
	['', 200],
	['de, en;q=0.5', 200],
	['de', 400],
	['en-US', 400],
	['constructor', 400],
])('Accept-Language %j: %i', async (language, status) => {
	const headers: Record<string, string> = { 'Accept-Language': language };
	expect((await punchh.signUp({}, headers)).status).toBe(status);
});
