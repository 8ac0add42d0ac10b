import { freshEvents, type Envelope } from '../../sandbox/webhooks/events';
import { sendEvent } from '../../sandbox/webhooks/send';
import { settled } from './exactlyOnce';
import { kill, restart, type Instance, type PublishedTrigger } from './instance';

const CONNECTIONS = 50;

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
	trigger: PublishedTrigger,
	env: Record<string, string>,
): Promise<Survival> {
	const refused: Envelope[] = [];
	let acknowledged = 0;
	let isDead = false;
	const sendOn = async () => {
		while (!isDead) {
			const [event] = freshEvents(1);
			const isTaken = await isAnswered(trigger, event);
			if (isTaken) acknowledged++;
			else refused.push(event);
		}
	};
	const senders = Promise.all(Array.from({ length: CONNECTIONS }, sendOn));
	const { earliest, latest } = KILLED_AFTER_MS;
	const killAfterMs = earliest + Math.random() * (latest - earliest);
	await new Promise((resolve) => setTimeout(resolve, killAfterMs));
	isDead = true;
	await kill(instance);
	await senders;

	await restart(instance, env);
	const answers = await Promise.all(refused.map(async (event) => await isAnswered(trigger, event)));
	const emitted = new Set((await settled(instance, trigger.id)).flat());
	return {
		acknowledged,
		sentAgain: refused.length,
		notTaken: answers.filter((isTaken) => !isTaken).length,
		missing: refused.filter(({ content_id: id }) => !emitted.has(id)).length,
	};
}

/** Whether the event got its 200; not when n8n was gone. */
async function isAnswered({ url }: PublishedTrigger, event: Envelope): Promise<boolean> {
	return await sendEvent(url, 'hmacSha256', event).then(
		({ status }) => status === 200,
		() => false,
	);
}
