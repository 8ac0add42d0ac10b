import { createHmac, hash, timingSafeEqual } from 'node:crypto';

/**
 * Whether a call proves that its sender knows a secret. The comparison takes the same time wherever
 * the two differ. Text is hashed first, so that not even its length leaks; the length of bytes is
 * public.
 *
 * @param given what the call carries: a secret as text, or the bytes of a digest or a name
 * @param expected what it has to be, in the same form
 */
export function isSameProof<Proof extends string | Buffer>(given: Proof, expected: Proof): boolean {
	const one = digestOf(given);
	const other = digestOf(expected);
	return one.length === other.length && timingSafeEqual(one, other);
}

/**
 * Whether a header holds a secret. Node gives the bytes of a header as latin1, so a secret with accents
 * does not arrive as it was entered, but as its bytes in UTF-8, or in latin1 where the sender writes that.
 *
 * @param given the value of the header, or the part of it that should be the secret
 */
export function isSameSecret(given: string, secret: string): boolean {
	return isOneOf(given, digestsOf(secret, 'latin1'));
}

/** Whether the base64 in a Basic header is that of user and password, in UTF-8 or latin1. (RFC 7617) */
export function isSameBasic(given: string, user: string, password: string): boolean {
	return isOneOf(given, digestsOf(`${user}:${password}`, 'base64'));
}

/** All are compared, so that the time does not tell which one it is. */
function isOneOf(given: string, expected: Buffer[]): boolean {
	const digest = digestOf(given);
	return expected.map((each) => isSameProof(digest, each)).includes(true);
}

/** How many secrets have their digests kept; a process rarely has more triggers. */
const MOST_KEPT = 100;

const keptDigests = new Map<string, Buffer[]>();

/** The digests of all that a header may hold for a secret, kept from call to call. */
function digestsOf(secret: string, encoding: 'latin1' | 'base64'): Buffer[] {
	const name = `${encoding} ${secret}`;
	const kept = keptDigests.get(name);
	if (kept !== undefined) return kept;
	const digests = bytesOf(secret).map((bytes) => digestOf(bytes.toString(encoding)));
	if (keptDigests.size >= MOST_KEPT) keptDigests.clear();
	keptDigests.set(name, digests);
	return digests;
}

/** A text as a sender may write it, each way once. What latin1 cannot write would become another text. */
function bytesOf(text: string): Buffer[] {
	const utf8 = Buffer.from(text);
	const latin1 = Buffer.from(text, 'latin1');
	const isOther = latin1.toString('latin1') === text && !latin1.equals(utf8);
	return isOther ? [utf8, latin1] : [utf8];
}

/**
 * The HMAC of some parts, one after another, as lowercase hex. Whoever wants bytes makes them of the text:
 * Node takes longer to hand out a digest as bytes than for both.
 */
export function hmacOf(
	algorithm: 'sha1' | 'sha256',
	secret: string,
	...parts: Array<string | Buffer>
): string {
	const hmac = createHmac(algorithm, secret);
	for (const part of parts) hmac.update(part);
	return hmac.digest('hex');
}

/** As text first, as in `hmacOf`. */
function digestOf(proof: string | Buffer): Buffer {
	return typeof proof === 'string' ? Buffer.from(hash('sha256', proof, 'hex')) : proof;
}
