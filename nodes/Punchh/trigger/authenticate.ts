import type { IWebhookFunctions } from 'n8n-workflow';

import type { CallSettings } from './settings';
import type { TriggerState } from './state';
import { verifyRequest, type PunchhWebhookCredentials, type Refusal } from './verifyRequest';

/**
 * Checks the call as the node's 'Authentication' says; without a credential it is refused.
 *
 * @returns why it was refused; undefined when it may pass
 */
export async function authenticate(
	this: IWebhookFunctions,
	{ credential }: TriggerState,
	rawBody: Buffer,
	{ authentication, strictSignature, publicBaseUrl }: CallSettings,
): Promise<Refusal | undefined> {
	if (authentication === 'none') return undefined;
	// n8n throws for a credential that was never chosen; the sender shall get a 401, not a 500.
	const chosen = this.getNode().credentials?.punchhWebhookApi;
	if (chosen === undefined) return 'not configured';

	const id = String(chosen.id);
	const read = async () => await this.getCredentials<PunchhWebhookCredentials>('punchhWebhookApi');
	const { originalUrl, url } = this.getRequestObject();
	const request = {
		headers: this.getHeaderData() as Record<string, unknown>,
		path: originalUrl ?? url,
		rawBody,
		publicUrl: this.getNodeWebhookUrl('default') ?? '',
		publicBaseUrl,
		strict: strictSignature,
	};
	try {
		const refusal = verifyRequest(await credential.get(id, read), request);
		if (refusal === undefined) return undefined;
		// The secret may have been changed since it was read.
		const anew = await credential.getAnew(id, read);
		return anew === undefined ? refusal : verifyRequest(anew, request);
	} catch {
		return 'credential not readable';
	}
}
