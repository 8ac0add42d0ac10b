import type { IDataObject } from 'n8n-workflow';

import { redactJson, redactor } from '../../shared/errors';
import { send, type HttpContext, type Outcome } from '../../shared/http';
import { brazeBaseUrl, type BrazeCredentials } from './instances';

/** How long an answer may take. Braze asks senders of batches to wait at least this long. */
const TIMEOUT_MS = 30_000;

/** A connection to the workspace of one Braze API credential. */
export interface BrazeConnection {
	/** Sends JSON text as it is and reports the outcome; the key is blanked out of the answer. */
	post(path: string, body: string): Promise<Outcome>;
}

/**
 * Opens the connection that the node's Braze API credential describes.
 *
 * @param itemIndex the item to name in an error, and whose run the credential is read for
 * @throws ItemError when the credential is missing or its URL is not one
 */
export async function connectToBraze(
	this: HttpContext,
	itemIndex: number,
): Promise<BrazeConnection> {
	const credentials = await this.getCredentials<BrazeCredentials & IDataObject>('brazeApi');
	const baseURL = brazeBaseUrl(credentials);
	const redact = redactor([credentials.apiKey]);
	return {
		post: async (path, body) =>
			withoutSecrets(
				await send.call(
					this,
					'brazeApi',
					{
						method: 'POST',
						baseURL,
						url: path,
						body,
						headers: { 'Content-Type': 'application/json' },
						timeout: TIMEOUT_MS,
					},
					itemIndex,
				),
				redact,
			),
	};
}

/** Braze's 401 repeats the key that it was sent. */
function withoutSecrets(outcome: Outcome, redact: (text: string) => string): Outcome {
	if (outcome.kind === 'fault') return outcome;
	return { ...outcome, body: redactJson(outcome.body, redact) };
}
