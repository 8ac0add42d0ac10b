import { trimmed } from './trimmed';

/**
 * A whole number that JavaScript cannot hold exactly. It was rounded before it came here, so it may be
 * the ID of somebody else.
 */
export function isRounded(value: unknown): boolean {
	return Number.isInteger(value) && !Number.isSafeInteger(value);
}

/** What is said about a rounded number, after the name of its parameter or field. */
export const ROUNDED = {
	problem: 'is a number with too many digits',
	hint: 'JavaScript has already rounded it, so it may belong to somebody else. Pass it on as text from its source',
};

/** How spreadsheets show a long number: `5.56645E+14`, in some countries with a comma. */
export const SPREADSHEET = /^[+-]?\d(?:[.,]\d+)?E\+\d{1,3}$/i;

/** Whether a text is a number that a spreadsheet has shortened: digits are lost for good. */
export function isShortened(text: string): boolean {
	return text.length < 40 && SPREADSHEET.test(text);
}

/** Whether a text is a whole number with a decimal point, as tools for tables write IDs. */
export function isDecimal(text: string): boolean {
	return /^\d{1,20}\.0{1,6}$/.test(text);
}

/** Whether a text is the ID that a database gives a row: digits and nothing else, counted from 1. */
export function isRowId(text: string): boolean {
	return /^[1-9]\d{0,19}$/.test(text);
}

/** What to do about a text that is no such ID. */
export const ROW_ID_HINT =
	'It must be a whole number without separators, and would be taken for another guest. Pass it on as it comes from Punchh';

/** What to do about a whole number with a decimal point. */
export const DECIMAL_HINT =
	'A data tool has turned it into a decimal, and it would be taken for another guest. Format the column as text or as whole numbers';

/** What to do about a shortened number. */
export const SHORTENED_HINT =
	'A spreadsheet has shortened a long number, and several people may have become the same. Format the column as text, and take the IDs from their source';

/** The warning about an ID that is sent although it looks like a shortened number. */
export function shortenedWarning(id: string): string {
	return `'${id}' looks like a long number that a spreadsheet has shortened, so it may stand for several people: format the column as text`;
}

/** What programming languages and spreadsheets write where there is no value. */
const NO_VALUE = /^(?:null|nil|none|undefined|nan|n\/a|-+|\[object object\])$/i;

/** The same of languages and databases that put it into brackets, in their files, and the UUID of nobody. */
const MARKED_NO_VALUE =
	/^(?:\((?:null|nil|none)\)|<(?:null|nil|none|na)>|\[null\]|\\n|0{8}-(?:0{4}-){3}0{12})$/i;

/**
 * The errors of spreadsheets, in the languages in which they write them into a CSV: `#REF!`, `#BEZUG!`,
 * `#¿NOMBRE?`, `#DIV/0!`, those that end without a mark, and what a column that is too narrow shows.
 */
const SPREADSHEET_ERROR = /^#(?:[¡¿]?\p{L}[\p{L}/0]*[!?]|n\/[ad]|nv|#*)$/iu;

/** Whether a text stands for no value: everybody without an ID would become one person. */
export function isNoValue(text: string): boolean {
	return (
		text.length < 40 &&
		[NO_VALUE, MARKED_NO_VALUE, SPREADSHEET_ERROR].some((pattern) => pattern.test(text))
	);
}

/**
 * What look-ups in spreadsheets, R and other programs write where a person has no ID in another system; other
 * things may be called so.
 */
export const NO_EXTERNAL_ID = /^(?:0+|-1|na)$/i;

/** What is said about such a text, after the name of its parameter or field. */
export const NO_ID = {
	problem: (text: string) => `cannot be '${text}', because it means that there is none`,
	hint: 'Everybody without an ID would be one person. Leave such items out, or check why the ID is missing',
};

/**
 * An identifier or an address as text: a whole number becomes its digits, and whitespace and invisible
 * marks around it are cut. Anything else is returned as it is, to be refused by whoever needs text.
 */
export function asIdentifier(value: unknown): unknown {
	if (typeof value === 'string') return trimmed(value);
	return Number.isSafeInteger(value) ? String(value) : value;
}
