import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { N8nClient, WorkflowFile } from '../../playground/n8nClient';
import { CREDENTIAL_NAMES, sandboxCredentials } from '../../playground/provision';
import { BRAZE_EXPORT_KEY, BRAZE_KEY, PUNCHH_KEYS, WEBHOOK_SECRETS } from '../../sandbox/seed';
import { connect, postToExample, resetSandbox, sandboxState, stack } from './stack';

let client: N8nClient;
beforeAll(async () => {
	client = await connect();
});
beforeEach(resetSandbox);

describe('examples', () => {
	test('a guest is signed up with an external ID', async () => {
		const guest = {
			email: 'ada@example.com',
			password: 'e2e-password',
			first_name: 'Zoë',
			last_name: 'Berg',
			crm_id: 'CRM-1',
		};
		const response = await postToExample('sign-up-guest', guest);
		expect(response.status).toBe(200);
		const text = await response.text();
		expect(text).toContain('"external_source_id":"CRM-1"');
		expect(text).not.toContain('token');
		const { punchh } = await sandboxState();
		expect(punchh.guests).toContainEqual(
			expect.objectContaining({
				email: guest.email,
				first_name: 'Zoë',
				external_source_id: 'CRM-1',
			}),
		);
	});

	test('external IDs are updated, and an unknown guest leaves through the error output', async () => {
		await postToExample('update-external-id', {
			guests: [
				{ email: 'jo.park@example.com', crm_id: 'CRM-2' },
				{ email: 'nobody@example.com', crm_id: 'CRM-3' },
			],
		});
		const [execution] = (
			await client.waitForExecutions(stack.workflowIds['update-external-id'], 1)
		).slice(-1);
		const outputs = execution.data.resultData.runData['Update external ID'][0].data!.main;
		expect(outputs[0]).toHaveLength(1);
		expect(outputs[1]).toMatchObject([
			{ json: { email: 'nobody@example.com', error: 'User Not Found' }, pairedItem: { item: 1 } },
		]);
		const { punchh } = await sandboxState();
		expect(punchh.guests).toContainEqual(
			expect.objectContaining({ email: 'jo.park@example.com', external_source_id: 'CRM-2' }),
		);
	});

	test('guests are added to a segment', async () => {
		await postToExample('add-guests-to-segment', {
			guests: [{ user_id: 730415 }, { user_id: 730416 }],
		});
		const { punchh } = await sandboxState();
		expect(punchh.members.map(({ user_id: id }) => id)).toEqual([730415, 730416]);
	});
});

test('1,000 items into Track are 14 requests', async () => {
	const credentials = await client.listCredentials();
	const { id, name } = credentials.find(
		(credential) => credential.name === CREDENTIAL_NAMES.brazeApi,
	)!;
	const node = (nodeName: string, type: string, typeVersion: number, parameters: object) => ({
		id: nodeName,
		name: nodeName,
		type,
		typeVersion,
		position: [0, 0] as [number, number],
		parameters: parameters as never,
	});
	const workflow: WorkflowFile = {
		name: 'Track many',
		nodes: [
			{
				...node('Webhook', 'n8n-nodes-base.webhook', 2, {
					httpMethod: 'POST',
					path: 'track-many',
					responseMode: 'lastNode',
					options: {},
				}),
				webhookId: 'e7d1c6ae-0c1f-4a0f-8a5e-1f3f0c9f2a13',
			},
			node('Split', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.ids', options: {} }),
			{
				...node('Track', 'n8n-nodes-punchh-braze.braze', 1, {
					resource: 'user',
					operation: 'track',
					specifyObjects: 'fields',
					identifyBy: 'external_id',
					external_id: "={{ $json['body.ids'] }}",
					attributes: { attribute: [{ name: 'seen', type: 'boolean', value: 'true' }] },
				}),
				credentials: { brazeApi: { id, name } },
			},
		],
		connections: {
			Webhook: { main: [[{ node: 'Split', type: 'main', index: 0 }]] },
			Split: { main: [[{ node: 'Track', type: 'main', index: 0 }]] },
		},
		settings: {},
	};
	const stored = await client.createWorkflow(workflow);
	await client.publish(stored);
	const ids = Array.from({ length: 1_000 }, (_, index) => `guest-${index}`);
	const response = await postToExample('track-many', { ids });
	expect({ status: response.status, text: response.ok ? '' : await response.text() }).toEqual({
		status: 200,
		text: '',
	});
	const { braze } = await sandboxState();
	expect(braze.requests).toHaveLength(14);
	expect(braze.profiles).toHaveLength(1_000);
});

describe('test buttons of the credentials', () => {
	const good = sandboxCredentials(stack);
	const wrong = { ...good.punchhMobileApi };
	test.each([
		['punchhApi', good.punchhApi, 'OK', /success/],
		['punchhApi', { ...good.punchhApi, baseUrl: `${stack.punchhUrl}/` }, 'OK', /success/],
		['punchhApi', { ...good.punchhApi, apiKey: 'no' }, 'Error', /'Business Admin Key'/],
		['punchhApi', { ...good.punchhApi, apiKey: PUNCHH_KEYS.limitedAdmin }, 'Error', /permission/],
		['punchhMobileApi', good.punchhMobileApi, 'OK', /success/],
		['punchhMobileApi', { ...wrong, client: 'no' }, 'Error', /'Client ID'/],
		['punchhMobileApi', { ...wrong, secret: 'no' }, 'Error', /'Client Secret'/],
		['punchhWebhookApi', good.punchhWebhookApi, 'OK', /first event/],
		['punchhWebhookApi', { scheme: 'bearer', token: ' x' }, 'Error', /'Token'/],
		['brazeApi', good.brazeApi, 'OK', /success/],
		['brazeApi', { ...good.brazeApi, customUrl: `${stack.brazeUrl}/` }, 'OK', /success/],
		['brazeApi', { ...good.brazeApi, apiKey: 'no' }, 'Error', /'REST API Key', and 'Instance'/],
		['brazeApi', { ...good.brazeApi, apiKey: BRAZE_EXPORT_KEY }, 'Error', /users\.track/],
	])('%s %#', async (type, data, status, message) => {
		const before = await sandboxState();
		const result = await client.testCredential(type, data);
		expect(result).toEqual({ status, message: expect.stringMatching(message) });
		const { punchh, braze } = await sandboxState();
		expect(braze.profiles).toEqual(before.braze.profiles);
		expect(punchh.guests).toHaveLength(before.punchh.guests.length);
	});
});

test('no key and no secret is in what n8n has stored or logged', () => {
	const folder = join(stack.userFolder, '.n8n');
	const files = readdirSync(folder)
		.filter((file) => /sqlite|\.log$/.test(file))
		.map((file) => join(folder, file));
	expect(files.length).toBeGreaterThan(0);
	const stored = [...files, join(stack.userFolder, 'n8n.log')].map((file) =>
		readFileSync(file).toString('latin1'),
	);
	const secrets = [
		BRAZE_KEY,
		PUNCHH_KEYS.admin,
		PUNCHH_KEYS.secret,
		WEBHOOK_SECRETS.secret,
		WEBHOOK_SECRETS.token,
	];
	for (const secret of secrets) {
		expect({ secret, found: stored.some((text) => text.includes(secret)) }).toEqual({
			secret,
			found: false,
		});
	}
});
