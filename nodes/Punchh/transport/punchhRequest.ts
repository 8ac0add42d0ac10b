import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import { redactJson, redactor } from '../../shared/http/redact';
import {
	send,
	STOPPED_BY_USER,
	type Fault,
	type HttpContext,
	type Outcome,
	type Reply,
} from '../../shared/http/send';
import { paceOf } from '../../shared/http/pace';
import { pauseUnlessStopped, sendWithRetry, type RetryPolicy } from '../../shared/http/retry';
import { baseUrlOf } from './baseUrl';
import { CREDENTIALS, type PunchhCall } from './call';
import { toError } from './errors';
import { explain } from './explain';
import { refusalsOf } from './refusals';
import { withoutTokens } from './withoutTokens';

const TIMEOUT_MS = 30_000;

/** A call that the user's stop broke off: Punchh may have it. */
const STOPPED_ON_THE_WAY: Fault = { ...STOPPED_BY_USER, sent: true };

/** Punchh names no time to wait after a 429; with doubling pauses these tries last a minute. */
const RETRY_POLICY: RetryPolicy = { attempts: 4, attemptsWhenLimited: 8, longestWaitMs: 60_000 };

/** Calls that ask or set: a second one gets the answer that the first would have got. */
const SAME_ANSWER: IHttpRequestMethods[] = ['GET', 'PUT', 'PATCH'];

/**
 * Calls Punchh and returns the body of its answer, without the tokens that Punchh puts into guests.
 *
 * @throws NodeApiError with Punchh's sentence, a hint and the request ID when the status is not 2xx;
 *   NodeOperationError when no answer came
 */
export async function punchhRequest(
	this: HttpContext,
	call: PunchhCall,
	itemIndex: number,
): Promise<IDataObject> {
	const outcome = await punchhOutcome.call(this, call, itemIndex);
	if (!isSuccess(outcome)) throw toError.call(this, call, outcome, itemIndex);
	return outcome.body as IDataObject;
}

/**
 * Calls Punchh and returns what came of it, for callers to whom a refusal or a lost answer means
 * something. Secrets are already gone from it.
 */
export async function punchhOutcome(
	this: HttpContext,
	call: PunchhCall,
	itemIndex: number,
): Promise<Outcome> {
	const credentialType = CREDENTIALS[call.api];
	const credentials = await this.getCredentials<Record<string, string>>(credentialType, itemIndex);
	const refusals = refusalsOf(this);
	const redact = redactor([credentials.apiKey, credentials.secret, ...(call.secrets ?? [])]);
	const options = {
		// n8n drops the body of a GET that is named so, and sends one whose method is left to default.
		method: call.method === 'GET' && call.body !== undefined ? undefined : call.method,
		baseURL: baseUrlOf(credentials.baseUrl),
		url: call.path,
		qs: call.qs,
		body: call.body,
		headers: { Accept: 'application/json', ...call.headers },
		timeout: TIMEOUT_MS,
	};
	const pace = paceOf(this);
	const signal = stopSignal(this);
	const pause = pauseUnlessStopped(signal);
	let isLimited = false;
	let isFirstTry = true;
	const outcome = await sendWithRetry(
		async () => {
			await pace.ready(signal);
			if (signal?.aborted) return STOPPED_BY_USER;
			const known = isFirstTry ? refusals.find(call, credentials) : undefined;
			isFirstTry = false;
			if (known !== undefined) return known;
			const outcome = await send.call(this, credentialType, options, itemIndex).catch((error) => {
				if (signal?.aborted) return STOPPED_ON_THE_WAY;
				throw error;
			});
			isLimited = outcome.kind === 'reply' && outcome.status === 429;
			return outcome;
		},
		call.repeatSafe,
		{
			...RETRY_POLICY,
			lastCounts: SAME_ANSWER.includes(call.method) && call.refusesItself !== true,
		},
		// The next try waits for the pace, as do all other calls of this run.
		async (ms) => (isLimited ? pace.hold(ms) : await pause(ms)),
	);
	if (outcome.kind === 'fault' || 'isKnown' in outcome) return outcome;
	const reply = { ...outcome, body: redactJson(outcome.body, redact) };
	if (isSuccess(reply)) return { ...reply, body: withoutTokens(reply.body) };
	// An error keeps its body: it may be about a key such as `password`; only guests carry tokens.
	const { refusalOf } = explain(reply, call);
	if (refusalOf !== undefined) refusals.note(refusalOf, call, credentials, reply);
	return reply;
}

/** Tells that the user stopped the execution; filling a drop-down is none. */
export function stopSignal(context: HttpContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/**
 * Whether Punchh did what it was asked. Text instead of JSON is not Punchh's answer but that of the
 * layer in front of it, such as a captcha page, whatever its status.
 */
export function isSuccess(outcome: Outcome): outcome is Reply {
	return (
		outcome.kind === 'reply' &&
		outcome.status >= 200 &&
		outcome.status < 300 &&
		(typeof outcome.body !== 'string' || outcome.body === '')
	);
}

/** Whether it is unknown if Punchh acted: the answer was lost, or is a fault of the server. */
export function isOpen(outcome: Outcome): boolean {
	return outcome.kind === 'fault' ? outcome.sent : outcome.status >= 500 || outcome.status === 408;
}
