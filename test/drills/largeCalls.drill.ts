import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import type { IDataObject, INode } from 'n8n-workflow';

import { webhookPath } from '../../playground/webhookPaths';
import { createCredential, startInstance, type Instance } from './instance';

/** A little less than n8n reads of a body. */
const BYTES = 15_900_000;

/** How much longer than plain text to the Punchh Trigger a call may hold n8n up. */
const MOST_MORE_MS = 150;

const ROUNDS = 5;

/** In place of a status: the connection ended without one. */
const ENDED = 0;

const filled = (unit: string) => unit.repeat(Math.floor(BYTES / unit.length));
const numbered = (open: string, one: (n: number) => string, close: string) => {
	const parts: string[] = [];
	for (let size = 0, n = 0; size < BYTES - 40; n++)
		size += parts[parts.push(one(n)) - 1].length + 1;
	return open + parts.join(open === '' ? '&' : ',') + close;
};

/** What a body can be made of to keep its reader busy. */
const SHAPES: Record<string, string> = {
	text: filled('x'),
	'deep lists': '['.repeat(BYTES / 2) + ']'.repeat(BYTES / 2),
	'many keys': numbered('{', (n) => `"k${n}":${n}`, '}'),
	'many texts': numbered('[', () => '""', ']'),
	'a form': numbered('', (n) => `k${n}=%41`, ''),
};

/** Types that n8n leaves to the node, or makes a text of; it parses the others before it asks a node. */
const TYPES_OF_OURS = ['text/plain', 'application/octet-stream'];
const TYPES_OF_N8N = ['application/json', 'application/x-www-form-urlencoded'];

/**
 * One anonymous call as large as n8n takes them, of every shape and type, to each trigger: how long n8n
 * answers nobody else. What n8n itself parses before it asks a node is only shown, next to n8n's own
 * Webhook node: it takes as long there.
 */
export async function run(): Promise<void> {
	const instance = await startInstance('drill-large', {
		N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
	});
	try {
		const urls = await publishAll(instance);
		const health = `${instance.server.url}/healthz`;
		const rows: Record<string, Record<string, number>> = {};
		for (const type of [...TYPES_OF_OURS, ...TYPES_OF_N8N]) {
			for (const [shape, body] of Object.entries(SHAPES)) {
				const row = (rows[`${type}, ${shape}`] = {} as Record<string, number>);
				for (const [name, url] of Object.entries(urls)) {
					row[name] = await heldUpMs(url, type, body, health);
				}
			}
		}
		console.table(rows);
		const slow = findSlow(rows);
		if (slow.length > 0) throw new Error(`Held up for too long: ${slow.join('; ')}`);
	} finally {
		await instance.server.stop();
	}
}

/** The calls that took too much longer than plain text to the Punchh Trigger. */
function findSlow(rows: Record<string, Record<string, number>>): string[] {
	const floor = rows['text/plain, text']['Punchh Trigger'];
	return Object.entries(rows)
		.filter(([call]) => TYPES_OF_OURS.some((type) => call.startsWith(type)))
		.flatMap(([call, row]) =>
			Object.entries(row)
				.filter(([name, ms]) => name !== 'Webhook' && ms > floor + MOST_MORE_MS)
				.map(([name, ms]) => `${call} to ${name}, ${ms} ms and not ${floor}`),
		);
}

/** The longest that n8n's health check took while it was sent such a call; the median of some calls. */
async function heldUpMs(url: string, type: string, body: string, health: string): Promise<number> {
	const rounds: number[] = [];
	for (let round = 0; round < ROUNDS; round++)
		rounds.push(await heldUpOnceMs(url, type, body, health));
	return Math.round(rounds.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]);
}

async function heldUpOnceMs(
	url: string,
	type: string,
	body: string,
	health: string,
): Promise<number> {
	const bytes = Buffer.from(body);
	let isOver = false;
	const called = status(url, { method: 'POST', headers: { 'Content-Type': type } }, bytes);
	const over = called.then((answer) => {
		isOver = true;
		return answer;
	});
	let longest = 0;
	while (!isOver) {
		const beganAt = performance.now();
		await status(health);
		longest = Math.max(longest, performance.now() - beganAt);
		await new Promise((resolve) => setTimeout(resolve, 2));
	}
	const answer = await over;
	if (answer !== ENDED && (answer < 400 || answer > 499))
		throw new Error(`${url} has answered with ${answer}`);
	return longest;
}

async function status(
	url: string,
	init: { method?: string; headers?: Record<string, string> } = {},
	body?: Buffer,
): Promise<number> {
	return await new Promise((resolve, reject) => {
		const call = request(url, { agent: false, ...init }, (response) => {
			response.resume();
			response.once('end', () => resolve(response.statusCode ?? 0));
		});
		// n8n ends a connection whose request it does not read any more.
		call.on('error', (error: Error & { code?: string }) => {
			if (error.code === 'EPIPE' || error.code === 'ECONNRESET') resolve(ENDED);
			else reject(error);
		});
		call.end(body);
	});
}

/** The triggers with each kind of proof, and n8n's own node with a secret header. */
async function publishAll(instance: Instance): Promise<Record<string, string>> {
	const { client } = instance;
	const make = async (type: string, data: IDataObject) => {
		const { id } = await client.createCredential(type, type, data);
		return { [type]: { id, name: type } };
	};
	const brazeTrigger = 'n8n-nodes-punchh-braze.brazeTrigger';
	const header = { scheme: 'header', headerName: 'X-Secret', headerSecret: 'a-long-secret' };
	const hmac = { scheme: 'hmac', secret: 'a-long-secret', windowMinutes: 1_500 };
	const punchh = { punchhWebhookApi: await createCredential(client) };
	return {
		'Punchh Trigger': await publish(instance, 'n8n-nodes-punchh-braze.punchhTrigger', punchh, {
			events: ['guest'],
		}),
		'Braze Trigger, header': await publish(
			instance,
			brazeTrigger,
			await make('brazeWebhookApi', header),
		),
		'Braze Trigger, signature': await publish(
			instance,
			brazeTrigger,
			await make('brazeWebhookApi', hmac),
		),
		Webhook: await publish(
			instance,
			'n8n-nodes-base.webhook',
			await make('httpHeaderAuth', { name: 'X-Secret', value: 'a-long-secret' }),
			{ httpMethod: 'POST', path: randomUUID(), authentication: 'headerAuth' },
		),
	};
}

async function publish(
	{ client, server }: Instance,
	type: string,
	credentials: NonNullable<INode['credentials']>,
	parameters: IDataObject = {},
): Promise<string> {
	const webhookId = randomUUID();
	const trigger = {
		id: randomUUID(),
		name: 'Trigger',
		type,
		typeVersion: 2,
		position: [0, 0],
		webhookId,
		parameters,
		credentials,
	} as INode;
	const workflow = await client.createWorkflow({
		name: type,
		nodes: [trigger],
		connections: {},
		settings: { executionOrder: 'v1' },
	});
	await client.publish(workflow);
	const path = typeof parameters.path === 'string' ? parameters.path : webhookPath(trigger);
	return `${server.url}/webhook/${path}`;
}
