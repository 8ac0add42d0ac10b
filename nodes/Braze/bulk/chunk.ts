import { ENTRIES_PER_REQUEST, type BulkEntry, type Chunk } from './types';

/** How many requests of one kind with room left are looked at; keeps chunking linear. */
const MOST_OPEN = 8;

interface OpenChunk {
	/** Position of the request among all. */
	position: number;
	entries: Chunk;
}

/**
 * Spreads entries over as few requests as frame, list and Braze's limit allow. Requests are sent in the
 * order of the result, so an entry never goes into one before, or into the same as, an earlier
 * entry about the same thing.
 *
 * @param alone lists of which a request holds one entry only
 */
export function chunk(entries: BulkEntry[], alone: string[] = []): Chunk[] {
	const chunks: Chunk[] = [];
	const openByKind = new Map<string, OpenChunk[]>();
	const lastPosition = new Map<string, number>();
	for (const entry of entries) {
		const kind = kindOf(entry);
		const size = alone.includes(entry.list) ? 1 : ENTRIES_PER_REQUEST;
		const open = openByKind.get(kind) ?? [];
		const after = Math.max(-1, ...entry.about.map((key) => lastPosition.get(key) ?? -1));
		let target = open.find(({ position }) => position > after);
		if (target === undefined) {
			target = { position: chunks.length, entries: [] };
			chunks.push(target.entries);
			open.push(target);
		}
		target.entries.push(entry);
		for (const key of entry.about) lastPosition.set(key, target.position);
		openByKind.set(
			kind,
			open.filter((candidate) => candidate.entries.length < size).slice(-MOST_OPEN),
		);
	}
	return chunks;
}

/** Entries with the same value may share a request. */
export function kindOf({ list, frame }: BulkEntry): string {
	return JSON.stringify([list, frame]);
}
