import { tryToParseDateTime } from 'n8n-workflow';

import type { Item } from '../../../shared/operations/item';
import { isOnCalendar, toIso } from '../../../shared/values/times';
import { ianaZone } from '../../../shared/values/timeZone/timeZone';

/**
 * A date and time as ISO 8601 with a zone. If it has no zone, the time zone in the item's options
 * applies, or else that of the workflow; never the server's.
 *
 * @param label its name in an error
 * @throws NodeOperationError if it is not a date and time, the day or the zone does not exist
 */
export function readTime(item: Item, value: unknown, label: string): string {
	const zone = readZone(item);
	// A JavaScript Date, or a DateTime of n8n, is a moment already.
	const given = typeof value === 'object' ? value : asIso(String(value).trim());
	const iso = given === undefined ? undefined : parsed(given, zone);
	if (iso !== undefined) return iso;
	throw item.error(
		`'${label}' is not a date and time: ${String(value)}`,
		'Write it as 2026-03-14T16:20:00, with or without a zone. The day must exist',
	);
}

/** A text that n8n reads in the zone that is asked for; undefined if it would not. */
function asIso(text: string): string | undefined {
	const given = toIso(usToIso(text));
	return given !== undefined && hasRealDay(given) && isReadInZone(given) ? given : undefined;
}

function readZone(item: Item): string {
	const named = item.text('options.timeZone');
	const zone = named === '' ? item.context.getTimezone() : ianaZone(named);
	if (zone !== undefined) return zone;
	throw item.error(
		`'Time Zone' is not a time zone: ${named}`,
		'Enter the exact IANA or Rails name: America/New_York or Eastern Time (US & Canada)',
	);
}

function parsed(given: unknown, zone: string): string | undefined {
	try {
		return tryToParseDateTime(given, zone).toISO() ?? undefined;
	} catch {
		return undefined;
	}
}

/** The end of a text with a time of day and its zone. */
const OWN_ZONE = /(?:\d:\d{2}|T\d{2}).*?(?:GMT|UTC?|Z|[+-]\d{2}:?\d{2})\)?$/i;

/** A name at the end of a text, such as `Europe/Berlin`. */
const ZONE_NAME = / ([A-Z][\w+/-]*)$/;

/**
 * Whether a text has a zone of its own or is read in the zone that is asked for. n8n reads what it
 * does not know, such as `March 14, 2026 12:00`, in the server's zone: the same in each.
 */
function isReadInZone(text: string): boolean {
	const named = ZONE_NAME.exec(text)?.[1];
	if (OWN_ZONE.test(text) || (named !== undefined && ianaZone(named) !== undefined)) return true;
	const [one, other] = ['Etc/UTC', 'Etc/GMT-14'].map((zone) => parsed(text, zone));
	return one !== undefined && other !== undefined && Date.parse(one) !== Date.parse(other);
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** How a day is written: with digits, the day first, or the month first. */
const DAYS = [
	/^(?<year>\d{4})[-/]?(?<month>\d{2})[-/]?(?<day>\d{2})(?!\d)/,
	/\b(?<day>\d{1,2})(?:st|nd|rd|th)?[ -](?<month>[a-z]{3})[a-z]*[., -]+(?<year>\d{4})\b/i,
	/\b(?<month>[a-z]{3})[a-z]*\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})\b/i,
];

/** Whether the day exists, as far as one is found: n8n takes June 31 for July 1. */
function hasRealDay(text: string): boolean {
	const { year, month, day } = DAYS.map((one) => one.exec(text)?.groups).find(Boolean) ?? {};
	if (year === undefined) return true;
	const number = MONTHS.indexOf(month.toLowerCase()) + 1;
	return isOnCalendar(year, number > 0 ? String(number) : month, day);
}

const US_TIME =
	/^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:,? +(\d{1,2}):(\d{2})(?::(\d{2}))?(?: *([AP])M)?)?$/i;

/**
 * `3/14/2026 4:20 PM` as ISO 8601: n8n would read it in the server's zone. Other texts unchanged.
 */
function usToIso(text: string): string {
	const found = US_TIME.exec(text);
	if (found === null) return text;
	const [, month, day, year, hour = '0', minute = '00', second = '00', half] = found;
	const two = (digits: string | number) => String(digits).padStart(2, '0');
	const late = half?.toUpperCase() === 'P' ? 12 : 0;
	const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + late;
	return `${year}-${two(month)}-${two(day)}T${two(hours)}:${minute}:${second}`;
}
