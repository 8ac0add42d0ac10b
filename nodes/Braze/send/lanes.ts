import type { Batch } from './types';

/**
 * Sends several batches at a time, each one only after the batches before it have ended. The first
 * one goes alone, so that a bad key is refused only once.
 *
 * @param send must not throw
 */
export async function inLanes<Unit>(
	batches: Array<Batch<Unit>>,
	lanes: number,
	send: (batch: Batch<Unit>) => Promise<void>,
): Promise<void> {
	const waitsFor = new Map(batches.map((batch) => [batch, batch.after.length]));
	const followers = new Map<Batch<Unit>, Array<Batch<Unit>>>();
	for (const batch of batches) {
		for (const before of batch.after) {
			followers.set(before, [...(followers.get(before) ?? []), batch]);
		}
	}
	const ready = batches.filter(({ after }) => after.length === 0);
	const sendOne = async (batch: Batch<Unit>) => {
		await send(batch);
		for (const follower of followers.get(batch) ?? []) {
			const left = waitsFor.get(follower)! - 1;
			waitsFor.set(follower, left);
			if (left === 0) ready.push(follower);
		}
	};

	const [first] = ready.splice(0, 1);
	if (first !== undefined) await sendOne(first);
	const inFlight = new Set<Promise<void>>();
	while (ready.length > 0 || inFlight.size > 0) {
		for (const batch of ready.splice(0, lanes - inFlight.size)) {
			const sending = sendOne(batch).then(() => void inFlight.delete(sending));
			inFlight.add(sending);
		}
		await Promise.race(inFlight);
	}
}
