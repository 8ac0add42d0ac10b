import { SILENT_LIMITS } from './limits';

const CLOCK = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const SECONDS = ':[0-5]\\d(?:[.:,]\\d{1,9})?';
const ZONE = '(?:Z|[+-]\\d{2}:?\\d{2})';
const DAY = '(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})';

/** ISO 8601 with a zone, seconds and their fraction optional, as Braze asks for in events. */
const WITH_ZONE = new RegExp(`^${DAY}T${CLOCK}(?:${SECONDS})?${ZONE}$`);

/** The date texts that Braze stores as times in attributes. (Braze: user attributes object) */
const STORABLE = [
	new RegExp(`^${DAY}(?:[T ]${CLOCK}(?:${SECONDS})?${ZONE}?)?$`),
	/^(?<month>\d{2})\/(?<day>\d{2})\/(?<year>\d{4})$/,
	new RegExp(
		`^[A-Z][a-z]{2} (?<month>\\d{2}) (?<day>\\d{2}) ${CLOCK}:[0-5]\\d[. ]${ZONE} (?<year>\\d{4})$`,
	),
];

/**
 * The moment that a text means which Braze takes as the time of an event or purchase.
 *
 * @returns milliseconds since 1970; NaN when it is no date and time with a zone
 */
export function parseTime(value: unknown): number {
	const match = typeof value === 'string' ? WITH_ZONE.exec(value) : null;
	return isOnCalendar(match) ? Date.parse(withDotBeforeFraction(match.input)) : Number.NaN;
}

/** Whether Braze keeps a value as a time: a date text that it knows, of a year that it stores. */
export function isStorableTime(value: unknown): boolean {
	if (typeof value !== 'string') return false;
	const match = STORABLE.map((format) => format.exec(value)).find((found) => found !== null);
	if (!isOnCalendar(match)) return false;
	const [first, last] = SILENT_LIMITS.years;
	const year = Number(match.groups!.year);
	return year >= first && year <= last;
}

/** Whether the day of a match exists: JavaScript takes the 30th of February for one in March. */
function isOnCalendar(match: RegExpExecArray | null | undefined): match is RegExpExecArray {
	if (!match) return false;
	const { year, month, day } = match.groups as Record<string, string>;
	const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
	return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

/** Braze also takes `16:20:11:123Z`; JavaScript reads only `16:20:11.123Z`. */
function withDotBeforeFraction(value: string): string {
	return value.replace(/(T\d{2}:\d{2}:\d{2})[:,](\d)/, '$1.$2');
}
