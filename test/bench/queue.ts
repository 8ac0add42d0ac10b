import type { IDataObject } from 'n8n-workflow';

import { createCredential, publishTrigger } from '../drills/instance';
import { Balancer } from '../drills/queue/balancer';
import { startCluster, type Cluster, type Member } from '../drills/queue/cluster';
import { load, mean, ratio } from './calls.load';

const ROUNDS = 2;
const CONNECTIONS = 100;

/** How many processes take webhooks, and how many run workflows. */
const SHAPES = [
	{ webhooks: 1, workers: 1 },
	{ webhooks: 2, workers: 1 },
	{ webhooks: 1, workers: 2 },
	{ webhooks: 2, workers: 2 },
];

/** An event counts when its workflow has ended, so that workers cannot fall behind unseen. */
const WAYS: Record<string, IDataObject> = {
	grouped: { acknowledge: 'lastNode', groupEvents: true, maxEvents: 75, maxWait: 250 },
	'one by one': { acknowledge: 'lastNode', groupEvents: false },
};

/**
 * Events a second in queue mode (PostgreSQL, Redis), by the number of processes. Everything shares the
 * cores of this machine: more processes than cores show what they cost, not what they bring.
 */
export async function run(): Promise<void> {
	const cluster = await startCluster(() => {});
	try {
		const credential = await createCredential(cluster.client);
		const paths: Record<string, string> = {};
		for (const [way, parameters] of Object.entries(WAYS)) {
			const { url } = await publishTrigger(cluster, credential, way, parameters);
			paths[way] = new URL(url).pathname;
		}
		console.table(await curve(cluster, paths));
	} finally {
		await cluster.stop();
	}
}

async function curve(cluster: Cluster, paths: Record<string, string>) {
	const rates = SHAPES.map((): Record<string, number[]> => ({}));
	for (let round = 0; round < ROUNDS; round++) {
		for (const turn of SHAPES.keys()) {
			const at = round % 2 === 0 ? turn : SHAPES.length - 1 - turn;
			const { webhooks, workers } = SHAPES[at];
			await keepUp(cluster.webhooks, webhooks);
			await keepUp(cluster.workers, workers);
			for (const [way, path] of Object.entries(paths)) {
				(rates[at][way] ??= []).push(await measure(cluster.webhooks.slice(0, webhooks), path));
			}
		}
	}
	const rows = SHAPES.map(({ webhooks, workers }, at) => {
		const cells = Object.keys(WAYS).map((way) => [
			way,
			`${Math.round(mean(rates[at][way]))}/s, ${ratio(mean(rates[at][way]), mean(rates[0][way]))}`,
		]);
		const name = `${webhooks} for webhooks, ${workers} for workflows`;
		return [name, Object.fromEntries(cells) as object];
	});
	return Object.fromEntries(rows) as Record<string, object>;
}

/** The first so many run, the others do not. */
async function keepUp(members: Member[], count: number): Promise<void> {
	for (const [index, member] of members.entries()) {
		await member.kill();
		if (index < count) await member.start();
	}
}

async function measure(webhooks: Member[], path: string): Promise<number> {
	const balancer = await new Balancer(webhooks.map(({ port }) => port)).listen();
	balancer.copies = 'together';
	try {
		const receiver = { url: balancer.url + path, method: 'POST' as const };
		await load(receiver, CONNECTIONS, 3);
		const { '2xx': taken, duration } = await load(
			receiver,
			CONNECTIONS,
			Number(process.env.BENCH_SECONDS ?? 6),
		);
		return taken / duration;
	} finally {
		balancer.close();
	}
}
