import type { IWebhookFunctions } from 'n8n-workflow';

import { nowMs } from '../../shared/time';
import { checkCredential, type NamedCredentials } from '../../shared/webhook/credential';
import type { TriggerMemory } from '../../shared/webhook/memory/triggerMemory';
import {
	verifyCall,
	type BrazeCallRefusal,
	type BrazeWebhookCredentials,
	type IncomingCall,
} from './verifyCall';

/**
 * Checks the call as the node's 'Authentication' says; without a credential it is refused.
 *
 * @param takeBody is only called if the proof is in the body
 * @returns why it was refused; undefined when it may pass
 */
export async function authenticateBrazeCall(
	this: IWebhookFunctions,
	{ credential: held }: TriggerMemory,
	named: NamedCredentials,
	takeBody: IncomingCall['takeBody'],
): Promise<BrazeCallRefusal | undefined> {
	if (this.getNodeParameter('authentication') === 'none') return undefined;
	const headers = this.getHeaderData() as Record<string, unknown>;
	const check = async (credential: BrazeWebhookCredentials) =>
		await verifyCall(credential, { headers, takeBody, nowMs: nowMs() });
	return await checkCredential(this, 'brazeWebhookApi', named, held, check);
}
