import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INode, INodeParameters } from 'n8n-workflow';

import { fetchFresh } from '../../playground/fetchFresh';
import type { N8nClient } from '../../playground/n8nClient';
import { startInstance } from './instance';
import { ResidentMemory } from './residentMemory';

/** Items of one run of the sub-workflow: n8n keeps all items of an execution until it ends. */
const PORTION = 10_000;

/** Memory is flat if the second half needs at most so much more than the first. */
const MOST_GROWTH = 1.1;

const MOST_MS = 3_600_000;

/**
 * A million items through *User > Track*, in a real n8n: a workflow that loops over portions, each in a
 * sub-workflow, as n8n advises. All are recorded once, and the memory of n8n stays flat.
 *
 * @param args how many items, a million when absent
 */
export async function run([count = '1000000']: string[]): Promise<void> {
	const portions = Math.ceil(Number(count) / PORTION);
	const braze = await startCounter();
	const instance = await startInstance('drill-million', {
		EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none',
	});
	try {
		const url = await publish(instance.client, instance.server.url, braze.url, portions);
		const memory = new ResidentMemory(instance.server.pid);
		const beganAt = performance.now();
		const answer = await fetchFresh(url, { method: 'POST', signal: AbortSignal.timeout(MOST_MS) });
		const seconds = (performance.now() - beganAt) / 1_000;
		const { firstHalf, secondHalf } = memory.report();
		const sent = portions * PORTION;
		console.log(`${answer.status} after ${Math.round(seconds)} s:`, {
			sent,
			...braze.counts(),
			itemsPerSecond: Math.round(sent / seconds),
			'MB at most, first half': firstHalf,
			'MB at most, second half': secondHalf,
		});
		const { recorded, doubled } = braze.counts();
		if (answer.status !== 200 || recorded !== sent || doubled > 0)
			throw new Error('Not all is right');
		if (secondHalf > firstHalf * MOST_GROWTH) throw new Error('The memory of n8n grows');
	} finally {
		await instance.server.stop();
		braze.server.close();
	}
}

/** A Braze that takes everything and remembers of each event that it came, in one bit. */
async function startCounter() {
	const seen = new Set<number>();
	let events = 0;
	const server: Server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const body = JSON.parse(Buffer.concat(chunks).toString()) as {
				events: Array<{ properties: { number: number } }>;
			};
			for (const { properties } of body.events) {
				seen.add(properties.number);
				events++;
			}
			response.writeHead(201, { 'content-type': 'application/json' });
			response.end('{"message":"success"}');
		});
	});
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return { server, url, counts: () => ({ recorded: seen.size, doubled: events - seen.size }) };
}

const code = (jsCode: string) => ({
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: { jsCode } as INodeParameters,
});

/** Publishes both workflows. @returns the URL that starts the loop */
async function publish(client: N8nClient, n8nUrl: string, brazeUrl: string, portions: number) {
	const { id } = await client.createCredential('Braze', 'brazeApi', {
		...{ instance: 'custom', customUrl: brazeUrl, apiKey: randomUUID(), sameForAllItems: true },
	});
	const portion = await client.createWorkflow(
		chain('A portion', [
			{
				type: 'n8n-nodes-base.executeWorkflowTrigger',
				typeVersion: 1.1,
				parameters: { inputSource: 'passthrough' },
			},
			code(
				`const first = $input.first().json.portion * ${PORTION};
return Array.from({ length: ${PORTION} }, (_, at) => ({ json: { events: [{ external_id: 'guest-' + (first + at), name: 'visited', time: '2026-03-14T16:20:11Z', properties: { number: first + at } }] } }));`,
			),
			{
				type: 'n8n-nodes-punchh-braze.braze',
				typeVersion: 1,
				parameters: {
					...{ resource: 'user', operation: 'track', specifyObjects: 'json' },
					...{ objects: '={{ $json }}', options: { output: 'summary' } },
				},
				credentials: { brazeApi: { id, name: 'Braze' } },
			},
		]),
	);
	await client.publish(portion);
	const path = randomUUID();
	const all = await client.createWorkflow(loop(path, portions, portion.id));
	await client.publish(all);
	return `${n8nUrl}/webhook/${path}`;
}

/** The workflow that has each portion done after the other. */
function loop(path: string, portions: number, portionId: string) {
	const workflow = chain('A million', [
		{
			...{ type: 'n8n-nodes-base.webhook', typeVersion: 2.1, webhookId: path },
			parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', options: {} },
		},
		code(`return Array.from({ length: ${portions} }, (_, portion) => ({ json: { portion } }));`),
		{
			type: 'n8n-nodes-base.executeWorkflow',
			typeVersion: 1.2,
			parameters: {
				workflowId: { __rl: true, mode: 'id', value: portionId },
				workflowInputs: { mappingMode: 'defineBelow', value: {} },
				...{ mode: 'each', options: { waitForSubWorkflow: true } },
			},
		},
	]);
	return workflow;
}

/** Nodes one after the other. */
function chain(name: string, parts: Array<Partial<INode>>) {
	const nodes = parts.map((part, index) => ({
		...{ id: randomUUID(), name: `Node ${index}` },
		...{ position: [index * 220, 0], ...part },
	})) as INode[];
	const link = (to: INode) => ({ main: [[{ node: to.name, type: 'main' as const, index: 0 }]] });
	return {
		name,
		nodes,
		connections: Object.fromEntries(
			nodes.slice(1).map((node, index) => [nodes[index].name, link(node)]),
		),
		settings: { executionOrder: 'v1' as const },
	};
}
