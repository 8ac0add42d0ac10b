import getPort from 'get-port';
import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { track } from '../../nodes/Braze/actions/user/track.operation';
import { DATA, ROOT } from '../../playground/paths';
import type { Execution, N8nClient } from '../../playground/n8nClient';
import { startStack, type Stack } from '../../playground/stack';
import { BRAZE_KEY } from '../../sandbox/braze/seed';

const ITEMS = 10_000;
const LATENCY_MS = 20;
const ROUNDS = 3;
/** Rounds of the measure without n8n; the best counts. */
const CODE_ROUNDS = 40;
/** A round in which connections broke is not counted; so many may break. */
const MOST_BROKEN = 3;

/** One way to send the items to Braze: nodes behind the one that makes them. */
interface Way {
	name: string;
	nodes: (brazeUrl: string, credentialId: string) => Array<Partial<INode>>;
}

const MAKE_ITEMS = `return Array.from({ length: ${ITEMS} }, (_, id) => ({ json: { events: [{
	external_id: 'u' + id, name: 'checkins_loyalty', time: '2026-03-14T16:20:11Z',
	properties: { checkin_id: 41200877402 + id, points_earned: 25, receipt_amount: 12.75,
		location_name: 'Portview Quay', store_number: '202', channel: 'POS',
		menu_items: [{ item_name: 'Flat White', item_qty: 1 }, { item_name: 'Bun', item_qty: 2 }] },
}] } }));`;

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

const httpRequest = (brazeUrl: string, jsonBody: string): Partial<INode> => ({
	name: 'HTTP Request',
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		method: 'POST',
		url: `${brazeUrl}/users/track`,
		sendHeaders: true,
		headerParameters: { parameters: [{ name: 'Authorization', value: `Bearer ${BRAZE_KEY}` }] },
		sendBody: true,
		specifyBody: 'json',
		jsonBody,
		options: {},
	},
});

const WAYS: Way[] = [
	{
		name: 'Braze node, User > Track',
		nodes: (_url, id) => [
			{
				name: 'Braze',
				type: 'n8n-nodes-punchh-braze.braze',
				typeVersion: 1,
				credentials: { brazeApi: { id, name: 'Braze (sandbox)' } },
				parameters: {
					resource: 'user',
					operation: 'track',
					specifyObjects: 'json',
					objects: '={{ $json }}',
				},
			},
		],
	},
	{
		name: 'HTTP Request for each item',
		nodes: (url) => [httpRequest(url, '={{ $json }}')],
	},
	{
		name: 'Code (batches of 75) and HTTP Request',
		nodes: (url) => [code('Batch', BATCH_ITEMS), httpRequest(url, '={{ $json }}')],
	},
];

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
		sandboxPorts: {},
		say: (line) => console.log(line),
	});
	try {
		await compareWays(stack);
	} finally {
		await stack.stop();
	}
}

async function compareWays(stack: Stack): Promise<void> {
	const credentials = await stack.client.listCredentials();
	const { id } = credentials.find(({ type }) => type === 'brazeApi')!;
	console.log(
		`\n${ITEMS} items, ${LATENCY_MS} ms latency, best of ${ROUNDS} (requests | wall | CPU of n8n)`,
	);
	for (const way of WAYS) {
		const rounds: Measured[] = [];
		let broken = 0;
		while (rounds.length < ROUNDS) {
			try {
				rounds.push(await measureWay(stack, way, id, rounds.length + broken));
			} catch (error) {
				if (++broken > MOST_BROKEN) throw error;
				console.log(`  a round that broke: ${(error as Error).message}`);
			}
		}
		rounds.sort((one, other) => one.wallMs - other.wallMs);
		const [{ requests, taken, wallMs, cpuMs }] = rounds;
		if (taken !== ITEMS) throw new Error(`${way.name}: ${taken} of ${ITEMS} objects arrived`);
		console.log(`${way.name}: ${requests} | ${wallMs} ms | ${cpuMs} ms`);
	}
}

async function measureWay(
	{ client, n8n, sandbox }: Stack,
	way: Way,
	credentialId: string,
	round: number,
): Promise<Measured> {
	const webhookId = `bench-${WAYS.indexOf(way)}-${round}`;
	const own = way.nodes(sandbox.brazeUrl, credentialId);
	const workflow = await client.createWorkflow(chain(way.name, webhookId, own));
	await client.publish(workflow);

	sandbox.reset();
	sandbox.faults.add({ side: 'braze', path: '*', fault: { delayMs: LATENCY_MS } });
	const cpuBefore = cpuMs(n8n.pid);
	await fetch(`${n8n.url}/webhook/${webhookId}`, { method: 'POST' });
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

/** CPU time of a process and of its children, those that have ended included. */
function cpuMs(pid: number): number {
	const TICKS_PER_SECOND = 100;
	const own = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
	const [user, system, endedUser, endedSystem] = own.slice(11, 15).map(Number);
	const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
	const ofChildren = children === '' ? [] : children.split(' ').map(Number);
	const ticks = user + system + endedUser + endedSystem;
	return (
		(ticks * 1_000) / TICKS_PER_SECOND + ofChildren.reduce((sum, child) => sum + cpuMs(child), 0)
	);
}

/**
 * What the node's own code costs for each item, from its parameters to its output, beside
 * JSON.stringify of the same objects. n8n and Braze are played by a stub that costs next to nothing.
 */
async function measureCode(): Promise<void> {
	const items = (new Function(MAKE_ITEMS) as () => Array<{ json: { events: IDataObject[] } }>)();
	const context = stubOf(items);
	const indices = items.map((_, index) => index);
	const bare = new Lowest();
	const ours = new Lowest();
	const { run } = await builtTrack();
	for (let round = 0; round < CODE_ROUNDS; round++) {
		await bare.measure(() => items.forEach(({ json }) => JSON.stringify(json.events[0])));
		await ours.measure(async () => {
			const results = await run.call(context, indices);
			if (results.some((result) => 'error' in result)) throw new Error('Not all was accepted');
		});
	}
	const perItem = ({ us }: Lowest) => (us / items.length).toFixed(2);
	console.log(
		`The node's own code for each item: ${perItem(ours)} us of CPU; JSON.stringify: ` +
			`${perItem(bare)} us; ${(ours.us / bare.us).toFixed(1)} times`,
	);
}

/** The operation as it is shipped: compiled, and not by the tool that runs this file. */
async function builtTrack(): Promise<typeof track> {
	const path = join(ROOT, 'dist/nodes/Braze/actions/user/track.operation.js');
	return ((await import(path)) as { track: typeof track }).track;
}

/** The least CPU time, in microseconds, that some work took. */
class Lowest {
	us = Infinity;

	async measure(work: () => unknown): Promise<void> {
		const before = process.cpuUsage();
		await work();
		const { user, system } = process.cpuUsage(before);
		this.us = Math.min(this.us, user + system);
	}
}

/** As much of n8n as the operation needs, with a Braze that takes everything at once. */
function stubOf(items: object[]): IExecuteFunctions {
	const parameters: IDataObject = { specifyObjects: 'json', objects: '={{ $json }}' };
	return {
		getInputData: () => items,
		getNode: () => ({ name: 'Braze', type: 'braze', typeVersion: 1 }),
		getNodeParameter: (name: string, _index: number, fallback: unknown) =>
			parameters[name] ?? fallback,
		getExecutionCancelSignal: () => undefined,
		getCredentials: async () => ({ instance: 'https://braze.example', apiKey: BRAZE_KEY }),
		logger: { info: () => {} },
		helpers: {
			httpRequestWithAuthentication: async () => ({
				statusCode: 201,
				headers: {},
				body: { message: 'success' },
			}),
		},
	} as unknown as IExecuteFunctions;
}
