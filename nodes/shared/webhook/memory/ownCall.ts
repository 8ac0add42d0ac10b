import type { Request } from 'express';
import type { IHttpRequestMethods, IHttpRequestOptions, IWebhookFunctions } from 'n8n-workflow';

import { WEBHOOK_POLICY } from '../policy';
import { isSameProof } from '../proof';
import type { TriggerState } from './triggerState';

/** Carries the secret by which a trigger recognizes its own calls. */
const HEADER = 'x-trigger-own-call';

/** Where a webhook can be reached inside this process, whatever is in front of n8n. */
type OwnAddress = Pick<IHttpRequestOptions, 'method' | 'url'>;

/** How an IPv4 address is written on a socket that also takes IPv6. */
const IPV4_WITHIN_IPV6 = /^::ffff:(?=[\d.]+$)/i;

/** Whether a call claims that a trigger made it to itself. */
export function claimsToBeOwn(this: IWebhookFunctions): boolean {
	return this.getHeaderData()[HEADER] !== undefined;
}

/** The calls that a trigger makes to itself, in this process. */
export class OwnCalls {
	private address?: OwnAddress;

	constructor(private readonly state: TriggerState['ownCalls']) {}

	get hasAddress(): boolean {
		return this.address !== undefined;
	}

	/** Learns the trigger's address from a call that came in there. */
	learnAddress(request: Request): void {
		this.address = addressOf(request) ?? this.address;
	}

	/** Counts a call that claims to be the trigger's own. Returns whether it is. */
	takeIn(call: IWebhookFunctions): boolean {
		const given = call.getHeaderData()[HEADER];
		const isOwn = typeof given === 'string' && isSameProof<string>(given, this.state.secret);
		if (isOwn) this.state.arrived++;
		return isOwn;
	}

	/**
	 * Calls the trigger's own webhook.
	 *
	 * @returns whether the call came in. It does not if the workflow was unpublished in the meantime
	 *   and n8n no longer has the webhook; the next event, if there ever is one, stores everything
	 * @throws if it came in nowhere, or somewhere else
	 */
	async make(context: IWebhookFunctions): Promise<boolean> {
		const { address } = this;
		const { arrived, secret } = this.state;
		if (address === undefined) throw new Error('the connection of the event was already closed');
		const headers = { [HEADER]: secret };
		const status = address.url.startsWith('https:')
			? await callOverTls.call(context, address, headers)
			: await callInPlain(address, headers);
		if (this.state.arrived > arrived) return true;
		if (status === 404) return false;
		throw new Error(`something else answered its call to itself, with ${status}`);
	}
}

/** The address at which a call came in; undefined if its connection is already closed. */
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
 * Uses Node's fetch, because n8n's helper would send this to the proxy in HTTP_PROXY, or refuse it if
 * SSRF protection covers n8n's own address. The call goes nowhere but to n8n.
 *
 * @returns the status of the answer, wherever it came from
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

/** Uses n8n's helper, because the certificate is for the public name, and Node would insist on it. */
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
