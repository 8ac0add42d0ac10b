/** Texts that stand for a flag, in lower case. */
const FLAGS = new Map<string, boolean>([
	...['true', 'yes', '1'].map((text): [string, boolean] => [text, true]),
	...['false', 'no', '0'].map((text): [string, boolean] => [text, false]),
]);

/**
 * The flag that a value is: expressions, spreadsheets and models give text or numbers where a switch
 * has `true` or `false`. Undefined if it is none.
 */
export function readFlag(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	const isPlain = typeof value === 'string' || typeof value === 'number';
	return isPlain ? FLAGS.get(String(value).trim().toLowerCase()) : undefined;
}
