const WHOLE_NUMBER = /^-?\d+$/;

/** What numbers are made of. Outside strings only `true` and `false` have one of these too. */
const OF_NUMBERS = new Set('0123456789+-.eE');

/** Whole numbers with fewer digits are exact. */
const LONG = 16;

/**
 * Parses JSON without rounding whole numbers: those beyond 2^53, where JavaScript's numbers have
 * gaps, become strings. Punchh's IDs are 64-bit.
 *
 * A reviver that is given the source text could do this from Node 22 on. Node 20 does not give it,
 * and on Node 22 and 24 it takes five times as long for an event and overflows the stack on an array
 * that is nested 20,000 times, which this reads.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseExact(text: string): unknown {
	// First, as what follows relies on its being JSON.
	const parsed: unknown = JSON.parse(text);
	return hasLongDigits(text) ? JSON.parse(quoteInexact(text)) : parsed;
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

/**
 * Puts numbers that cannot be exact into quotes. It walks by hand, because a regular expression keeps
 * its steps on a stack, and a body has room for more of them than that has.
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

/** The place behind the string that begins at `start`. */
function endOfString(json: string, start: number): number {
	let quote = start;
	do quote = json.indexOf('"', quote + 1);
	while (isEscaped(json, quote));
	return quote + 1;
}

/** Whether an odd number of backslashes stands before a place; two of them stand for one. */
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
