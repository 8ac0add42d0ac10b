import { hasDayOnCalendar, isOnCalendar } from '../../../../shared/values/times';
import { SILENT_LIMITS } from './limits';

const MONTH = '(?:0[1-9]|1[0-2])';
const DAY = '(?:0[1-9]|[12]\\d|3[01])';
const CLOCK = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const SECONDS = ':[0-5]\\d(?:[.:,]\\d{1,9})?';
const ZONE = '(?:Z|[+-](?:[01]\\d|2[0-3]):?[0-5]\\d)';

/** ISO 8601 with a zone, seconds and their fraction optional, as Braze asks for in events. */
const WITH_ZONE = new RegExp(`^\\d{4}-${MONTH}-${DAY}T${CLOCK}(?:${SECONDS})?${ZONE}$`);

/** The date texts that Braze stores as times in attributes. (Braze: user attributes object) */
const STORABLE = [
	new RegExp(
		`^(?<year>\\d{4})-(?<month>${MONTH})-(?<day>${DAY})(?:[T ]${CLOCK}(?:${SECONDS})?${ZONE}?)?$`,
	),
	new RegExp(`^(?<month>${MONTH})/(?<day>${DAY})/(?<year>\\d{4})$`),
	new RegExp(
		`^[A-Z][a-z]{2} (?<month>${MONTH}) (?<day>${DAY}) ${CLOCK}:[0-5]\\d[. ]${ZONE} (?<year>\\d{4})$`,
	),
];

/** Whether a value is a date and time with a zone, as Braze requires for events and purchases. */
export function isTimeWithZone(value: unknown): value is string {
	return typeof value === 'string' && WITH_ZONE.test(value) && hasDayOnCalendar(value);
}

/**
 * The moment, in milliseconds since 1970, of a text that isTimeWithZone takes. Braze also takes
 * `16:20:11:123Z`; JavaScript reads only `16:20:11.123Z`.
 */
export function msOf(time: string): number {
	// Without seconds, these characters are part of the zone.
	const isOdd = time.charAt(16) === ':' && /[:,]/.test(time.charAt(19));
	return Date.parse(isOdd ? `${time.slice(0, 19)}.${time.slice(20)}` : time);
}

/** Whether Braze stores a value as a time: in a format that it knows, in a year that it stores. */
export function isStorableTime(value: unknown): boolean {
	if (typeof value !== 'string') return false;
	for (const format of STORABLE) {
		const { year, month, day } = format.exec(value)?.groups ?? {};
		if (year === undefined) continue;
		const [first, last] = SILENT_LIMITS.years;
		return isOnCalendar(year, month, day) && Number(year) >= first && Number(year) <= last;
	}
	return false;
}
