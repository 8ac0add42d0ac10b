/** A number as people and vendors write it: digits with a point, nothing else. */
const WRITTEN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * The number that a value is: Rails writes decimals as text, `"12.50"`. Undefined if it is none:
 * JavaScript turns a space or an empty list into 0, true into 1, and reads `0x10` as 16.
 */
export function readNumber(value: unknown): number | undefined {
	const isText = typeof value === 'string' && value.length < 400 && WRITTEN.test(value.trim());
	const number = isText ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
