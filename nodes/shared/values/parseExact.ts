const WHOLE_NUMBER = /^-?\d+$/;

/** What numbers consist of. Outside strings, only `true` and `false` also have one of these. */
const OF_NUMBERS = new Set('0123456789+-.eE');

/** Whole numbers with fewer digits are exact. */
const LONG = 16;

/**
 * Parses JSON without rounding whole numbers: those beyond 2^53, where JavaScript's numbers have
 * gaps, become strings. Punchh's IDs are 64-bit.
 *
 * From Node 22 on, a reviver gets the source text and could do this. Node 20 does not pass it, and on
 * Node 22 and 24 a reviver takes five times as long for an event and overflows the stack on an array
 * nested 20,000 levels deep, which this function reads.
 *
 * @throws SyntaxError if the text is not JSON
 */
export function parseExact(text: string): unknown {
	// This comes first because the rest relies on valid JSON.
	const parsed: unknown = JSON.parse(text);
	return hasLongDigits(text) ? JSON.parse(quoteInexact(text)) : parsed;
}

/** What JSON text holds; text that is no JSON, and any other value, as it is. */
export function parsedText(value: unknown): unknown {
	try {
		return typeof value === 'string' ? parseExact(value) : value;
	} catch {
		return value;
	}
}

/** Whether there is a run of that many digits. Such a run covers one of every LONG positions. */
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

/**
 * Puts quotes around numbers that cannot be exact. It scans by hand, because a regular expression
 * keeps its steps on a stack, which a long body could overflow.
 */
function quoteInexact(json: string): string {
	const parts: string[] = [];
	let copied = 0;
	for (let at = 0; at < json.length; ) {
		if (json[at] === '"') {
			at = endOfString(json, at);
		} else if (OF_NUMBERS.has(json[at])) {
			const start = at;
			while (OF_NUMBERS.has(json[at])) at++;
			if (at - start < LONG || isExact(json.slice(start, at))) continue;
			parts.push(json.slice(copied, start), `"${json.slice(start, at)}"`);
			copied = at;
		} else {
			at++;
		}
	}
	return parts.join('') + json.slice(copied);
}

/** The position after the string of a JSON text that begins at `start`. */
export function endOfString(json: string, start: number): number {
	let quote = start;
	do quote = json.indexOf('"', quote + 1);
	while (isEscaped(json, quote));
	return quote + 1;
}

/** Whether an odd number of backslashes precedes a position; two of them stand for one. */
function isEscaped(json: string, at: number): boolean {
	let first = at;
	while (json[first - 1] === '\\') first--;
	return (at - first) % 2 === 1;
}

function isExact(number: string): boolean {
	return !WHOLE_NUMBER.test(number) || Number.isSafeInteger(Number(number));
}

function isDigit(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	return code >= 48 && code <= 57;
}
