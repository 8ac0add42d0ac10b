import { setTimeout as sleep } from 'node:timers/promises';

import { emitted, type Emitted, type Storage } from '../instance';

/** Executions in these states go on. */
const UNDER_WAY = ['new', 'running', 'waiting'];

/** Longer than n8n takes to find out that a worker died. */
const QUIET_MS = 15_000;

const POLL_MS = 500;

/**
 * The executions of a workflow once all of them have ended. One that was stored but not enqueued
 * when its process died stays new for hours: it is not waited for when nothing else happens.
 */
export async function ended(storage: Storage, workflowId: string): Promise<Emitted[]> {
	let before = '';
	let changedAtMs = Date.now();
	for (;;) {
		const executions = await emitted(storage, workflowId);
		const statuses = executions.map(({ status }) => status);
		if (!statuses.some((status) => UNDER_WAY.includes(status))) return executions;
		if (statuses.join() !== before) changedAtMs = Date.now();
		if (Date.now() - changedAtMs > QUIET_MS) return executions;
		before = statuses.join();
		await sleep(POLL_MS);
	}
}
