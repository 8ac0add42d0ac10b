/** The hashes that Punchh offers, with the length of their value in bytes. */
export const HASH_BYTES = { sha1: 20, sha256: 32 } as const;

export type Hash = keyof typeof HASH_BYTES;

/**
 * The signature that an Authorization header may mean. PAR's page gives only the formula
 * "hmac sha256(URI+BODY, SECRET)": with or without `hmac` before it, the name of the hash before the
 * value, hex, base64 and base64url are all readings of it.
 *
 * @param strict accept only `hmac` and lower-case hex, which is how Punchh's own API is signed
 * @returns the bytes; undefined when the header holds no signature of this hash
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

/** What the addresses of a call are put together from. */
export interface Addresses {
	/** Path and query as they arrived, e.g. `/webhook/1/punchh?x=y`. */
	path: string;
	/** The address that n8n shows for the webhook. */
	publicUrl: string;
	/** The part before the path, where Punchh knows another one. */
	publicBaseUrl?: string;
}

/**
 * What "URI" may mean in the signed text. The page leaves it open, so path with query, path, and the
 * address as it is registered in Punchh are tried, most likely first.
 *
 * @param strict accept only path with query, as it arrived and as it was before a proxy changed it
 */
export function* uriCandidates(addresses: Addresses, strict: boolean): Generator<string> {
	const { path, publicUrl, publicBaseUrl = '' } = addresses;
	yield path;
	const local = path.split('?', 1)[0];
	const query = path.slice(local.length);
	const registered = [addressBelow(publicBaseUrl, local), publicUrl].filter((url) => url !== '');
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

/** The whole address of the webhook; a base that already is the whole address stays as it is. */
function addressBelow(base: string, path: string): string {
	if (base === '' || base.endsWith(path)) return base;
	return base.replace(/\/+$/, '') + path;
}

/** The path of a URL, for proxies that put n8n below a prefix. */
function pathOf(url: string): string {
	return url.replace(/^https?:\/\/[^/]*/i, '');
}
