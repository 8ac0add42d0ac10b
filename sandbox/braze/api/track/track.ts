import { isObject, type Json } from '../../../shared/json';
import type { Answer, Call } from '../endpoints/endpoint';
import type { BrazeState, Verdict } from '../state';
import { DOCUMENTED, SEEN } from '../wordings';
import { writeAttributes, type Note } from './attributes';
import { changesOf } from './changes';
import { ARRAYS, refusalsOf, type ArrayName } from './checks';
import { appendRecord } from './records';
import { profileFor } from './target';

const MOST_OBJECTS = 75;

type Arrays = Record<ArrayName, unknown[]>;

/**
 * POST /users/track: takes what is good, names what is not.
 *
 * 201 with `errors` when a part was refused; 400 when nothing was left. A counter stands in the
 * answer only when something of its array was taken. Nothing is de-duplicated.
 */
export function track(state: BrazeState, body: Json, { request, apply }: Call): Answer {
	const given = Object.fromEntries(
		ARRAYS.map((array) => [array, Array.isArray(body[array]) ? body[array] : []]),
	) as Arrays;
	if (isOverCount(state, given)) {
		return { status: 400, body: { message: DOCUMENTED.tooManyObjects } };
	}
	const errors: Json[] = [];
	const counters: Json = {};
	for (const array of ARRAYS) {
		const taken = given[array].filter((object, index) => {
			const { taken, refusals } = take(state, { request, array, index }, object, apply);
			for (const type of refusals) errors.push({ type, input_array: array, index });
			return taken;
		}) as Json[];
		if (taken.length > 0) counters[`${array}_processed`] = count(state, array, taken);
	}
	return answer(state, counters, errors);
}

function answer(state: BrazeState, counters: Json, errors: Json[]): Answer {
	const problems = errors.length > 0 ? { errors } : {};
	if (Object.keys(counters).length === 0) {
		return { status: state.knobs.allBadStatus, body: { message: SEEN.allBad, ...problems } };
	}
	return { status: 201, body: { message: 'success', ...counters, ...problems } };
}

function isOverCount(state: BrazeState, given: Arrays): boolean {
	const counts = ARRAYS.map((array) => given[array].length);
	const total = counts.reduce((sum, count) => sum + count, 0);
	return state.knobs.limit === 'combined'
		? total > MOST_OBJECTS
		: counts.some((count) => count > MOST_OBJECTS);
}

function count(state: BrazeState, array: ArrayName, taken: Json[]): number {
	if (array !== 'attributes' || state.knobs.attributesProcessed === 'objects') return taken.length;
	const users = taken.map(({ external_id, user_alias, braze_id, email, phone }) =>
		JSON.stringify([external_id, user_alias, braze_id, email, phone]),
	);
	return new Set(users).size;
}

/** Judges one object and has it applied; the refusals say why it was not taken. */
function take(
	state: BrazeState,
	place: { request: number; array: ArrayName; index: number },
	object: unknown,
	apply: Call['apply'],
): { taken: boolean; refusals: string[] } {
	const refusals = refusalsOf(state, place.array, object);
	const taken = refusals.length === 0 && isObject(object);
	const { request, array, index } = place;
	const verdict: Verdict = { request, array, index, taken, effect: false, object };
	if (taken) {
		apply(() => {
			Object.assign(
				verdict,
				reach(state, array, object, (why) => state.drop(place, why)),
			);
		});
	}
	if (!taken) verdict.reason = refusals.join('; ');
	state.judge(verdict);
	return { taken, refusals };
}

/** Returns whether the object reached a profile, and what it changed of attributes that were there. */
function reach(
	state: BrazeState,
	array: ArrayName,
	object: Json,
	note: Note,
): Pick<Verdict, 'effect' | 'removed' | 'changed'> {
	const profile = profileFor(state, array, object, note);
	if (profile === undefined) return { effect: false };
	if (array !== 'attributes') return { effect: appendRecord(state, profile, array, object, note) };
	const told = changesOf(profile, Object.keys(object));
	writeAttributes(state, profile, object, note);
	return { effect: true, ...told() };
}
