import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import type { IDataObject, INode } from 'n8n-workflow';

import { freshEvent } from '../../sandbox/punchh/webhooks/events';
import { authHeaders } from '../../sandbox/punchh/webhooks/send';
import {
	createCredential,
	NO_OPERATION,
	publishTrigger,
	startInstance,
	type Instance,
} from '../drills/instance';
import { ownCode } from './trigger.ownCode';

/**
 * The settings of n8n under which the same is measured. With its default engine n8n holds a V8
 * isolate for each call, so that many connections only use up memory.
 */
const ENGINES: Array<{ name: string; env: Record<string, string>; connections: number }> = [
	{
		name: 'an isolate only for expressions (N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true)',
		env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
		connections: 150,
	},
	{ name: "n8n's default engine", env: {}, connections: 30 },
];

const ROUNDS = 4;

/**
 * What a second of n8n takes: events for n8n's own Webhook node, which verifies nothing, for the
 * Punchh Trigger without and with grouping, and GET checks, which start no execution. Closed loop.
 * BENCH_SECONDS sets how long each is measured
 * in each round.
 */
export async function run(): Promise<void> {
	await ownCode();
	for (const { name, env, connections } of ENGINES) {
		const instance = await startInstance('bench', env, () => {});
		try {
			console.log(`\n${name}, ${connections} connections`);
			console.table(await measureAll(instance, connections));
		} finally {
			await instance.server.stop();
		}
	}
}

async function measureAll(instance: Instance, connections: number) {
	const credential = await createCredential(instance.client);
	const publish = async (name: string, parameters: IDataObject) =>
		(await publishTrigger(instance, credential, name, parameters)).url;
	const single = await publish('single', {});
	const grouped = { groupEvents: true, maxEvents: 75, maxWait: 250 };
	const receivers: Receiver[] = [
		{ name: "n8n's Webhook node", method: 'POST', url: await publishWebhook(instance) },
		{ name: 'Punchh Trigger', method: 'POST', url: single },
		{ name: 'Punchh Trigger, grouping', method: 'POST', url: await publish('grouped', grouped) },
		{ name: 'GET check', method: 'GET', url: single },
	];
	const results = await takeTurns(receivers, connections);
	const rateOf = (at: number) => mean(results[at].map(({ rate }) => rate));
	return Object.fromEntries(
		receivers.map(({ name }, at) => [
			name,
			{
				'per second': Math.round(rateOf(at) * 10) / 10,
				'to Webhook node': ratio(rateOf(at), rateOf(0)),
				'to GET check': ratio(rateOf(at), rateOf(3)),
				'p99 ms': Math.max(...results[at].map(({ p99 }) => p99)),
				'not 200': results[at].reduce((sum, { refused }) => sum + refused, 0),
			},
		]),
	);
}

interface Receiver {
	name: string;
	method: 'GET' | 'POST';
	url: string;
}

/** n8n finishes executions after it has answered; the next receiver must not pay for them. */
const PAUSE_MS = 3_000;

/**
 * The machine has other things to do now and then, so each receiver is measured several times, in
 * every place of the order.
 */
async function takeTurns(receivers: Receiver[], connections: number) {
	const results = receivers.map(() => [] as Array<Awaited<ReturnType<typeof measure>>>);
	for (const receiver of receivers) await load(receiver, connections, 3);
	for (let round = 0; round < ROUNDS; round++) {
		for (const turn of receivers.keys()) {
			const at = (turn + round) % receivers.length;
			await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
			results[at].push(await measure(receivers[at], connections));
		}
	}
	return results;
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const ratio = (rate: number, to: number) => Math.round((rate / to) * 100) / 100;

async function measure(receiver: Receiver, connections: number) {
	const result = await load(receiver, connections, Number(process.env.BENCH_SECONDS ?? 6));
	return {
		rate: result['2xx'] / result.duration,
		refused: result.non2xx + result.errors,
		p99: result.latency.p99,
	};
}

async function load({ url, method }: Receiver, connections: number, duration: number) {
	return await autocannon({
		url,
		connections,
		duration,
		timeout: 30,
		requests: [method === 'GET' ? { method } : { method, setupRequest: signedEvent(url) }],
	});
}

/** Makes each request an event of its own, signed as Punchh does. */
function signedEvent(url: string): (request: autocannon.Request) => autocannon.Request {
	const event = freshEvent('checkin-loyalty-create-barcode');
	return (request) => {
		const body = JSON.stringify({ ...event, content_id: randomUUID() });
		const headers = { 'content-type': 'application/json', ...authHeaders('hmacSha256', url, body) };
		return { ...request, body, headers };
	};
}

/** What people build today: n8n's Webhook node, which answers when the execution is stored. */
async function publishWebhook({ client, server }: Instance): Promise<string> {
	const path = randomUUID();
	const webhook = {
		id: randomUUID(),
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		position: [0, 0],
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
	} as INode;
	const workflow = await client.createWorkflow({
		name: 'webhook',
		nodes: [webhook, { id: randomUUID(), name: 'Next', position: [220, 0], ...NO_OPERATION }],
		connections: { Webhook: { main: [[{ node: 'Next', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	await client.publish(workflow);
	return `${server.url}/webhook/${path}`;
}
