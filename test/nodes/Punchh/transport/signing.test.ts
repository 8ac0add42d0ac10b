import { createHmac } from 'node:crypto';
import { Readable } from 'node:stream';

import { digest } from '../../../../nodes/Punchh/transport/signing';
import { signRequest } from '../../../../nodes/Punchh/transport/signRequest';
import { verifyRequest } from '../../../../nodes/Punchh/trigger/verifyRequest';

const USER = '"email": "johnsmith@test.com", "password": "password"';

describe('x-pch-digest', () => {
	// The first three are from a public client's unit tests; the others follow PAR's description.
	test.each([
		[
			'secret',
			'/api2/mobile/users',
			`{"client": "client_id", "user": {${USER}, "password_confirmation": "password", "first_name": "John", "last_name": "Smith", "marketing_email_subscription": "true"}}`,
			'24ab8309a8e2de19f5e3f21ad1560deff4a81667d4356037317a9d5800a5cfc7',
		],
		[
			'secret',
			'/api2/mobile/users',
			`{"client": "client_id", "user": {"first_name": "John", "last_name": "Smith", ${USER}, "password_confirmation": "password", "marketing_email_subscription": true}}`,
			'b028e9f3d60e161d6514c6d58c75638717b016c611f469a36027096c6247b557',
		],
		[
			'secret',
			'/api2/mobile/users/login',
			`{"client": "client_id", "user": {${USER}}}`,
			'356a4d07a634113157f73ece6196d060b27d6f7b56c58dba6f897e24dc2742c9',
		],
		[
			'unit-test-secret',
			'/api2/mobile/users/profile',
			'{"client":"demo-client"}',
			'52bce2a67b37aaf306bb05f1064b3a1fff105e507c994e20fb3ae753b8af24c5',
		],
		[
			'unit-test-secret',
			'/api2/mobile/users/profile?client=demo-client',
			'',
			'a5089e7e2c74f4f7f7838c33974da4b59bd2ffabfcbe224386d9d7b9bcc1a7b4',
		],
		[
			'unit-test-secret',
			'/api2/mobile/users',
			'{"client":"demo-client","user":{"first_name":"Zoë"}}',
			'8d94928fae6fc0aa9002172892966c9f006b770268a58c480fadcd14416df5ba',
		],
		[
			'unit-test-secret',
			'/api/auth/customers.json',
			'{"client":"demo-client","user":{"email":"zoe@example.com"}}',
			'c021d8404ce8bb6d4443009ffd5fdfe7a249701e',
		],
	])('%s signs %s', (secret, path, body, expected) => {
		expect(digest(secret, path, body)).toBe(expected);
	});
});

describe('signing a request', () => {
	const credentials = {
		baseUrl: 'https://x.punchh.com',
		client: 'demo-client',
		secret: 'unit-test-secret',
	};

	test.each([
		['the form of nodes', { baseURL: 'https://x.punchh.com/', url: '/api2/mobile/users' }],
		[
			'the form of the HTTP Request node',
			{ uri: 'https://x.punchh.com/api2/mobile/users', url: undefined as unknown as string },
		],
	])('%s: adds the client, signs what is sent', (_what, address) => {
		const signed = signRequest(credentials, {
			...address,
			method: 'POST',
			body: { user: { first_name: 'Zoë' } },
		});
		expect(signed.body).toBe('{"client":"demo-client","user":{"first_name":"Zoë"}}');
		expect(signed.url).toBe('https://x.punchh.com/api2/mobile/users');
		expect(signed.headers).toMatchObject({
			'x-pch-digest': '8d94928fae6fc0aa9002172892966c9f006b770268a58c480fadcd14416df5ba',
			'Content-Type': 'application/json',
		});
	});

	test('whitespace that was copied with client and secret is ignored', () => {
		const options = { url: 'https://x.punchh.com/api2/mobile/x', body: { a: 1 } };
		const blank = { ...credentials, client: ' demo-client', secret: 'unit-test-secret\n' };
		expect(signRequest(blank, options)).toEqual(signRequest(credentials, options));
	});

	test('without a body the client goes into the query, which is signed', () => {
		const signed = signRequest(credentials, {
			baseURL: 'https://x.punchh.com',
			url: '/api2/mobile/users/profile',
		});
		expect(signed.url).toBe('https://x.punchh.com/api2/mobile/users/profile?client=demo-client');
		expect(signed.headers).toMatchObject({
			'x-pch-digest': 'a5089e7e2c74f4f7f7838c33974da4b59bd2ffabfcbe224386d9d7b9bcc1a7b4',
		});
	});

	test.each([{ body: { a: 1 } }, { qs: { b: 'ü &', c: [1, 2] } }])(
		'signing its own result again changes nothing: %j',
		(extra) => {
			const once = signRequest(credentials, {
				url: 'https://x.punchh.com/api2/mobile/x',
				...extra,
			});
			expect(signRequest(credentials, { ...once })).toEqual(once);
		},
	);
});

describe('what cannot be signed is refused, and nothing is sent', () => {
	const sign = (more: object) => () =>
		signRequest(
			{ baseUrl: 'https://x.punchh.com', client: 'c', secret: 's' },
			{ url: 'https://x.punchh.com/api2/mobile/users', method: 'POST', ...more },
		);

	/** What n8n's HTTP Request node makes of each 'Body Content Type'. */
	test.each<[string, object]>([
		['Form Urlencoded', { form: { a: '1' } }],
		['Form Urlencoded without fields', { form: {} }],
		['Form-Data', { formData: { a: '1' } }],
		['n8n Binary File, in memory', { body: Buffer.from('{"a":1}') }],
		['n8n Binary File, from disk', { body: Readable.from(['{"a":1}']) }],
		['Raw, broken JSON', { body: '{"a": 1,}' }],
		['Raw, a form', { body: 'a=1', headers: { 'content-type': 'text/plain' } }],
		['a form that code has made', { body: new URLSearchParams({ a: '1' }) }],
		['a form with files that code has made', { body: new FormData() }],
		['a list', { body: [{ a: 1 }] }],
	])('%s', (_what, more) => {
		expect(sign(more)).toThrow(/set 'Body Content Type' to JSON\. Nothing was sent$/);
	});

	test.each<[string, object, string]>([
		['JSON', { body: { a: 1 } }, '{"client":"c","a":1}'],
		['Raw, JSON', { body: ' {"a": 1}\n', headers: { 'content-type': 'text/html' } }, '{"a": 1}'],
	])('%s can be', (_what, more, body) => {
		expect(sign(more)()).toMatchObject({ body, headers: { 'Content-Type': 'application/json' } });
	});
});

describe('webhook signatures', () => {
	const request = (authorization: string, body = '{"content_id":"1"}') => ({
		headers: { authorization },
		path: '/webhook/punchh',
		takeBody: async () => Buffer.from(body),
		publicUrl: () => 'https://n8n.example.com/webhook/punchh',
	});
	const SHA1 = '54f345bb737ae451b10fcf4cf94f7086e6f74ccc';
	const SHA256 = '5c7bf4407d74736d2344077b03dbacc48b5e8fb98c07d33ed963a71e80fbb4ec';
	const BASE64 = 'XHv0QH10c20jRAd7A9usxItej7mMB9M+2WOnHoD7tOw=';

	test.each([
		['hmacSha1', `hmac ${SHA1}`],
		['hmacSha256', `hmac ${SHA256}`],
		['hmacSha256', `HMAC ${SHA256.toUpperCase()}`],
		['hmacSha256', `hmac sha256=${SHA256}`],
		['hmacSha256', `hmac sha256:${SHA256}`],
		['hmacSha256', `hmac sha256 ${SHA256}`],
		['hmacSha256', SHA256],
		['hmacSha256', `hmac ${BASE64}`],
		['hmacSha256', `hmac ${BASE64.replace('+', '-').replace('=', '')}`],
	] as const)('%s takes "%s"', async (scheme, header) => {
		expect(
			await verifyRequest({ scheme, secret: 'webhook-secret' }, request(header)),
		).toBeUndefined();
	});

	test.each([
		['one bit of the signature', `hmac ${SHA256.replace(/c$/, 'd')}`, undefined],
		['one bit of the body', `hmac ${SHA256}`, '{"content_id":"0"}'],
		['a shorter signature', `hmac ${SHA256.slice(0, 62)}`, undefined],
	])('refuses a change of %s', async (_what, header, body) => {
		const credentials = { scheme: 'hmacSha256', secret: 'webhook-secret' } as const;
		expect(await verifyRequest(credentials, request(header, body))).toBe('wrong proof');
	});

	test('takes a signature over the registered URL, as behind a proxy', async () => {
		const header = 'hmac 5c7bf4407d74736d2344077b03dbacc48b5e8fb98c07d33ed963a71e80fbb4ec';
		const behindProxy = { ...request(header), path: '/internal/prefix' };
		const credentials = { scheme: 'hmacSha256', secret: 'webhook-secret' } as const;
		expect(await verifyRequest(credentials, behindProxy)).toBeUndefined();
	});

	test('takes a signature over the registered URL with the query of the call', async () => {
		const url = 'https://n8n.example.com/webhook/punchh?x=1';
		const value = createHmac('sha256', 'webhook-secret').update(`${url}{}`).digest('hex');
		const call = { ...request(`hmac ${value}`, '{}'), path: '/internal/prefix?x=1' };
		const credentials = { scheme: 'hmacSha256', secret: 'webhook-secret' } as const;
		expect(await verifyRequest(credentials, call)).toBeUndefined();
	});

	test('an unknown scheme lets nothing pass', async () => {
		const credentials = { scheme: 'constructor', secret: 'x' } as unknown as Parameters<
			typeof verifyRequest
		>[0];
		expect(await verifyRequest(credentials, request('hmac x'))).toBe('not configured');
	});
});
