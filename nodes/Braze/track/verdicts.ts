import { isObject } from '../../shared/values/json';
import { STOPPED_BY_USER, type Outcome, type Reply } from '../../shared/http/send';
import { errorsOf, errorText, explainFailure, messageOf } from '../transport/answer';
import { BRAZE_IS_AWAY, NOT_TRIED } from '../transport/silence';
import { acceptedByCount } from './counters';
import { ECOMMERCE_HINT, OPEN_HINT } from './hints';
import { TRACK_ARRAYS, type PreparedObject, type TrackArray, type Verdict } from './types';

type Placed = Record<TrackArray, PreparedObject[]>;

const ENDPOINT = { permission: 'users.track' };

/**
 * Reads an answer of /users/track into a verdict for each object of the request.
 *
 * A 201 may hide refused objects in `errors`, which names them by array and by index within that
 * array; a 400 with such entries means that all were refused. An entry that fits no object makes
 * every object that is not named otherwise `unknown`: it refused something, and nobody knows what.
 * So does a count of nothing where nothing was refused.
 *
 * @param outcome what decides about objects that are not named
 * @param last the newest answer, when `outcome` is an earlier one that left open what happened: what
 *   this one names was refused each time
 */
export function judge(
	placed: Placed,
	outcome: Outcome,
	last: Outcome = outcome,
): Map<PreparedObject, Verdict> {
	const { reasons, unplaced } = placeErrors(placed, last);
	const rest = overallVerdict(outcome, last === outcome ? unplaced : []);
	const verdicts = new Map<PreparedObject, Verdict>();
	for (const array of TRACK_ARRAYS) {
		const unnamed = placed[array].filter((object) => !reasons.has(object));
		const counted =
			rest.kind === 'accepted' ? acceptedByCount(array, unnamed, bodyOf(outcome)) : rest;
		for (const object of placed[array]) {
			const texts = reasons.get(object);
			verdicts.set(object, texts ? rejection(object, texts) : counted);
		}
	}
	return verdicts;
}

/** Braze checks its eCommerce events against a schema, and does not say whether it drops them then. */
const ECOMMERCE_EVENT = /"name":"ecommerce\./;

function rejection({ array, text }: PreparedObject, texts: string[]): Verdict {
	const reason = texts.join('; ');
	return array === 'events' && ECOMMERCE_EVENT.test(text)
		? { kind: 'rejected', reason, hint: ECOMMERCE_HINT }
		: { kind: 'rejected', reason };
}

/** Whether an answer names objects; a 401 that does is about them and not about the key. */
export function namesObjects(placed: Placed, outcome: Outcome): boolean {
	return placeErrors(placed, outcome).reasons.size > 0;
}

/** Whether Braze refused the request as a whole, took nothing of it and did not say which object is bad. */
export function refusesUnnamed(placed: Placed, outcome: Outcome): boolean {
	return outcome.kind === 'reply' && outcome.status === 400 && !namesObjects(placed, outcome);
}

/** Whether Braze found the request too large and took nothing of it. */
export function isTooLarge(outcome: Outcome): boolean {
	if (outcome.kind === 'fault') return false;
	if (outcome.status === 413) return true;
	return outcome.status === 400 && TOO_LARGE.test(messageOf(outcome));
}

/** What Braze says to a 400 when there are too many objects, and on some endpoints too many bytes. */
const TOO_LARGE = /max input length exceeded|request entity too large/i;

/** Sorts Braze's error entries by the object that they name; what names none is `unplaced`. */
function placeErrors(
	placed: Placed,
	outcome: Outcome,
): { reasons: Map<PreparedObject, string[]>; unplaced: unknown[] } {
	const reasons = new Map<PreparedObject, string[]>();
	const unplaced: unknown[] = [];
	for (const entry of errorsOf(bodyOf(outcome))) {
		const object = objectNamedBy(entry, placed);
		if (object === undefined) unplaced.push(entry);
		else reasons.set(object, [...(reasons.get(object) ?? []), errorText(entry)]);
	}
	return { reasons, unplaced };
}

function objectNamedBy(entry: unknown, placed: Placed): PreparedObject | undefined {
	if (!isObject(entry)) return undefined;
	const { input_array: array, index } = entry;
	if (!TRACK_ARRAYS.includes(array as TrackArray) || !Number.isInteger(index)) return undefined;
	return placed[array as TrackArray][index as number];
}

function bodyOf(outcome: Outcome): unknown {
	return outcome.kind === 'reply' ? outcome.body : undefined;
}

function isSuccess({ status, body }: Reply): boolean {
	return status >= 200 && status < 300 && isObject(body) && body.message === 'success';
}

/** The verdict for every object that the answer does not name. */
function overallVerdict(outcome: Outcome, unplaced: unknown[]): Verdict {
	if (outcome === STOPPED_BY_USER) {
		return { kind: 'failed', reason: 'The execution was stopped before it was sent' };
	}
	if (outcome === BRAZE_IS_AWAY) return NOT_TRIED;
	if (outcome.kind === 'fault') return explainFailure(outcome, ENDPOINT, OPEN_HINT);
	if (isSuccess(outcome)) {
		if (unplaced.length === 0) return { kind: 'accepted' };
		const texts = unplaced.map(errorText).join('; ');
		const reason = `${texts} (Braze did not say which object it means)`;
		return { kind: 'unknown', reason, hint: OPEN_HINT };
	}
	const { body } = outcome;
	// What is said about other objects is no reason for these.
	const ofAll = isObject(body) ? { ...outcome, body: { ...body, errors: unplaced } } : outcome;
	return explainFailure(ofAll, ENDPOINT, OPEN_HINT);
}
