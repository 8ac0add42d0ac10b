import type { Request } from 'express';
import type { IHttpRequestMethods, IHttpRequestOptions, IWebhookFunctions } from 'n8n-workflow';

import type { TriggerState } from './state';

/** Carries the word by which a trigger knows its own calls. */
const HEADER = 'x-trigger-own-call';

const TIMEOUT_MS = 10_000;

/** Where a webhook is reached within this process, whatever stands before n8n. */
export type OwnAddress = Pick<IHttpRequestOptions, 'method' | 'url'>;

/** How an IPv4 address is written where IPv6 is spoken too. */
const IPV4_WITHIN_IPV6 = /^::ffff:(?=[\d.]+$)/i;

/** The address at which a call came in; undefined when its connection is gone already. */
export function addressOf({ socket, originalUrl, method }: Request): OwnAddress | undefined {
	const { localAddress, localPort } = socket;
	if (localAddress === undefined || localPort === undefined) return undefined;
	const protocol = 'encrypted' in socket ? 'https' : 'http';
	const address = localAddress.replace(IPV4_WITHIN_IPV6, '');
	const host = address.includes(':') ? `[${address}]` : address;
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
 * @returns the status of the answer, whoever gave it
 * @throws when nobody answers there
 */
export async function callOurselves(
	this: IWebhookFunctions,
	{ word, address }: TriggerState,
): Promise<number> {
	if (address === undefined) throw new Error('the connection of the event was gone');
	const headers = { [HEADER]: word };
	return address.url.startsWith('https:')
		? await callOverTls.call(this, address, headers)
		: await callInPlain(address, headers);
}

/**
 * By Node itself, because n8n's helper would send this to the proxy that HTTP_PROXY names, or refuse
 * it where n8n protects addresses like its own (SSRF protection). It goes nowhere but to n8n.
 */
async function callInPlain(
	{ method, url }: OwnAddress,
	headers: Record<string, string>,
): Promise<number> {
	const signal = AbortSignal.timeout(TIMEOUT_MS);
	const response = await fetch(url, { method, headers, signal, redirect: 'manual' });
	await response.body?.cancel();
	return response.status;
}

/** By n8n's helper, because a certificate is made out to the public name, which Node insists on. */
async function callOverTls(
	this: IWebhookFunctions,
	address: OwnAddress,
	headers: Record<string, string>,
): Promise<number> {
	const { statusCode } = (await this.helpers.httpRequest({
		...address,
		headers,
		timeout: TIMEOUT_MS,
		skipSslCertificateValidation: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	})) as { statusCode: number };
	return statusCode;
}
