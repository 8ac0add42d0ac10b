import type { Batch } from '../types';
import type { ListEndpoint, ListEntry } from './endpoint';

/** Entries that all of these endpoints accept in one request. (Braze: page of each endpoint) */
export const ENTRIES_PER_REQUEST = 50;

/** How many requests with room left are considered per kind; keeps packing linear. */
const MOST_OPEN = 8;

/** A batch, and its place among all. */
interface Placed extends Batch<ListEntry> {
	position: number;
}

/**
 * Spreads entries over as few requests as frame, list and Braze's limit allow. An entry always goes
 * into a later request than an earlier entry about the same thing, and its request waits for that
 * one.
 *
 * @param alone lists that can have only one entry per request
 * @param again what must not be sent again is in no request with what may
 */
export function packLists(
	entries: ListEntry[],
	{ alone = [], again }: Pick<ListEndpoint, 'alone' | 'again'> = {},
): Array<Batch<ListEntry>> {
	const batches: Placed[] = [];
	const openByKind = new Map<string, Placed[]>();
	const latest = new Map<string, Placed>();
	for (const entry of entries) {
		const kind = `${again?.(entry) ?? ''} ${kindOf(entry)}`;
		const most = alone.includes(entry.list) ? 1 : ENTRIES_PER_REQUEST;
		const open = openByKind.get(kind) ?? [];
		const before = new Set(entry.about.flatMap((key) => latest.get(key) ?? []));
		const lastPosition = Math.max(-1, ...[...before].map(({ position }) => position));
		let target = open.find(({ position }) => position > lastPosition);
		if (target === undefined) {
			target = { units: [], after: [], position: batches.length };
			batches.push(target);
			open.push(target);
		}
		target.units.push(entry);
		for (const batch of before) if (!target.after.includes(batch)) target.after.push(batch);
		for (const key of entry.about) latest.set(key, target);
		const hasRoom = ({ units }: Placed) => units.length < most;
		openByKind.set(kind, open.filter(hasRoom).slice(-MOST_OPEN));
	}
	return batches;
}

/** Entries with the same value may share a request. */
export function kindOf({ list, frame }: ListEntry): string {
	return JSON.stringify([list, frame]);
}
