import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { redactJson, redactor } from '../../shared/http/redact';
import { send, type HttpContext, type Outcome, type Reply } from '../../shared/http/send';
import { brazeBaseUrl, type BrazeCredentials } from './instances';
import { POLICY } from './policy';

/** A call to one of Braze's endpoints. */
export interface BrazeRequest {
	method: IHttpRequestMethods;
	/** Path without a trailing slash. */
	path: string;
	/** JSON text, sent unchanged. */
	body?: string;
	/** Query parameters; an array becomes `name[]=...` for each of its values. */
	qs?: IDataObject;
}

/** A connection to the workspace of one Braze API credential. */
export interface BrazeConnection {
	/** Sends a request once and reports the outcome; the key is masked in the answer. */
	send(request: BrazeRequest): Promise<Outcome>;
}

/**
 * Opens the connection that the node's Braze API credential describes.
 *
 * @param itemIndex the item to name in an error, and whose run the credential is read for
 * @param timeoutMs how long an answer may take
 * @throws ItemError if the credential is missing or its URL is invalid
 */
export async function connectToBraze(
	this: HttpContext,
	itemIndex: number,
	timeoutMs: number = POLICY.timeoutMs,
): Promise<BrazeConnection> {
	const credentials = await this.getCredentials<BrazeCredentials & ICredentialDataDecryptedObject>(
		'brazeApi',
		itemIndex,
	);
	const baseURL = brazeBaseUrl(credentials);
	const redact = redactor([credentials.apiKey]);
	const sendOnce = async ({ method, path, body, qs }: BrazeRequest) => {
		const options: IHttpRequestOptions = {
			method,
			baseURL,
			url: path,
			headers: { 'Content-Type': 'application/json' },
			timeout: timeoutMs,
			...(body === undefined ? {} : { body }),
			...(qs === undefined ? {} : { qs, arrayFormat: 'brackets' }),
		};
		const credential = { type: 'brazeApi', data: credentials };
		return withoutSecrets(await send.call(this, credential, options, itemIndex), redact);
	};
	return { send: sendOnce };
}

/** Braze's 401 repeats the key that it was sent. */
function withoutSecrets(outcome: Outcome, redact: (text: string) => string): Outcome {
	if (outcome.kind === 'fault') return outcome;
	return {
		...outcome,
		headers: redactJson(outcome.headers, redact) as Reply['headers'],
		body: redactJson(outcome.body, redact),
	};
}
