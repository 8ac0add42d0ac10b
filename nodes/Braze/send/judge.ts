import type { Outcome, Reply } from '../../shared/http/send';
import { isObject } from '../../shared/values/json';
import { shownText } from '../../shared/values/shownText';
import { errorsOf, errorText, explainFailure, messageOf } from './answer';
import type { Endpoint, Verdict } from './types';

/** Statuses with which Braze refuses a whole request because of some of its units. */
const REFUSED_FOR_UNITS = [400, 413, 414, 422, 431];

/** The message of a 400 for too many objects and, on some endpoints, too many bytes. */
const TOO_LARGE = /max input length exceeded|request entity too large/i;

/**
 * Reads an answer into a verdict for each unit of its request.
 *
 * A 2xx may report refused units in `errors`; a 400 with such entries means that all were refused.
 * If an entry matches no unit, every unit that no entry names is `unknown`: Braze refused
 * something, and it is not known what.
 *
 * @param outcome decides about units that are not named
 * @param last the latest answer, if `outcome` is an earlier one that left open what happened: the
 *   units that it names were refused each time
 */
export function judge<Unit>(
	endpoint: Endpoint<Unit>,
	units: Unit[],
	outcome: Outcome,
	last: Outcome = outcome,
): Map<Unit, Verdict> {
	const { reasons, unplaced } = placeErrors(endpoint, units, last);
	const verdicts = new Map<Unit, Verdict>();
	for (const [unit, texts] of reasons) {
		verdicts.set(unit, { kind: 'rejected', reason: shownText(texts.join('; ')) });
	}
	const unnamed = reasons.size === 0 ? units : units.filter((unit) => !reasons.has(unit));
	const rest = judgeUnnamed(endpoint, unnamed, units, outcome, last === outcome ? unplaced : []);
	unnamed.forEach((unit, index) => verdicts.set(unit, rest[index]));
	return verdicts;
}

/** Whether an answer names units; a 401 that does is about them and not about the key. */
export function namesUnits<Unit>(
	endpoint: Endpoint<Unit>,
	units: Unit[],
	outcome: Outcome,
): boolean {
	return placeErrors(endpoint, units, outcome).reasons.size > 0;
}

/** Whether Braze accepted nothing in a request because of its content. */
export function isRefusedForUnits<Unit>(endpoint: Endpoint<Unit>, outcome: Outcome): boolean {
	if (outcome.kind === 'fault' || !REFUSED_FOR_UNITS.includes(outcome.status)) return false;
	return !saysTaken(endpoint, outcome);
}

/** Whether Braze found the request too large and accepted nothing in it. */
export function isTooLarge(outcome: Outcome): boolean {
	if (outcome.kind === 'fault') return false;
	if (outcome.status === 413) return true;
	return outcome.status === 400 && TOO_LARGE.test(messageOf(outcome));
}

/** Sorts Braze's error entries by the units that they name; the rest is `unplaced`. */
function placeErrors<Unit>(
	endpoint: Endpoint<Unit>,
	units: Unit[],
	outcome: Outcome,
): { reasons: Map<Unit, string[]>; unplaced: unknown[] } {
	const reasons = new Map<Unit, string[]>();
	const unplaced: unknown[] = [];
	for (const error of outcome.kind === 'reply' ? errorsOf(outcome.body) : []) {
		const named = endpoint.named(error, units);
		if (named.length === 0) unplaced.push(error);
		for (const unit of named) {
			reasons.set(unit, [...(reasons.get(unit) ?? []), errorText(error)]);
		}
	}
	return { reasons, unplaced };
}

/** The verdicts for the units that the answer does not name. */
function judgeUnnamed<Unit>(
	endpoint: Endpoint<Unit>,
	unnamed: Unit[],
	units: Unit[],
	outcome: Outcome,
	unplaced: unknown[],
): Verdict[] {
	const hint = endpoint.openHint(units);
	if (isSuccess(endpoint, outcome)) {
		if (unplaced.length === 0) return endpoint.read(outcome.body, unnamed, units);
		const texts = shownText(unplaced.map(errorText).join('; '));
		const reason = `${texts} (Braze did not say which item this is about)`;
		return unnamed.map(() => ({ kind: 'unknown', reason, hint }));
	}
	const failure = explainFailure(aboutAll(outcome, unplaced), endpoint, hint);
	const verdict: Verdict = saysTaken(endpoint, outcome)
		? { ...failure, kind: 'unknown', hint }
		: failure;
	return unnamed.map(() => verdict);
}

/** Whether an answer says that something of its request was taken, whatever its status. */
function saysTaken<Unit>({ tookSome }: Endpoint<Unit>, outcome: Outcome): boolean {
	return outcome.kind === 'reply' && tookSome(outcome.body);
}

/** The outcome without what it says about single units, which does not concern the others. */
function aboutAll(outcome: Outcome, unplaced: unknown[]): Outcome {
	if (outcome.kind === 'fault' || !isObject(outcome.body)) return outcome;
	return { ...outcome, body: { ...outcome.body, errors: unplaced } };
}

/** A 2xx in JSON, unless it has a message that says otherwise. */
function isSuccess<Unit>({ saysSuccess }: Endpoint<Unit>, outcome: Outcome): outcome is Reply {
	if (outcome.kind === 'fault' || outcome.status < 200 || outcome.status >= 300) return false;
	const { body } = outcome;
	if (!isObject(body)) return false;
	return body.message === 'success' || (!saysSuccess && body.message === undefined);
}
