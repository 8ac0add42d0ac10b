import type { IDataObject } from 'n8n-workflow';

import { describeFault, STOPPED_BY_USER, type Outcome, type Reply } from '../../shared/http/send';
import { isObject } from '../../shared/values/json';
import { BRAZE_UNREACHABLE } from './unanswered';
import type { Endpoint, Verdict } from './types';

/** What an endpoint asks of the key, and what else than the instance can make it unknown. */
type FailureHints = Pick<Endpoint<unknown>, 'permission' | 'notFoundHint'>;

const CHECK_INSTANCE = "Check 'Instance' in the Braze API credential";

/** What to do about a status, for someone who knows Braze's dashboard. */
const HINTS: Record<number, (endpoint: FailureHints) => string> = {
	401: () =>
		"Check 'REST API Key' and 'Instance' in the Braze API credential: a right key on another instance is refused with the same words",
	403: ({ permission }) =>
		`The REST API key needs the '${permission}' permission, and this machine's IP address must be on the key's allowlist if it has one. Neither can be changed on an existing key: create a new one`,
	404: ({ notFoundHint }) => notFoundHint ?? CHECK_INSTANCE,
	413: () => 'Braze takes 4 MB in a request: send less of this item',
	429: () => 'Braze limits how many requests it takes in a while. Send again later',
};

/** Verdicts for requests that were not sent at all. */
const NOT_SENT = new Map<Outcome, Verdict>([
	[STOPPED_BY_USER, { kind: 'failed', reason: 'The execution was stopped before it was sent' }],
	[
		BRAZE_UNREACHABLE,
		{
			kind: 'failed',
			reason: 'It was not sent, because Braze has not answered for many requests in a row',
			hint: 'Send it again later',
		},
	],
]);

/**
 * Why an outcome is no success, and what can be said about everything in its request.
 *
 * @param openHint what to do when nobody knows whether Braze took it
 */
export function explainFailure(
	outcome: Outcome,
	endpoint: FailureHints,
	openHint: string,
): Verdict {
	const notSent = NOT_SENT.get(outcome);
	if (notSent !== undefined) return notSent;
	if (outcome.kind === 'fault') {
		const reason = `Braze did not answer: ${describeFault(outcome)}`;
		return outcome.sent
			? { kind: 'unknown', reason, hint: openHint }
			: { kind: 'failed', reason, hint: CHECK_INSTANCE };
	}
	const { status } = outcome;
	const texts = [messageOf(outcome), ...errorsOf(outcome.body).map(errorText)];
	const reason = `${[...new Set(texts)].join('; ')} (status ${status})`;
	// A 2xx that does not say "success" is undocumented: something may have been taken.
	const isOpen = status >= 500 || status === 408 || (status >= 200 && status < 300);
	return isOpen
		? { kind: 'unknown', reason, hint: openHint }
		: { kind: 'failed', reason, hint: HINTS[status]?.(endpoint) };
}

/** The entries of an answer's `errors`. */
export function errorsOf(body: unknown): unknown[] {
	const errors = isObject(body) ? body.errors : undefined;
	if (errors === undefined || errors === null) return [];
	return Array.isArray(errors) ? errors : [errors];
}

/** Braze's own words in an entry of `errors`: text, `type`, or the `message` of the catalogs. */
export function errorText(entry: unknown): string {
	if (typeof entry === 'string') return entry;
	const { type, message } = isObject(entry) ? entry : ({} as IDataObject);
	const text = type ?? message;
	return typeof text === 'string' ? text : JSON.stringify(entry);
}

/** Braze's own sentence. Errors of the layers in front of its API come as web pages. */
export function messageOf({ body }: Reply): string {
	if (isObject(body) && typeof body.message === 'string') return body.message;
	return 'Braze answered without a message';
}
