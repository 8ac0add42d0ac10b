import type { Value } from './values';

/** Texts, which may hold digits, and numbers. */
const TEXT_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * JSON as Ruby reads it: whole numbers keep all their digits, `12.0` and `1e2` are floats, and fields
 * stay in their order also if their names are numbers.
 *
 * @throws SyntaxError if it is no JSON
 */
export function readJson(json: string): Value {
	JSON.parse(json);
	// JavaScript's own reading would round numbers, so it gets to see texts only: each says what it was.
	const marked = json.replace(TEXT_OR_NUMBER, (one) =>
		one.startsWith('"') ? `"t${one.slice(1)}` : `"n${one}"`,
	);
	return valueOf(JSON.parse(marked));
}

function valueOf(marked: unknown): Value {
	if (typeof marked === 'string') {
		return marked.startsWith('t') ? marked.slice(1) : numberOf(marked.slice(1));
	}
	if (Array.isArray(marked)) return marked.map(valueOf);
	if (typeof marked !== 'object' || marked === null) return marked as boolean | null;
	return new Map(Object.entries(marked).map(([key, inner]) => [key.slice(1), valueOf(inner)]));
}

function numberOf(digits: string): bigint | number {
	return /[.eE]/.test(digits) ? Number(digits) : BigInt(digits);
}
