import type { Batch } from '../types';
import { LIMITS, type Plan } from './checks/limits';
import { TRACK_ARRAYS, type PreparedObject, type TrackArray } from './objects/types';

/** The objects of one request to /users/track, in the order of the items, and how full it is. */
interface TrackBatch extends Batch<PreparedObject> {
	/** Length of the objects' JSON in bytes, separators included. */
	bytes: number;
	/** How many objects there are in each array. */
	counts: Record<TrackArray, number>;
}

/** How many requests with room left are considered; keeps packing linear in the number of objects. */
const MOST_OPEN = 32;

/**
 * Packs objects into as few requests as the limits allow.
 *
 * The objects of one user stay together and in order: Braze promises no order between requests.
 * Only the objects of a user who has more than fit into one request are spread over several, which
 * are sent one after another. Those of one item stay together even then: if an answer is lost, an item
 * is lost or recorded as a whole, and can be sent again without counting twice.
 *
 * @param objects without repetitions
 */
export function packTrack(objects: PreparedObject[], plan: Plan): Array<Batch<PreparedObject>> {
	const batches: TrackBatch[] = [];
	let open: TrackBatch[] = [];
	for (const group of groupByUser(objects)) {
		const target = open.find((batch) => fits(batch, group, plan));
		if (target) {
			add(target, group);
			if (!hasRoom(target, plan)) open = open.filter((batch) => batch !== target);
			continue;
		}
		const parts = split(group, plan);
		batches.push(...parts);
		const last = parts[parts.length - 1];
		if (hasRoom(last, plan)) open.push(last);
		if (open.length > MOST_OPEN) open.shift();
	}
	return batches;
}

/** The JSON text of a request. */
export function render(objects: PreparedObject[]): string {
	const texts: Record<TrackArray, string[]> = { attributes: [], events: [], purchases: [] };
	for (const { array, text } of objects) texts[array].push(text);
	const parts = TRACK_ARRAYS.filter((array) => texts[array].length > 0).map(
		(array) => `"${array}":[${texts[array].join(',')}]`,
	);
	return `{${parts.join(',')}}`;
}

function batchOf(objects: PreparedObject[], after: TrackBatch[] = []): TrackBatch {
	const batch: TrackBatch = {
		units: [],
		after,
		bytes: 0,
		counts: { attributes: 0, events: 0, purchases: 0 },
	};
	add(batch, objects);
	return batch;
}

/** The objects of each user, in order. */
function groupByUser(objects: PreparedObject[]): Iterable<PreparedObject[]> {
	const groups = new Map<string | PreparedObject, PreparedObject[]>();
	for (const object of objects) {
		const key = object.user ?? object;
		const group = groups.get(key);
		if (group) group.push(object);
		else groups.set(key, [object]);
	}
	return groups.values();
}

/** A group in its own requests: one, unless it exceeds the limits. */
function split(group: PreparedObject[], plan: Plan): TrackBatch[] {
	if (fits(batchOf([]), group, plan)) return [batchOf(group)];
	const parts: TrackBatch[] = [];
	for (const objects of byItem(group).flatMap((some) => inPieces(some, plan))) {
		const last = parts.at(-1);
		if (last && fits(last, objects, plan)) add(last, objects);
		else parts.push(batchOf(objects, last && [last]));
	}
	return parts;
}

/** The objects of each item, in order. */
function byItem(objects: PreparedObject[]): PreparedObject[][] {
	const items: PreparedObject[][] = [];
	for (const object of objects) {
		const last = items.at(-1);
		if (last && object.item !== undefined && last[0].item === object.item) last.push(object);
		else items.push([object]);
	}
	return items;
}

/** What fits into a request stays whole. */
function inPieces(objects: PreparedObject[], plan: Plan): PreparedObject[][] {
	return fits(batchOf([]), objects, plan) ? [objects] : objects.map((object) => [object]);
}

function fits(batch: TrackBatch, more: PreparedObject[], plan: Plan): boolean {
	const bytes = more.reduce((sum, object) => sum + sizeOf(object), batch.bytes);
	if (bytes > LIMITS.bytesPerRequest) return false;
	if (plan === 'together') {
		return batch.units.length + more.length <= LIMITS.objectsPerRequest;
	}
	return TRACK_ARRAYS.every((array) => {
		const added = more.filter((object) => object.array === array).length;
		return batch.counts[array] + added <= LIMITS.objectsPerRequest;
	});
}

function hasRoom({ units, counts }: TrackBatch, plan: Plan): boolean {
	return plan === 'together'
		? units.length < LIMITS.objectsPerRequest
		: TRACK_ARRAYS.some((array) => counts[array] < LIMITS.objectsPerRequest);
}

function add(batch: TrackBatch, more: PreparedObject[]): void {
	for (const object of more) {
		batch.units.push(object);
		batch.bytes += sizeOf(object);
		batch.counts[object.array]++;
	}
}

/** In bytes, with the comma after it. */
function sizeOf({ bytes }: PreparedObject): number {
	return bytes + 1;
}
