import { offsetText, type Moment } from './moment';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
export const MONTHS = [
	...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August'],
	...['September', 'October', 'November', 'December'],
];

/** A moment as the calendar of its own zone shows it. */
interface Shown {
	moment: Moment;
	local: Date;
	year: number;
	/** From 1. */
	dayOfYear: number;
}

const DAY_MS = 86_400_000;

/** `%`, flags, width, and what is meant. `E` and `O` ask for a locale that Ruby has not. */
const DIRECTIVE = /%([-0^#_]*)(\d*)(:{0,3})(?:E(?=[cCxXyY])|O(?=[deHkIlmMSuUVwWy]))?([a-zA-Z%])/g;

/** What each letter stands for, as a format of other ones. */
const COMPOSITES: Record<string, string> = {
	c: '%a %b %e %H:%M:%S %Y',
	D: '%m/%d/%y',
	F: '%Y-%m-%d',
	R: '%H:%M',
	r: '%I:%M:%S %p',
	T: '%H:%M:%S',
	v: '%e-%^b-%4Y',
	X: '%H:%M:%S',
	x: '%m/%d/%y',
};

/** Numbers: how wide they are at least, with what before them, and what they say. */
const NUMBERS: Record<string, [width: number, fill: '0' | ' ', of: (shown: Shown) => number]> = {
	C: [2, '0', ({ year }) => Math.floor(year / 100)],
	d: [2, '0', ({ local }) => local.getUTCDate()],
	e: [2, ' ', ({ local }) => local.getUTCDate()],
	G: [4, '0', (shown) => isoWeek(shown).year],
	g: [2, '0', (shown) => isoWeek(shown).year % 100],
	H: [2, '0', ({ local }) => local.getUTCHours()],
	I: [2, '0', ({ local }) => local.getUTCHours() % 12 || 12],
	j: [3, '0', ({ dayOfYear }) => dayOfYear],
	k: [2, ' ', ({ local }) => local.getUTCHours()],
	l: [2, ' ', ({ local }) => local.getUTCHours() % 12 || 12],
	M: [2, '0', ({ local }) => local.getUTCMinutes()],
	m: [2, '0', ({ local }) => local.getUTCMonth() + 1],
	S: [2, '0', ({ local }) => local.getUTCSeconds()],
	s: [1, '0', ({ moment }) => moment.seconds],
	U: [2, '0', (shown) => weekFrom(shown, 0)],
	u: [1, '0', ({ local }) => local.getUTCDay() || 7],
	V: [2, '0', (shown) => isoWeek(shown).week],
	W: [2, '0', (shown) => weekFrom(shown, 1)],
	w: [1, '0', ({ local }) => local.getUTCDay()],
	Y: [4, '0', ({ year }) => year],
	y: [2, '0', ({ year }) => year % 100],
};

/** Words, and what the flag `#` makes of them. */
const WORDS: Record<string, [of: (shown: Shown) => string, swapped: 'upper' | 'lower']> = {
	A: [({ local }) => DAYS[local.getUTCDay()], 'upper'],
	a: [({ local }) => DAYS[local.getUTCDay()].slice(0, 3), 'upper'],
	B: [({ local }) => MONTHS[local.getUTCMonth()], 'upper'],
	b: [({ local }) => MONTHS[local.getUTCMonth()].slice(0, 3), 'upper'],
	h: [({ local }) => MONTHS[local.getUTCMonth()].slice(0, 3), 'upper'],
	n: [() => '\n', 'upper'],
	P: [({ local }) => (local.getUTCHours() < 12 ? 'am' : 'pm'), 'upper'],
	p: [({ local }) => (local.getUTCHours() < 12 ? 'AM' : 'PM'), 'lower'],
	t: [() => '\t', 'upper'],
	Z: [({ moment }) => moment.zone, 'lower'],
	'%': [() => '%', 'upper'],
};

/** `Time#strftime` of Ruby 3.1; a letter that it does not know stays as it is. */
export function strftime(moment: Moment, format: string): string {
	const local = new Date((moment.seconds + moment.offset) * 1_000);
	const year = local.getUTCFullYear();
	const dayOfYear = Math.floor((local.getTime() - Date.UTC(year, 0, 1)) / DAY_MS) + 1;
	const shown = { moment, local, year, dayOfYear };
	return format.replace(DIRECTIVE, (whole, flags: string, width: string, colons: string, letter) =>
		colons && letter !== 'z' ? whole : (directive(shown, flags, width, colons, letter) ?? whole),
	);
}

function directive(
	shown: Shown,
	flags: string,
	width: string,
	colons: string,
	letter: string,
): string | undefined {
	if (NUMBERS[letter]) {
		const [least, fill, of] = NUMBERS[letter];
		return padded(of(shown), flags, Number(width || least), fill);
	}
	if (letter === 'N' || letter === 'L') {
		const places = Number(width || (letter === 'N' ? 9 : 3));
		return String(shown.moment.nanos).padStart(9, '0').padEnd(places, '0').slice(0, places);
	}
	if (letter === 'z') return zoneOffset(shown.moment.offset, flags, Number(width), colons.length);
	const composite = COMPOSITES[letter];
	const word = WORDS[letter];
	if (composite === undefined && word === undefined) return undefined;
	const plain = composite === undefined ? word[0](shown) : strftime(shown.moment, composite);
	const text = inCase(plain, flags, word?.[1] ?? 'upper');
	if (flags.includes('-')) return text;
	return text.padStart(Number(width), flags.includes('0') ? '0' : ' ');
}

function inCase(text: string, flags: string, swapped: 'upper' | 'lower'): string {
	if (flags.includes('^')) return text.toUpperCase();
	if (!flags.includes('#')) return text;
	return swapped === 'upper' ? text.toUpperCase() : text.toLowerCase();
}

function padded(value: number, flags: string, width: number, fill: '0' | ' '): string {
	if (flags.includes('-')) return String(value);
	const last = [...flags].reverse().find((flag) => flag === '_' || flag === '0');
	const filler = last === undefined ? fill : last === '_' ? ' ' : '0';
	const sign = value < 0 ? '-' : '';
	const digits = String(Math.abs(value));
	if (filler === ' ') return (sign + digits).padStart(width, ' ');
	return sign + digits.padStart(width - sign.length, '0');
}

function zoneOffset(offset: number, flags: string, width: number, colons: number): string {
	const text =
		colons < 3 ? offsetText(offset, colons) : offsetText(offset, 2).replace(/(:00)+$/, '');
	if (flags.includes('-')) return text.replace(/^([+-])0/, '$1');
	if (flags.includes('_')) return text.replace(/^([+-])0/, ' $1').padStart(width, ' ');
	return text[0] + text.slice(1).padStart(width - 1, '0');
}

/** Weeks that begin on a Sunday (0) or Monday (1); days before the first are in week 0. */
function weekFrom({ local, dayOfYear }: Shown, firstDay: number): number {
	const weekday = (local.getUTCDay() - firstDay + 7) % 7;
	return Math.floor((dayOfYear - 1 + 7 - weekday) / 7);
}

/** The week of ISO 8601 and the year that it belongs to: that of its Thursday. */
function isoWeek({ local }: Shown): { year: number; week: number } {
	const thursday = new Date(local.getTime() + (4 - (local.getUTCDay() || 7)) * DAY_MS);
	const year = thursday.getUTCFullYear();
	return { year, week: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) + 1 };
}
