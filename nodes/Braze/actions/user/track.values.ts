import { tryToParseDateTime } from 'n8n-workflow';

import type { Item } from '../../../shared/operations/item';

/**
 * A date and time as ISO 8601 with a zone. If it has no zone, the time zone in the item's options
 * applies, or else that of the workflow.
 *
 * @param label its name in an error
 * @throws NodeOperationError if it is not a date and time, or the zone does not exist
 */
export function readTime(item: Item, value: unknown, label: string): string {
	const zone = item.value('options.timeZone', '');
	try {
		const given = usToIso(value);
		const iso = tryToParseDateTime(given, zone.trim() || item.context.getTimezone()).toISO();
		if (iso !== null && isReadInZone(given)) return iso;
	} catch {
		// Reported below, with the item and the parameter.
	}
	throw item.error(
		`'${label}' is not a date and time: ${String(value)}`,
		zone ? `Also check 'Time Zone' (${zone}): it must be an IANA name` : undefined,
	);
}

/** Text of ISO 8601 or SQL, and text that ends with a zone. */
const IN_ZONE = /^[+-]?\d{4}(?:-?\d{2}|-?W|$)|(?:GMT|UTC?|Z|[+-]\d{2}:?\d{2})\)?$/i;

/** n8n reads other text that `Date.parse` takes in the server's zone: `March 14, 2026 12:00`. */
function isReadInZone(value: unknown): boolean {
	return typeof value === 'object' || IN_ZONE.test(String(value).trim());
}

const US_TIME =
	/^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:,? +(\d{1,2}):(\d{2})(?::(\d{2}))?(?: *([AP])M)?)?$/i;

/**
 * `3/14/2026 4:20 PM` as ISO 8601: n8n would read it in the server's zone. Other values unchanged.
 */
function usToIso(value: unknown): unknown {
	const found = typeof value === 'string' ? US_TIME.exec(value.trim()) : null;
	if (found === null) return value;
	const [, month, day, year, hour = '0', minute = '00', second = '00', half] = found;
	const two = (digits: string | number) => String(digits).padStart(2, '0');
	const late = half?.toUpperCase() === 'P' ? 12 : 0;
	const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + late;
	return `${year}-${two(month)}-${two(day)}T${two(hours)}:${minute}:${second}`;
}
