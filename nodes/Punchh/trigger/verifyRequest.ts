import { createHmac } from 'node:crypto';

import { isSameProof } from '../../shared/webhook/proof';
import { readSignature, uriCandidates, type Addresses, type Hash } from './signature';

/** What the Punchh Webhook API credential holds; which fields count depends on the scheme. */
export interface PunchhWebhookCredentials {
	scheme: 'basic' | 'bearer' | 'hmacSha1' | 'hmacSha256';
	user?: string;
	password?: string;
	token?: string;
	secret?: string;
	clientKey?: string;
}

/** What verification looks at. Headers have lower-case names, as Node gives them. */
export interface IncomingRequest extends Addresses {
	headers: Record<string, unknown>;
	/** The bytes of the body as they were sent. */
	rawBody: Buffer;
	/** Accept only the plainest reading of what the documents leave open. */
	strict?: boolean;
}

/**
 * Why a request was refused. The sender hears only that it was; the log tells a forged call from a
 * credential that was never filled in.
 */
export type PunchhCallRefusal =
	| 'credential not readable'
	| 'not configured'
	| 'no proof'
	| 'wrong proof'
	| 'wrong client key';

/**
 * How a refused call is answered, and what the log says to look at. Punchh sends again after a 503,
 * not after a 401: a credential can be mended meanwhile.
 */
export const REFUSALS: Record<PunchhCallRefusal, { status: number; hint: string }> = {
	'credential not readable': {
		status: 503,
		hint: 'n8n cannot find or decrypt the credential that the node names',
	},
	'not configured': {
		status: 401,
		hint: 'the node has no credential, or a field that it needs is empty in it',
	},
	'no proof': {
		status: 401,
		hint: 'the call does not carry what the credential asks for: is the same Authentication chosen in Punchh?',
	},
	'wrong proof': {
		status: 401,
		hint: "the call is forged, or Punchh has another secret, or a proxy changes the URL: then set 'Public Base URL'",
	},
	'wrong client key': {
		status: 401,
		hint: "the x-pch-key header is not the 'Client Key' of the credential",
	},
};

/** How each scheme proves the sender. Returns why it does not, or nothing. */
const SCHEMES: Record<
	PunchhWebhookCredentials['scheme'],
	(credentials: PunchhWebhookCredentials, request: IncomingRequest) => PunchhCallRefusal | undefined
> = {
	basic: ({ user, password }, request) =>
		user && password
			? checkProof(request, 'basic', Buffer.from(`${user}:${password}`).toString('base64'))
			: 'not configured',
	bearer: ({ token }, request) => (token ? checkProof(request, 'bearer', token) : 'not configured'),
	hmacSha1: (credentials, request) => checkSignature('sha1', credentials, request),
	hmacSha256: (credentials, request) => checkSignature('sha256', credentials, request),
};

/**
 * Checks that a webhook call was made by someone who knows what the credential holds.
 * (PAR Webhooks Manager, "Configuration")
 *
 * @returns why it was refused; undefined when it is genuine
 */
export function verifyRequest(
	credentials: PunchhWebhookCredentials,
	request: IncomingRequest,
): PunchhCallRefusal | undefined {
	if (!Object.hasOwn(SCHEMES, credentials.scheme)) return 'not configured';
	return SCHEMES[credentials.scheme](credentials, request);
}

function checkProof(
	request: IncomingRequest,
	scheme: string,
	expected: string,
): PunchhCallRefusal | undefined {
	const proof = authorization(request, scheme);
	if (proof === undefined) return 'no proof';
	return isSameProof(proof, expected) ? undefined : 'wrong proof';
}

/** The value after the name of the scheme, whose case counts only where the check is strict. */
function authorization({ headers, strict }: IncomingRequest, scheme: string): string | undefined {
	const header = headers.authorization;
	if (typeof header !== 'string') return undefined;
	const [, name = '', value] = /^(\S+)\s+(.+)$/.exec(header.trim()) ?? [];
	return (strict ? name : name.toLowerCase()) === scheme ? value : undefined;
}

/** The signature is an HMAC over "URI+BODY", with no separator between the two. */
function checkSignature(
	hash: Hash,
	{ secret, clientKey }: PunchhWebhookCredentials,
	request: IncomingRequest,
): PunchhCallRefusal | undefined {
	if (!secret) return 'not configured';
	if (request.headers.authorization === undefined) return 'no proof';
	const refusal = clientKey ? checkClientKey(request, clientKey) : undefined;
	if (refusal !== undefined) return refusal;

	const given = readSignature(request.headers.authorization, hash, request.strict === true);
	if (given === undefined) return 'wrong proof';
	for (const uri of uriCandidates(request, request.strict === true)) {
		const expected = createHmac(hash, secret).update(uri).update(request.rawBody).digest();
		if (isSameProof(given, expected)) return undefined;
	}
	return 'wrong proof';
}

/** The name that Punchh gives itself in `x-pch-key`. It is no secret, so its length may show. */
function checkClientKey(
	{ headers }: IncomingRequest,
	expected: string,
): PunchhCallRefusal | undefined {
	const key = headers['x-pch-key'];
	if (key === undefined) return 'no proof';
	const isRight = typeof key === 'string' && isSameProof(Buffer.from(key), Buffer.from(expected));
	return isRight ? undefined : 'wrong client key';
}
