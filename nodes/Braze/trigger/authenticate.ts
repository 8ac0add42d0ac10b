import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type { ReadMessage } from './readMessage';
import { verifyCall, type BrazeWebhookCredentials, type Refusal } from './verifyCall';

/**
 * Checks the call as the node's 'Authentication' says; without a credential it is refused.
 *
 * @returns why it was refused; undefined when it may pass
 */
export async function authenticate(
	this: IWebhookFunctions,
	message: ReadMessage,
): Promise<Refusal | undefined> {
	if (this.getNodeParameter('authentication') === 'none') return undefined;
	// n8n throws for a credential that was never chosen; the sender shall get a 401, not a 500.
	if (this.getNode().credentials?.brazeWebhookApi === undefined) return 'not configured';

	let credentials: BrazeWebhookCredentials & IDataObject;
	try {
		credentials = await this.getCredentials('brazeWebhookApi');
	} catch {
		return 'credential not readable';
	}
	return verifyCall(credentials, {
		headers: this.getHeaderData() as Record<string, unknown>,
		fields: 'fields' in message ? message.fields : undefined,
		nowMs: Date.now(),
	});
}
