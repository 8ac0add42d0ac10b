import getPort from 'get-port';
import type { INode, INodeParameters } from 'n8n-workflow';
import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { fetchFresh } from '../../playground/fetchFresh';
import { DATA, ROOT } from '../../playground/paths';
import type { Execution, N8nClient } from '../../playground/n8nClient';
import { startStack, type Stack } from '../../playground/stack';
import { BRAZE_KEY } from '../../sandbox/braze/seed';
import { cpuMs, mean, ratio, trackByHand } from './calls.load';
import { ITEMS, MAKE_ITEMS, measureCode } from './track.ownCode';

const LATENCY_MS = 20;
const ROUNDS = 3;
const MOST_BROKEN = 3;

/** The IDs of two credentials for Braze: one that n8n reads for each item, and one that is the same for all. */
interface Credentials {
	each: string;
	same: string;
}

/** One way to send the items to Braze: nodes behind the one that makes them. */
interface Way {
	name: string;
	nodes: (brazeUrl: string, credentials: Credentials) => Array<Partial<INode>>;
}

const BATCH_ITEMS = `const out = [];
const all = $input.all();
for (let i = 0; i < all.length; i += 75) {
	out.push({ json: { events: all.slice(i, i + 75).flatMap(({ json }) => json.events) } });
}
return out;`;

const code = (name: string, jsCode: string): Partial<INode> => ({
	name,
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: { jsCode },
});

const braze = (id: string, options: INodeParameters): Partial<INode> => ({
	name: 'Braze',
	type: 'n8n-nodes-punchh-braze.braze',
	typeVersion: 1,
	credentials: { brazeApi: { id, name: 'Braze (sandbox)' } },
	parameters: {
		resource: 'user',
		operation: 'track',
		specifyObjects: 'json',
		objects: '={{ $json }}',
		options,
	},
});

const WAYS: Way[] = [
	{ name: 'Braze node, User > Track', nodes: (_url, { each }) => [braze(each, {})] },
	{
		name: '... credential: Same for All Items',
		nodes: (_url, { same }) => [braze(same, {})],
	},
	{
		name: '... and one summary',
		nodes: (_url, { same }) => [braze(same, { output: 'summary' })],
	},
	{
		name: 'HTTP Request for each item',
		nodes: (url) => [trackByHand(url, '={{ $json }}')],
	},
	{
		name: 'Code (batches of 75) and HTTP Request',
		nodes: (url) => [code('Batch', BATCH_ITEMS), trackByHand(url, '={{ $json }}')],
	},
];

/** What the others are compared with: the last one. */
const BY_HAND = WAYS.length - 1;

interface Measured {
	requests: number;
	taken: number;
	/** Time of the nodes behind the one that makes the items. */
	wallMs: number;
	/** CPU of n8n and of the process that runs its Code nodes, the whole execution. */
	cpuMs: number;
}

/**
 * Measures, in a real n8n and against a sandbox with 20 ms latency, what sending 10,000
 * items costs in each way; and in this process what the node's own code costs beside a bare
 * JSON.stringify.
 */
export async function run(): Promise<void> {
	// First, while the memory of this process holds nothing else.
	execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT });
	await measureCode();
	const userFolder = join(DATA, 'bench-track');
	await rm(userFolder, { recursive: true, force: true });
	const stack = await startStack({
		userFolder,
		n8nPort: await getPort({ host: '127.0.0.1' }),
		sandboxOptions: {},
		say: (line) => console.log(line),
	});
	try {
		await compareWays(stack);
	} finally {
		await stack.stop();
	}
}

async function compareWays(stack: Stack): Promise<void> {
	const listed = await stack.client.listCredentials();
	const { id: each } = listed.find(({ type }) => type === 'brazeApi')!;
	const { id: same } = await stack.client.createCredential('Same for all', 'brazeApi', {
		instance: 'custom',
		customUrl: stack.sandbox.brazeUrl,
		apiKey: BRAZE_KEY,
		sameForAllItems: true,
	});
	console.log(`\n${ITEMS} items, ${LATENCY_MS} ms latency, ${ROUNDS} rounds in turn`);
	const results = WAYS.map((): Measured[] => []);
	for (let round = 0; round < ROUNDS; round++) {
		for (const turn of WAYS.keys()) {
			const at = (turn + round) % WAYS.length;
			results[at].push(await measureWhole(stack, WAYS[at], { each, same }, round));
		}
	}
	const of = (at: number, what: keyof Measured) => mean(results[at].map((one) => one[what]));
	console.table(
		Object.fromEntries(
			WAYS.map(({ name }, at) => [
				name,
				{
					requests: of(at, 'requests'),
					'wall time, to by hand': ratio(of(at, 'wallMs'), of(BY_HAND, 'wallMs')),
					spread: results[at].map(({ wallMs }) => ratio(wallMs, of(BY_HAND, 'wallMs'))).join(', '),
					"n8n's CPU, to by hand": ratio(of(at, 'cpuMs'), of(BY_HAND, 'cpuMs')),
				},
			]),
		),
	);
}

/** A round in which connections broke is not counted; so many may break. */
async function measureWhole(
	stack: Stack,
	way: Way,
	credentials: Credentials,
	round: number,
): Promise<Measured> {
	for (let broken = 0; ; broken++) {
		try {
			const measured = await measureWay(stack, way, credentials, `${round}-${broken}`);
			if (measured.taken === ITEMS) return measured;
			throw new Error(`${way.name}: ${measured.taken} of ${ITEMS} objects arrived`);
		} catch (error) {
			if (broken === MOST_BROKEN) throw error;
			console.log(`  a round that broke: ${(error as Error).message}`);
		}
	}
}

async function measureWay(
	{ client, n8n, sandbox }: Stack,
	way: Way,
	credentials: Credentials,
	round: string,
): Promise<Measured> {
	const webhookId = `bench-${WAYS.indexOf(way)}-${round}`;
	const own = way.nodes(sandbox.brazeUrl, credentials);
	const workflow = await client.createWorkflow(chain(way.name, webhookId, own));
	await client.publish(workflow);

	sandbox.reset();
	sandbox.faults.add({ side: 'braze', path: '*', fault: { delayMs: LATENCY_MS } });
	const cpuBefore = cpuMs(n8n.pid);
	await fetchFresh(`${n8n.url}/webhook/${webhookId}`, { method: 'POST' });
	const execution = await endOf(client, workflow.id);
	const { runData, error } = execution.data.resultData;
	if (error) throw new Error(`${way.name}: ${error.message}`);
	return {
		requests: sandbox.braze.requests.length,
		taken: sandbox.braze.verdicts.filter(({ taken }) => taken).length,
		wallMs: own.reduce((sum, { name }) => sum + runData[name!][0].executionTime, 0),
		cpuMs: Math.round(cpuMs(n8n.pid) - cpuBefore),
	};
}

/** The only execution of a workflow. n8n does not answer while it is busy with ten thousand requests. */
async function endOf(client: N8nClient, workflowId: string): Promise<Execution> {
	for (const deadline = Date.now() + 600_000; ; ) {
		try {
			return (await client.waitForExecutions(workflowId, 1, 600_000))[0];
		} catch (error) {
			if (Date.now() > deadline) throw error;
			await new Promise((resolve) => setTimeout(resolve, 1_000));
		}
	}
}

/** A workflow of a webhook, the node that makes the items, and the nodes to be measured. */
function chain(name: string, webhookId: string, own: Array<Partial<INode>>) {
	const start = {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId,
		parameters: { path: webhookId, httpMethod: 'POST', options: {} },
	};
	const nodes = [start, code('Make items', MAKE_ITEMS), ...own].map((node, index) => ({
		id: `node-${index}`,
		position: [index * 220, 0] as [number, number],
		...node,
	})) as INode[];
	const connections = Object.fromEntries(
		nodes
			.slice(0, -1)
			.map((node, index) => [
				node.name,
				{ main: [[{ node: nodes[index + 1].name, type: 'main' as const, index: 0 }]] },
			]),
	);
	return {
		name: `Bench: ${name}`,
		nodes,
		connections,
		settings: { executionOrder: 'v1' as const },
	};
}
