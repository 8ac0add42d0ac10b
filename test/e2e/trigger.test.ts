import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { fetchFresh } from '../../playground/fetchFresh';
import type { N8nClient } from '../../playground/n8nClient';
import { startSandbox } from '../../sandbox';
import { EVENT_TYPES, freshEvent, freshEvents } from '../../sandbox/punchh/webhooks/events';
import { sendCheck, sendEvent } from '../../sandbox/punchh/webhooks/send';
import { sendAndCompare, settled } from '../drills/exactlyOnce';
import { attack } from '../drills/hostile';
import { callControl } from '../sandbox/http';
import {
	createCredential,
	NO_OPERATION,
	publishTrigger,
	restart,
	runSql,
	startInstance,
	type Instance,
	type PublishedTrigger,
} from '../drills/instance';
import { killWhileTaking } from '../drills/killed';
import { FAILING, waitUntilStored } from '../drills/triggers';

/** Nobody listens at the proxy, and n8n calls no address like its own: the trigger does without. */
const NO_PROXY_THERE = 'http://127.0.0.1:9';
const ENV = {
	N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
	N8N_SSRF_PROTECTION_ENABLED: 'true',
	HTTP_PROXY: NO_PROXY_THERE,
	HTTPS_PROXY: NO_PROXY_THERE,
	NO_PROXY: '',
};

/** An n8n of its own: it is restarted, and its speed is not that of the other tests' n8n. */
let instance: Instance;
let client: N8nClient;
let credential: { id: string; name: string };
beforeAll(async () => {
	instance = await startInstance('e2e-trigger', ENV);
	client = instance.client;
	credential = await createCredential(client);
});
afterAll(async () => await instance.server.stop());

const publish = async (parameters: IDataObject = {}, next = NO_OPERATION) =>
	await publishTrigger(instance, credential, randomUUID(), parameters, next);
const send = async ({ url }: PublishedTrigger, event: unknown) =>
	(await sendEvent(url, 'hmacSha256', event)).status;
const sendAll = async (trigger: PublishedTrigger, events: unknown[]) =>
	await Promise.all(events.map(async (event) => await send(trigger, event)));
const executionCount = async ({ id }: PublishedTrigger) => (await client.listExecutions(id)).length;

/** Waits until the trigger has had so many calls; its answer to the GET check counts them. */
async function waitForCalls({ url }: PublishedTrigger, count: number): Promise<void> {
	for (;;) {
		const { body } = await sendCheck(url, 'hmacSha256');
		if ((JSON.parse(body) as { received: number }).received >= count) return;
	}
}

const GROUPED = { groupEvents: true, maxEvents: 75, maxWait: 250 };
const SUCCEEDED = { acknowledge: 'lastNode' };

test.each([
	['one by one', {}, 500],
	['grouped', GROUPED, 3_000],
	['grouped, acknowledged when the workflow has succeeded', { ...GROUPED, ...SUCCEEDED }, 1_000],
])(
	'%s: duplicates, disorder, 50 connections; every event exactly once',
	async (_way, parameters, count) => {
		const { missing, doubled, failed, executions, requests } = await sendAndCompare(
			instance,
			await publish(parameters),
			freshEvents(count),
		);
		expect({ missing, doubled, failed }).toEqual({ missing: [], doubled: [], failed: 0 });
		expect(requests).toBeGreaterThan(count);
		if (parameters === GROUPED) expect(executions).toBeLessThan(count / 10);
	},
);

describe('a workflow that fails', () => {
	test.each([
		['one by one', {}],
		['grouped', { groupEvents: true, maxEvents: 3, maxWait: 5_000 }],
	])(
		'%s, acknowledged when it has succeeded: Punchh hears of it, and all comes again',
		async (_way, parameters) => {
			const trigger = await publish({ ...SUCCEEDED, ...parameters }, FAILING);
			const events = freshEvents(3);
			expect(await sendAll(trigger, events)).toEqual([500, 500, 500]);
			expect(await sendAll(trigger, events)).toEqual([500, 500, 500]);
			const ids = (await settled(instance, trigger.id)).flat();
			expect(ids.sort()).toEqual([...events, ...events].map(({ content_id: id }) => id).sort());
		},
	);

	test('acknowledged when stored: Punchh hears nothing of it', async () => {
		const trigger = await publish({}, FAILING);
		const event = freshEvent('guest-create');
		expect([await send(trigger, event), await send(trigger, event)]).toEqual([200, 200]);
		const executions = await client.waitForExecutions(trigger.id, 1);
		expect(executions.map(({ status }) => status)).toEqual(['error']);
	});
});

test('a restart does not make n8n forget what it has acknowledged', async () => {
	const [single, grouped] = [await publish(), await publish(GROUPED)];
	const events = freshEvents(5);
	for (const event of events) expect(await send(single, event)).toBe(200);
	expect(await sendAll(grouped, events)).toEqual([200, 200, 200, 200, 200]);
	for (const trigger of [single, grouped]) await waitUntilStored(client, trigger.id, events.length);
	await restart(instance, ENV);
	for (const trigger of [single, grouped]) {
		const before = await executionCount(trigger);
		expect(await sendAll(trigger, events)).toEqual([200, 200, 200, 200, 200]);
		expect(await executionCount(trigger)).toBe(before);
		expect(await send(trigger, freshEvent('guest-create'))).toBe(200);
	}
});

test.each([
	['cannot store an execution', 'INSERT'],
	['fails between storing an execution and the answer', 'UPDATE'],
])('n8n %s: nothing is acknowledged, and all comes when sent again', async (_what, statement) => {
	const [single, grouped] = [await publish(), await publish(GROUPED)];
	const events = freshEvents(3);
	await runSql(
		instance,
		`CREATE TRIGGER refuse BEFORE ${statement} ON execution_entity BEGIN SELECT RAISE(FAIL, 'refused'); END`,
	);
	for (const trigger of [single, grouped]) {
		expect(await sendAll(trigger, events)).toEqual([500, 500, 500]);
	}
	await runSql(instance, 'DROP TRIGGER refuse');
	await restart(instance, ENV);
	for (const trigger of [single, grouped]) {
		expect(await sendAll(trigger, events)).toEqual([200, 200, 200]);
		const ids = (await settled(instance, trigger.id)).flat();
		expect(ids.sort()).toEqual(events.map(({ content_id: id }) => id).sort());
	}
});

test('n8n is killed while it takes events: what got no 200 comes through when sent again', async () => {
	const { notTaken, missing, sentAgain } = await killWhileTaking(instance, await publish(), ENV);
	expect({ notTaken, missing }).toEqual({ notTaken: 0, missing: 0 });
	expect(sentAgain).toBeGreaterThan(0);
});

test('n8n shuts down while a group fills: nothing is acknowledged, and all comes when sent again', async () => {
	const trigger = await publish({ groupEvents: true, maxEvents: 75, maxWait: 5_000 });
	const events = freshEvents(10);
	// n8n ends without answering calls that are under way: Punchh sees a broken connection.
	const answers = Promise.allSettled(events.map(async (event) => await send(trigger, event)));
	await waitForCalls(trigger, events.length);
	await restart(instance, ENV);
	expect((await answers).map(({ status }) => status)).toEqual(events.map(() => 'rejected'));
	expect(await executionCount(trigger)).toBe(0);

	expect(await sendAll(trigger, events)).toEqual(events.map(() => 200));
	const ids = (await settled(instance, trigger.id)).flat();
	expect(ids.sort()).toEqual(events.map(({ content_id: id }) => id).sort());
});

test('a credential that was deleted: Punchh is to send again, and nothing starts', async () => {
	const other = await createCredential(client);
	const trigger = await publishTrigger(instance, other, 'deleted credential');
	await client.deleteCredential(other.id);
	expect(await send(trigger, freshEvent('guest-create'))).toBe(503);
	expect(await executionCount(trigger)).toBe(0);
});

test('hostile calls start nothing, are all answered, and leave no memory behind', async () => {
	const trigger = await publish();
	const report = await attack(instance.server, trigger.url, 2_000);
	expect(report.wrong).toEqual([]);
	expect((await settled(instance, trigger.id)).flat()).toHaveLength(1);
});

describe('the editor', () => {
	const listen = async () => {
		const trigger = {
			id: randomUUID(),
			name: 'Punchh Trigger',
			type: 'n8n-nodes-punchh-braze.punchhTrigger',
			typeVersion: 2,
			position: [0, 0] as [number, number],
			webhookId: randomUUID(),
			parameters: { authentication: 'credential', events: [...EVENT_TYPES] },
			credentials: { punchhWebhookApi: credential },
		};
		const workflow = await client.createWorkflow({
			name: randomUUID(),
			nodes: [trigger],
			connections: {},
			settings: {},
		});
		await client.listenForTest(workflow, trigger.name);
		const url = `${instance.server.url}/webhook-test/${trigger.webhookId}/punchh`;
		return { id: workflow.id, url };
	};
	const onlyItem = async (id: string) => {
		const [{ data }] = await client.waitForExecutions(id, 1);
		const [run] = data.resultData.runData['Punchh Trigger'];
		expect(run.data!.main[0]).toHaveLength(1);
		return run.data!.main[0]![0].json;
	};

	test.each(EVENT_TYPES)(
		'listening: ?sample=%s behind the Test URL gives out a sample',
		async (event) => {
			const { id, url } = await listen();
			expect((await fetchFresh(`${url}?sample=${event}`)).status).toBe(200);
			expect(await onlyItem(id)).toMatchObject({ event, guest: { user_id: 999_999_999_999_999 } });
		},
	);

	test('listening: the sandbox sends its event to the editor, and says when nobody waits', async () => {
		const { id, url } = await listen();
		const sandbox = await startSandbox();
		const { origin, pathname } = new URL(url);
		await sandbox.punchhWebhooks.register({
			...{ name: 'Mine', baseUrl: origin, endPoint: pathname.replace('-test', '') },
			...{ authentication: 'hmacSha256', events: ['reward'] },
		});
		sandbox.punchhWebhooks.webhooks[0].state = 'ACTIVE';
		const order = async () =>
			(await callControl(sandbox, 'POST', '/events/editor', { event: 'reward' })).body;
		expect(await order()).toMatchObject({ sent: [{ url, attempt: { status: 200 } }] });
		expect(await onlyItem(id)).toMatchObject({ event: 'reward' });
		const deaf = { status: 404, answer: expect.stringContaining('not registered') as unknown };
		expect(await order()).toMatchObject({ sent: [{ attempt: deaf }] });
		await sandbox.close();
	});

	test('listening: the GET check is answered, and the event after it comes through', async () => {
		const { id, url } = await listen();
		const event = freshEvent('reward-signup-campaign');
		expect((await sendCheck(url, 'hmacSha256')).status).toBe(200);
		expect(await send({ id, url }, event)).toBe(200);
		expect(await onlyItem(id)).toMatchObject({ event: 'reward', content_id: event.content_id });
	});
});
