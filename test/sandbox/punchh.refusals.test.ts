import { startSandbox, type Sandbox } from '../../sandbox';
import { GUESTS, PUNCHH_KEYS } from '../../sandbox/seed';
import { call, callDashboard, callSigned, type Answer, type Json } from './http';

const [MARA, JO] = GUESTS;
const NEW = {
	email: 'new@example.com',
	password: 'long-enough',
	password_confirmation: 'long-enough',
	first_name: 'New',
	last_name: 'Guest',
};
const client = PUNCHH_KEYS.client;

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const signed = async (method: string, path: string, body: unknown, headers = {}) =>
	await callSigned(sandbox.punchhUrl, method, path, body, headers);
const dashboard = async (method: string, path: string, body?: unknown, key?: string) =>
	await callDashboard(sandbox.punchhUrl, method, path, body, key);
const accessToken = () => ({ authorization: `Bearer ${sandbox.punchh.guests[0].access_token}` });
const patchMara = async (user: Json) =>
	await dashboard('PATCH', '/users', { id: String(MARA.user_id), email: MARA.email, user });

const INVALID_SIGNATURE = {
	errors: { invalid_signature: [expect.stringMatching(/^Signature doesn't match\. /)] },
};
const MISSING_CLIENT = {
	errors: {
		missing_required_param: ['Required parameter missing or the value is empty: client'],
	},
};
const UNKNOWN_CLIENT = {
	errors: {
		unknown_client: ['Client ID is incorrect. Please check client param or contact us.'],
	},
};
const BAD_ACCESS_TOKEN = {
	errors: {
		unauthorized: [
			'An active access token must be used to query information about the current user.',
		],
	},
};
const EMAIL_TAKEN = { errors: { email: ['Email has already been taken'] } };
const missing = (name: string) => ({
	error: `Required parameter missing or the value is empty: ${name}`,
});
const notFound = (text: string) => ({ errors: { not_found: text } });

describe('order of checks', () => {
	// Each call has all faults from its own on.
	test.each<[string, Json, Record<string, string>, number, unknown]>([
		['missing client', {}, { 'x-pch-digest': 'wrong' }, 400, MISSING_CLIENT],
		['empty client', { client: '' }, { 'x-pch-digest': 'wrong' }, 400, MISSING_CLIENT],
		['unknown client', { client: 'other' }, { 'x-pch-digest': 'wrong' }, 401, UNKNOWN_CLIENT],
		['wrong digest', { client }, { 'x-pch-digest': 'f'.repeat(64) }, 412, INVALID_SIGNATURE],
		['no digest', { client }, { 'x-pch-digest': '' }, 412, INVALID_SIGNATURE],
		['wrong token', { client }, { authorization: 'Bearer wrong' }, 401, BAD_ACCESS_TOKEN],
		['no token', { client }, {}, 401, BAD_ACCESS_TOKEN],
	])('mobile: %s', async (_name, params, headers, status, body) => {
		const sent = { ...params, user: { email: JO.email } };
		const answer = await signed('PUT', '/api2/mobile/users', sent, headers);
		expect(answer).toMatchObject({ status, body });
	});

	test('mobile: validation is last', async () => {
		const body = { client, user: { email: JO.email } };
		const answer = await signed('PUT', '/api2/mobile/users', body, accessToken());
		expect(answer).toMatchObject({ status: 422, body: EMAIL_TAKEN });
	});

	test.each<[string, string | undefined, number, unknown]>([
		['no key', '', 401, { error: 'You need to sign in or sign up before continuing.' }],
		['wrong key', 'wrong', 401, { error: 'You need to sign in or sign up before continuing.' }],
		[
			'key without permission',
			PUNCHH_KEYS.limitedAdmin,
			403,
			{ errors: { unauthorized: 'you do not have acccess to this feature' } },
		],
		['no parameter', undefined, 400, missing('user_id')],
	])('dashboard: %s', async (_name, key, status, body) => {
		expect(await dashboard('GET', '/users/info', undefined, key)).toMatchObject({ status, body });
	});
});

describe('documented refusals', () => {
	const login = (password: string) => ({ client, user: { email: MARA.email, password } });
	const member = (params: Json) => ({ custom_segment_id: 1874, user_id: MARA.user_id, ...params });
	const refusals: Array<[string, () => Promise<Answer>, number, unknown]> = [
		[
			'malformed JSON',
			async () => await dashboard('POST', '/custom_segments', '{"name":'),
			400,
			{ status: 400, error: 'data was not valid JSON' },
		],
		[
			'sign-up: e-mail taken, in any case',
			async () =>
				await signed('POST', '/api2/mobile/users', {
					client,
					user: { ...NEW, email: MARA.email.toUpperCase() },
				}),
			422,
			EMAIL_TAKEN,
		],
		[
			'login: wrong password',
			async () => await signed('POST', '/api2/mobile/users/login', login('wrong')),
			422,
			{ errors: { invalid_email_password: ['Sorry, Invalid Email/Password.'] } },
		],
		[
			'SSO sign-in: wrong password',
			async () => await signed('POST', '/api/auth/customers/sign_in', login('wrong')),
			401,
			{ error: 'Incorrect information submitted. Please retry.' },
		],
		[
			'SSO update: wrong token',
			async () =>
				await signed('PUT', '/api/auth/users', { client, authentication_token: 'wrong', user: {} }),
			401,
			BAD_ACCESS_TOKEN,
		],
		[
			'look-up: unknown guest',
			async () => await dashboard('GET', '/users/info?user_id=1'),
			404,
			{ errors: { user_not_found: 'User Not Found' } },
		],
		[
			'update: unknown ID',
			async () => await dashboard('PATCH', '/users', { id: '1', email: MARA.email, user: {} }),
			422,
			{ errors: 'Incorrect information submitted' },
		],
		[
			"update: another guest's e-mail",
			async () =>
				await dashboard('PATCH', '/users', { id: `${MARA.user_id}`, email: JO.email, user: {} }),
			422,
			{ errors: 'Incorrect information submitted' },
		],
		['update: e-mail taken', async () => await patchMara({ email: JO.email }), 422, EMAIL_TAKEN],
		[
			'segment: name taken',
			async () => await dashboard('POST', '/custom_segments', { name: 'Lapsed Guests' }),
			422,
			{ name: ['Name has already been taken'] },
		],
		[
			'member: no guest named',
			async () => await dashboard('POST', '/custom_segments/members', { custom_segment_id: 1874 }),
			400,
			missing('user_id'),
		],
		[
			'member: unknown guest',
			async () => await dashboard('POST', '/custom_segments/members', member({ user_id: 1 })),
			404,
			notFound('User does not exist.'),
		],
		[
			'member: unknown segment',
			async () =>
				await dashboard('POST', '/custom_segments/members', member({ custom_segment_id: 1 })),
			404,
			notFound('Custom Segment not found.'),
		],
		...['GET', 'DELETE'].flatMap((method) =>
			[1874, 1].map((id): [string, () => Promise<Answer>, number, unknown] => [
				`${method} member: not in segment ${id}`,
				async () =>
					await dashboard(
						method,
						`/custom_segments/members?custom_segment_id=${id}&user_id=${MARA.user_id}`,
					),
				404,
				notFound('Member not found.'),
			]),
		),
	];
	test.each(refusals)('%s', async (_name, act, status, body) => {
		const answer = await act();
		expect(answer.status).toBe(status);
		expect(answer.body).toEqual(body);
	});

	test('SSO answers a wrong digest with text alone', async () => {
		const body = { client, user: NEW };
		const headers = { 'x-pch-digest': 'f'.repeat(40) };
		const answer = await signed('POST', '/api/auth/customers.json', body, headers);
		expect(answer).toMatchObject({ status: 412, text: 'Invalid Signature', body: undefined });
	});

	test.each<[string, Json]>([
		['email', { email: 'no-address' }],
		['email', { email: undefined }],
		['password', { password: 'short', password_confirmation: 'short' }],
		['password_confirmation', { password_confirmation: 'something else' }],
		['first_name', { first_name: '' }],
		['last_name', { last_name: undefined }],
	])('sign-up names the wrong field: %s (%j)', async (field, wrong) => {
		const answer = await signed('POST', '/api2/mobile/users', {
			client,
			user: { ...NEW, ...wrong },
		});
		expect(answer.status).toBe(422);
		expect(answer.body).toEqual({ errors: { [field]: [expect.any(String)] } });
		expect(sandbox.punchh.findByEmail(NEW.email)).toBeUndefined();
	});

	test.each<[string, Json]>([
		['email', { email: 'no-address' }],
		['email', { email: '' }],
		['password_confirmation', { password: 'long-enough', password_confirmation: 'other' }],
	])('update names the wrong field: %s (%j)', async (field, user) => {
		const answer = await patchMara({ ...user, first_name: 'Changed' });
		expect(answer.status).toBe(422);
		expect(answer.body).toEqual({ errors: { [field]: [expect.any(String)] } });
		expect(sandbox.punchh.guests[0]).toMatchObject({ first_name: 'Mara', email: MARA.email });
	});

	test('a malformed Content-Type is 415, not a full body', async () => {
		const headers = { 'Content-Type': 'nonsense' };
		const answer = await call('POST', `${sandbox.punchhUrl}/api2/mobile/users`, headers, '{}');
		expect(answer.status).toBe(415);
	});
});
