import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';

import { freshEvents } from '../../sandbox/punchh/webhooks/events';
import { sendAndCompare, type Arrival } from './exactlyOnce';
import {
	createCredential,
	publishTrigger,
	restart,
	startInstance,
	type Instance,
	type PublishedTrigger,
} from './instance';

const GROUPED = { groupEvents: true, maxEvents: 25, maxWait: 250 };
const SUCCEEDED = { acknowledge: 'lastNode' };

/** The ways in which the events are taken. They share n8n's limit. */
const WAYS: Record<string, IDataObject> = {
	'one by one': {},
	'one by one, when the workflow has succeeded': SUCCEEDED,
	grouped: GROUPED,
	'grouped, when the workflow has succeeded': { ...GROUPED, ...SUCCEEDED },
};

/** Limits of n8n, and whether n8n is restarted while the events come in. */
const ROUNDS = [
	{ limit: '1', isRestarted: false },
	{ limit: '5', isRestarted: false },
	{ limit: '1', isRestarted: true },
];

/** How long the node behind the trigger takes. */
const SLOW_MS = 150;

const RESTART_AFTER_MS = 20_000;

/**
 * n8n runs only so many executions at once and lets the others wait, for far longer than Punchh waits
 * for an answer. Punchh sends again and again, and still each event runs once. After a restart an
 * event may run twice if n8n had stored it and not yet answered: n8n goes on with what it stored.
 *
 * @param args how many events in each round, 1,000 when absent, and how many times faster than Punchh
 *   the sender gives up and retries, 1 when absent
 */
export async function run([count = '1000', timeScale = '1']: string[]): Promise<void> {
	const slow = await startSlowServer();
	let wrong = 0;
	try {
		for (const { limit, isRestarted } of ROUNDS) {
			const env = {
				N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
				N8N_CONCURRENCY_PRODUCTION_LIMIT: limit,
			};
			const instance = await startInstance('drill-limits', env, () => {});
			try {
				const triggers = await publishAll(instance, slow.url);
				const each = Math.ceil(Number(count) / triggers.length);
				const sending = { connections: each, timeScale: Number(timeScale) };
				const arrivals = triggers.map(
					async (trigger) => await sendAndCompare(instance, trigger, freshEvents(each), sending),
				);
				if (isRestarted) {
					await sleep(RESTART_AFTER_MS);
					await restart(instance, env);
				}
				const seen = shown(await Promise.all(arrivals));
				console.log(`Limit ${limit}${isRestarted ? ', restarted in the middle' : ''}:`);
				console.table(seen);
				for (const { missing, doubled } of Object.values(seen)) {
					wrong += missing + (isRestarted ? 0 : doubled);
				}
			} finally {
				await instance.server.stop();
			}
		}
	} finally {
		slow.server.close();
	}
	if (wrong > 0) throw new Error(`${wrong} events are missing or doubled`);
}

/** Answers each call after a while. */
async function startSlowServer(): Promise<{ server: Server; url: string }> {
	const server = createServer((_request, response) => {
		setTimeout(() => response.end('{}'), SLOW_MS);
	});
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function publishAll(instance: Instance, url: string): Promise<PublishedTrigger[]> {
	const credential = await createCredential(instance.client);
	const slow = { type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, parameters: { url } };
	const triggers: PublishedTrigger[] = [];
	for (const [way, parameters] of Object.entries(WAYS)) {
		const options = { ...slow, executeOnce: true };
		triggers.push(await publishTrigger(instance, credential, way, parameters, options));
	}
	return triggers;
}

function shown(arrivals: Arrival[]) {
	return Object.fromEntries(
		Object.keys(WAYS).map((way, at) => {
			const { sent, requests, executions, missing, doubled, seconds } = arrivals[at];
			return [
				way,
				{
					sent,
					requests,
					executions,
					missing: missing.length,
					doubled: doubled.length,
					seconds: Math.round(seconds),
				},
			];
		}),
	);
}
