import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import type { IHttpRequestMethods, IHttpRequestOptions, IWebhookFunctions } from 'n8n-workflow';

import { WEBHOOK_POLICY } from '../policy';
import { isSameProof } from '../proof';

/** Carries the secret by which a trigger knows its own calls. */
const HEADER = 'x-trigger-own-call';

/** Where a webhook is reached within this process, whatever stands before n8n. */
type OwnAddress = Pick<IHttpRequestOptions, 'method' | 'url'>;

/** How an IPv4 address is written where IPv6 is spoken too. */
const IPV4_WITHIN_IPV6 = /^::ffff:(?=[\d.]+$)/i;

/** Whether a call says that a trigger made it to itself. */
export function claimsToBeOwn(this: IWebhookFunctions): boolean {
	return this.getHeaderData()[HEADER] !== undefined;
}

/** The calls of a trigger to itself, in this process. */
export class OwnCalls {
	private readonly secret = randomUUID();

	private address?: OwnAddress;

	private arrived = 0;

	/** Learns where the trigger is reached, from a call that came in there. */
	learnAddress(request: Request): void {
		this.address = addressOf(request) ?? this.address;
	}

	/** Counts a call that says it is the trigger's own. Returns whether it is. */
	takeIn(call: IWebhookFunctions): boolean {
		const given = call.getHeaderData()[HEADER];
		const isOwn = typeof given === 'string' && isSameProof<string>(given, this.secret);
		if (isOwn) this.arrived++;
		return isOwn;
	}

	/**
	 * Calls the trigger's own webhook.
	 *
	 * @returns whether the call came in; not when the workflow was unpublished meanwhile, and n8n has
	 * no such webhook now: the next event, if there ever is one, has it all stored
	 * @throws when it came in nowhere, or somewhere else
	 */
	async make(context: IWebhookFunctions): Promise<boolean> {
		const { arrived, address } = this;
		if (address === undefined) throw new Error('the connection of the event was gone');
		const headers = { [HEADER]: this.secret };
		const status = address.url.startsWith('https:')
			? await callOverTls.call(context, address, headers)
			: await callInPlain(address, headers);
		if (this.arrived > arrived) return true;
		if (status === 404) return false;
		throw new Error(`something else answered its call to itself, with ${status}`);
	}
}

/** The address at which a call came in; undefined when its connection is gone already. */
function addressOf({ socket, originalUrl, method }: Request): OwnAddress | undefined {
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

/**
 * By Node itself, because n8n's helper would send this to the proxy that HTTP_PROXY names, or refuse
 * it where n8n protects addresses like its own (SSRF protection). It goes nowhere but to n8n.
 *
 * @returns the status of the answer, whoever gave it
 */
async function callInPlain(
	{ method, url }: OwnAddress,
	headers: Record<string, string>,
): Promise<number> {
	const signal = AbortSignal.timeout(WEBHOOK_POLICY.storing.timeoutMs);
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
		timeout: WEBHOOK_POLICY.storing.timeoutMs,
		skipSslCertificateValidation: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	})) as { statusCode: number };
	return statusCode;
}
