/** Strings (so that digits inside them are skipped), or whole numbers that may not be exact. */
const STRING_OR_LONG_INTEGER = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;

const LONG_INTEGER = /\d{16}/;

/**
 * Parses JSON without rounding whole numbers: those beyond 2^53, where JavaScript's numbers have
 * gaps, become strings. Punchh's IDs are 64-bit.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseExact(text: string): unknown {
	if (!LONG_INTEGER.test(text)) return JSON.parse(text);
	return JSON.parse(
		text.replace(STRING_OR_LONG_INTEGER, (token) =>
			token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `"${token}"`,
		),
	);
}
