import type { Batch } from './types';

/**
 * Sends batches, so many at a time, none before those that it comes after have ended. The first one
 * goes alone: a key that is refused should be refused once.
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
	const underWay = new Set<Promise<void>>();
	while (ready.length > 0 || underWay.size > 0) {
		for (const batch of ready.splice(0, lanes - underWay.size)) {
			const sending = sendOne(batch).then(() => void underWay.delete(sending));
			underWay.add(sending);
		}
		await Promise.race(underWay);
	}
}
