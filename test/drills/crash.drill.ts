import type { IDataObject } from 'n8n-workflow';

import { freshEvents, type Envelope } from '../../sandbox/webhooks/events';
import { sendEvent } from '../../sandbox/webhooks/send';
import { settled } from './exactlyOnce';
import {
	createCredential,
	kill,
	publishTrigger,
	restart,
	startInstance,
	type Instance,
	type PublishedTrigger,
} from './instance';

const WAYS: Record<string, IDataObject> = {
	'one by one': {},
	grouped: { groupEvents: true, maxEvents: 20, maxWait: 50 },
	'acknowledged when the workflow has succeeded': { acknowledge: 'lastNode' },
};

const ENV = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };
const CONNECTIONS = 50;

/** n8n is killed at some time while it takes events. */
const KILLED_AFTER_MS = { earliest: 1_000, latest: 3_000 };

/**
 * n8n is killed again and again while events come in, as if the power failed. What got no 200 is
 * sent again, as Punchh does: all of it must come through, whatever n8n had stored when it died.
 *
 * @param args how often n8n is killed for each way, 5 times when absent
 */
export async function run([rounds = '5']: string[]): Promise<void> {
	const instance = await startInstance('drill-crash', ENV);
	let missing = 0;
	try {
		const credential = await createCredential(instance.client);
		for (const [way, parameters] of Object.entries(WAYS)) {
			const trigger = await publishTrigger(instance, credential, way, parameters);
			for (let round = 1; round <= Number(rounds); round++) {
				const result = await killWhileTaking(instance, trigger);
				console.log(`${way}, round ${round}:`, result);
				missing += result.missing;
			}
		}
	} finally {
		await instance.server.stop();
	}
	if (missing > 0) throw new Error('Events that got no 200 were dropped when they came again');
}

async function killWhileTaking(instance: Instance, trigger: PublishedTrigger) {
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

	await restart(instance, ENV);
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
