import { PUNCHH_KEYS } from '../../../../sandbox/punchh/seed';
import { call, type Answer, type Json } from '../../http';
import { client, JO, MARA, NEW, punchhSandbox } from './harness';

const punchh = punchhSandbox();

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

type Row = [name: string, act: () => Promise<Answer>, status: number, body: unknown];

const deleteOwn = async (agent = 'HarborBeans/3.2.0/118 (iPhone)') =>
	await punchh.signed(
		'DELETE',
		'/api2/mobile/users',
		{ client },
		{ ...punchh.token, 'User-Agent': agent },
	);

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
		const answer = await punchh.signed('PUT', '/api2/mobile/users', sent, headers);
		expect(answer).toMatchObject({ status, body });
	});

	test('mobile: validation is last', async () => {
		const body = { client, user: { email: JO.email } };
		const answer = await punchh.signed('PUT', '/api2/mobile/users', body, punchh.token);
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
		expect(await punchh.dashboard('GET', '/users/info', undefined, key)).toMatchObject({
			status,
			body,
		});
	});
});

describe('documented refusals', () => {
	const login = (password: string) => ({ client, user: { email: MARA.email, password } });
	const refusals: Row[] = [
		[
			'sign-up: e-mail taken, in any case',
			async () =>
				await punchh.signed('POST', '/api2/mobile/users', {
					client,
					user: { ...NEW, email: MARA.email.toUpperCase() },
				}),
			422,
			EMAIL_TAKEN,
		],
		[
			'login: wrong password',
			async () => await punchh.signed('POST', '/api2/mobile/users/login', login('wrong')),
			422,
			{ errors: { invalid_email_password: ['Sorry, Invalid Email/Password.'] } },
		],
		[
			'SSO sign-in: wrong password',
			async () => await punchh.signed('POST', '/api/auth/customers/sign_in', login('wrong')),
			401,
			{ error: 'Incorrect information submitted. Please retry.' },
		],
		[
			'SSO update: wrong token',
			async () =>
				await punchh.signed('PUT', '/api/auth/users', {
					client,
					authentication_token: 'wrong',
					user: {},
				}),
			401,
			BAD_ACCESS_TOKEN,
		],
		[
			'language unknown',
			async () =>
				await punchh.signed('POST', '/api2/mobile/users/login', {}, { 'Accept-Language': 'tlh' }),
			400,
			{
				errors: {
					invalid_language: [
						expect.stringMatching(
							/^Unknown\/Invalid locale in Accept-Language Header\. Supported locales are ar-kw, /,
						),
					],
				},
			},
		],
		[
			'sign-up: device shared by too many',
			async () => {
				punchh.state.knobs.guestsPerDevice = 1;
				const device = { 'punchh-app-device-id': '5f0e' };
				await punchh.signUp({}, device);
				return await punchh.signUp({ email: 'second@example.com' }, device);
			},
			422,
			{
				errors: {
					device_already_shared: ['Device already shared with maximum number of guests allowed.'],
				},
			},
		],
		[
			'SSO sign-up: device shared by too many',
			async () => {
				punchh.state.knobs.guestsPerDevice = 0;
				const device = { 'punchh-app-device-id': '5f0e' };
				const body = { client, user: NEW };
				return await punchh.signed('POST', '/api/auth/customers.json', body, device);
			},
			422,
			{ errors: { device_already_shared: ['with maximum number of guests allowed.'] } },
		],
		[
			'login: no e-mail',
			async () => await punchh.signed('POST', '/api2/mobile/users/login', { client, user: {} }),
			400,
			{
				errors: {
					missing_required_param: ['Required parameter missing or the value is empty: email'],
				},
			},
		],
		[
			'log-out: wrong token',
			async () => await punchh.signed('DELETE', '/api2/mobile/users/logout', { client }),
			422,
			{ errors: { access_token: 'Invalid access_token or cannot be blank' } },
		],
		[
			'own deletion: not configured',
			async () => {
				punchh.state.knobs.ownDeletion = 'notConfigured';
				return await deleteOwn();
			},
			422,
			{ errors: { guest_deletion: ['Guest deletion is not configured'] } },
		],
		[
			'own deletion: gift card',
			async () => {
				punchh.state.findGuest(MARA.user_id)!.gift_cards = 1;
				return await deleteOwn();
			},
			422,
			{
				errors: { gift_cards: ['Gift card(s) found!. Please cashout/remove before deletion'] },
			},
		],
		[
			'reactivation: asked for again',
			async () => {
				const path = '/api2/mobile/users/request_reactivation';
				await punchh.signed('POST', path, { client, email: MARA.email });
				return await punchh.signed('POST', path, { client, email: MARA.email });
			},
			422,
			{ error: 'There is already an ongoing request' },
		],
		[
			'a path that is none',
			async () => await punchh.dashboard('GET', '/nowhere'),
			404,
			{ status: 404, error: 'Not Found' },
		],
		[
			'SSO: wrong security token',
			async () => await punchh.signed('POST', '/api/auth/sso', { client, security_token: 'no' }),
			401,
			{ error: { message: 'Invalid/Expired security token.', code: 'invalid_token' } },
		],
		[
			'OAuth: wrong code',
			async () =>
				await punchh.signed('POST', '/oauth/token', {
					...{ client, grant_type: 'authorization_code', code: 'no' },
				}),
			401,
			{
				error: 'invalid_grant',
				error_description: expect.stringMatching(/^The provided authorization grant is invalid/),
			},
		],
	];
	test.each(refusals)('%s', async (_name, act, status, body) => {
		const answer = await act();
		expect(answer.status).toBe(status);
		expect(answer.body).toEqual(body);
	});

	test('SSO answers a wrong digest with text alone', async () => {
		const body = { client, user: NEW };
		const headers = { 'x-pch-digest': 'f'.repeat(40) };
		const answer = await punchh.signed('POST', '/api/auth/customers.json', body, headers);
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
		const answer = await punchh.signed('POST', '/api2/mobile/users', {
			client,
			user: { ...NEW, ...wrong },
		});
		expect(answer.status).toBe(422);
		expect(answer.body).toEqual({ errors: { [field]: [expect.any(String)] } });
		expect(punchh.state.findByEmail(NEW.email)).toBeUndefined();
	});

	test.each<[string, Json]>([
		['email', { email: 'no-address' }],
		['email', { email: '' }],
		['password_confirmation', { password: 'long-enough', password_confirmation: 'other' }],
	])('update names the wrong field: %s (%j)', async (field, user) => {
		const answer = await punchh.patchMara({ ...user, first_name: 'Changed' });
		expect(answer.status).toBe(422);
		expect(answer.body).toEqual({ errors: { [field]: [expect.any(String)] } });
		expect(punchh.state.guests[0]).toMatchObject({ first_name: 'Mara', email: MARA.email });
	});

	test('a malformed Content-Type is 415, not a full body', async () => {
		const headers = { 'Content-Type': 'nonsense' };
		const answer = await call('POST', `${punchh.url}/api2/mobile/users`, headers, '{}');
		expect(answer.status).toBe(415);
	});
});
