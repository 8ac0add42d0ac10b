import type { IWebhookFunctions } from 'n8n-workflow';

import { checkCredential, type NamedCredentials } from '../../shared/webhook/credential';
import type { TriggerMemory } from '../../shared/webhook/memory/triggerMemory';
import type { CallSettings } from './settings';
import {
	verifyRequest,
	type IncomingRequest,
	type PunchhWebhookCredentials,
	type PunchhCallRefusal,
} from './verifyRequest';

/**
 * Checks the call as the node's 'Authentication' says; without a credential it is refused.
 *
 * @param takeBody is only called for a signature
 * @returns why it was refused; undefined if it may pass
 */
export async function authenticatePunchhCall(
	this: IWebhookFunctions,
	{ credential: held }: TriggerMemory,
	named: NamedCredentials,
	takeBody: IncomingRequest['takeBody'],
	{ authentication, strictSignature, publicBaseUrl }: CallSettings,
): Promise<PunchhCallRefusal | undefined> {
	if (authentication === 'none') return undefined;
	const { originalUrl, url } = this.getRequestObject();
	const request = {
		headers: this.getHeaderData() as Record<string, unknown>,
		path: originalUrl ?? url,
		takeBody,
		publicUrl: () => this.getNodeWebhookUrl('default') ?? '',
		publicBaseUrl,
		strict: strictSignature,
	};
	const check = async (credential: PunchhWebhookCredentials) =>
		await verifyRequest(credential, request);
	return await checkCredential(this, 'punchhWebhookApi', named, held, check);
}
