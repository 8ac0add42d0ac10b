import { LIMITS, type Plan } from './limits';
import { TRACK_ARRAYS, type PreparedObject, type TrackArray } from './types';

/** The objects of one request to /users/track, in the order of the items. */
export interface TrackRequest {
	objects: PreparedObject[];
	/** Length of the objects' JSON in bytes, separators included. */
	bytes: number;
	/** How many objects there are in each array. */
	counts: Record<TrackArray, number>;
}

/**
 * Requests that must follow one another, because they hold objects of the same user. Nearly always
 * it is one request.
 */
export type Chain = TrackRequest[];

/** How many requests with room left are looked at; keeps packing linear in the number of objects. */
const MOST_OPEN = 32;

/**
 * Packs objects into as few requests as the limits allow.
 *
 * The objects of one user stay together and in order: Braze promises no order between requests.
 * Only a user with more objects than one request holds is spread over several, one after another.
 *
 * @param objects each of them once
 */
export function pack(objects: PreparedObject[], plan: Plan): Chain[] {
	const chains: Chain[] = [];
	let open: TrackRequest[] = [];
	for (const group of groupByUser(objects)) {
		const target = open.find((request) => fits(request, group, plan));
		if (target) {
			add(target, group);
			if (!hasRoom(target, plan)) open = open.filter((request) => request !== target);
			continue;
		}
		const parts = split(group, plan);
		chains.push(parts);
		const last = parts[parts.length - 1];
		if (hasRoom(last, plan)) open.push(last);
		if (open.length > MOST_OPEN) open.shift();
	}
	return chains;
}

/** The JSON text of a request, and its objects by array in the order in which they stand there. */
export function render({ objects }: Pick<TrackRequest, 'objects'>): {
	body: string;
	placed: Record<TrackArray, PreparedObject[]>;
} {
	const placed: Record<TrackArray, PreparedObject[]> = {
		attributes: [],
		events: [],
		purchases: [],
	};
	for (const object of objects) placed[object.array].push(object);

	const parts = TRACK_ARRAYS.filter((array) => placed[array].length > 0).map(
		(array) => `"${array}":[${placed[array].map(({ text }) => text).join(',')}]`,
	);
	return { body: `{${parts.join(',')}}`, placed };
}

/** Two halves of a request that was too large, to be sent one after the other. */
export function halve({ objects }: TrackRequest): [TrackRequest, TrackRequest] {
	const middle = Math.ceil(objects.length / 2);
	return [requestOf(objects.slice(0, middle)), requestOf(objects.slice(middle))];
}

function requestOf(objects: PreparedObject[]): TrackRequest {
	const request: TrackRequest = {
		objects: [],
		bytes: 0,
		counts: { attributes: 0, events: 0, purchases: 0 },
	};
	add(request, objects);
	return request;
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

/** A group as requests of its own: one, unless it goes over the limits. */
function split(group: PreparedObject[], plan: Plan): Chain {
	if (fits(requestOf([]), group, plan)) return [requestOf(group)];
	const [first, ...others] = group;
	const parts = [requestOf([first])];
	for (const object of others) {
		const last = parts[parts.length - 1];
		if (fits(last, [object], plan)) add(last, [object]);
		else parts.push(requestOf([object]));
	}
	return parts;
}

function fits(request: TrackRequest, more: PreparedObject[], plan: Plan): boolean {
	const bytes = more.reduce((sum, object) => sum + sizeOf(object), request.bytes);
	if (bytes > LIMITS.bytesPerRequest) return false;
	if (plan === 'together') {
		return request.objects.length + more.length <= LIMITS.objectsPerRequest;
	}
	return TRACK_ARRAYS.every((array) => {
		const added = more.filter((object) => object.array === array).length;
		return request.counts[array] + added <= LIMITS.objectsPerRequest;
	});
}

function hasRoom({ objects, counts }: TrackRequest, plan: Plan): boolean {
	return plan === 'together'
		? objects.length < LIMITS.objectsPerRequest
		: TRACK_ARRAYS.some((array) => counts[array] < LIMITS.objectsPerRequest);
}

function add(request: TrackRequest, more: PreparedObject[]): void {
	for (const object of more) {
		request.objects.push(object);
		request.bytes += sizeOf(object);
		request.counts[object.array]++;
	}
}

/** In bytes, with the comma after it. */
function sizeOf({ bytes }: PreparedObject): number {
	return bytes + 1;
}
