/** Strings and numbers, each as a whole, so that digits inside of either are not taken for IDs. */
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

const WHOLE_NUMBER = /^-?\d{16,}$/;

/** Whole numbers with fewer digits are exact. */
const LONG = 16;

/**
 * Parses JSON without rounding whole numbers: those beyond 2^53, where JavaScript's numbers have
 * gaps, become strings. Punchh's IDs are 64-bit.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseExact(text: string): unknown {
	// First, as it stops at once at what is no JSON, which the expression above would take long for.
	const parsed: unknown = JSON.parse(text);
	if (!hasLongDigits(text)) return parsed;
	return JSON.parse(
		text.replace(STRING_OR_NUMBER, (token) =>
			WHOLE_NUMBER.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
		),
	);
}

/** Whether digits stand together that long. Any such run covers one of every so many places. */
function hasLongDigits(text: string): boolean {
	for (let at = LONG - 1; at < text.length; at += LONG) {
		if (!isDigit(text, at)) continue;
		let start = at;
		while (isDigit(text, start - 1)) start--;
		let end = at;
		while (isDigit(text, end + 1)) end++;
		if (end - start + 1 >= LONG) return true;
		at = end;
	}
	return false;
}

function isDigit(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	return code >= 48 && code <= 57;
}
