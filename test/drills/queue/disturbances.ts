import type { IDataObject } from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';

import { sendAgain, sendUntil } from '../disturbed';
import { NO_OPERATION, publishTrigger } from '../instance';
import type { Cluster } from './cluster';
import { ended } from './ended';

/** What happens while events come in, and how it is put right. */
interface Disturbance {
	parameters: IDataObject;
	/** The node behind the trigger. */
	next: typeof NO_OPERATION;
	disturb: (cluster: Cluster) => Promise<void>;
	mend?: (cluster: Cluster) => Promise<void>;
	/** Whether executions that were under way, of acknowledged events, may fail and keep none of them. */
	losesRunning?: boolean;
}

const GROUPED = { groupEvents: true, maxEvents: 10, maxWait: 200 };
const SUCCEEDED = { ...GROUPED, acknowledge: 'lastNode' };

/** A workflow that takes a second, so that it is caught in the middle. */
const SLOW = { type: 'n8n-nodes-base.wait', typeVersion: 1.1, parameters: { amount: 1 } };

const AWAY_MS = 4_000;

const away = (service: 'redis' | 'postgres') => async (cluster: Cluster) => {
	await cluster.services[service].stop();
	await sleep(AWAY_MS);
	await cluster.services[service].start();
	await sleep(1_000);
};
const killWorker = {
	next: SLOW,
	disturb: async ({ workers }: Cluster) => await workers[0].kill(),
	mend: async ({ workers }: Cluster) => await workers[0].start(),
};

export const DISTURBANCES: Record<string, Disturbance> = {
	'a worker is killed, acknowledged when the workflow has succeeded': {
		parameters: SUCCEEDED,
		...killWorker,
	},
	'a worker is killed, acknowledged when stored': {
		parameters: GROUPED,
		...killWorker,
		losesRunning: true,
	},
	'a webhook process is killed': {
		parameters: GROUPED,
		next: NO_OPERATION,
		disturb: async ({ webhooks }) => {
			await webhooks[0].kill();
			await sleep(1_000);
		},
		mend: async ({ webhooks }) => await webhooks[0].start(),
	},
	'Redis is away': {
		parameters: GROUPED,
		next: NO_OPERATION,
		disturb: away('redis'),
		losesRunning: true,
	},
	'Redis is away, acknowledged when the workflow has succeeded': {
		parameters: SUCCEEDED,
		next: SLOW,
		disturb: away('redis'),
	},
	'PostgreSQL is away': {
		parameters: GROUPED,
		next: NO_OPERATION,
		disturb: away('postgres'),
		losesRunning: true,
	},
};

/** What became of the events. */
export interface Outcome {
	acknowledged: number;
	/** Events that got no 200 and were sent again. */
	sentAgain: number;
	/** Those of them that got none in the end. */
	notTaken: number;
	/** Events, acknowledged or sent again, that came through in no execution that succeeded. */
	missing: number;
	/** Events that came through in more than one. */
	twice: number;
	failedExecutions: number;
	/** Whether this is as it has to be. */
	holds: boolean;
}

/** The undisturbed time before. */
const BEFORE_MS = 2_000;

/** As often as Punchh sends again after a 5xx. */
const TRIES = 7;

/** Lets something happen while events come in, sends again what got no 200, and looks at all. */
export async function disturb(
	cluster: Cluster,
	credential: { id: string; name: string },
	name: string,
): Promise<Outcome> {
	const { parameters, next, disturb: happen, mend, losesRunning } = DISTURBANCES[name];
	const { id, url } = await publishTrigger(cluster, credential, name, parameters, next);
	const happened = sleep(BEFORE_MS).then(async () => await happen(cluster));
	const { acknowledged, refused } = await sendUntil(url, happened);
	await mend?.(cluster);
	const notTaken = await sendAgain(url, refused, TRIES);

	const executions = await ended(cluster, id);
	const times = new Map<string, number>();
	for (const { status, contentIds } of executions) {
		if (status !== 'success') continue;
		for (const contentId of contentIds) times.set(contentId, (times.get(contentId) ?? 0) + 1);
	}
	const isMissing = ({ content_id: contentId }: { content_id: string }) => !times.has(contentId);
	const failedExecutions = executions.filter(({ status }) => status !== 'success').length;
	const missing = [...acknowledged, ...refused].filter(isMissing).length;
	const mayMiss = losesRunning ? failedExecutions * GROUPED.maxEvents : 0;
	return {
		acknowledged: acknowledged.length,
		sentAgain: refused.length,
		notTaken: notTaken.length,
		missing,
		twice: [...times.values()].filter((count) => count > 1).length,
		failedExecutions,
		holds: notTaken.length === 0 && missing <= mayMiss,
	};
}
