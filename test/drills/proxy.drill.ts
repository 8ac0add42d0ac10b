import { setTimeout as sleep } from 'node:timers/promises';

import { sendAgain, sendUntil } from './disturbed';
import { compare } from './exactlyOnce';
import {
	createCredential,
	kill,
	publishTrigger,
	restart,
	startInstance,
	type Instance,
} from './instance';
import { startProxy } from './queue/proxy';

/** As often as Punchh sends again after a 5xx. */
const TRIES = 7;

/** Few, because a restart takes long enough for thousands of events that are all sent again at once. */
const CONNECTIONS = 4;

/** Punchh sends again what was answered with 5xx; of 4xx no page says so. */
const UNANSWERED = 'n8n has answered before it was ready';

/** The undisturbed time before and after. */
const QUIET_MS = 2_000;

/**
 * n8n is restarted while events come through the guide's proxy: what is answered with 200 has come in, and what
 * n8n answers by itself while it starts, 200 and then 404, nobody hears.
 *
 * @param args how often it is restarted, 4 times when absent; every other time after it was killed
 */
export async function run([rounds = '4']: string[]): Promise<void> {
	const instance = await startInstance('drill-proxy', ENV);
	const proxy = await startProxy(instance.userFolder, instance.port);
	try {
		const credential = await createCredential(instance.client);
		const { id, url } = await publishTrigger(instance, credential, 'behind the proxy', GROUPED);
		const address = `http://127.0.0.1:${proxy.port}${new URL(url).pathname}`;
		for (let round = 1; round <= Number(rounds); round++) {
			const { acknowledged, refused, refusals } = await sendUntil(
				address,
				restarted(instance, round),
				CONNECTIONS,
			);
			const notTaken = await sendAgain(address, refused, TRIES);
			const sent = [...acknowledged, ...refused].map((event) => event.content_id);
			const { missing, doubled } = await compare(instance, id, sent);
			console.log(`round ${round}:`, {
				acknowledged: acknowledged.length,
				sentAgain: refused.length,
				answers: [...refusals],
				notTaken: notTaken.length,
				missing: missing.length,
				doubled: doubled.length,
			});
			if (refused.length === 0) throw new Error('n8n was not away');
			if ([...refusals].some((status) => status < 500)) throw new Error(UNANSWERED);
			if (notTaken.length + missing.length > 0) throw new Error('Events were lost');
		}
	} finally {
		await proxy.stop();
		await instance.server.stop();
	}
}

const ENV = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

const GROUPED = { groupEvents: true, maxEvents: 10, maxWait: 200 };

async function restarted(instance: Instance, round: number): Promise<void> {
	await sleep(QUIET_MS);
	if (round % 2 === 0) await kill(instance);
	await restart(instance, ENV);
	await sleep(QUIET_MS);
}
