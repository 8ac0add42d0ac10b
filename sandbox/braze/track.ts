import { writeAttributes } from './attributes';
import { ARRAYS, refusalOf, type ArrayName } from './checks';
import { profileFor } from './profiles';
import type { BrazeState, Json } from './state';

/** An answer of Braze: `message`, and what goes with it. */
export interface Answer {
	status: number;
	body: Json;
}

const MOST_OBJECTS = 75;

const ALL_BAD = "Valid data must be provided in the 'attributes', 'events', or 'purchases' fields.";

/**
 * POST /users/track: takes what is good, names what is not.
 *
 * 201 with `errors` when a part was refused; 400 when nothing was left. A counter stands in the
 * answer only when something of its array was taken. Nothing is de-duplicated.
 */
export function track(state: BrazeState, body: Json): Answer {
	const given = Object.fromEntries(
		ARRAYS.map((array) => [array, Array.isArray(body[array]) ? body[array] : []]),
	) as Record<ArrayName, unknown[]>;
	if (overCount(state, given)) {
		return { status: 400, body: { message: 'Max Input Length Exceeded' } };
	}
	const errors: Json[] = [];
	const counters: Json = {};
	for (const array of ARRAYS) {
		given[array].forEach((object, index) => {
			const type = refusalOf(array, object);
			if (type !== undefined) errors.push({ type, input_array: array, index });
			else {
				apply(state, array, object as Json);
				counters[`${array}_processed`] = Number(counters[`${array}_processed`] ?? 0) + 1;
			}
		});
	}
	const problems = errors.length > 0 ? { errors } : {};
	if (Object.keys(counters).length === 0) {
		return { status: 400, body: { message: ALL_BAD, ...problems } };
	}
	return { status: 201, body: { message: 'success', ...counters, ...problems } };
}

function overCount(state: BrazeState, given: Record<ArrayName, unknown[]>): boolean {
	const counts = ARRAYS.map((array) => given[array].length);
	const total = counts.reduce((sum, count) => sum + count, 0);
	return state.knobs.limit === 'combined'
		? total > MOST_OBJECTS
		: counts.some((count) => count > MOST_OBJECTS);
}

function apply(state: BrazeState, array: ArrayName, object: Json): void {
	const profile = profileFor(state, object);
	if (profile === undefined) return;
	state.touch(profile);
	if (array === 'attributes') writeAttributes(state, profile, object);
	else profile[array].push(withPossibleTime(object));
}

/** Braze replaces a time in the future by now. */
function withPossibleTime({ time, ...rest }: Json): Json {
	const asked = Date.parse(String(time).replace(/(T\d{2}:\d{2}:\d{2}):(\d)/, '$1.$2'));
	return { ...rest, time: new Date(Math.min(asked, Date.now())).toISOString() };
}
