/** Strings and numbers, each as a whole, so that digits inside of either are not taken for IDs. */
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

const WHOLE_NUMBER = /^-?\d{16,}$/;

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
		text.replace(STRING_OR_NUMBER, (token) =>
			WHOLE_NUMBER.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
		),
	);
}
