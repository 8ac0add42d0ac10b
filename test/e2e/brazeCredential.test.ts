import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { WorkflowFile } from '../../playground/n8nClient';
import { CREDENTIAL_NAMES, sandboxCredentials } from '../../playground/provision';
import { BRAZE_SEGMENTS } from '../../sandbox/braze/seed';
import { BRAZE_EXPORT_KEY, BRAZE_KEY } from '../../sandbox/braze/seed';
import { expectNoSecretStored } from './secrets';
import { connect, control, postToWebhook, resetSandbox, sandboxState, stack } from './stack';

/** Long enough that nobody would take it for a word. */
const WRONG_KEY = 'a-wrong-key-0f1e2d3c-4b5a-6978';

const client = connect();
beforeEach(resetSandbox);

const { brazeApi } = sandboxCredentials(stack);
const press = async (more: object) =>
	await client.testCredential('brazeApi', { ...brazeApi, ...more });

describe('the test button names the likely cause', () => {
	test.each([
		['a right key', {}, 'OK', /success/],
		[
			'whitespace around key and address',
			{ apiKey: ` ${BRAZE_KEY} `, customUrl: ` ${stack.brazeUrl}/ ` },
			'OK',
			/success/,
		],
		[
			'a wrong key, or one of another instance',
			{ apiKey: WRONG_KEY },
			'Error',
			/'REST API Key' and 'Instance'/,
		],
		// n8n itself does not keep it without one; a space it keeps.
		['no address', { customUrl: ' ' }, 'Error', /^'REST Endpoint' in the credential is empty/],
		['the start of a path', { customUrl: 'users' }, 'Error', /full name of a server/],
		['FTP', { customUrl: 'ftp://x' }, 'Error', /must start with https/],
		['HTTP to another machine', { customUrl: 'http://x.example' }, 'Error', /'Allow HTTP'/],
		['a user name', { customUrl: 'https://a:b@x.example' }, 'Error', /replace the key/],
		[
			'a missing permission',
			{ apiKey: BRAZE_EXPORT_KEY },
			'Error',
			/lacks the permission 'users\.track'/,
		],
		["another vendor's API", { customUrl: stack.punchhUrl }, 'Error', /no Braze REST endpoint/],
		[
			'a path too many',
			{ customUrl: `${stack.brazeUrl}/users/track` },
			'Error',
			/no Braze REST endpoint/,
		],
	])('%s', async (_what, more, status, message) => {
		expect(await press(more)).toEqual({ status, message: expect.stringMatching(message) });
		const { braze } = await sandboxState();
		expect(braze.profiles).toEqual([]);
	});

	test.each<[string, RequestListener]>([
		['a web page', (_request, response) => response.end('<html>Sign in</html>')],
		[
			'a redirect to a web page',
			(_request, response) => response.writeHead(302, { Location: '/login' }).end(),
		],
		['a page that cannot be posted to', (_request, response) => response.writeHead(405).end()],
	])('%s, as the dashboard may have', async (_what, answer) => {
		const server = createServer(answer);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		try {
			const customUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
			expect(await press({ customUrl })).toEqual({
				status: 'Error',
				message: expect.stringMatching(/no Braze REST endpoint/),
			});
		} finally {
			server.close();
		}
	});

	test('nobody at the address is no success', async () => {
		// n8n's own word for it.
		expect(await press({ customUrl: 'http://127.0.0.1:9' })).toEqual({
			status: 'Error',
			message: 'ECONNREFUSED',
		});
	});
});

/** Publishes a workflow of one node behind a Webhook node at `path`, and calls it. */
async function callNode(
	path: string,
	last: { name: string; [key: string]: unknown },
): Promise<Response> {
	const webhook = {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', options: {} },
	};
	const workflow = {
		name: path,
		nodes: [webhook, last].map((node) => ({ id: node.name, position: [0, 0], ...node })),
		connections: { Webhook: { main: [[{ node: last.name, type: 'main', index: 0 }]] } },
		settings: {},
	} as unknown as WorkflowFile;
	await client.publish(await client.createWorkflow(workflow));
	return await postToWebhook(path, {});
}

/** Calls a URL with n8n's HTTP Request node and the credential of the playground. */
async function requestWithKey(path: string, url: string): Promise<string> {
	const credentials = await client.listCredentials();
	const { id, name } = credentials.find((one) => one.name === CREDENTIAL_NAMES.brazeApi)!;
	const response = await callNode(path, {
		name: 'HTTP Request',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'brazeApi',
			options: {},
		},
		credentials: { brazeApi: { id, name } },
	});
	return await response.text();
}

test("n8n's HTTP Request node reaches other endpoints with the same credential", async () => {
	const answer = await requestWithKey('http-braze', `${stack.brazeUrl}/segments/list`);
	expect(answer).toContain(BRAZE_SEGMENTS[0].name);
});

test("n8n's HTTP Request node takes the key to no other server, nor after a redirect", async () => {
	const reached: Array<string | undefined> = [];
	const server = createServer((request, response) => {
		reached.push(request.headers.authorization);
		response.end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	try {
		await requestWithKey('http-elsewhere', elsewhere);
		const fault = { status: 302, headers: { location: elsewhere } };
		await control('POST', '/faults', { side: 'braze', path: '*', count: 1, fault });
		await requestWithKey('http-redirected', `${stack.brazeUrl}/segments/list`);
		expect(reached).toEqual([]);
	} finally {
		server.close();
	}
});

test('a wrong key, which Braze repeats, is in nothing that n8n shows, stores or logs', async () => {
	const name = 'Wrong Braze key';
	const { id } = await client.createCredential(name, 'brazeApi', {
		...brazeApi,
		apiKey: WRONG_KEY,
	});
	const response = await callNode('wrong-braze-key', {
		name: 'Braze',
		type: 'n8n-nodes-punchh-braze.braze',
		typeVersion: 1,
		parameters: { resource: 'email', operation: 'addToBlocklist', email: 'a@example.com' },
		credentials: { brazeApi: { id, name } },
	});
	expect(response.status).toBe(500);
	expect(await response.text()).not.toContain(WRONG_KEY);
	const { braze } = await sandboxState();
	expect(braze.requests).toMatchObject([{ url: '/email/blocklist', status: 401 }]);
	await expectNoSecretStored(client, [WRONG_KEY]);
});
