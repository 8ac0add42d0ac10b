import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject, INode } from 'n8n-workflow';

import { webhookPath } from '../../playground/webhookPaths';
import { startSandbox, type Sandbox } from '../../sandbox';
import { BRAZE_KEY } from '../../sandbox/braze/seed';
import { createCredential, startInstance, type Instance } from '../drills/instance';
import { cpuMs, ENGINES, load, mean, ratio, trackByHand, type Receiver } from './calls.load';

const ROUNDS = 3;

/** Nothing new in Braze for so long: what is missing will not come. */
const QUIET_MS = 30_000;

/** n8n is idle when it needs less than a tenth of a core for so long. */
const IDLE_MS = 2_000;

interface Credentials {
	punchh: { id: string; name: string };
	braze: { id: string; name: string };
}

interface Way {
	name: string;
	nodes: (brazeUrl: string, credentials: Credentials) => Array<Partial<INode>>;
}

/** What people make today: no proof is checked, nothing is recognised when it comes again. */
const BY_HAND: Way = {
	name: 'Webhook, Code, HTTP Request',
	nodes: (brazeUrl) => [
		{
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2.1,
			parameters: { httpMethod: 'POST', path: randomUUID(), responseMode: 'onReceived' },
		},
		{ type: 'n8n-nodes-base.code', typeVersion: 2, parameters: { jsCode: MAP_BY_HAND } },
		trackByHand(brazeUrl, '={{ $json }}'),
	],
};

const MAP_BY_HAND = `return $input.all().map(({ json: { body } }) => ({ json: { events: [{
	user_alias: { alias_name: String(body.payload.user_id), alias_label: 'punchh_user_id' },
	_update_existing_only: false,
	name: 'loyalty_checkin',
	time: new Date(body.timestamp * 1000).toISOString(),
	properties: { content_id: body.content_id, amount: body.payload.receipt_amount },
}] } }));`;

const ours = (name: string, grouping: IDataObject): Way => ({
	name,
	nodes: (_brazeUrl, { punchh, braze }) => [
		{
			type: 'n8n-nodes-punchh-braze.punchhTrigger',
			typeVersion: 2,
			parameters: { authentication: 'credential', events: ['loyalty_checkin'], ...grouping },
			credentials: { punchhWebhookApi: punchh },
		} as Partial<INode>,
		{
			type: 'n8n-nodes-punchh-braze.braze',
			typeVersion: 1,
			parameters: {
				resource: 'punchhEvent',
				operation: 'track',
				event: '={{ $json }}',
				preset: 'recommended',
				identifiers: { identifier: [{ by: 'linked' }] },
			},
			credentials: { brazeApi: braze },
		},
	],
});

const WAYS = [
	BY_HAND,
	ours('Punchh Trigger, Braze', {}),
	ours('... each event alone', { groupEvents: false }),
];

interface Measured {
	perSecond: number;
	cpuMsPerEvent: number;
	/** Events that were answered with 200 and are not in Braze. */
	missing: number;
}

/**
 * The whole way of an event, from Punchh's call to what Braze has recorded, beside what people make by
 * hand. Closed loop, in turn; BENCH_SECONDS sets how long events come in each round.
 */
export async function run(): Promise<void> {
	for (const { name, env, connections } of ENGINES) {
		const sandbox = await startSandbox();
		const instance = await startInstance('bench-flow', env, () => {});
		try {
			console.log(`\n${name}, ${connections} connections`);
			console.table(await compareWays(instance, sandbox, connections));
		} finally {
			await instance.server.stop();
			await sandbox.close();
		}
	}
}

async function compareWays(instance: Instance, sandbox: Sandbox, connections: number) {
	const receivers = await publishAll(instance, sandbox);
	for (const receiver of receivers) await measure(instance, sandbox, receiver, connections, 3);
	const results = receivers.map((): Measured[] => []);
	for (let round = 0; round < ROUNDS; round++) {
		for (const turn of receivers.keys()) {
			const at = (turn + round) % receivers.length;
			const seconds = Number(process.env.BENCH_SECONDS ?? 6);
			results[at].push(await measure(instance, sandbox, receivers[at], connections, seconds));
		}
	}
	const of = (at: number, what: keyof Measured) => mean(results[at].map((one) => one[what]));
	const rates = (at: number) => results[at].map(({ perSecond }) => Math.round(perSecond));
	return Object.fromEntries(
		receivers.map(({ name }, at) => [
			name,
			{
				'events a second': rates(at).join(', '),
				'times as many': ratio(of(at, 'perSecond'), of(0, 'perSecond')),
				'to GET check': ratio(of(at, 'perSecond'), of(WAYS.length, 'perSecond')),
				"of n8n's CPU an event": ratio(of(at, 'cpuMsPerEvent'), of(0, 'cpuMsPerEvent')),
				missing: of(at, 'missing') * ROUNDS,
			},
		]),
	);
}

/** All ways, and behind them the floor: a call that starts no execution. */
async function publishAll(instance: Instance, sandbox: Sandbox): Promise<Receiver[]> {
	const credentials = await makeCredentials(instance, sandbox);
	const receivers: Receiver[] = [];
	for (const way of WAYS) {
		const url = await publish(instance, way, sandbox.brazeUrl, credentials);
		receivers.push({ name: way.name, method: 'POST', url });
	}
	return [...receivers, { ...receivers[1], name: 'GET check', method: 'GET' }];
}

async function makeCredentials({ client }: Instance, { brazeUrl }: Sandbox): Promise<Credentials> {
	const { id } = await client.createCredential('Braze', 'brazeApi', {
		instance: 'custom',
		customUrl: brazeUrl,
		apiKey: BRAZE_KEY,
	});
	return { punchh: await createCredential(client), braze: { id, name: 'Braze' } };
}

async function publish(
	{ client, server }: Instance,
	way: Way,
	brazeUrl: string,
	credentials: Credentials,
): Promise<string> {
	const nodes = way.nodes(brazeUrl, credentials).map((node, index) => ({
		id: randomUUID(),
		name: `Node ${index}`,
		position: [index * 220, 0],
		...(index === 0 ? { webhookId: randomUUID() } : {}),
		...node,
	})) as INode[];
	const link = (to: INode) => ({ main: [[{ node: to.name, type: 'main' as const, index: 0 }]] });
	const workflow = await client.createWorkflow({
		name: way.name,
		nodes,
		connections: Object.fromEntries(
			nodes.slice(1).map((node, index) => [nodes[index].name, link(node)]),
		),
		settings: { executionOrder: 'v1' },
	});
	await client.publish(workflow);
	const { path } = nodes[0].parameters;
	return `${server.url}/webhook/${typeof path === 'string' ? path : webhookPath(nodes[0])}`;
}

async function measure(
	{ server }: Instance,
	sandbox: Sandbox,
	receiver: Receiver,
	connections: number,
	seconds: number,
): Promise<Measured> {
	await idle(server.pid);
	sandbox.reset();
	const cpuBefore = cpuMs(server.pid);
	const beganAt = performance.now();
	const calls = await load(receiver, connections, seconds);
	const isCheck = receiver.method === 'GET';
	const endedAt = isCheck ? performance.now() : await allRecorded(sandbox, calls['2xx']);
	const events = isCheck ? calls['2xx'] : recorded(sandbox);
	return {
		perSecond: events / ((endedAt - beganAt) / 1_000),
		cpuMsPerEvent: (cpuMs(server.pid) - cpuBefore) / events,
		missing: Math.max(0, calls['2xx'] - events),
	};
}

/** n8n goes on for a while after Braze has everything; the next way must not pay for that. */
async function idle(pid: number): Promise<void> {
	for (let before = cpuMs(pid); ; ) {
		await sleep(IDLE_MS);
		const now = cpuMs(pid);
		if (now - before < IDLE_MS / 10) return;
		before = now;
	}
}

/** Waits until so many events are recorded, or no more come. @returns when the last was */
async function allRecorded(sandbox: Sandbox, events: number): Promise<number> {
	let [before, changedAt] = [-1, performance.now()];
	while (before < events && performance.now() - changedAt < QUIET_MS) {
		const now = recorded(sandbox);
		if (now !== before) [before, changedAt] = [now, performance.now()];
		await sleep(100);
	}
	return changedAt;
}

function recorded({ braze }: Sandbox): number {
	return braze.profiles.reduce((sum, { events }) => sum + events.length, 0);
}
