import { request } from 'node:http';

import { ROUTES } from '../../../../sandbox/punchh/api/server';
import { PUNCHH_KEYS } from '../../../../sandbox/punchh/seed';
import { call, type Json } from '../../http';
import { client, punchhSandbox } from './harness';

/** Each documented endpoint, and the checks that it makes ahead of its own affairs. */

const punchh = punchhSandbox();

/** Sections 4 and 5 of the reference; the second column says whose token is asked for. */
const SIGNED: Array<[endpoint: string, token: boolean]> = [
	['POST /api2/mobile/users', false],
	['POST /api2/mobile/users/login', false],
	['PUT /api2/mobile/users', true],
	['PATCH /api2/mobile/async_users', true],
	['GET /api2/mobile/users/profile', true],
	['DELETE /api2/mobile/users', true],
	['DELETE /api2/mobile/users/logout', false],
	['POST /api2/mobile/session_tokens', true],
	['POST /api2/mobile/users/request_reactivation', false],
	['POST /api/auth/customers.json', false],
	['POST /api/auth/customers/sign_in', false],
	['GET /api/auth/users', true],
	['PUT /api/auth/users', true],
	['POST /api/auth/sso', false],
	['POST /oauth/token', false],
];

/** Sections 6 to 8. */
const ADMIN = [
	'GET /api2/dashboard/users/info',
	'PATCH /api2/dashboard/users',
	'DELETE /api2/dashboard/users',
	'POST /api2/dashboard/users/ban',
	'DELETE /api2/dashboard/users/ban',
	'DELETE /api2/dashboard/users/deactivate',
	'POST /api2/dashboard/users/reactivate',
	'POST /api2/dashboard/users/send_user_details_export',
	'POST /api2/dashboard/users/send_message',
	'POST /api2/dashboard/users/support',
	'POST /api2/dashboard/users/support_gifting',
	'GET /api2/dashboard/users/extensive_timeline',
	'GET /api2/dashboard/user_favourite_locations',
	'DELETE /api2/dashboard/user_favourite_locations',
	'GET /api2/dashboard/custom_segments',
	'POST /api2/dashboard/custom_segments',
	'PATCH /api2/dashboard/custom_segments',
	'DELETE /api2/dashboard/custom_segments',
	'GET /api2/dashboard/custom_segments/members',
	'POST /api2/dashboard/custom_segments/members',
	'DELETE /api2/dashboard/custom_segments/members',
	'POST /api2/dashboard/custom_segments/members/add_users',
	'POST /api2/dashboard/custom_segments/members/bulk_add',
	'DELETE /api2/dashboard/custom_segments/members/bulk_remove',
	'GET /api2/dashboard/segments',
	'GET /api2/dashboard/redeemables',
	'GET /api2/dashboard/meta',
	'POST /api2/dashboard/checkins',
	'POST /api2/dashboard/feedbacks',
	'POST /api2/dashboard/redemptions/force_redeem',
	'GET /api2/dashboard/redemptions',
	'GET /api2/dashboard/users/redemption',
	'GET /api2/dashboard/locations',
	'POST /api2/dashboard/eclub_guests',
	'GET /api2/wifi/users',
	'POST /api2/wifi/users',
];

const split = (endpoint: string) => endpoint.split(' ') as [method: string, path: string];

/** Calls a signed endpoint; the client stands where the method allows it. */
async function signed(endpoint: string, params: Json, headers: Record<string, string> = {}) {
	const [method, path] = split(endpoint);
	const query = new URLSearchParams(params as Record<string, string>).toString();
	return method === 'GET'
		? await punchh.signed(method, `${path}?${query}`, undefined, headers)
		: await punchh.signed(method, path, params, headers);
}

test('every documented endpoint is there, and no other', () => {
	const served = ROUTES.map(({ method, path }) => `${method} ${path.replace(/\/$/, '')}`);
	const documented = [...SIGNED.map(([endpoint]) => endpoint), ...ADMIN];
	expect([...new Set(served)].sort()).toEqual(documented.sort());
});

describe.each(SIGNED)('%s', (endpoint, needsToken) => {
	test('asks for the client first, then for the right one, then for the digest', async () => {
		expect(await signed(endpoint, {}, { 'x-pch-digest': 'wrong' })).toMatchObject({
			status: 400,
			body: {
				errors: {
					missing_required_param: ['Required parameter missing or the value is empty: client'],
				},
			},
		});
		expect(await signed(endpoint, { client: 'x' }, { 'x-pch-digest': 'wrong' })).toMatchObject({
			status: 401,
			body: {
				errors: {
					unknown_client: ['Client ID is incorrect. Please check client param or contact us.'],
				},
			},
		});
		const wrong = await signed(endpoint, { client }, { 'x-pch-digest': 'wrong' });
		expect(wrong.status).toBe(412);
		if (endpoint.includes('/api2/mobile/')) {
			expect(wrong.body).toEqual({
				errors: { invalid_signature: [expect.stringMatching(/^Signature doesn't match\./)] },
			});
		} else expect(wrong.text).toBe('Invalid Signature');
	});

	if (!needsToken) return;
	test('asks for a token after that', async () => {
		for (const headers of [{}, { authorization: 'Bearer wrong' }] as Json[]) {
			expect(await signed(endpoint, { client }, headers as never)).toMatchObject({
				status: 401,
				body: {
					errors: {
						unauthorized: [
							'An active access token must be used to query information about the current user.',
						],
					},
				},
			});
		}
	});
});

test.each(ADMIN)('%s asks for the admin key, and for its permission', async (endpoint) => {
	const [method, path] = split(endpoint);
	const ask = async (headers: Record<string, string>) => {
		const url = `${punchh.url}${path}`;
		const response = await fetch(url, { method, headers, redirect: 'manual' });
		return { status: response.status, text: await response.text() };
	};
	for (const headers of [{}, { authorization: 'Bearer wrong' }] as Json[]) {
		expect(await ask(headers as never)).toEqual({
			status: 401,
			text: '{"error":"You need to sign in or sign up before continuing."}',
		});
	}
	const limited = await ask({ authorization: `Bearer ${PUNCHH_KEYS.limitedAdmin}` });
	if (path.includes('/bulk_')) expect(limited.status).toBe(302);
	else {
		expect(limited).toEqual({
			status: 403,
			text: '{"errors":{"unauthorized":"you do not have acccess to this feature"}}',
		});
	}
});

test.each(['/api2/mobile/users', '/api/auth/customers.json'])(
	'%s wants a User-Agent',
	async (path) => {
		const answer = await new Promise((resolve, reject) => {
			// fetch always sends one.
			request(`${punchh.url}${path}`, { method: 'POST' }, (response) => {
				let text = '';
				response.on('data', (chunk) => (text += String(chunk)));
				response.on('end', () => resolve([response.statusCode, text]));
			})
				.on('error', reject)
				.end();
		});
		expect(answer).toEqual([400, expect.stringContaining('User-Agent')]);
	},
);

test.each([
	['/api2/dashboard/meta', false],
	['/api2/mobile/users/profile', true],
	['/nothing', false],
])('the headers of an answer: %s', async (path, isMobile) => {
	const [one, other] = [
		await call('GET', `${punchh.url}${path}`),
		await call('GET', `${punchh.url}${path}`),
	].map(({ headers }) => headers);
	for (const name of ['x-request-id', 'x-runtime', 'x-pch-env', 'cache-control', 'expires']) {
		expect(one.get(name)).toBeTruthy();
	}
	expect(one.get('x-request-id')).not.toBe(other.get('x-request-id'));
	expect(one.get('etag')).toMatch(/^W\/"[0-9a-f]{32}"$/);
	expect(one.get('etag')).toBe(other.get('etag'));
	for (const name of ['x-max-ios', 'x-max-android']) expect(one.has(name)).toBe(isMobile);
});
