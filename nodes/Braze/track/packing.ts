import { LIMITS } from './limits';
import { TRACK_ARRAYS, type PreparedObject, type TrackArray } from './types';

/** The objects of one request to /users/track, in the order of the items. */
export interface TrackRequest {
	objects: PreparedObject[];
	/** Length of the objects' JSON in bytes, separators included. */
	bytes: number;
}

/** How many requests with room left are looked at; keeps packing linear in the number of objects. */
const MOST_OPEN = 32;

/**
 * Packs objects into as few requests as the limits allow.
 *
 * The objects of one user stay together and in order: Braze promises no order between requests.
 * Only a user with more objects than one request holds is spread over several, one after another.
 */
export function pack(objects: PreparedObject[]): TrackRequest[] {
	const requests: TrackRequest[] = [];
	let open: TrackRequest[] = [];
	for (const group of groupByUser(objects)) {
		const [first, ...rest] = splitGroup(group);
		let target = open.find((request) => fits(request, first));
		// A group that needs several requests starts a new one, so that all of it stays in sequence.
		if (target === undefined || rest.length > 0) {
			target = { objects: [], bytes: 0 };
			requests.push(target);
			open.push(target);
		}
		add(target, first);
		requests.push(...rest);
		open = open.filter(hasRoom).slice(-MOST_OPEN);
	}
	return requests;
}

/** The JSON text of a request, and its objects by array in the order in which they stand there. */
export function render(request: TrackRequest): {
	body: string;
	placed: Record<TrackArray, PreparedObject[]>;
} {
	const placed: Record<TrackArray, PreparedObject[]> = {
		attributes: [],
		events: [],
		purchases: [],
	};
	for (const object of request.objects) placed[object.array].push(object);

	const parts = TRACK_ARRAYS.filter((array) => placed[array].length > 0).map(
		(array) => `"${array}":[${placed[array].map(({ text }) => text).join(',')}]`,
	);
	return { body: `{${parts.join(',')}}`, placed };
}

function groupByUser(objects: PreparedObject[]): PreparedObject[][] {
	const groups = new Map<string | PreparedObject, PreparedObject[]>();
	for (const object of objects) {
		const key = object.user ?? object;
		const group = groups.get(key);
		if (group) group.push(object);
		else groups.set(key, [object]);
	}
	return [...groups.values()];
}

/** A group as requests of its own: one, unless it goes over the limits. */
function splitGroup(group: PreparedObject[]): TrackRequest[] {
	const parts: TrackRequest[] = [{ objects: [], bytes: 0 }];
	for (const object of group) {
		const single = { objects: [object], bytes: object.bytes + 1 };
		let last = parts[parts.length - 1];
		if (last.objects.length > 0 && !fits(last, single)) {
			last = { objects: [], bytes: 0 };
			parts.push(last);
		}
		add(last, single);
	}
	return parts;
}

function fits(request: TrackRequest, more: TrackRequest): boolean {
	return (
		request.objects.length + more.objects.length <= LIMITS.objectsPerRequest &&
		request.bytes + more.bytes <= LIMITS.bytesPerRequest
	);
}

function hasRoom(request: TrackRequest): boolean {
	return request.objects.length < LIMITS.objectsPerRequest;
}

function add(request: TrackRequest, more: TrackRequest): void {
	request.objects.push(...more.objects);
	request.bytes += more.bytes;
}
