import type { IWebhookFunctions } from 'n8n-workflow';

import { nowMs } from '../../shared/time';
import { checkCredential } from '../../shared/webhook/credential';
import type { TriggerMemory } from '../../shared/webhook/memory/triggerMemory';
import type { ReadMessage } from './readMessage';
import { verifyCall, type BrazeWebhookCredentials, type BrazeCallRefusal } from './verifyCall';

/**
 * Checks the call as the node's 'Authentication' says; without a credential it is refused.
 *
 * @returns why it was refused; undefined when it may pass
 */
export async function authenticateBrazeCall(
	this: IWebhookFunctions,
	memory: TriggerMemory,
	message: ReadMessage,
): Promise<BrazeCallRefusal | undefined> {
	if (this.getNodeParameter('authentication') === 'none') return undefined;
	const call = {
		headers: this.getHeaderData() as Record<string, unknown>,
		fields: 'fields' in message ? message.fields : undefined,
		nowMs: nowMs(),
	};
	const check = (credential: BrazeWebhookCredentials) => verifyCall(credential, call);
	return await checkCredential(this, 'brazeWebhookApi', memory.credential, check);
}
