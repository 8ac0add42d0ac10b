import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { toItemError } from '../errors';
import { parsedText } from '../values/parseExact';

/** The n8n contexts in which our nodes call a vendor. */
export type HttpContext = IExecuteFunctions | ILoadOptionsFunctions;

/** An answer from the vendor, whatever its status. `headers` have lowercase names. */
export interface Reply {
	kind: 'reply';
	status: number;
	headers: Record<string, unknown>;
	/** Parsed if it is JSON, with long IDs as text; otherwise the text. */
	body: unknown;
}

/**
 * No answer. `sent` is false only if the request certainly never reached the vendor; if a connection
 * broke or timed out, the vendor may have acted on it.
 */
export interface Fault {
	kind: 'fault';
	code: string;
	sent: boolean;
}

export type Outcome = Reply | Fault;

/** Failures that happen before a request leaves: name lookup, connecting, TLS. */
const NEVER_SENT = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_GET_ISSUER_CERT',
	'CERT_NOT_YET_VALID',
	'CERT_UNTRUSTED',
	'EPROTO',
	'ERR_SSL_WRONG_VERSION_NUMBER',
]);

/** Stands for a request that was not sent, because the user had stopped the execution. */
export const STOPPED_BY_USER: Fault = { kind: 'fault', code: 'STOPPED', sent: false };

/** What axios reports when the user stopped the execution: not a connection failure. */
const CANCELLED = 'ERR_CANCELED';

/** What a fault is called in a message to the user. */
const FAULT_TEXTS: Record<string, string> = {
	ECONNREFUSED: 'the connection was refused',
	ENOTFOUND: 'the host name was not found',
	EAI_AGAIN: 'the host name could not be looked up',
	ECONNRESET: 'the connection was lost',
	EPIPE: 'the connection was lost',
	ECONNABORTED: 'no answer came in time',
	ETIMEDOUT: 'no answer came in time',
	STOPPED: 'the execution was stopped',
	EPROTO: 'a secure connection could not be established',
};

/** Says why no answer came, e.g. "no answer came in time". */
export function describeFault(fault: Fault): string {
	// Not the bare code: n8n replaces a whole message that contains one with its own text.
	return FAULT_TEXTS[fault.code] ?? `the connection failed (${fault.code.toLowerCase()})`;
}

/** A credential as it was read for the call, so that a key goes to the address beside it. */
export interface ReadCredential {
	type: string;
	data: ICredentialDataDecryptedObject;
}

/**
 * Sends one request, signed or authorized by the credential, and reports the outcome. Redirects are
 * not followed: neither vendor uses them, and a redirect would carry the key to another host.
 *
 * @throws ItemError only if nothing was tried, e.g. without a credential or when stopped by the user
 */
export async function send(
	this: HttpContext,
	{ type, data }: ReadCredential,
	options: IHttpRequestOptions,
	itemIndex: number,
): Promise<Outcome> {
	try {
		// Left to itself, n8n would read the credential again, and always for the first item.
		const response = (await this.helpers.httpRequestWithAuthentication.call(
			this,
			type,
			{
				...options,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				// n8n would parse JSON itself, and round long IDs.
				encoding: 'text',
			},
			{ credentialsDecrypted: { id: type, name: type, type, data } },
		)) as IN8nHttpFullResponse;
		return {
			kind: 'reply',
			status: response.statusCode,
			headers: response.headers,
			body: parsedText(response.body),
		};
	} catch (error) {
		const code = connectionCode(error);
		if (code === undefined || code === CANCELLED) {
			throw toItemError(this.getNode(), error, itemIndex);
		}
		return { kind: 'fault', code, sent: !NEVER_SENT.has(code) };
	}
}

/** The system or axios code behind an error from n8n's HTTP helper, if there is one. */
function connectionCode(error: unknown): string | undefined {
	let current = error as { code?: unknown; cause?: unknown } | null | undefined;
	while (typeof current === 'object' && current !== null) {
		if (typeof current.code === 'string') return current.code;
		current = current.cause as typeof current;
	}
	return undefined;
}
