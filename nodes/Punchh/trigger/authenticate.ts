import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type { CallSettings } from './settings';
import { verifyRequest, type PunchhWebhookCredentials, type Refusal } from './verifyRequest';

/**
 * Checks the call as the node's 'Authentication' says; without a credential it is refused.
 *
 * @returns why it was refused; undefined when it may pass
 */
export async function authenticate(
	this: IWebhookFunctions,
	rawBody: Buffer,
	{ authentication, strictSignature, publicBaseUrl }: CallSettings,
): Promise<Refusal | undefined> {
	if (authentication === 'none') return undefined;
	// n8n throws for a credential that was never chosen; the sender shall get a 401, not a 500.
	if (this.getNode().credentials?.punchhWebhookApi === undefined) return 'not configured';

	let credentials: PunchhWebhookCredentials & IDataObject;
	try {
		credentials = await this.getCredentials('punchhWebhookApi');
	} catch {
		return 'credential not readable';
	}
	const request = this.getRequestObject();
	return verifyRequest(credentials, {
		headers: this.getHeaderData() as Record<string, unknown>,
		path: request.originalUrl ?? request.url,
		rawBody,
		publicUrl: this.getNodeWebhookUrl('default') ?? '',
		publicBaseUrl,
		strict: strictSignature,
	});
}
