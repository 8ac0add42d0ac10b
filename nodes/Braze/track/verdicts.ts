import { isObject } from '../../shared/isObject';
import { describeFault, STOPPED_BY_USER, type Outcome, type Reply } from '../../shared/http';
import { TRACK_ARRAYS, type PreparedObject, type TrackArray, type Verdict } from './types';

type Placed = Record<TrackArray, PreparedObject[]>;

/** What to do about a status, for someone who knows Braze's dashboard. */
const HINTS: Record<number, string> = {
	401: "Check 'REST API Key' and 'Instance' in the Braze API credential: a right key on another instance is refused with the same words",
	403: "The REST API key needs the 'users.track' permission, and this machine's IP address must be on the key's allowlist if it has one. Neither can be changed on an existing key: create a new one",
	404: "Check 'Instance' in the Braze API credential",
	413: 'Braze takes 4 MB in a request: leave out properties or attributes of this item',
	429: 'Braze limits how many requests it takes in a while. Send again later',
};

const OPEN_HINT =
	'Braze may have taken it. Look at the profile before sending it again: Braze does not drop duplicates';

/**
 * Reads an answer of /users/track into a verdict for each object of the request.
 *
 * A 201 may hide refused objects in `errors`, which names them by array and by index within that
 * array; a 400 with such entries means that all were refused. An entry that fits no object makes
 * every object that is not named otherwise `unknown`: it refused something, and nobody knows what.
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
	for (const object of TRACK_ARRAYS.flatMap((array) => placed[array])) {
		const texts = reasons.get(object);
		verdicts.set(object, texts ? { kind: 'rejected', reason: texts.join('; ') } : rest);
	}
	return verdicts;
}

/** Whether an answer names objects; a 401 that does is about them and not about the key. */
export function namesObjects(placed: Placed, outcome: Outcome): boolean {
	return placeErrors(placed, outcome).reasons.size > 0;
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
): { reasons: Map<PreparedObject, string[]>; unplaced: string[] } {
	const reasons = new Map<PreparedObject, string[]>();
	const unplaced: string[] = [];
	for (const entry of outcome.kind === 'reply' ? errorsOf(outcome) : []) {
		const object = objectNamedBy(entry, placed);
		const text = textOf(entry);
		if (object === undefined) unplaced.push(text);
		else reasons.set(object, [...(reasons.get(object) ?? []), text]);
	}
	return { reasons, unplaced };
}

function errorsOf({ body }: Reply): unknown[] {
	const errors = isObject(body) ? body.errors : undefined;
	if (errors === undefined || errors === null) return [];
	return Array.isArray(errors) ? errors : [errors];
}

function objectNamedBy(entry: unknown, placed: Placed): PreparedObject | undefined {
	if (!isObject(entry)) return undefined;
	const { input_array: array, index } = entry;
	if (!TRACK_ARRAYS.includes(array as TrackArray) || !Number.isInteger(index)) return undefined;
	return placed[array as TrackArray][index as number];
}

function textOf(entry: unknown): string {
	if (typeof entry === 'string') return entry;
	if (isObject(entry) && typeof entry.type === 'string') return entry.type;
	return JSON.stringify(entry);
}

function isSuccess({ status, body }: Reply): boolean {
	return status >= 200 && status < 300 && isObject(body) && body.message === 'success';
}

/** The verdict for every object that the answer does not name. */
function overallVerdict(outcome: Outcome, unplaced: string[]): Verdict {
	if (outcome.kind === 'fault') {
		const reason = `Braze did not answer: ${describeFault(outcome)}`;
		if (outcome === STOPPED_BY_USER) {
			return { kind: 'failed', reason: 'The execution was stopped before it was sent' };
		}
		return outcome.sent
			? { kind: 'unknown', reason, hint: OPEN_HINT }
			: { kind: 'failed', reason, hint: "Check 'Instance' in the Braze API credential" };
	}
	if (isSuccess(outcome)) {
		if (unplaced.length === 0) return { kind: 'accepted' };
		const reason = `${unplaced.join('; ')} (Braze did not say which object it means)`;
		return { kind: 'unknown', reason, hint: OPEN_HINT };
	}
	const { status } = outcome;
	const reason = `${[messageOf(outcome), ...unplaced].join('; ')} (status ${status})`;
	// A 2xx that does not say "success" is undocumented: something may have been taken.
	const open = status >= 500 || status === 408 || (status >= 200 && status < 300);
	return open
		? { kind: 'unknown', reason, hint: OPEN_HINT }
		: { kind: 'failed', reason, hint: HINTS[status] };
}

/** Braze's own sentence. Errors of the layers in front of its API come as web pages. */
function messageOf({ body }: Reply): string {
	if (isObject(body) && typeof body.message === 'string') return body.message;
	return 'Braze answered without a message';
}
