import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { paceOf, type Pace } from '../../shared/http/pace';
import { redactJson, redactor } from '../../shared/http/redact';
import { pauseUnlessStopped, sendWithRetry } from '../../shared/http/retry';
import {
	send,
	STOPPED_BY_USER,
	type Fault,
	type HttpContext,
	type Outcome,
	type Reply,
} from '../../shared/http/send';
import { CREDENTIALS, type PunchhCall } from './call';
import { accountOf, punchhBaseUrl, type PunchhServer } from './credential';
import { toError } from './errors';
import { explain } from './explain';
import { isSuccess } from './outcome';
import { RETRY, TIMEOUT_MS } from './policy';
import { refusalsOf } from './refusals';
import { withoutTokens } from './withoutTokens';

/** The fields of a credential, which depend on the API. */
type Credentials = ICredentialDataDecryptedObject &
	PunchhServer & { apiKey?: string; secret?: string };

/** Gives the values of a credential. */
export type ReadCredentials = (type: string) => Promise<Credentials>;

/** Reads a credential for an item when it is first asked for: n8n asks its database each time. */
export function readingOnce(context: HttpContext, itemIndex: number): ReadCredentials {
	const read = new Map<string, Promise<Credentials>>();
	return async (type) => {
		const reading = read.get(type) ?? context.getCredentials<Credentials>(type, itemIndex);
		read.set(type, reading);
		return await reading;
	};
}

/**
 * Calls Punchh and returns the body of its answer, without the tokens that Punchh puts into guests.
 *
 * @throws NodeApiError with Punchh's sentence, a hint and the request ID if the status is not 2xx;
 *   NodeOperationError if no answer came
 */
export async function punchhRequest(
	this: HttpContext,
	call: PunchhCall,
	itemIndex: number,
	readCredentials?: ReadCredentials,
): Promise<IDataObject> {
	const outcome = await punchhOutcome.call(this, call, itemIndex, readCredentials);
	if (!isSuccess(outcome)) throw toError.call(this, call, outcome, itemIndex);
	return outcome.body as IDataObject;
}

/**
 * Calls Punchh and returns the outcome, for callers that handle a refusal or a lost answer
 * themselves. Secrets are already removed from it.
 */
export async function punchhOutcome(
	this: HttpContext,
	call: PunchhCall,
	itemIndex: number,
	readCredentials = readingOnce(this, itemIndex),
): Promise<Outcome> {
	const credentials = await readCredentials(CREDENTIALS[call.api]);
	const outcome = await new Exchange(this, call, credentials, itemIndex).run();
	if (outcome.kind === 'fault' || 'isKnown' in outcome) return outcome;

	const reply = withoutSecrets(outcome, call, credentials);
	if (isSuccess(reply)) return reply;
	const { refusalOf } = explain(reply, call);
	if (refusalOf !== undefined) refusalsOf(this).note(refusalOf, call, credentials, reply);
	return reply;
}

/** A call that was cut off when the user stopped the execution: Punchh may have received it. */
const STOPPED_ON_THE_WAY: Fault = { ...STOPPED_BY_USER, sent: true };

/** Calls that ask or set: a second one gets the answer that the first would have gotten. */
const SAME_ANSWER: IHttpRequestMethods[] = ['GET', 'PUT', 'PATCH'];

/** One call with all of its tries, at the pace that all calls of the run with its account share. */
class Exchange {
	private readonly signal: AbortSignal | undefined;

	private readonly pace: Pace;

	private tries = 0;

	private isLimited = false;

	constructor(
		private readonly context: HttpContext,
		private readonly call: PunchhCall,
		private readonly credentials: Credentials,
		private readonly itemIndex: number,
	) {
		this.signal = stopSignal(context);
		this.pace = paceOf(context, accountOf(credentials));
	}

	async run(): Promise<Outcome> {
		const { method, repeatSafe = false, refusesItself = false } = this.call;
		return await sendWithRetry(
			async () => await this.try(),
			method === 'GET' || repeatSafe,
			{ ...RETRY, lastCounts: SAME_ANSWER.includes(method) && !refusesItself },
			async (ms) => await this.pause(ms),
		);
	}

	/** Sends the call, unless the execution was stopped or an earlier call shows its refusal. */
	private async try(): Promise<Outcome> {
		await this.pace.ready(this.signal);
		if (this.signal?.aborted) return STOPPED_BY_USER;
		const isFirst = this.tries++ === 0;
		const known = isFirst ? refusalsOf(this.context).find(this.call, this.credentials) : undefined;
		if (known !== undefined) return known;

		const outcome = await this.send();
		this.isLimited = outcome.kind === 'reply' && outcome.status === 429;
		return outcome;
	}

	private async send(): Promise<Outcome> {
		const options = optionsOf(this.call, this.credentials);
		const credential = { type: CREDENTIALS[this.call.api], data: this.credentials };
		return await send.call(this.context, credential, options, this.itemIndex).catch((error) => {
			if (this.signal?.aborted) return STOPPED_ON_THE_WAY;
			throw error;
		});
	}

	/** After a 429 the next try waits for the pace, as do all other calls with this account. */
	private async pause(ms: number): Promise<void> {
		if (this.isLimited) this.pace.hold(ms);
		else await pauseUnlessStopped(this.signal)(ms);
	}
}

function optionsOf(call: PunchhCall, credentials: Credentials): IHttpRequestOptions {
	return {
		// n8n drops the body of an explicit GET, but sends it if the method is left to the default.
		method: call.method === 'GET' && call.body !== undefined ? undefined : call.method,
		baseURL: punchhBaseUrl(credentials),
		url: call.path,
		qs: call.qs,
		body: call.body,
		headers: { Accept: 'application/json', ...call.headers },
		timeout: TIMEOUT_MS,
	};
}

/**
 * A reply without the secrets of the credential and the call. A refusal keeps keys such as
 * `password`, because it may be about them; only guests have tokens.
 */
function withoutSecrets(reply: Reply, call: PunchhCall, credentials: Credentials): Reply {
	const redact = redactor([credentials.apiKey, credentials.secret, ...(call.secrets ?? [])]);
	const redacted = {
		...reply,
		// An error shows the request ID, which is a header.
		headers: redactJson(reply.headers, redact) as Reply['headers'],
		body: redactJson(reply.body, redact),
	};
	return isSuccess(redacted) ? { ...redacted, body: withoutTokens(redacted.body) } : redacted;
}

/** Aborts when the user stops the execution; there is none while a dropdown is being filled. */
export function stopSignal(context: HttpContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}
