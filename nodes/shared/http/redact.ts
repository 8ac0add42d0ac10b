/** What stands in the place of a secret. */
const BLANK = '***';

/**
 * Shorter secrets, which only a guest's password can be, are masked as whole words: anywhere else
 * they are parts of ordinary words.
 */
const SHORTEST_FOUND_ANYWHERE = 6;

/** Not within a word. */
const WORD = { start: '(?<![\\wÀ-ɏ])', end: '(?![\\wÀ-ɏ])' };

/** Characters that HTML has a name for. */
const HTML_NAMES: Record<string, string> = {
	'&': 'amp',
	'<': 'lt',
	'>': 'gt',
	'"': 'quot',
	"'": 'apos',
};

/** Characters that JSON puts a backslash before, as some write it. */
const ESCAPED_IN_JSON = '"\\/';

/**
 * How many backslashes are looked at together, enough for JSON within JSON four times. Without a limit
 * a long row of them, which a guest may write, would be gone through from each of its places.
 */
const MOST_BACKSLASHES = 16;

/** Characters of base64 that its form for URLs replaces. */
const BASE64_FOR_URLS: Record<string, string> = { '+': '-', '/': '_' };

/**
 * Returns a function that masks the given secrets wherever they appear in a text, in any spelling
 * that a server may repeat them in: as they are, escaped for URLs, forms, HTML or JSON - also twice,
 * or in part - or within base64, as in the header for a user name and a password.
 *
 * Braze's 401 repeats the key it was given, so no vendor text is shown or stored before it has gone
 * through here.
 */
export function redactor(secrets: Array<string | undefined>): (text: string) => string {
	// A header loses leading and trailing whitespace, so a vendor repeats the secret without it.
	const wanted = secrets.map((secret = '') => secret.trim()).filter((secret) => secret !== '');
	// The longest first: one secret may be part of another.
	wanted.sort((one, other) => other.length - one.length);
	const patterns = wanted.map((secret) => ({ pattern: patternOf(secret), secret }));
	// No spelling is shorter than the secret, and most headers and answers are. So large a pattern is dear:
	// V8 compiles it at its first use, and again when it has not been used for a while.
	return (text) =>
		patterns.reduce(
			(rest, { pattern, secret }) =>
				rest.length < secret.length ? rest : rest.replace(pattern, BLANK),
			text,
		);
}

/** The patterns made last: a run asks for the one of its key again and again. */
const made = new Map<string, RegExp>();
const MOST_KEPT = 16;

function patternOf(secret: string): RegExp {
	let pattern = made.get(secret);
	if (pattern === undefined) {
		pattern = new RegExp(spellings(secret), 'g');
		if (made.size >= MOST_KEPT) made.clear();
		made.set(secret, pattern);
	}
	return pattern;
}

/**
 * Masks secrets in every text of a JSON value. Numbers stay as they are: a user ID may have the
 * digits of a password.
 */
export function redactJson(value: unknown, redact: (text: string) => string): unknown {
	if (typeof value === 'string') return redact(value);
	if (Array.isArray(value)) return value.map((inner) => redactJson(inner, redact));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [redact(key), redactJson(inner, redact)]),
	);
}

/** A pattern for every spelling of a secret. */
function spellings(secret: string): string {
	const isShort = secret.length < SHORTEST_FOUND_ANYWHERE;
	const encoded = isShort ? [base64(secret, 0)] : [0, 1, 2].map((before) => base64(secret, before));
	const any = [
		escaped(secret),
		...encoded.map((text) => `${escaped(text, LINE_BREAK)}${BASE64_REST}`),
	];
	return isShort ? `${WORD.start}(?:${any.join('|')})${WORD.end}` : any.join('|');
}

/** Where base64 may begin a new line: Ruby writes 60 characters a line, mail 76. */
const LINE_BREAK = `(?:\\r?\\n|(?:\\\\{1,${MOST_BACKSLASHES}}r)?\\\\{1,${MOST_BACKSLASHES}}n|(?:%0[dD])?%0[aA])?`;

/** What base64 puts after a secret's own characters: one that it shares, and the padding. */
const BASE64_REST = '[\\w+/\\-]?(?:=|%3[dD])*';

/**
 * The characters of base64 that stand for a secret alone, when a number of bytes before it shares
 * a group of three with it.
 */
function base64(secret: string, before: number): string {
	const bytes = new TextEncoder().encode(`${'x'.repeat(before)}${secret}`);
	const whole = Math.floor((bytes.length * 8) / 6);
	return Buffer.from(bytes)
		.toString('base64')
		.slice(before === 0 ? 0 : before + 1, whole);
}

/** @param between a pattern for what may stand between two characters */
function escaped(text: string, between = ''): string {
	return [...text].map(escapedCharacter).join(between);
}

/** A pattern for the ways in which a character is written. */
function escapedCharacter(character: string): string {
	const bytes = [...new TextEncoder().encode(character)];
	const units = character.split('').map((unit) => unit.charCodeAt(0));
	const codePoint = character.codePointAt(0)!;
	const html = [`#0*${codePoint}`, `#[xX]0*${hex(codePoint)}`, HTML_NAMES[character]];
	const ways = [
		bytes.map((byte) => `%(?:25)*${hex(byte, 2)}`).join(''),
		`&(?:amp;)*(?:${html.filter(Boolean).join('|')});`,
		units.map((unit) => `\\\\{1,${MOST_BACKSLASHES}}u${hex(unit, 4)}`).join(''),
		...(character === ' ' ? ['\\+'] : []),
		...(BASE64_FOR_URLS[character] ?? []),
		// Last, because '&' also begins others.
		literal(character),
	];
	const backslashes = ESCAPED_IN_JSON.includes(character) ? `\\\\{0,${MOST_BACKSLASHES}}` : '';
	return `${backslashes}(?:${ways.join('|')})`;
}

/** A pattern for a character as it is. */
function literal(character: string): string {
	return character.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');
}

/** A number in hexadecimal, in letters of either case. */
function hex(number: number, digits = 1): string {
	return number
		.toString(16)
		.padStart(digits, '0')
		.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}
