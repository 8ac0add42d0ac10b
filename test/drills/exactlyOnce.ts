import { setTimeout as sleep } from 'node:timers/promises';

import type { Webhook } from '../../sandbox/punchh/webhooks/types';
import { PunchhWebhooks } from '../../sandbox/punchh/webhooks/webhooks';
import { Clock } from '../../sandbox/shared/clock';
import { EVENT_TYPES, type Envelope } from '../../sandbox/punchh/webhooks/events';
import type { PublishedTrigger, Storage } from './instance';
import { emitted } from './instance';

/** How the events arrived in the workflow. */
export interface Arrival {
	sent: number;
	/** Requests, duplicates and repetitions included. */
	requests: number;
	executions: number;
	missing: string[];
	doubled: string[];
	failed: number;
	seconds: number;
}

/** A twentieth comes twice, out of order. */
const DISTURBANCES = { duplicates: 0.05, reorderWindow: 20 };

/** How the events are sent. */
interface Sending {
	connections?: number;
	/** How many times faster than Punchh the sender gives up and retries. */
	timeScale?: number;
}

/** Has the sandbox send events as Punchh would, and looks at what came out of the trigger. */
export async function sendAndCompare(
	storage: Storage,
	{ id, url }: PublishedTrigger,
	events: Envelope[],
	{ connections = 50, timeScale = 1 }: Sending = {},
): Promise<Arrival> {
	const webhooks = new PunchhWebhooks(new Clock(timeScale));
	Object.assign(webhooks.knobs, DISTURBANCES, { connections, keep: 2 * events.length });
	const beganAt = performance.now();
	try {
		await register(webhooks, url);
		for (const event of events) webhooks.publish(event);
		await webhooks.idle();
		const seconds = (performance.now() - beganAt) / 1_000;
		const { deliveries } = webhooks;
		return {
			sent: events.length,
			requests: deliveries.reduce((sum, { attempts }) => sum + attempts.length, 0),
			failed: deliveries.filter(({ state }) => state !== 'DELIVERED').length,
			seconds,
			...(await compare(
				storage,
				id,
				events.map(({ content_id: contentId }) => contentId),
			)),
		};
	} finally {
		webhooks.close();
	}
}

/** Has all events sent to the webhook at a URL. */
export async function register(webhooks: PunchhWebhooks, url: string): Promise<Webhook> {
	const { origin, pathname } = new URL(url);
	return await webhooks.register({
		name: 'Drill',
		baseUrl: origin,
		endPoint: pathname,
		authentication: 'hmacSha256',
		events: [...EVENT_TYPES],
		active: true,
	});
}

/** Compares what was sent with what came out, once n8n has written everything. */
export async function compare(storage: Storage, workflowId: string, sent: string[]) {
	const executions = await settled(storage, workflowId);
	const times = new Map<string, number>(sent.map((contentId) => [contentId, 0]));
	for (const contentId of executions.flat()) {
		times.set(contentId, (times.get(contentId) ?? 0) + 1);
	}
	return {
		executions: executions.length,
		missing: [...times].filter(([, count]) => count === 0).map(([contentId]) => contentId),
		doubled: [...times].filter(([, count]) => count > 1).map(([contentId]) => contentId),
	};
}

/** The states of an execution that n8n has not ended. */
const UNDER_WAY = ['new', 'running', 'waiting'];

/**
 * What came out, one list of content_ids for each execution. The last executions are written after
 * their event was acknowledged, and under a limit of n8n some wait for their turn, so this waits until
 * all have ended and no more come, however many there are: some may have come twice.
 *
 * @param wanted if all of these have come out, there is no need to wait
 */
export async function settled(storage: Storage, workflowId: string, wanted?: string[]) {
	let before = -1;
	for (;;) {
		const executions = await emitted(storage, workflowId);
		const contentIds = executions.map((execution) => execution.contentIds);
		const came = contentIds.flat();
		const count = came.length;
		if (wanted?.every((contentId) => came.includes(contentId))) return contentIds;
		const isUnderWay = executions.some(({ status }) => UNDER_WAY.includes(status));
		if (count === before && !isUnderWay) return contentIds;
		before = count;
		await sleep(2_000);
	}
}
