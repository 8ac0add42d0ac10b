import { isObject } from '../../shared/values/json';
import { OPEN_HINT } from './hints';
import { TRACK_ARRAYS, type PreparedObject, type TrackArray, type Verdict } from './types';
import { isByExternalId } from './user';

const ACCEPTED: Verdict = { kind: 'accepted' };

/**
 * The verdict for the objects of an array that a successful answer does not name in its errors.
 *
 * Braze counts what it queued, and leaves out the counter of an array of which it queued nothing. A
 * count of nothing contradicts an answer that refuses nothing. One that is too small is only told:
 * errors decide about single objects, counts are too vague for that. (Braze: users/track, responses)
 *
 * @param unnamed the objects of the array that are not named
 */
export function acceptedByCount(
	array: TrackArray,
	unnamed: PreparedObject[],
	body: unknown,
): Verdict {
	const counts = countsOf(body);
	const least = leastCount(array, unnamed);
	const count = counts?.[array] ?? least;
	if (count >= least) return ACCEPTED;
	if (count === 0) {
		const reason = `Braze counted none of the ${array} of this request, and refused none`;
		return { kind: 'unknown', reason, hint: OPEN_HINT };
	}
	const warning = `Braze counted ${count} of the ${least} ${array} of this request, refused none of them, and does not say which are missing`;
	return { kind: 'accepted', warning };
}

/** By array; undefined where an answer has no counters at all. */
function countsOf(body: unknown): Record<TrackArray, number> | undefined {
	if (!isObject(body)) return undefined;
	const counts = TRACK_ARRAYS.map((array) => body[`${array}_processed`]);
	if (counts.every((count) => typeof count !== 'number')) return undefined;
	const [attributes, events, purchases] = counts.map((count) => Number(count ?? 0));
	return { attributes, events, purchases };
}

/** What Braze must count if it took all: objects, but of attributes only different external IDs. */
function leastCount(array: TrackArray, objects: PreparedObject[]): number {
	if (array !== 'attributes') return objects.length;
	return new Set(objects.map(({ user }) => user).filter(isByExternalId)).size;
}
