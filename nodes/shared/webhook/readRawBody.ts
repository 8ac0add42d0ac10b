import type { IWebhookFunctions } from 'n8n-workflow';

/**
 * The bytes of the body; undefined when they cannot be read, e.g. because they are not compressed
 * in the way that the call says. n8n reads them by itself only for some content types.
 */
export async function readRawBody(this: IWebhookFunctions): Promise<Buffer | undefined> {
	const request = this.getRequestObject();
	if (request.rawBody !== undefined) return request.rawBody;
	try {
		await request.readRawBody();
	} catch {
		return undefined;
	}
	return request.rawBody ?? Buffer.alloc(0);
}
