import { isByExternalId } from '../../identity/user';
import { isObject } from '../../../shared/values/json';
import type { Verdict } from '../types';
import { TRACK_ARRAYS, type PreparedObject, type TrackArray } from './objects/types';

/**
 * The verdicts for objects that a successful answer does not name in its errors.
 *
 * Braze counts what it queued, and leaves out the counter of an array from which it queued nothing. A
 * count of zero contradicts an answer that refuses nothing. A count that is too small only gives a
 * warning: it does not say which objects are missing. (Braze: users/track, responses)
 *
 * @param openHint what to do about an object if it is not known whether Braze accepted it
 */
export function verdictsByCount(
	answer: unknown,
	objects: PreparedObject[],
	openHint: string,
): Verdict[] {
	const counts = countsIn(answer);
	const byArray = new Map(
		TRACK_ARRAYS.map((array): [TrackArray, Verdict] => {
			const least = leastCount(array, objects);
			return [array, verdictOf(array, counts?.[array] ?? least, least, openHint)];
		}),
	);
	return objects.map(({ array }) => byArray.get(array)!);
}

function verdictOf(array: TrackArray, count: number, least: number, openHint: string): Verdict {
	if (count >= least) return { kind: 'accepted' };
	if (count === 0) {
		const reason = `Braze counted none of the ${array} of this request, and refused none`;
		return { kind: 'unknown', reason, hint: openHint };
	}
	const warning = `Braze counted ${count} of the ${least} ${array} of this request, refused none of them, and does not say which are missing`;
	return { kind: 'accepted', warning };
}

/** Whether an answer counts anything that Braze queued. */
export function countsAny(answer: unknown): boolean {
	return Object.values(countsIn(answer) ?? {}).some((count) => count > 0);
}

/** By array; undefined if an answer has no counters at all. */
function countsIn(answer: unknown): Record<TrackArray, number> | undefined {
	if (!isObject(answer)) return undefined;
	const counts = TRACK_ARRAYS.map((array) => answer[`${array}_processed`]);
	if (counts.every((count) => typeof count !== 'number')) return undefined;
	const [attributes, events, purchases] = counts.map((count) => Number(count ?? 0));
	return { attributes, events, purchases };
}

/** The count if Braze accepted everything: objects, but for attributes only distinct external IDs. */
function leastCount(array: TrackArray, objects: PreparedObject[]): number {
	const ofArray = objects.filter((object) => object.array === array);
	if (array !== 'attributes') return ofArray.length;
	return new Set(ofArray.map(({ user }) => user).filter(isByExternalId)).size;
}
