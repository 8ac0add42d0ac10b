import type { IDataObject } from 'n8n-workflow';

import { describeFault, type Outcome, type Reply } from '../../shared/http/send';
import { isObject } from '../../shared/values/json';
import type { Verdict } from '../track/types';

const CHECK_INSTANCE = "Check 'Instance' in the Braze API credential";

/** What an endpoint asks of the key, and what else than the instance can make it unknown. */
interface Endpoint {
	permission: string;
	notFoundHint?: string;
}

/** What to do about a status, for someone who knows Braze's dashboard. */
const HINTS: Record<number, (endpoint: Endpoint) => string> = {
	401: () =>
		"Check 'REST API Key' and 'Instance' in the Braze API credential: a right key on another instance is refused with the same words",
	403: ({ permission }) =>
		`The REST API key needs the '${permission}' permission, and this machine's IP address must be on the key's allowlist if it has one. Neither can be changed on an existing key: create a new one`,
	404: ({ notFoundHint }) => notFoundHint ?? CHECK_INSTANCE,
	413: () => 'Braze takes 4 MB in a request: send less of this item',
	429: () => 'Braze limits how many requests it takes in a while. Send again later',
};

/** Why an answer is no success, and what can be said about everything in its request. */
export function explainFailure(
	outcome: Outcome,
	endpoint: Endpoint,
	openHint: string,
): Verdict & { kind: 'failed' | 'unknown' } {
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
	const open = status >= 500 || status === 408 || (status >= 200 && status < 300);
	return open
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
