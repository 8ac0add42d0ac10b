/** The most characters of an error's message, and of its description, which may list ten items. */
export const MOST_SHOWN = { message: 1_000, description: 4_000 };

/** The most characters of what a vendor says, so that our own words beside it are still read. */
const MOST_OF_A_VENDOR = 600;

/**
 * Characters that do something instead of being seen: they begin a line, move the cursor, or turn
 * the direction of what comes after them.
 */
const UNSEEN = /[\p{Cc}\p{Cs}\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A text as it may be shown in the editor and written to a log, whoever wrote it: n8n shows errors
 * and hints as HTML, so angle brackets are replaced by look-alikes. Control characters are escaped
 * as in JSON, and what is too long is cut.
 *
 * @param most characters
 */
export function shownText(text: string, most = MOST_OF_A_VENDOR): string {
	const plain = text
		.slice(0, most)
		.replaceAll('<', '‹')
		.replaceAll('>', '›')
		.replace(UNSEEN, escaped);
	return text.length > most ? `${plain}…` : plain;
}

const SHORT_ESCAPES: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(character: string): string {
	const code = character.charCodeAt(0).toString(16).padStart(4, '0');
	return SHORT_ESCAPES[character] ?? `\\u${code}`;
}
