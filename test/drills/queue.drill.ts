import type { IDataObject } from 'n8n-workflow';

import { freshEvents } from '../../sandbox/punchh/webhooks/events';
import { sendAndCompare } from './exactlyOnce';
import { createCredential, publishTrigger } from './instance';
import { startCluster, type Cluster } from './queue/cluster';
import { copiesApart } from './queue/converging';
import { disturb, DISTURBANCES } from './queue/disturbances';
import { workInVendors } from './queue/vendors';

const GROUPED = { groupEvents: true, maxEvents: 75, maxWait: 250 };

/** The ways in which events are taken of which every copy comes to the same process. */
const WAYS: Record<string, { parameters: IDataObject; share: number }> = {
	'one by one': { parameters: {}, share: 0.25 },
	grouped: { parameters: GROUPED, share: 1 },
	'grouped, acknowledged when the workflow has succeeded': {
		parameters: { ...GROUPED, acknowledge: 'lastNode' },
		share: 0.5,
	},
};

type Step = (
	cluster: Cluster,
	credential: { id: string; name: string },
) => Promise<{ holds: boolean }>;

/**
 * n8n's queue mode: PostgreSQL, Redis, two processes that take webhooks, two that run workflows.
 * Events come in, some twice, out of order; then processes are killed, and Redis and PostgreSQL are
 * taken away.
 *
 * @param args how many events at most, 2,000 when absent
 */
export async function run([count = '2000']: string[]): Promise<void> {
	const broken: string[] = [];
	const cluster = await startCluster();
	try {
		const credential = await createCredential(cluster.client);
		for (const [name, step] of Object.entries(steps(Number(count)))) {
			const { holds, ...found } = await step(cluster, credential);
			console.log(`${holds ? 'holds' : 'BROKEN'}: ${name}`, found);
			if (!holds) broken.push(name);
		}
	} finally {
		await cluster.stop();
	}
	if (broken.length > 0) throw new Error(`Does not hold: ${broken.join('; ')}`);
}

function steps(count: number): Record<string, Step> {
	const all: Record<string, Step> = {};
	for (const [way, { parameters, share }] of Object.entries(WAYS)) {
		all[`copies come to the same process, ${way}`] = async (cluster, credential) =>
			await copiesTogether(cluster, credential, parameters, count * share);
	}
	all['copies come to different processes'] = async (cluster, credential) =>
		await copiesApart(cluster, credential, GROUPED, count);
	all['the workers send to Braze and to Punchh'] = workInVendors;
	for (const name of Object.keys(DISTURBANCES)) {
		all[name] = async (cluster, credential) => await disturb(cluster, credential, name);
	}
	return all;
}

/** Where every copy comes to the same process, each event comes through once. */
async function copiesTogether(
	cluster: Cluster,
	credential: { id: string; name: string },
	parameters: IDataObject,
	count: number,
) {
	const trigger = await publishTrigger(cluster, credential, 'copies together', parameters);
	cluster.server.copies = 'together';
	const { missing, doubled, seconds, ...counts } = await sendAndCompare(
		cluster,
		trigger,
		freshEvents(count),
	);
	const wrong = missing.length + doubled.length + counts.failed;
	return {
		...counts,
		missing: missing.length,
		doubled: doubled.length,
		eventsPerSecond: Math.round(counts.sent / seconds),
		holds: wrong === 0,
	};
}
