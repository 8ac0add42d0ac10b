import { createHash, timingSafeEqual } from 'node:crypto';

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

function digestOf(proof: string | Buffer): Buffer {
	return typeof proof === 'string' ? createHash('sha256').update(proof).digest() : proof;
}
