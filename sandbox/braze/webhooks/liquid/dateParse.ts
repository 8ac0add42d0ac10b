import { Moment } from './moment';
import { MONTHS } from './strftime';

/** What a text says about a time; what it leaves out is not there. */
interface Parts {
	year?: number;
	/** From 1. */
	month?: number;
	day?: number;
	hour?: number;
	minute?: number;
	second?: number;
	nanos?: number;
	zone?: string;
}

const MONTH = `(${MONTHS.map((name) => name.slice(0, 3).toLowerCase()).join('|')})`;
const ZONE = '((?:gmt|utc?)?[-+]\\d+(?:[,.:]\\d+(?::\\d+)?)?|[a-z]+\\b)';
const CLOCK = new RegExp(
	`(\\d+)\\s*:\\s*(\\d+)(?:\\s*:\\s*(\\d+)(?:[,.](\\d*))?)?(?:\\s*([ap])(?:m\\b|\\.m\\.))?(?:\\s*${ZONE})?`,
);
const HOUR_ONLY = new RegExp(`(\\d+)\\s*([ap])(?:m\\b|\\.m\\.)(?:\\s*${ZONE})?`);
const WEEKDAY = /\b(?:sun|mon|tue|wed|thu|fri|sat)[^-/\d\s]*/;

type Found = (string | undefined)[];

/** Forms of a date in the order in which Ruby tries them; each says where year, month and day are. */
const DATES: Array<[form: RegExp, places: (found: Found) => [Field, Field, Field]]> = [
	[
		new RegExp(`(\\d+)[^-\\d\\s]*\\s*${MONTH}[^-\\d\\s']*(?:\\s*(-?\\d+(?:(?:st|nd|rd|th)\\b)?))?`),
		([, day, month, year]) => [year, month, day],
	],
	[
		new RegExp(`\\b${MONTH}[^-\\d\\s']*\\s*(\\d+)[^-\\d\\s']*(?:\\s*,?\\s*(-?\\d+))?`),
		([, month, day, year]) => [year, month, day],
	],
	[/([-+]?\d+)-(\d+)-(-?\d+)/, ([, year, month, day]) => [year, month, day]],
	[new RegExp(`(-?\\d+)-${MONTH}[^-/.]*-(-?\\d+)`), ([, day, month, year]) => [year, month, day]],
	[/(-?\d+)\/\s*(\d+)(?:\D\s*(-?\d+))?/, ([, year, month, day]) => [year, month, day]],
	[/(-?\d+)\.\s*(\d+)\.\s*(-?\d+)/, ([, year, month, day]) => [year, month, day]],
	[new RegExp(`\\b${MONTH}\\S*`), ([, month]) => [undefined, month, undefined]],
];
type Field = string | undefined;

/** `20260314`, or with `T162200` and a zone. */
const DIGITS = /(\d{8}|\d{12}|\d{14})(?:t?(\d{6}|\d{4}))?(z\b|[-+]\d{1,4}\b)?/;

/**
 * `Time.parse` of Ruby on a machine in UTC, for the forms of a date in use: of ISO 8601, RFC 2822,
 * with names of months, with slashes (day first when the year is last) and points.
 *
 * @param text in lower case, as Liquid hands it over
 * @returns nothing where Ruby finds no time, or one that is not on the calendar
 */
export function parseTime(text: string, now: Date): Moment | undefined {
	const parts = partsOf(text);
	return Object.keys(parts).some((name) => name !== 'zone') ? momentOf(parts, now) : undefined;
}

function partsOf(text: string): Parts {
	const withoutDay = text.replace(WEEKDAY, ' ');
	const { rest, ...clock } = clockOf(withoutDay);
	for (const [form, places] of DATES) {
		const found = form.exec(rest);
		if (found) return { ...clock, ...ordered(...places(found)) };
	}
	return { ...clock, ...(dayOfYear(rest) ?? digitsOf(rest)) };
}

/** `2026-074`. */
function dayOfYear(text: string): Parts | undefined {
	const found = /\b(\d{4})-(\d{3})\b/.exec(text);
	if (!found) return undefined;
	const date = new Date(Date.UTC(Number(found[1]), 0, Number(found[2])));
	return { year: Number(found[1]), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function clockOf(text: string): Parts & { rest: string } {
	const full = CLOCK.exec(text);
	const short = full ? null : HOUR_ONLY.exec(text);
	const found = full ?? short;
	if (!found) return { rest: text };
	const [hours, minutes, seconds, fraction, half, zone] = full
		? full.slice(1)
		: [found[1], undefined, undefined, undefined, found[2], found[3]];
	const hour = half ? (Number(hours) % 12) + (half === 'p' ? 12 : 0) : Number(hours);
	return {
		hour,
		...(minutes && { minute: Number(minutes) }),
		...(seconds && { second: Number(seconds) }),
		...(fraction && { nanos: Number(fraction.padEnd(9, '0').slice(0, 9)) }),
		...(zone && { zone }),
		rest: text.replace(found[0], ' '),
	};
}

/**
 * Year, month and day by where they stand: a last one of more than two digits is the year, and of two
 * numbers the first is the month.
 */
function ordered(year: Field, month: Field, day: Field): Parts {
	if (year !== undefined && month !== undefined && day === undefined && /^\d+$/.test(month)) {
		return ordered(undefined, year, month);
	}
	if (day !== undefined && /\d{3}/.test(day)) return ordered(day, month, year);
	const number = (field: string) => Number(/-?\d+/.exec(field)?.[0]);
	return {
		...(year !== undefined && { year: fullYear(number(year), year) }),
		...(month !== undefined && { month: monthOf(month) }),
		...(day !== undefined && { day: number(day) }),
	};
}

function monthOf(text: string): number {
	const place = MONTHS.findIndex((name) => name.toLowerCase().startsWith(text));
	return place < 0 ? Number(text) : place + 1;
}

/** Two digits are of 1969 to 2068. */
function fullYear(year: number, written: string): number {
	return /^\d{1,2}(?!\d)/.test(written) ? year + (year >= 69 ? 1900 : 2000) : year;
}

function digitsOf(text: string): Parts {
	const found = DIGITS.exec(text);
	if (!found) return {};
	const [, digits, clock = '', zone] = found;
	const pairs = (digits.slice(8) || clock).match(/../g) ?? [];
	const [hour, minute, second] = pairs.map(Number);
	return {
		...{ year: Number(digits.slice(0, 4)), month: Number(digits.slice(4, 6)) },
		day: Number(digits.slice(6, 8)),
		...(hour !== undefined && { hour, minute, second: second ?? 0 }),
		...(zone && { zone }),
	};
}

/** Fills in what is missing: before the first part that is there from now, behind it with the least. */
function momentOf(parts: Parts, now: Date): Moment | undefined {
	const offset = parts.zone === undefined ? undefined : offsetOf(parts.zone);
	const here = new Date(now.getTime() + (offset ?? 0) * 1_000);
	const { year, month, day } = dayOf(parts, here);
	const { hour = 0, minute = 0, second = 0, nanos = 0 } = parts;
	const isOnCalendar = month >= 1 && month <= 12 && day >= 1 && day <= 31;
	const isOnClock =
		hour <= 24 && minute <= 59 && second <= 60 && (hour < 24 || minute + second < 1);
	if (!isOnCalendar || !isOnClock) return undefined;
	const local = new Date(0);
	local.setUTCFullYear(year, month - 1, day);
	local.setUTCHours(hour, minute, second);
	const seconds = local.getTime() / 1_000 - (offset ?? 0);
	return new Moment(seconds, nanos, offset ?? 0, offset ? '' : 'UTC');
}

function dayOf(parts: Parts, now: Date): { year: number; month: number; day: number } {
	const isFrom = (name: keyof Parts) => parts[name] !== undefined;
	const { year = now.getUTCFullYear() } = parts;
	const { month = isFrom('year') ? 1 : now.getUTCMonth() + 1 } = parts;
	const { day = isFrom('year') || isFrom('month') ? 1 : now.getUTCDate() } = parts;
	return { year, month, day };
}

/** Hours of the abbreviations that Ruby knows. */
const ABBREVIATIONS: Record<string, number> = {
	...{ utc: 0, z: 0, ut: 0, gmt: 0 },
	...{ est: -5, edt: -4, cst: -6, cdt: -5, mst: -7, mdt: -6, pst: -8, pdt: -7 },
};

function offsetOf(zone: string): number | undefined {
	const found = /^([+-])(\d\d)(?::?(\d\d))?$/.exec(zone);
	if (!found) return zone in ABBREVIATIONS ? ABBREVIATIONS[zone] * 3_600 : undefined;
	const size = Number(found[2]) * 3_600 + Number(found[3] ?? 0) * 60;
	return found[1] === '-' ? -size : size;
}
