import type { Request } from 'express';
import type { IHttpRequestMethods, IHttpRequestOptions, IWebhookFunctions } from 'n8n-workflow';

import type { TriggerState } from './state';

/** Carries the word by which a trigger knows its own calls. */
const HEADER = 'x-trigger-own-call';

const TIMEOUT_MS = 10_000;

/** Where a webhook is reached within this process, whatever stands before n8n. */
export type OwnAddress = Pick<IHttpRequestOptions, 'method' | 'url'>;

/** The address at which a call came in; undefined when its connection is gone already. */
export function addressOf({ socket, originalUrl, method }: Request): OwnAddress | undefined {
	const { localAddress, localPort } = socket;
	if (localAddress === undefined || localPort === undefined) return undefined;
	const protocol = 'encrypted' in socket ? 'https' : 'http';
	const host = localAddress.includes(':') ? `[${localAddress}]` : localAddress;
	const [path] = originalUrl.split('?', 1);
	return {
		method: method as IHttpRequestMethods,
		url: `${protocol}://${host}:${localPort}${path}`,
	};
}

/** Whether a call says that it was made by `callOurselves`. */
export function claimsToBeOwn(this: IWebhookFunctions): boolean {
	return this.getHeaderData()[HEADER] !== undefined;
}

/** Whether it was, in this process and for this trigger. */
export function isOwnCall(this: IWebhookFunctions, { word }: TriggerState): boolean {
	return this.getHeaderData()[HEADER] === word;
}

/**
 * Calls the trigger's own webhook.
 *
 * @throws when nobody answers there, or not with a 2xx
 */
export async function callOurselves(
	this: IWebhookFunctions,
	{ word, address }: TriggerState,
): Promise<void> {
	if (address === undefined) throw new Error('The connection of the event was gone');
	await this.helpers.httpRequest({
		...address,
		headers: { [HEADER]: word },
		timeout: TIMEOUT_MS,
		// A certificate is made out to the public name, and this stays within the machine.
		skipSslCertificateValidation: true,
	});
}
