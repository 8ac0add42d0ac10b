import { createHmac } from 'node:crypto';

import { sandboxCredentials } from '../../playground/provision';
import { GUEST_PASSWORD, PUNCHH_KEYS } from '../../sandbox/punchh/seed';
import { expectNoSecretStored } from './secrets';
import { connect, control, resetSandbox, sandboxState, stack } from './stack';
import { runThroughWebhook } from './workflow';

const client = connect();
beforeEach(resetSandbox);

test('1,000 items into Track are 14 requests', async () => {
	const nodes = [
		{
			name: 'Split',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'body.ids', options: {} },
		},
		{
			name: 'Track',
			type: 'n8n-nodes-punchh-braze.braze',
			typeVersion: 1,
			parameters: {
				resource: 'user',
				operation: 'track',
				specifyObjects: 'fields',
				identifyBy: 'external_id',
				external_id: "={{ $json['body.ids'] }}",
				attributes: { attribute: [{ name: 'seen', type: 'boolean', value: 'true' }] },
			},
		},
	];
	const ids = Array.from({ length: 1_000 }, (_, index) => `guest-${index}`);
	const response = await runThroughWebhook(client, 'track-many', nodes, 'brazeApi', { ids });
	expect(response.status).toBe(200);
	const { braze } = await sandboxState();
	expect(braze.requests).toHaveLength(14);
	expect(braze.profiles).toHaveLength(1_000);
});

describe("n8n's HTTP Request node signs with the same credential", () => {
	/** A guest's tokens, by a call that is signed here. */
	const logIn = async () => {
		const path = '/api2/mobile/users/login';
		const login = { email: 'mara.lind@example.com', password: GUEST_PASSWORD };
		const body = JSON.stringify({ client: PUNCHH_KEYS.client, user: login });
		const response = await fetch(stack.punchhUrl + path, {
			method: 'POST',
			headers: {
				'Content-Type': 'application/json',
				'User-Agent': 'test/1.0/1 (end to end)',
				'x-pch-digest': createHmac('sha256', PUNCHH_KEYS.secret)
					.update(path + body)
					.digest('hex'),
			},
			body,
		});
		return ((await response.json()) as { access_token: { token: string } }).access_token.token;
	};
	const login = { user: { email: 'mara.lind@example.com', password: GUEST_PASSWORD } };

	test.each([
		['mobile, body', 'POST', '/api2/mobile/users/login', {}],
		['mobile, body and query', 'POST', '/api2/mobile/users/login', { note: 'a b&c=ü' }],
		['mobile, query', 'GET', '/api2/mobile/users/profile', { note: 'a b&c=ü' }],
		['mobile, neither', 'GET', '/api2/mobile/users/profile', {}],
		['SSO, body', 'POST', '/api/auth/customers/sign_in', {}],
		['SSO, body and query', 'POST', '/api/auth/customers/sign_in', { note: 'a b&c=ü' }],
		['SSO, query', 'GET', '/api/auth/users', { note: 'a b&c=ü' }],
	])('%s', async (name, method, path, query) => {
		const token = await logIn();
		const pairs = (values: object) => ({
			parameters: Object.entries(values).map(([name, value]) => ({ name, value })),
		});
		const http = {
			name: 'HTTP Request',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				method,
				url: stack.punchhUrl + path,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'punchhMobileApi',
				sendQuery: true,
				queryParameters: pairs(query),
				sendHeaders: method === 'GET',
				headerParameters: pairs({ Authorization: '=Bearer {{ $json.body.token }}' }),
				sendBody: method === 'POST',
				specifyBody: 'json',
				jsonBody: '={{ JSON.stringify({ user: $json.body.user }) }}',
				options: {},
			},
		};
		const hook = `http-${name.replace(/\W+/g, '-')}`;
		const response = await runThroughWebhook(client, hook, [http], 'punchhMobileApi', {
			...login,
			token,
		});
		expect(await response.text()).toContain('"user_id":730415');
		const { punchh } = await sandboxState();
		const { method: sent, url, status } = punchh.requests.at(-1)!;
		expect([sent, url.split('?')[0], status]).toEqual([method, path, 200]);
	});

	test('a raw text with whitespace around it, which goes before it is sent', async () => {
		const http = {
			name: 'HTTP Request',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				method: 'POST',
				url: `${stack.punchhUrl}/api2/mobile/users/login`,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'punchhMobileApi',
				sendBody: true,
				contentType: 'raw',
				rawContentType: 'application/json',
				body: '= {{ JSON.stringify($json.body) }}\n',
				options: {},
			},
		};
		const body = { client: PUNCHH_KEYS.client, ...login };
		const response = await runThroughWebhook(client, 'http-raw', [http], 'punchhMobileApi', body);
		expect(await response.text()).toContain('"user_id":730415');
	});
});

const good = sandboxCredentials(stack);

describe('test buttons of the credentials', () => {
	const wrong = { ...good.punchhMobileApi };
	test.each([
		['punchhApi', good.punchhApi, 'OK', /success/],
		['punchhApi', { ...good.punchhApi, baseUrl: `${stack.punchhUrl}/` }, 'OK', /success/],
		['punchhApi', { ...good.punchhApi, apiKey: ` ${PUNCHH_KEYS.admin} ` }, 'OK', /success/],
		['punchhApi', { ...good.punchhApi, apiKey: 'no' }, 'Error', /'Business Admin Key'/],
		['punchhApi', { ...good.punchhApi, apiKey: PUNCHH_KEYS.limitedAdmin }, 'Error', /permission/],
		['punchhMobileApi', good.punchhMobileApi, 'OK', /success/],
		['punchhMobileApi', { ...wrong, secret: ` ${PUNCHH_KEYS.secret}\n` }, 'OK', /success/],
		['punchhMobileApi', { ...wrong, client: 'no' }, 'Error', /'Client ID'/],
		['punchhMobileApi', { ...wrong, secret: 'no' }, 'Error', /'Client Secret'/],
		['punchhWebhookApi', good.punchhWebhookApi, 'OK', /first event/],
		['punchhWebhookApi', { scheme: 'bearer', token: ' x' }, 'Error', /'Token'/],
	])('%s %#', async (type, data, status, message) => {
		const before = await sandboxState();
		const result = await client.testCredential(type, data);
		expect(result).toEqual({ status, message: expect.stringMatching(message) });
		const { punchh, braze } = await sandboxState();
		expect(braze.profiles).toEqual(before.braze.profiles);
		expect(punchh.guests).toHaveLength(before.punchh.guests.length);
	});
});

test.each(['punchhApi', 'punchhMobileApi'])(
	'%s: an address that sends calls elsewhere is no success',
	async (type) => {
		await control('POST', '/faults', {
			side: 'punchh',
			path: '*',
			fault: { status: 302, headers: { location: '/admins/sign_in' } },
		});
		expect(await client.testCredential(type, good[type])).toEqual({
			status: 'Error',
			message: expect.stringMatching(/^This address redirects calls.*'Base URL'/),
		});
	},
);

describe.each(['punchhApi', 'punchhMobileApi'])('%s: what is no answer of Punchh', (type) => {
	test.each([
		['a web page', { status: 200, body: '<!doctype html><title>Welcome</title>' }],
		['a web page for what is not found', { status: 404, body: '<h1>Not found</h1>' }],
		["another vendor's JSON", { status: 200, body: { ok: true } }],
		['nothing', { status: 204, body: '' }],
	])('%s is no success', async (_what, fault) => {
		await control('POST', '/faults', { side: 'punchh', path: '*', fault });
		expect(await client.testCredential(type, good[type])).toEqual({
			status: 'Error',
			message: "There is no Punchh API at this address. Check 'Base URL'.",
		});
	});
});

test('n8n offers both action nodes as tools of an AI Agent, and the Agent itself is there', async () => {
	const types = await client.listNodeTypes();
	const names = types.map(({ name }) => name);
	expect(names).toEqual(
		expect.arrayContaining([
			'n8n-nodes-punchh-braze.punchhTool',
			'n8n-nodes-punchh-braze.brazeTool',
			'@n8n/n8n-nodes-langchain.agent',
		]),
	);
});

test('no key, secret or password is in what n8n has stored or logged', async () => {
	await expectNoSecretStored(client);
});
