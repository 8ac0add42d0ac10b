/** The hashes that Punchh offers, with the length of their value in bytes. */
export const HASH_BYTES = { sha1: 20, sha256: 32 } as const;

export type Hash = keyof typeof HASH_BYTES;

/**
 * The signature that an Authorization header may mean. PAR's page gives only the formula
 * "hmac sha256(URI+BODY, SECRET)": with or without the word `hmac`, the name of the hash before the
 * value, hex, base64 and base64url are all readings of it.
 *
 * @param strict accept only `hmac` and lower-case hex, which is how Punchh's own API is signed
 * @returns the bytes; nothing when the header holds no signature of this hash
 */
export function readSignature(header: unknown, hash: Hash, strict: boolean): Buffer[] {
	if (typeof header !== 'string') return [];
	if (strict) {
		const [, hex] = /^hmac ([0-9a-f]+)$/.exec(header) ?? [];
		return ofLength(hash, hex === undefined ? [] : [Buffer.from(hex, 'hex')]);
	}
	const value = header
		.trim()
		.replace(/^hmac\s+/i, '')
		.replace(HASH_NAMES[hash], '');
	const hex = /^[0-9a-f]+$/i.test(value) ? [Buffer.from(value, 'hex')] : [];
	const base64 = BASE64.test(value) ? [Buffer.from(value, 'base64')] : [];
	return ofLength(hash, [...hex, ...base64]);
}

const BASE64 = /^[\w+/-]+={0,2}$/;

const HASH_NAMES: Record<Hash, RegExp> = {
	sha1: /^sha1\s*[=: ]\s*/i,
	sha256: /^sha256\s*[=: ]\s*/i,
};

function ofLength(hash: Hash, signatures: Buffer[]): Buffer[] {
	return signatures.filter(({ length }) => length === HASH_BYTES[hash]);
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
export function uriCandidates({ path, publicUrl, publicBaseUrl = '' }: Addresses, strict: boolean) {
	const local = path.split('?', 1)[0];
	const query = path.slice(local.length);
	const registered = [addressBelow(publicBaseUrl, local), publicUrl].filter((url) => url !== '');
	const withQuery = [path, ...registered.map((url) => pathOf(url) + query)];
	const others = [
		local,
		...registered.map(pathOf),
		...registered.map((url) => url + query),
		...registered,
	];
	return new Set(strict ? withQuery : [...withQuery, ...others]);
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
