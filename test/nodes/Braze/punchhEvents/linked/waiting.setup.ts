import { AsyncLocalStorage } from 'node:async_hooks';

import { useClock } from '../../../../../nodes/shared/time';
import type { JumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';

/** What the execution that runs waits for first. */
const held = new AsyncLocalStorage<() => Promise<void>>();

/** Limits the rate of the next request to a path. */
export const limit = (path: string, seconds: number, count = 1) =>
	sandbox.faults.add({
		side: 'braze',
		path,
		count,
		fault: { status: 429, headers: { 'x-ratelimit-retry-after': String(seconds) } },
	});

/** Runs one, and while it waits for the first time, the other. */
export async function during(
	clock: JumpingClock,
	one: () => Promise<unknown>,
	other: () => Promise<unknown>,
): Promise<void> {
	let isDone = false;
	useClock({
		...clock,
		sleep: async (ms) => {
			const work = held.getStore();
			if (work !== undefined && !isDone) {
				isDone = true;
				await held.exit(work);
			}
			await clock.sleep(ms);
		},
	});
	await held.run(async () => void (await other()), one);
	expect(isDone).toBe(true);
}
