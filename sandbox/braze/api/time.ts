/** Braze keeps times of these years only. */
const YEARS = { first: 0, last: 3000 };

const ISO = /^[+-]?\d{4,6}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?([.:,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;
const US_DATE = /^(\d{2})\/(\d{2})\/(\d{4})$/;
/** `ddd MM dd HH:mm:ss.TZD YYYY`, in Braze's own letters. */
const WRITTEN =
	/^[A-Z][a-z]{2} (\d{2}) (\d{2}) (\d{2}:\d{2}:\d{2})[. ](Z|[+-]\d{2}:?\d{2}) (\d{4})$/;

/**
 * The moment that an ISO 8601 text means, also with a colon before the milliseconds
 * (`yyyy-MM-ddTHH:mm:ss:SSSZ`); UTC when it names no zone.
 *
 * @returns milliseconds since 1970; NaN when it is no such text
 */
export function isoTime(text: string): number {
	// Objects of one request mostly happened at one time, and each is asked for twice.
	if (text !== latest.text) latest = { text, time: read(text) };
	return latest.time;
}

let latest = { text: '', time: Number.NaN };

function read(text: string): number {
	const match = ISO.exec(text);
	if (match === null) return Number.NaN;
	const [, clock, , , zone] = match;
	// A date alone is midnight UTC; with clock and zone it is mostly written as JavaScript reads it.
	const time = clock === undefined || zone !== undefined ? Date.parse(text) : Number.NaN;
	if (!Number.isNaN(time)) return time;
	const point = text.replace(' ', 'T').replace(/(:\d{2}:\d{2})[:,](\d)/, '$1.$2');
	return Date.parse(zone === undefined ? `${point}Z` : point);
}

/**
 * The moment that a text means in one of the formats that time attributes take.
 * (Braze: user attributes object)
 *
 * @returns milliseconds since 1970; NaN when it is none of them
 */
export function attributeTime(text: string): number {
	const [, month, day, year] = US_DATE.exec(text) ?? [];
	if (year !== undefined) return isoTime(`${year}-${month}-${day}`);
	const [, writtenMonth, writtenDay, clock, zone, writtenYear] = WRITTEN.exec(text) ?? [];
	if (writtenYear !== undefined) {
		return isoTime(`${writtenYear}-${writtenMonth}-${writtenDay}T${clock}${zone}`);
	}
	return isoTime(text);
}

/** Whether Braze keeps a value as a time: a date text of a year that it knows. */
export function isStorableTime(value: unknown): boolean {
	if (typeof value !== 'string') return false;
	const time = attributeTime(value);
	if (Number.isNaN(time)) return false;
	const year = new Date(time).getUTCFullYear();
	return year >= YEARS.first && year <= YEARS.last;
}
