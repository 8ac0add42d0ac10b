import getPort from 'get-port';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { DATA } from '../../playground/paths';
import { startStack, type Stack } from '../../playground/stack';
import { Traffic } from './operators/traffic';

const USER_FOLDER = join(DATA, 'drill-stopped');

/** How long Braze takes for each answer, so that executions are caught in the middle. */
const SLOW_MS = 800;

const POLL_MS = 500;

/**
 * Stops executions of the events example in the middle, clicks *Retry* at some of them, and has Punchh
 * send again what was not acknowledged: Braze has every event once.
 *
 * @param args for how many seconds, 30 when absent
 */
export async function run([seconds = '30']: string[]): Promise<void> {
	await rm(USER_FOLDER, { recursive: true, force: true });
	const stack = await startStack({
		userFolder: USER_FOLDER,
		n8nPort: await getPort({ host: '127.0.0.1' }),
		sandboxOptions: {},
		say: console.log,
	});
	const traffic = await Traffic.to(stack.webhookUrl, stack.sandbox);
	try {
		stack.sandbox.faults.add({ side: 'braze', path: '*', fault: { delayMs: SLOW_MS } });
		let isOver = false;
		const stopping = stopAndRetry(stack, () => isOver);
		await traffic.sendFor(Number(seconds) * 1_000);
		isOver = true;
		const did = await stopping;
		stack.sandbox.faults.clear();
		await traffic.retry();
		const counts = traffic.counts();
		console.log({ ...did, heard: traffic.heard(), ...counts });
		if (did.stopped === 0) throw new Error('No execution was stopped');
		if (counts.missing + counts.doubled > 0) throw new Error('Events are missing or doubled');
	} finally {
		traffic.close();
		await stack.stop();
	}
}

/** Stops every second execution that it finds running, and retries every second one of those. */
async function stopAndRetry({ client, workflows }: Stack, isOver: () => boolean) {
	const { id: workflowId } = workflows['punchh-events-to-braze'];
	const found = new Set<string>();
	const retries: Array<Promise<unknown>> = [];
	let stopped = 0;
	while (!isOver()) {
		await sleep(POLL_MS);
		for (const { id, status } of await client.listExecutions(workflowId)) {
			if (status !== 'running' || found.has(id)) continue;
			found.add(id);
			if (found.size % 2 === 0) continue;
			// It may have ended meanwhile, and a retry that is stopped is answered with an error.
			if (!(await client.stopExecution(id).then(...isDone))) continue;
			stopped += 1;
			if (stopped % 2 === 1) retries.push(client.retry(id).then(...isDone));
		}
	}
	await Promise.all(retries);
	return { stopped, retried: retries.length };
}

const isDone: [() => boolean, () => boolean] = [() => true, () => false];
