import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import getPort from 'get-port';
import type { INode, INodeParameters } from 'n8n-workflow';

import { fetchFresh } from '../../playground/fetchFresh';
import { DATA } from '../../playground/paths';
import { startStack, type Stack } from '../../playground/stack';
import { PUNCHH_KEYS } from '../../sandbox/punchh/seed';
import { backfill, guestsFrom, seed, type GuestRow } from '../drills/backfillFiles';
import { cpuMs, mean, ratio } from './calls.load';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);

const GUESTS = Number(process.env.BENCH_GUESTS ?? 2_000);

/** As many at once as the example sends. */
const AT_ONCE = 10;

const MOST_MS = 1_800_000;

interface Way {
	name: string;
	run: (stack: Stack, guests: GuestRow[]) => Promise<unknown>;
}

/**
 * Guests who get their external IDs through the backfill example as shipped, which checks the file, asks
 * and remembers each guest, beside a loop of two HTTP Request nodes made by hand, which does not.
 * BENCH_GUESTS sets how many guests a round has.
 */
export async function run(): Promise<void> {
	const userFolder = join(DATA, 'bench-backfill');
	await rm(userFolder, { recursive: true, force: true });
	const n8nPort = await getPort({ host: '127.0.0.1' });
	const stack = await startStack({ userFolder, n8nPort, sandboxOptions: {}, say: () => {} });
	try {
		stack.sandbox.punchh.knobs.keepRequests = 0;
		const byHand = await publishByHand(stack);
		console.table(
			await compare(stack, [
				{
					name: 'Loop, HTTP Request, HTTP Request',
					run: async (_, rows) => await post(byHand, rows),
				},
				{ name: 'the example', run: async (one, rows) => await backfill(one, rows, MOST_MS) },
			]),
		);
	} finally {
		await stack.stop();
	}
}

async function compare(stack: Stack, ways: Way[]) {
	const took = ways.map((): Array<{ perSecond: number; cpuMs: number }> => []);
	let first = 0;
	for (let round = -1; round < ROUNDS; round++) {
		for (const turn of ways.keys()) {
			const at = (turn + ROUNDS + round) % ways.length;
			// The first round is about compiling.
			const guests = guestsFrom(first, round < 0 ? GUESTS / 4 : GUESTS);
			first += guests.length;
			seed(stack, guests);
			const cpuBefore = cpuMs(stack.n8n.pid);
			const beganAt = performance.now();
			await ways[at].run(stack, guests);
			const perSecond = (guests.length * 1_000) / (performance.now() - beganAt);
			expectAll(stack, guests);
			const cpu = (cpuMs(stack.n8n.pid) - cpuBefore) / guests.length;
			if (round >= 0) took[at].push({ perSecond, cpuMs: cpu });
		}
	}
	const rate = (at: number) => mean(took[at].map(({ perSecond }) => perSecond));
	const cpu = (at: number) => mean(took[at].map((one) => one.cpuMs));
	return Object.fromEntries(
		ways.map(({ name }, at) => [
			name,
			{
				'guests a second': took[at].map(({ perSecond }) => Math.round(perSecond)).join(', '),
				'times as many': ratio(rate(at), rate(0)),
				"of n8n's CPU a guest": ratio(cpu(at), cpu(0)),
			},
		]),
	);
}

function expectAll({ sandbox }: Stack, guests: GuestRow[]): void {
	const ids = new Map(sandbox.punchh.guests.map((one) => [one.email, one.external_source_id]));
	const wrong = guests.filter(({ email, crm }) => ids.get(email) !== crm);
	if (wrong.length > 0) throw new Error(`${wrong.length} guests do not have their external ID`);
}

async function post(url: string, guests: GuestRow[]): Promise<void> {
	const response = await fetchFresh(url, {
		...{ method: 'POST', headers: { 'content-type': 'application/json' } },
		...{ body: JSON.stringify({ guests }), signal: AbortSignal.timeout(MOST_MS) },
	});
	if (!response.ok) throw new Error(`n8n: ${response.status} ${await response.text()}`);
}

/** A node that calls Punchh with the key in a credential, as n8n advises. */
const httpRequest = (id: string, parameters: INodeParameters) => ({
	...{ type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2 },
	credentials: { httpHeaderAuth: { id, name: 'Punchh key' } },
	parameters: {
		...{ authentication: 'genericCredentialType', genericAuthType: 'httpHeaderAuth' },
		...parameters,
	} as INodeParameters,
});

/** The nodes, in their order. */
function partsOf(path: string, api: string, credentialId: string) {
	const parts: Array<Partial<INode> & { name: string }> = [
		{
			name: 'Webhook',
			...{ type: 'n8n-nodes-base.webhook', typeVersion: 2.1, webhookId: path },
			parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', options: {} },
		},
		{
			name: 'Rows',
			...{ type: 'n8n-nodes-base.code', typeVersion: 2 },
			parameters: { jsCode: 'return $json.body.guests.map((json) => ({ json }));' },
		},
		{
			name: 'Loop',
			...{ type: 'n8n-nodes-base.splitInBatches', typeVersion: 3 },
			parameters: { batchSize: AT_ONCE, options: {} },
		},
		{
			name: 'Find',
			...httpRequest(credentialId, {
				url: `=${api}/info?email={{ encodeURIComponent($json.email) }}`,
			}),
		},
		{ name: 'Update', ...httpRequest(credentialId, { ...UPDATE, url: api }) },
	];
	return parts.map((part, index) => ({
		...{ id: randomUUID(), position: [index * 220, 0], ...part },
	})) as INode[];
}

const UPDATE: INodeParameters = {
	...{ method: 'PATCH', sendBody: true, specifyBody: 'json' },
	jsonBody:
		"={{ { id: $json.id, email: $json.email, user: { external_source: 'customer_id', external_source_id: $('Loop').item.json.crm } } }}",
};

/** @returns the URL that takes the rows, and answers when all are updated */
async function publishByHand({ client, n8n, sandbox }: Stack): Promise<string> {
	const path = randomUUID();
	const { id } = await client.createCredential('Punchh key', 'httpHeaderAuth', {
		...{ name: 'Authorization', value: `Bearer ${PUNCHH_KEYS.admin}` },
	});
	const to = (node: string) => ({ node, type: 'main' as const, index: 0 });
	const workflow = await client.createWorkflow({
		name: 'Backfill by hand',
		nodes: partsOf(path, `${sandbox.punchhUrl}/api2/dashboard/users`, id),
		connections: {
			Webhook: { main: [[to('Rows')]] },
			Rows: { main: [[to('Loop')]] },
			Loop: { main: [[], [to('Find')]] },
			Find: { main: [[to('Update')]] },
			Update: { main: [[to('Loop')]] },
		},
		settings: { executionOrder: 'v1' },
	});
	await client.publish(workflow);
	return `${n8n.url}/webhook/${path}`;
}
