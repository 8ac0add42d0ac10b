import { strip } from '../expression';
import { strictInteger } from '../numbers';
import { text, type Value } from '../values';
import { takes, type Filter } from './filter';

const HTML: Record<string, string> = {
	'&': '&amp;',
	'>': '&gt;',
	'<': '&lt;',
	'"': '&quot;',
	"'": '&#39;',
};
/** What Ruby calls a blank. */
const BLANKS = /[ \t\r\n\f\v\0]+/;
const HTML_BLOCKS = /<script.*?<\/script>|<!--.*?-->|<style.*?<\/style>/gs;

/** Filters of texts that Braze documents, as Ruby's Liquid 5.4 has them. (Braze: "Filters") */
export const STRING_FILTERS: Record<string, Filter> = {
	append: takes(2, (input, end) => text(input) + text(end)),
	capitalize: takes(1, (input) => {
		const [first = '', ...rest] = text(input);
		return upper(first) + lower(rest.join(''));
	}),
	downcase: takes(1, (input) => lower(text(input))),
	escape: takes(1, (input) =>
		input === null ? null : text(input).replace(/[&<>"']/g, (one) => HTML[one]),
	),
	newline_to_br: takes(1, (input) => text(input).replace(/\r?\n/g, '<br />\n')),
	prepend: takes(2, (input, start) => text(start) + text(input)),
	remove: takes(2, (input, part) => replaced(text(input), text(part), '')),
	remove_first: takes(2, (input, part) => replaced(text(input), text(part), '', 1)),
	replace: takes(2, (input, part, by = '') => replaced(text(input), text(part), text(by)), 3),
	replace_first: takes(
		2,
		(input, part, by = '') => replaced(text(input), text(part), text(by), 1),
		3,
	),
	slice: takes(2, slice, 3),
	split: takes(2, (input, by) => split(text(input), text(by))),
	strip: takes(1, (input) => strip(text(input))),
	strip_html: takes(1, (input) => text(input).replace(HTML_BLOCKS, '').replace(/<.*?>/gs, '')),
	strip_newlines: takes(1, (input) => text(input).replace(/\r?\n/g, '')),
	truncate: takes(1, truncate, 3),
	truncatewords: takes(1, truncatewords, 3),
	upcase: takes(1, (input) => upper(text(input))),
};

/** Letter by letter: Ruby knows no final sigma. */
function lower(value: string): string {
	return [...value].map((one) => one.toLowerCase()).join('');
}

function upper(value: string): string {
	return value.toUpperCase();
}

/** Ruby reads signs of its own in the text that is put in: `\0` is what was found, `\'` what follows. */
function replaced(value: string, part: string, by: string, most = Infinity): string {
	const whole = part === '' ? [...value] : undefined;
	const pieces = whole ? ['', ...whole, ''] : value.split(part);
	let done = pieces[0];
	let read = pieces[0].length;
	for (const [index, piece] of pieces.slice(1).entries()) {
		const rest = value.slice(read + part.length);
		done += index < most ? filledIn(by, part, value.slice(0, read), rest) : part;
		done += piece;
		read += part.length + piece.length;
	}
	return done;
}

function filledIn(by: string, found: string, before: string, behind: string): string {
	return by.replace(/\\([\d&`'\\])/g, (_sign, one: string) => {
		if (one === '0' || one === '&') return found;
		if (one === '`') return before;
		if (one === "'") return behind;
		return one === '\\' ? one : '';
	});
}

function slice(input: Value, offset: Value, length: Value = null): Value {
	const start = Number(strictInteger(offset));
	const count = length === null || length === false ? 1 : Number(strictInteger(length));
	const all: Value[] = Array.isArray(input) ? input : [...text(input)];
	const from = start < 0 ? start + all.length : start;
	const part = from < 0 || from > all.length || count < 0 ? [] : all.slice(from, from + count);
	return Array.isArray(input) ? part : part.join('');
}

function split(value: string, by: string): string[] {
	if (value === '') return [];
	if (by === ' ') return value.split(BLANKS).filter((one) => one !== '');
	const pieces = by === '' ? [...value] : value.split(by);
	while (pieces.at(-1) === '') pieces.pop();
	return pieces;
}

function truncate(input: Value, most: Value = 50n, ending: Value = '...'): Value {
	if (input === null) return null;
	const letters = [...text(input)];
	const length = Number(strictInteger(most));
	const end = text(ending);
	if (letters.length <= length) return text(input);
	return letters.slice(0, Math.max(0, length - [...end].length)).join('') + end;
}

function truncatewords(input: Value, most: Value = 15n, ending: Value = '...'): Value {
	if (input === null) return null;
	const count = Math.max(1, Number(strictInteger(most)));
	const words = text(input)
		.split(BLANKS)
		.filter((one) => one !== '');
	// Ruby counts the blanks at the end as one word more.
	const isMore = words.length === count && /[ \t\r\n\f\v\0]$/.test(text(input));
	if (words.length <= count && !isMore) return text(input);
	return words.slice(0, count).join(' ') + text(ending);
}
