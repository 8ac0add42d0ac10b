import type { IDataObject } from 'n8n-workflow';

import { describeFault, STOPPED_BY_USER, type Outcome, type Reply } from '../../shared/http/send';
import { isObject } from '../../shared/values/json';
import { shownText } from '../../shared/values/shownText';
import { BRAZE_UNREACHABLE } from './unanswered';
import type { Endpoint, Verdict } from './types';

/** What an endpoint requires of the key, and what to check if it is not found. */
type FailureHints = Pick<Endpoint<unknown>, 'permission' | 'notFoundHint'>;

const CHECK_INSTANCE = "Check 'Instance' in the Braze API credential";

/** What to do about a status, for someone who knows Braze's dashboard. */
const HINTS: Record<number, (endpoint: FailureHints) => string> = {
	// Braze's page on errors names a missing permission under 401 as well as under 403.
	401: ({ permission }) =>
		`Check 'REST API Key' and 'Instance' in the Braze API credential: a valid key is refused with the same message on another instance. If both are right, the key may lack the '${permission}' permission`,
	403: ({ permission }) =>
		`The REST API key needs the '${permission}' permission and, if it has an allowlist, this machine's IP address on it. Neither can be changed on an existing key: create a new one`,
	404: ({ notFoundHint }) => notFoundHint ?? CHECK_INSTANCE,
	413: () => 'Braze accepts up to 4 MB per request: send less for this item',
	429: () => 'Braze limits the rate of requests. Send it again later',
};

/** Verdicts for requests that were not sent at all. */
const NOT_SENT = new Map<Outcome, Verdict>([
	[STOPPED_BY_USER, { kind: 'failed', reason: 'The execution was stopped before it was sent' }],
	[
		BRAZE_UNREACHABLE,
		{
			kind: 'failed',
			reason: 'It was not sent, because Braze did not answer many requests in a row',
			hint: 'Send it again later',
		},
	],
]);

/**
 * Why an outcome is not a success, and what it means for everything in its request.
 *
 * @param openHint what to do if it is not known whether Braze accepted it
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
	const reason = `${shownText([...new Set(texts)].join('; '))} (status ${status})`;
	// A 2xx that does not say "success" is undocumented: Braze may have accepted something.
	const isOpen = status >= 500 || status === 408 || (status >= 200 && status < 300);
	return isOpen
		? { kind: 'unknown', reason, hint: openHint }
		: { kind: 'failed', reason, hint: HINTS[status]?.(endpoint), status };
}

/** The entries of an answer's `errors`. */
export function errorsOf(body: unknown): unknown[] {
	const errors = isObject(body) ? body.errors : undefined;
	if (errors === undefined || errors === null) return [];
	return Array.isArray(errors) ? errors : [errors];
}

/** Braze's text in an entry of `errors`: the entry, its `type`, or the `message` of catalogs. */
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
