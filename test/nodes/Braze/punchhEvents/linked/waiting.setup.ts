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

/** Has an execution with something to wait for do so when it waits for the first time; returns what was done. */
function holding(clock: JumpingClock): Set<() => Promise<void>> {
	const done = new Set<() => Promise<void>>();
	useClock({
		...clock,
		sleep: async (ms) => {
			const work = held.getStore();
			if (work !== undefined && !done.has(work)) {
				done.add(work);
				await held.exit(work);
			}
			await clock.sleep(ms);
		},
	});
	return done;
}

/** Runs one, and while it waits for the first time, the other. */
export async function during(
	clock: JumpingClock,
	one: () => Promise<unknown>,
	other: () => Promise<unknown>,
): Promise<void> {
	const done = holding(clock);
	await held.run(async () => void (await other()), one);
	expect(done.size).toBe(1);
}

/**
 * Runs one until its first request to a path, and the other until its own; then the first to its end, and then the
 * other.
 */
export async function crossed(
	clock: JumpingClock,
	path: string,
	one: () => Promise<unknown>,
	other: () => Promise<unknown>,
): Promise<void> {
	const done = holding(clock);
	let second: Promise<unknown> = Promise.resolve();
	const startOther = async () => {
		limit(path, 20);
		const isHeld = new Promise<void>((resolve) => {
			const waitForOne = async () => {
				resolve();
				await first;
			};
			second = held.run(waitForOne, other);
		});
		await Promise.race([isHeld, second]);
	};
	limit(path, 20);
	const first = held.run(startOther, one);
	await first;
	await second;
	expect(done.size).toBe(2);
}
