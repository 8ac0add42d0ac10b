/** The hashes that Punchh offers, with the length of their values in bytes. */
export const HASH_BYTES = { sha1: 20, sha256: 32 } as const;

export type Hash = keyof typeof HASH_BYTES;

/**
 * The signature in an Authorization header. PAR's page only gives the formula "hmac
 * sha256(URI+BODY, SECRET)": with or without `hmac` before it, with or without the name of the
 * hash, and as hex, base64 or base64url are all plausible readings.
 *
 * @param strict accept only `hmac` and lowercase hex, which is how Punchh's own API is signed
 * @returns the bytes; undefined if the header has no signature with this hash
 */
export function readSignature(header: unknown, hash: Hash, strict: boolean): Buffer | undefined {
	if (typeof header !== 'string') return undefined;
	const [, plainest] = PLAINEST.exec(header) ?? [];
	if (strict || plainest !== undefined) return ofLength(hash, Buffer.from(plainest ?? '', 'hex'));
	const value = header
		.trim()
		.replace(/^hmac\s+/i, '')
		.replace(HASH_NAMES[hash], '');
	const bytes = /^[0-9a-f]+$/i.test(value) ? ofLength(hash, Buffer.from(value, 'hex')) : undefined;
	if (bytes !== undefined) return bytes;
	return BASE64.test(value) ? ofLength(hash, Buffer.from(value, 'base64')) : undefined;
}

const PLAINEST = /^hmac ([0-9a-f]+)$/;

const BASE64 = /^[\w+/-]+={0,2}$/;

const HASH_NAMES: Record<Hash, RegExp> = {
	sha1: /^sha1\s*[=: ]\s*/i,
	sha256: /^sha256\s*[=: ]\s*/i,
};

function ofLength(hash: Hash, signature: Buffer): Buffer | undefined {
	return signature.length === HASH_BYTES[hash] ? signature : undefined;
}

/** What the possible addresses of a call are made of. */
export interface Addresses {
	/** Path and query as they arrived, e.g. `/webhook/1/punchh?x=y`. */
	path: string;
	/** The address that n8n shows for the webhook; n8n works it out each time it is asked. */
	publicUrl: () => string;
	/** The part before the path, if Punchh knows a different one. */
	publicBaseUrl?: string;
}

/**
 * What "URI" may mean in the signed text. The page does not say, so path with query, path, and the
 * address registered in Punchh are tried, the most likely first.
 *
 * @param strict accept only path with query, as it arrived and as it was before a proxy changed it
 */
export function* uriCandidates(addresses: Addresses, strict: boolean): Generator<string> {
	const { path, publicUrl, publicBaseUrl = '' } = addresses;
	yield path;
	const local = path.split('?', 1)[0];
	const query = path.slice(local.length);
	const registered = [addressBelow(publicBaseUrl, local), publicUrl()].filter((url) => url !== '');
	const withQuery = registered.map((url) => pathOf(url) + query);
	const others = [
		local,
		...registered.map(pathOf),
		...registered.map((url) => url + query),
		...registered,
	];
	const rest = new Set(strict ? withQuery : [...withQuery, ...others]);
	rest.delete(path);
	yield* rest;
}

/** The full address of the webhook; a base that is already the full address stays as it is. */
function addressBelow(base: string, path: string): string {
	if (base === '' || base.endsWith(path)) return base;
	return base.replace(/\/+$/, '') + path;
}

/** The path of a URL, for proxies that serve n8n under a prefix. */
function pathOf(url: string): string {
	return url.replace(/^https?:\/\/[^/]*/i, '');
}
