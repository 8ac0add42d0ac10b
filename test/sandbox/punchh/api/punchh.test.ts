import { request } from 'node:http';

import { expectedDigest } from '../../../../sandbox/punchh/api/auth';
import { GUEST_PASSWORD, GUESTS, PUNCHH_KEYS } from '../../../../sandbox/punchh/seed';
import type { Json } from '../../http';
import { client, JO, MARA, NEW, punchhSandbox } from './harness';

const punchh = punchhSandbox();

describe('x-pch-digest', () => {
	const user = '{"email": "johnsmith@test.com", "password": "password"';
	test.each([
		[
			'community 1',
			'sha256',
			'secret',
			'/api2/mobile/users',
			`{"client": "client_id", "user": ${user}, "password_confirmation": "password", "first_name": "John", "last_name": "Smith", "marketing_email_subscription": "true"}}`,
			'24ab8309a8e2de19f5e3f21ad1560deff4a81667d4356037317a9d5800a5cfc7',
		],
		[
			'community 2',
			'sha256',
			'secret',
			'/api2/mobile/users',
			'{"client": "client_id", "user": {"first_name": "John", "last_name": "Smith", "email": "johnsmith@test.com", "password": "password", "password_confirmation": "password", "marketing_email_subscription": true}}',
			'b028e9f3d60e161d6514c6d58c75638717b016c611f469a36027096c6247b557',
		],
		[
			'community 3',
			'sha256',
			'secret',
			'/api2/mobile/users/login',
			`{"client": "client_id", "user": ${user}}}`,
			'356a4d07a634113157f73ece6196d060b27d6f7b56c58dba6f897e24dc2742c9',
		],
		[
			'a body',
			'sha256',
			'unit-test-secret',
			'/api2/mobile/users/profile',
			'{"client":"demo-client"}',
			'52bce2a67b37aaf306bb05f1064b3a1fff105e507c994e20fb3ae753b8af24c5',
		],
		[
			'a query and no body',
			'sha256',
			'unit-test-secret',
			'/api2/mobile/users/profile?client=demo-client',
			'',
			'a5089e7e2c74f4f7f7838c33974da4b59bd2ffabfcbe224386d9d7b9bcc1a7b4',
		],
		[
			'UTF-8',
			'sha256',
			'unit-test-secret',
			'/api2/mobile/users',
			'{"client":"demo-client","user":{"first_name":"Zoë"}}',
			'8d94928fae6fc0aa9002172892966c9f006b770268a58c480fadcd14416df5ba',
		],
		[
			'SHA-1',
			'sha1',
			'unit-test-secret',
			'/api/auth/customers.json',
			'{"client":"demo-client","user":{"email":"zoe@example.com"}}',
			'c021d8404ce8bb6d4443009ffd5fdfe7a249701e',
		],
	] as const)('vector: %s', (_name, algorithm, secret, url, body, digest) => {
		expect(expectedDigest(algorithm, secret, url, body)).toBe(digest);
	});

	test('covers the bytes as they were sent, white space included', async () => {
		const spaced = JSON.stringify({ client, user: NEW }, null, 2);
		expect((await punchh.signed('POST', '/api2/mobile/users', spaced)).status).toBe(200);
	});
});

describe('answers', () => {
	test('mobile sign-up: 200 with a token that works, external ID not repeated', async () => {
		const user = { ...NEW, external_source: 'customer_id', external_source_id: 'CRM-1' };
		const { status, body, text } = await punchh.signed('POST', '/api2/mobile/users', {
			client,
			user,
		});
		expect(status).toBe(200);
		expect(body).toMatchObject({
			access_token: { token: expect.any(String), refresh_token: expect.any(String) },
			user: { email: NEW.email, user_id: expect.any(Number) },
		});
		expect(text).not.toMatch(/CRM-1|external_source|long-enough/);
		expect(punchh.state.findByEmail(NEW.email)).toMatchObject({ external_source_id: 'CRM-1' });

		const { token } = (body as { access_token: { token: string } }).access_token;
		const path = `/api2/mobile/users/profile?client=${client}`;
		const bearer = { authorization: `Bearer ${token}` };
		const profile = await punchh.signed('GET', path, undefined, bearer);
		expect(profile).toMatchObject({ status: 200, body: { user: { email: NEW.email } } });
	});

	test('SSO sign-up: 201, flat, with an authentication token that works', async () => {
		const { status, body } = await punchh.signed('POST', '/api/auth/customers.json', {
			client,
			user: NEW,
		});
		expect(status).toBe(201);
		expect(body).toMatchObject({ email: NEW.email, access_token: null, id: expect.any(Number) });
		const update = await punchh.signed('PUT', '/api/auth/users', {
			client,
			authentication_token: (body as Json).authentication_token,
			user: { first_name: 'Renamed' },
		});
		expect(update).toMatchObject({ status: 200, body: { first_name: 'Renamed' } });
	});

	test.each([
		['/api2/mobile/users/login', 'access_token.token'],
		['/api/auth/customers/sign_in', 'authentication_token'],
	])('%s carries %s', async (path, token) => {
		const user = { email: MARA.email, password: GUEST_PASSWORD };
		const answer = await punchh.signed('POST', path, { client, user });
		expect(answer.status).toBe(200);
		expect(answer.body).toHaveProperty(token, expect.stringMatching(/^[0-9a-f]{24,}$/));
	});

	test.each([`user_id=${MARA.user_id}`, `email=${MARA.email}`, `phone=${MARA.phone}`])(
		'look-up by %s shows the authentication token',
		async (query) => {
			const answer = await punchh.dashboard('GET', `/users/info?${query}`);
			expect(answer).toMatchObject({ status: 200, body: { user_id: MARA.user_id } });
			expect(answer.body).toHaveProperty(
				'authentication_token',
				punchh.state.guests[0].authentication_token,
			);
			expect(answer.body).toHaveProperty('balance.banked_rewards', '0.00');
			expect(answer.body).toHaveProperty('balance.total_debits', '0.0');
		},
	);

	test('look-up takes the JSON body of a GET', async () => {
		// fetch refuses bodies on GET.
		const text = await new Promise<string>((resolve, reject) => {
			const body = JSON.stringify({ email: JO.email });
			const headers = {
				authorization: `Bearer ${PUNCHH_KEYS.admin}`,
				'Content-Length': Buffer.byteLength(body),
			};
			const url = `${punchh.url}/api2/dashboard/users/info`;
			request(url, { method: 'GET', headers }, (response) => {
				let answer = '';
				response.on('data', (chunk) => (answer += String(chunk)));
				response.on('end', () => resolve(answer));
			})
				.on('error', reject)
				.end(body);
		});
		expect(JSON.parse(text)).toMatchObject({ user_id: JO.user_id });
	});
});

describe('guests', () => {
	const external = (external_source: string, external_source_id: string) => ({
		external_source,
		external_source_id,
	});

	test('source and external ID together belong to one guest', async () => {
		punchh.state.guestBook.change(punchh.state.guests[1], external('customer_id', 'CRM-1'));
		const taken = { status: 422, body: { errors: { external_source_id: [expect.any(String)] } } };
		expect(await punchh.patchMara(external('customer_id', 'CRM-1'))).toMatchObject(taken);
		const user = { ...NEW, ...external('customer_id', 'CRM-1') };
		const signUp = await punchh.signed('POST', '/api2/mobile/users', { client, user });
		expect(signUp).toMatchObject(taken);
		expect(punchh.state.guests).toHaveLength(GUESTS.length);

		expect((await punchh.patchMara(external('salesforce', 'CRM-1'))).status).toBe(200);
		expect((await punchh.patchMara(external('customer_id', 'CRM-2'))).status).toBe(200);
		expect((await punchh.patchMara(external('customer_id', 'CRM-2'))).status).toBe(200);
		expect(punchh.state.guests[0]).toMatchObject(external('customer_id', 'CRM-2'));
	});

	test.each([
		['salesforce', 200],
		['customer_id', 200],
		['mparticle', 200],
		['azure', 200],
		['aws_cognito', 200],
		['auth0', 200],
		['ext_idp', 200],
		['Salesforce', 422],
		['braze', 422],
		['', 422],
	])('external source %j: %i', async (source, status) => {
		expect((await punchh.patchMara(external(source, 'CRM-3'))).status).toBe(status);
	});

	test('a birthday is set once, later ones are dropped with 200', async () => {
		const first = await punchh.patchMara({ birthday: '1991-06-23' });
		expect(first).toMatchObject({ status: 200, body: { birthday: '1991-06-23' } });
		const later = await punchh.patchMara({ birthday: '2000-01-01', first_name: 'Maja' });
		expect(later).toMatchObject({
			status: 200,
			body: { birthday: '1991-06-23', first_name: 'Maja' },
		});
		const body = { client, user: { birthday: '2000-01-01' } };
		const mobile = await punchh.signed('PUT', '/api2/mobile/users', body, punchh.token);
		expect(mobile).toMatchObject({ status: 200, body: { user: { birthday: '1991-06-23' } } });
	});

	test('the new e-mail goes inside user', async () => {
		const answer = await punchh.patchMara({ email: 'moved@example.com' });
		expect(answer).toMatchObject({ status: 200, body: { email: 'moved@example.com' } });
		expect((await punchh.patchMara({})).status).toBe(422);
	});
});
