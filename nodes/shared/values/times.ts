/** A day, and perhaps a time of day, with or without a zone: ISO 8601, and how Rails writes it. */
const WRITTEN =
	/^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?) ?(UTC|GMT|Z|[+-]\d{2}:?\d{2})?)?$/;

/** A time that is in ISO 8601 already, as nearly all are that are sent. */
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Whether a day exists: JavaScript reads February 30 as a day in March. Months count from 1. */
export function isOnCalendar(year: string, month: string, day: string): boolean {
	if (Number(month) < 1 || Number(month) > 12) return false;
	// Every month has 28 days, so the calendar is rarely needed.
	if (Number(day) <= 28) return Number(day) >= 1;
	const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
	return Number(day) <= lastDay;
}

/** The same for a text that begins with `YYYY-MM-DD`. */
export function hasDayOnCalendar(text: string): boolean {
	return isOnCalendar(text.slice(0, 4), text.slice(5, 7), text.slice(8, 10));
}

/** The day with which a text begins, as `YYYY-MM-DD`; undefined if there is none, or it does not exist. */
export function dayIn(text: string): string | undefined {
	const [found, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})(?=$|[T ])/.exec(text) ?? [];
	return found !== undefined && isOnCalendar(year, month, day) ? found : undefined;
}

/** Whether a text is written as a date, but its day does not exist: `2026-06-31`. */
export function isNoDay(text: string): boolean {
	// Most texts are no dates; this is asked of everything that is sent.
	if (text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return false;
	return WRITTEN.test(text) && dayIn(text) === undefined;
}

const HYPHEN = 45;

/**
 * A time in ISO 8601: Rails writes `2026-03-14 12:32:00 -0400` or `2026-03-14 16:17:00 UTC`, which
 * Braze treats as plain text. Any other text unchanged; undefined if the day does not exist.
 */
export function toIso(text: string): string | undefined {
	if (ISO.test(text)) return hasDayOnCalendar(text) ? text : undefined;
	const written = WRITTEN.exec(text);
	if (written === null) return text;
	const [, year, month, day, time, zone] = written;
	if (!isOnCalendar(year, month, day)) return undefined;
	if (time === undefined || zone === undefined) return text;
	return `${year}-${month}-${day}T${time}${isoZone(zone)}`;
}

function isoZone(zone: string): string {
	return /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(-2)}` : 'Z';
}

/**
 * The moment of a text in milliseconds since 1970; undefined if it is no date in one of these forms.
 * Without a zone it is in UTC, never in the server's own.
 */
export function momentOf(text: string): number | undefined {
	const [, year, month, day, time = '00:00', zone = 'Z'] = WRITTEN.exec(text) ?? [];
	if (year === undefined || !isOnCalendar(year, month, day)) return undefined;
	const ms = Date.parse(`${year}-${month}-${day}T${time.replace(',', '.')}${isoZone(zone)}`);
	return Number.isNaN(ms) ? undefined : ms;
}
