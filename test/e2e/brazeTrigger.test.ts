import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { BODY_TEMPLATES, signed } from '../../nodes/Braze/trigger/templates';
import { fetchFresh, type Init } from '../../playground/fetchFresh';
import { webhookPath } from '../../playground/webhookPaths';
import { startSandbox, type Sandbox } from '../../sandbox';
import { BRAZE_CANVASES } from '../../sandbox/braze/seed';
import { BRAZE_KEY, BRAZE_WEBHOOK_HEADER } from '../../sandbox/braze/seed';
import { SEGMENTS } from '../../sandbox/punchh/seed';
import { statusWithoutBody } from '../harness/withoutBody';
import { connect, resetSandbox, sandboxState, stack } from './stack';

const WORKFLOW = stack.workflowIds['braze-canvas-to-punchh-segment'];
const SEGMENT = SEGMENTS[1].custom_segment_id;
const GUEST = 730415;
const PROOF = { [BRAZE_WEBHOOK_HEADER.headerName]: BRAZE_WEBHOOK_HEADER.headerSecret };

const client = connect();
let url: string;
beforeAll(async () => {
	const { nodes } = await client.getWorkflow(WORKFLOW);
	const trigger = nodes.find(({ name }) => name === 'Braze Trigger')!;
	url = `${stack.n8nUrl}/webhook/${webhookPath(trigger)}`;
});
beforeEach(resetSandbox);

const executionCount = async () => (await client.listExecutions(WORKFLOW)).length;

const post = async (body: unknown, headers: Record<string, string>) =>
	await fetchFresh(url, {
		method: 'POST',
		headers: { 'Content-Type': 'text/plain', ...headers },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});

const message = (properties: object) => ({
	external_id: 'CRM-1',
	properties: { punchh_user_id: String(GUEST), ...properties },
});

test('a message puts the guest into the segment, another takes the guest out', async () => {
	expect((await post(message({}), PROOF)).status).toBe(200);
	expect(await membersOf(SEGMENT)).toContain(GUEST);
	expect((await post(message({ action: 'Remove' }), PROOF)).status).toBe(200);
	expect(await membersOf(SEGMENT)).not.toContain(GUEST);
	expect((await post(message({ action: 'delete' }), PROOF)).status).toBe(500);
	expect(await membersOf(SEGMENT)).not.toContain(GUEST);
});

test.each<[string, unknown, Record<string, string>, number]>([
	['a wrong secret', message({}), { [BRAZE_WEBHOOK_HEADER.headerName]: 'guessed' }, 401],
	['no secret', message({}), {}, 401],
	['broken JSON without a secret', '{"external_id":', {}, 401],
])('%s: refused, and no execution', async (_what, body, headers, status) => {
	const before = await executionCount();
	expect((await post(body, headers)).status).toBe(status);
	expect(await executionCount()).toBe(before);
	expect(await membersOf(SEGMENT)).toEqual([]);
});

describe('what never reaches the trigger, or makes no sense to it', () => {
	test.each<[string, Init, number]>([
		['another method', { method: 'PUT' }, 404],
		[
			'broken JSON that is labelled as JSON',
			{ headers: { ...PROOF, 'Content-Type': 'application/json' }, body: '{"a":' },
			422,
		],
		[
			'a body that is not compressed as it says',
			{
				headers: { ...PROOF, 'Content-Type': 'application/x-odd', 'Content-Encoding': 'gzip' },
				body: 'no gzip',
			},
			400,
		],
	])('%s: refused, and no execution', async (_what, init, status) => {
		const before = await executionCount();
		expect((await fetchFresh(url, { method: 'POST', ...init })).status).toBe(status);
		expect(await executionCount()).toBe(before);
	});
});

/** n8n's limit is 16 MB, for the types that it parses before it asks a node. */
test.each([
	['application/json', 500],
	['application/x-www-form-urlencoded', 500],
	['text/plain', 500],
	['application/xml', 500],
	['application/octet-stream', 413],
])('17 MB as %s: refused, and no execution', async (type, status) => {
	const before = await executionCount();
	const headers = { ...PROOF, 'Content-Type': type, 'Content-Length': '17000000' };
	expect(await statusWithoutBody(url, headers)).toBe(status);
	expect(await executionCount()).toBe(before);
});

describe('a workflow that listens for a test send', () => {
	/** Makes a workflow with this trigger alone, which nobody has published. */
	const listen = async (data: IDataObject) => {
		const type = 'brazeWebhookApi';
		const name = `Test send ${randomUUID()}`;
		const { id } = await client.createCredential(name, type, data);
		const trigger = {
			id: randomUUID(),
			webhookId: randomUUID(),
			name: 'Braze Trigger',
			type: 'n8n-nodes-punchh-braze.brazeTrigger',
			typeVersion: 2,
			position: [0, 0] as [number, number],
			parameters: {},
			credentials: { [type]: { id, name } },
		};
		const workflow = await client.createWorkflow({
			name,
			nodes: [trigger],
			connections: {},
			settings: {},
		});
		await client.listenForTest(workflow, trigger.name);
		return { id: workflow.id, url: `${stack.n8nUrl}/webhook-test/${trigger.webhookId}/braze` };
	};

	test('the Test URL takes a message that Liquid has signed, and none that is not', async () => {
		const braze = await startSandbox();
		try {
			braze.braze.seed({
				profiles: [{ external_id: 'CRM-1', attributes: { email: 'a@b.example' } }],
			});
			const secret = 'a-long-random-text';
			const listening = await listen({
				scheme: 'hmac',
				secret,
				windowMinutes: 1500,
			});
			expect((await fetchFresh(listening.url, { method: 'POST', body: '{}' })).status).toBe(401);
			const [{ id: canvasId }] = BRAZE_CANVASES;
			braze.brazeWebhooks.register({
				id: canvasId,
				kind: 'canvas',
				name: 'Step "1"',
				url: listening.url,
				headers: { 'Content-Type': 'text/plain' },
				body: signed(BODY_TEMPLATES.find(({ value }) => value === 'canvas')!.text).replace(
					'YOUR-SECRET',
					secret,
				),
			});
			await triggerCanvas(braze, canvasId);
			expect(braze.brazeWebhooks.log).toMatchObject([{ state: 'DELIVERED' }]);
			const [{ data }] = await client.waitForExecutions(listening.id, 1);
			const [run] = data.resultData.runData['Braze Trigger'];
			expect(run.data!.main[0]).toMatchObject([
				{ json: { event: 'Step "1"', external_id: 'CRM-1', email: 'a@b.example' } },
			]);
		} finally {
			await braze.close();
		}
	});
});

describe('a Canvas of the sandbox', () => {
	const [{ id: canvasId }] = BRAZE_CANVASES;
	const template = BODY_TEMPLATES.find(({ value }) => value === 'canvas')!.text;
	const removal = template.replace('"properties": {', '"properties": {\n    "action": "remove",');

	/** Braze's side; the guests are those of the stack. */
	let braze: Sandbox;
	beforeAll(async () => {
		braze = await startSandbox();
		braze.braze.seed({
			profiles: [
				{ external_id: 'CRM-1', attributes: { punchh_user_id: GUEST, first_name: 'Mara "M"' } },
			],
		});
	});
	afterAll(async () => await braze.close());

	/** Lets the guest enter the Canvas, whose step has a webhook with this body. */
	const enterCanvas = async (body: string, headers: Record<string, string> = PROOF) => {
		const { messageApiId } = braze.brazeWebhooks.register({
			id: canvasId,
			kind: 'canvas',
			name: 'Put into segment',
			url,
			headers: { 'Content-Type': 'text/plain', ...headers },
			body,
		});
		await triggerCanvas(braze, canvasId);
		braze.brazeWebhooks.remove(messageApiId);
		return braze.brazeWebhooks.log.at(-1)!;
	};

	test('a step puts the guest into a Punchh segment, another takes the guest out', async () => {
		expect(await enterCanvas(template)).toMatchObject({ state: 'DELIVERED' });
		expect(await membersOf(SEGMENT)).toContain(GUEST);
		expect(await enterCanvas(removal)).toMatchObject({ state: 'DELIVERED' });
		expect(await membersOf(SEGMENT)).not.toContain(GUEST);
	});

	test('a step with a wrong secret is refused for good, without an execution', async () => {
		const before = await executionCount();
		const activity = await enterCanvas(template, {
			[BRAZE_WEBHOOK_HEADER.headerName]: 'guessed',
		});
		expect(activity).toMatchObject({ state: 'FAILED', attempts: [{ status: 401 }] });
		expect(await executionCount()).toBe(before);
		expect(await membersOf(SEGMENT)).toEqual([]);
	});
});

/** A guest who does not exist: the workflow fails, so Braze is to send again. */
test('with an answer after the workflow, the sender hears of a failure', async () => {
	const unknown = { external_id: 'CRM-2', properties: { punchh_user_id: '1' } };
	expect((await post(unknown, PROOF)).status).toBe(500);
});

/** Lets the user CRM-1 enter a Canvas, and waits until its messages are sent. */
async function triggerCanvas({ brazeUrl, brazeWebhooks }: Sandbox, id: string): Promise<void> {
	await fetchFresh(`${brazeUrl}/canvas/trigger/send`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${BRAZE_KEY}` },
		body: JSON.stringify({ canvas_id: id, recipients: [{ external_user_id: 'CRM-1' }] }),
	});
	await brazeWebhooks.idle();
}

async function membersOf(segment: number): Promise<number[]> {
	const { punchh } = await sandboxState();
	return punchh.members
		.filter(({ custom_segment_id: id }) => id === segment)
		.map(({ user_id: userId }) => userId);
}
