import { createHmac } from 'node:crypto';

import { optionsOf } from '../../shared/knobs';
import { WEBHOOK_SECRETS } from '../seed';
import { BASIC_ENCODINGS, DEFAULT_CLIENT, type ClientForm } from './clients';

/** The choices under "Authentication" in Punchh's Webhooks Manager. */
export const AUTH_SCHEMES = ['none', 'basic', 'bearer', 'hmacSha1', 'hmacSha256'] as const;
export type AuthScheme = (typeof AUTH_SCHEMES)[number];

export type WebhookSecrets = Record<keyof typeof WEBHOOK_SECRETS, string>;

/** How the bytes of a signature become text. */
const HMAC_ENCODINGS = {
	hex: (bytes: Buffer) => bytes.toString('hex'),
	hexUpper: (bytes: Buffer) => bytes.toString('hex').toUpperCase(),
	base64: (bytes: Buffer) => bytes.toString('base64'),
	base64url: (bytes: Buffer) => bytes.toString('base64url'),
};

/** What counts as the URI that is signed together with the body. */
const HMAC_URIS = {
	pathAndQuery: ({ pathname, search }: URL) => pathname + search,
	path: ({ pathname }: URL) => pathname,
	url: ({ href }: URL) => href,
};

/** How the value may stand in the header. */
const HMAC_PREFIXES = [
	'hmac {value}',
	'hmac {hash}={value}',
	'hmac {hash}:{value}',
	'hmac {hash} {value}',
	'{hash}={value}',
	'{value}',
] as const;

/**
 * What Punchh's page leaves open about HMAC: it gives only the formula
 * "hmac sha256(URI+BODY, SECRET)".
 */
export interface HmacForm {
	hmacEncoding: keyof typeof HMAC_ENCODINGS;
	hmacUri: keyof typeof HMAC_URIS;
	hmacPrefix: (typeof HMAC_PREFIXES)[number];
}

/** Every choice for each part of the form; the first is how Punchh's own API is signed. */
export const HMAC_CHOICES = {
	hmacEncoding: optionsOf(HMAC_ENCODINGS),
	hmacUri: optionsOf(HMAC_URIS),
	hmacPrefix: HMAC_PREFIXES,
};

/** A reading of the formula that agrees with how Punchh's own API is signed. */
const DEFAULT_HMAC_FORM: HmacForm = {
	hmacEncoding: HMAC_CHOICES.hmacEncoding[0],
	hmacUri: HMAC_CHOICES.hmacUri[0],
	hmacPrefix: HMAC_CHOICES.hmacPrefix[0],
};

/** The headers with which Punchh proves itself. */
export function authHeaders(
	scheme: AuthScheme,
	url: string,
	body: string,
	secrets: WebhookSecrets = WEBHOOK_SECRETS,
	form: HmacForm & Pick<ClientForm, 'basicEncoding'> = { ...DEFAULT_HMAC_FORM, ...DEFAULT_CLIENT },
): Record<string, string> {
	const signed = (hash: string) => {
		const text = HMAC_URIS[form.hmacUri](new URL(url)) + body;
		const bytes = createHmac(hash, secrets.secret).update(text).digest();
		const value = HMAC_ENCODINGS[form.hmacEncoding](bytes);
		const authorization = form.hmacPrefix.replace('{hash}', hash).replace('{value}', () => value);
		return { authorization, 'x-pch-key': secrets.clientKey };
	};
	const userAndPassword = BASIC_ENCODINGS[form.basicEncoding](
		`${secrets.user}:${secrets.password}`,
	);
	const headers: Record<AuthScheme, () => Record<string, string>> = {
		none: () => ({}),
		basic: () => ({ authorization: `basic ${userAndPassword}` }),
		bearer: () => ({ authorization: `bearer ${secrets.token}` }),
		hmacSha1: () => signed('sha1'),
		hmacSha256: () => signed('sha256'),
	};
	return headers[scheme]();
}
