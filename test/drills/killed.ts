import { setTimeout as sleep } from 'node:timers/promises';

import { sendAgain, sendUntil } from './disturbed';
import { settled } from './exactlyOnce';
import { kill, restart, type Instance, type PublishedTrigger } from './instance';

/** n8n is killed at some time while it takes events. */
const KILLED_AFTER_MS = { earliest: 1_000, latest: 3_000 };

/** What became of events around the death of n8n. */
export interface Survival {
	acknowledged: number;
	/** Events that got no 200, and were sent again to the n8n that was started anew. */
	sentAgain: number;
	/** Those of them that again got no 200. */
	notTaken: number;
	/** Those of them that came through in no execution. */
	missing: number;
}

/**
 * Kills n8n while it takes events, as if the power failed, starts it anew, and sends again what got
 * no 200, as Punchh does.
 *
 * @param env settings of n8n when it is started anew
 */
export async function killWhileTaking(
	instance: Instance,
	{ id, url }: PublishedTrigger,
	env: Record<string, string>,
): Promise<Survival> {
	const { earliest, latest } = KILLED_AFTER_MS;
	const killAfterMs = earliest + Math.random() * (latest - earliest);
	const killed = async () => {
		await sleep(killAfterMs);
		await kill(instance);
	};
	const { acknowledged, refused } = await sendUntil(url, killed());

	await restart(instance, env);
	const notTaken = await sendAgain(url, refused);
	const emitted = new Set((await settled(instance, id)).flat());
	return {
		acknowledged: acknowledged.length,
		sentAgain: refused.length,
		notTaken: notTaken.length,
		missing: refused.filter(({ content_id: contentId }) => !emitted.has(contentId)).length,
	};
}
