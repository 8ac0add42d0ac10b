import { createHmac } from 'node:crypto';

import { WEBHOOK_SECRETS } from '../seed';

/** The choices under "Authentication" in Punchh's Webhooks Manager. */
export const AUTH_SCHEMES = ['none', 'basic', 'bearer', 'hmacSha1', 'hmacSha256'] as const;
export type AuthScheme = (typeof AUTH_SCHEMES)[number];

export type WebhookSecrets = Record<keyof typeof WEBHOOK_SECRETS, string>;

/** What the receiver answered. */
export interface Delivery {
	status: number;
	body: string;
}

/** Punchh gives a receiver this long. */
const TIMEOUT_MS = 15_000;

/**
 * The headers with which Punchh proves itself. The page gives HMAC only as the formula
 * "hmac sha256(URI+BODY, SECRET)"; here the URI is path with query and the value lower-case hex.
 */
export function authHeaders(
	scheme: AuthScheme,
	url: string,
	body: string,
	secrets: WebhookSecrets = WEBHOOK_SECRETS,
): Record<string, string> {
	const signed = (hash: string) => {
		const { pathname, search } = new URL(url);
		const value = createHmac(hash, secrets.secret)
			.update(pathname + search + body)
			.digest('hex');
		return { authorization: `hmac ${value}`, 'x-pch-key': secrets.clientKey };
	};
	const userAndPassword = Buffer.from(`${secrets.user}:${secrets.password}`).toString('base64');
	const headers: Record<AuthScheme, () => Record<string, string>> = {
		none: () => ({}),
		basic: () => ({ authorization: `basic ${userAndPassword}` }),
		bearer: () => ({ authorization: `bearer ${secrets.token}` }),
		hmacSha1: () => signed('sha1'),
		hmacSha256: () => signed('sha256'),
	};
	return headers[scheme]();
}

/** Posts one event as Punchh does: JSON, 15 s, no redirects. */
export async function sendEvent(
	url: string,
	scheme: AuthScheme,
	event: unknown,
	secrets: WebhookSecrets = WEBHOOK_SECRETS,
): Promise<Delivery> {
	const body = typeof event === 'string' ? event : JSON.stringify(event);
	return await deliver(url, 'POST', authHeaders(scheme, url, body, secrets), body);
}

/** The GET with which Punchh checks a URL before it activates a webhook, and now and then after. */
export async function sendCheck(url: string, scheme: AuthScheme): Promise<Delivery> {
	return await deliver(url, 'GET', authHeaders(scheme, url, ''));
}

async function deliver(
	url: string,
	method: 'GET' | 'POST',
	headers: Record<string, string>,
	body?: string,
): Promise<Delivery> {
	const response = await fetch(url, {
		method,
		headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
		body,
		redirect: 'manual',
		signal: AbortSignal.timeout(TIMEOUT_MS),
	});
	return { status: response.status, body: await response.text() };
}
