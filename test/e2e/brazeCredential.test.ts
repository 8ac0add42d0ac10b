import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { N8nClient, WorkflowFile } from '../../playground/n8nClient';
import { sandboxCredentials } from '../../playground/provision';
import { BRAZE_EXPORT_KEY, BRAZE_KEY } from '../../sandbox/seed';
import { expectNoSecretStored } from './secrets';
import { connect, postToExample, resetSandbox, sandboxState, stack } from './stack';

/** Long enough that nobody would take it for a word. */
const WRONG_KEY = 'a-wrong-key-0f1e2d3c-4b5a-6978';

let client: N8nClient;
beforeAll(async () => {
	client = await connect();
});
beforeEach(resetSandbox);

const { brazeApi } = sandboxCredentials(stack);
const press = async (more: object) =>
	await client.testCredential('brazeApi', { ...brazeApi, ...more });

describe('the test button names the likely cause', () => {
	test.each([
		['a right key', {}, 'OK', /success/],
		[
			'blanks around key and address',
			{ apiKey: ` ${BRAZE_KEY} `, customUrl: ` ${stack.brazeUrl}/ ` },
			'OK',
			/success/,
		],
		[
			'a wrong key, or one of another instance',
			{ apiKey: WRONG_KEY },
			'Error',
			/'REST API Key', and 'Instance'/,
		],
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

test('a wrong key, which Braze repeats, is in nothing that n8n shows, stores or logs', async () => {
	const name = 'Wrong Braze key';
	const { id } = await client.createCredential(name, 'brazeApi', {
		...brazeApi,
		apiKey: WRONG_KEY,
	});
	const path = 'wrong-braze-key';
	const node = (more: { name: string; [key: string]: unknown }) => ({
		id: more.name,
		typeVersion: 1,
		position: [0, 0],
		...more,
	});
	const workflow = {
		name: path,
		nodes: [
			node({
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				webhookId: path,
				parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', options: {} },
			}),
			node({
				name: 'Braze',
				type: 'n8n-nodes-punchh-braze.braze',
				parameters: { resource: 'email', operation: 'addToBlocklist', email: 'a@example.com' },
				credentials: { brazeApi: { id, name } },
			}),
		],
		connections: { Webhook: { main: [[{ node: 'Braze', type: 'main', index: 0 }]] } },
		settings: {},
	} as unknown as WorkflowFile;
	await client.publish(await client.createWorkflow(workflow));
	const response = await postToExample(path, {});
	expect(response.status).toBe(500);
	expect(await response.text()).not.toContain(WRONG_KEY);
	const { braze } = await sandboxState();
	expect(braze.requests).toMatchObject([{ url: '/email/blocklist', status: 401 }]);
	await expectNoSecretStored(client, [WRONG_KEY]);
});
