import {
	type IDataObject,
	type IHttpRequestMethods,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { redactJson, redactor } from '../../shared/errors';
import { describeFault, send, type HttpContext, type Outcome, type Reply } from '../../shared/http';
import { sendWithRetry, type RetryPolicy } from '../../shared/retry';
import { explain } from './explain';
import { withoutTokens } from './withoutTokens';

/** Punchh's APIs and the credential that each needs. */
const CREDENTIALS = {
	dashboard: 'punchhApi',
	mobile: 'punchhMobileApi',
	sso: 'punchhMobileApi',
} as const;

export type PunchhApiFace = keyof typeof CREDENTIALS;

/** A call of one of Punchh's APIs. */
export interface PunchhCall {
	api: PunchhApiFace;
	method: IHttpRequestMethods;
	/** From /api on. */
	path: string;
	qs?: IDataObject;
	body?: IDataObject;
	headers?: IDataObject;
	/** Whether sending it twice has the effect of sending it once. */
	repeatSafe: boolean;
	/** What is in this call beside the credential's own secrets that must not be shown. */
	secrets?: string[];
}

const TIMEOUT_MS = 30_000;

const RETRY_POLICY: RetryPolicy = { attempts: 4, longestWaitMs: 60_000 };

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
	const reply = await punchhReply.call(this, call, itemIndex);
	if (!isSuccess(reply)) throw toApiError.call(this, call, reply, itemIndex);
	return reply.body as IDataObject;
}

/**
 * Calls Punchh and returns its answer whatever the status, for callers to whom a refusal means
 * something. Secrets are already gone from it.
 *
 * @throws NodeOperationError when no answer came
 */
export async function punchhReply(
	this: HttpContext,
	call: PunchhCall,
	itemIndex: number,
): Promise<Reply> {
	const credentialType = CREDENTIALS[call.api];
	const credentials = await this.getCredentials<Record<string, string>>(credentialType, itemIndex);
	const redact = redactor([credentials.apiKey, credentials.secret, ...(call.secrets ?? [])]);
	const outcome = await sendWithRetry(
		async () =>
			await send.call(
				this,
				credentialType,
				{
					method: call.method,
					baseURL: credentials.baseUrl.trim().replace(/\/+$/, ''),
					url: call.path,
					qs: call.qs,
					body: call.body,
					headers: { Accept: 'application/json', ...call.headers },
					timeout: TIMEOUT_MS,
				},
				itemIndex,
			),
		call.repeatSafe,
		RETRY_POLICY,
	);
	if (outcome.kind === 'fault') throw toFaultError.call(this, outcome, itemIndex);
	const body = redactJson(outcome.body, redact);
	// An error may be about a key such as `password`; only guests carry tokens.
	return { ...outcome, body: isSuccess(outcome) ? withoutTokens(body) : body };
}

/**
 * Whether Punchh did what it was asked. Text instead of JSON is not Punchh's answer but that of the
 * layer in front of it, such as a captcha page, whatever its status.
 */
export function isSuccess({ status, body }: Reply): boolean {
	return status >= 200 && status < 300 && (typeof body !== 'string' || body === '');
}

/** The error for an answer that is not 2xx. */
export function toApiError(
	this: HttpContext,
	{ api }: PunchhCall,
	reply: Reply,
	itemIndex: number,
): NodeApiError {
	const { message, hint } = explain(reply, api);
	const requestId = reply.headers['x-request-id'];
	const request = typeof requestId === 'string' ? `Punchh request ID: ${requestId}` : undefined;
	return new NodeApiError(
		this.getNode(),
		{ statusCode: reply.status, message },
		{
			itemIndex,
			message,
			httpCode: String(reply.status),
			description: [hint, request].filter(Boolean).join('. '),
		},
	);
}

function toFaultError(
	this: HttpContext,
	outcome: Extract<Outcome, { kind: 'fault' }>,
	itemIndex: number,
): NodeOperationError {
	return new NodeOperationError(
		this.getNode(),
		`Punchh did not answer: ${describeFault(outcome)}`,
		{
			itemIndex,
			description: outcome.sent
				? 'It may have acted on the call all the same: look in Punchh before you send it again'
				: "Nothing was sent. Check 'Base URL' in the credential",
		},
	);
}
