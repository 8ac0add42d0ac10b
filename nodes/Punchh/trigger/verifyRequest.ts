import { createHmac, timingSafeEqual } from 'node:crypto';

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
export interface IncomingRequest {
	headers: Record<string, unknown>;
	/** Path and query as they arrived, e.g. `/webhook/1/punchh?x=y`. */
	path: string;
	/** The bytes of the body as they were sent. */
	rawBody: Buffer;
	/** The address that is registered in Punchh, which a proxy may have changed on the way. */
	publicUrl: string;
}

/**
 * Why a request was refused. The sender hears only that it was; the log tells a forged call from a
 * credential that was never filled in.
 */
export type Refusal =
	| 'credential not readable'
	| 'not configured'
	| 'no proof'
	| 'wrong proof'
	| 'wrong client key';

/** How each scheme proves the sender. Returns why it does not, or nothing. */
const SCHEMES: Record<
	PunchhWebhookCredentials['scheme'],
	(credentials: PunchhWebhookCredentials, request: IncomingRequest) => Refusal | undefined
> = {
	basic: ({ user, password }, request) =>
		user && password
			? checkProof(request, 'basic', [Buffer.from(`${user}:${password}`).toString('base64')])
			: 'not configured',
	bearer: ({ token }, request) =>
		token ? checkProof(request, 'bearer', [token]) : 'not configured',
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
): Refusal | undefined {
	if (!Object.hasOwn(SCHEMES, credentials.scheme)) return 'not configured';
	return SCHEMES[credentials.scheme](credentials, request);
}

function checkProof(
	request: IncomingRequest,
	scheme: string,
	expected: string[],
): Refusal | undefined {
	const proof = authorization(request, scheme);
	if (proof === undefined) return 'no proof';
	return expected.some((value) => sameBytes(Buffer.from(proof), Buffer.from(value)))
		? undefined
		: 'wrong proof';
}

/** The value after the scheme's word, whose case Punchh's pages do not settle. */
function authorization({ headers }: IncomingRequest, scheme: string): string | undefined {
	const header = headers.authorization;
	if (typeof header !== 'string') return undefined;
	const [, word, value] = /^(\S+)\s+(.+)$/.exec(header.trim()) ?? [];
	return word?.toLowerCase() === scheme ? value.trim() : undefined;
}

/**
 * The signature is an HMAC over "URI+BODY". The pages leave open what the URI is and how the value
 * is written, so the documented readings are tried: path with query, path, the registered URL; hex,
 * base64 and base64url, with or without the name of the hash in front.
 */
function checkSignature(
	hash: 'sha1' | 'sha256',
	{ secret, clientKey }: PunchhWebhookCredentials,
	request: IncomingRequest,
): Refusal | undefined {
	if (!secret) return 'not configured';
	const key = request.headers['x-pch-key'];
	if (
		clientKey &&
		!(typeof key === 'string' && sameBytes(Buffer.from(key), Buffer.from(clientKey)))
	) {
		return key === undefined ? 'no proof' : 'wrong client key';
	}
	const value = signatureValue(request, hash);
	if (value === undefined) return 'no proof';

	const given = decodings(value);
	const genuine = uriCandidates(request).some((uri) => {
		const expected = createHmac(hash, secret).update(uri).update(request.rawBody).digest();
		return given.some((bytes) => sameBytes(bytes, expected));
	});
	return genuine ? undefined : 'wrong proof';
}

/** The signature in the Authorization header, with or without the word `hmac` before it. */
function signatureValue(request: IncomingRequest, hash: string): string | undefined {
	const header = request.headers.authorization;
	if (typeof header !== 'string') return undefined;
	const value = authorization(request, 'hmac') ?? header.trim();
	const withoutHash = value.replace(new RegExp(`^${hash}\\s*[=: ]\\s*`, 'i'), '');
	return withoutHash === '' ? undefined : withoutHash;
}

function uriCandidates({ path, publicUrl }: IncomingRequest): string[] {
	const local = path.split('?', 1)[0];
	const query = path.slice(local.length);
	const registered = [publicUrl, publicPath(publicUrl)].filter((address) => address !== '');
	const candidates = [path, local, ...registered, ...registered.map((address) => address + query)];
	return [...new Set(candidates.filter((candidate) => candidate !== ''))];
}

/** The path of the registered URL, for proxies that put n8n below a prefix. */
function publicPath(publicUrl: string): string {
	return publicUrl.replace(/^https?:\/\/[^/]*/i, '');
}

function decodings(value: string): Buffer[] {
	const hex = /^(?:[0-9a-f]{2})+$/i.test(value) ? [Buffer.from(value, 'hex')] : [];
	return [...hex, Buffer.from(value, 'base64')];
}

/** Takes the same time wherever the two differ. Only their lengths show, and those are public. */
function sameBytes(given: Buffer, expected: Buffer): boolean {
	return given.length === expected.length && timingSafeEqual(given, expected);
}
