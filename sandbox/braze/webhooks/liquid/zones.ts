import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Moment } from './moment';

/** The names of Rails with those of the time zone database. */
const { rails } = JSON.parse(
	readFileSync(join(__dirname, '../../api/track/timeZones.json'), 'utf8'),
) as { rails: Record<string, string> };

/** What browsers and Node write as `GMT+9`, and the time zone database as a short name. */
const SHORT_NAMES: Record<string, string> = {
	'Asia/Tokyo': 'JST',
	'Asia/Seoul': 'KST',
	'Asia/Hong_Kong': 'HKT',
	'Asia/Shanghai': 'CST',
	'Asia/Jakarta': 'WIB',
	'Asia/Manila': 'PST',
	'Asia/Karachi': 'PKT',
	'Europe/Moscow': 'MSK',
};

/** English as spoken where a short name is known: Node asks for the country, not for the zone. */
const LOCALES = ['en-US', 'en-GB', 'en-AU', 'en-IN', 'en-ZA', 'en-NZ'];

/**
 * A moment in a time zone.
 *
 * @param name of the time zone database or of Rails, with capitals as there
 * @returns nothing for a zone that is not known
 */
export function inZone(moment: Moment, name: string): Moment | undefined {
	const zone = rails[name] ?? name;
	if (zone === 'Etc/UTC' || zone === 'UTC') {
		return new Moment(moment.seconds, moment.nanos, 0, 'UTC');
	}
	const offset = offsetAt(zone, moment.seconds);
	if (offset === undefined) return undefined;
	const short = shortName(zone, moment.seconds, offset);
	return new Moment(moment.seconds, moment.nanos, offset, short);
}

/** A moment so many hours from UTC, as Rails takes a number for a zone. */
export function atOffset({ seconds, nanos }: Moment, hours: number): Moment | undefined {
	if (Math.abs(hours) > 13) return undefined;
	const found = Object.values(rails).find((zone) => offsetAt(zone, WINTER) === hours * 3_600);
	return found === undefined ? undefined : inZone(new Moment(seconds, nanos, 0, ''), found);
}

/** A moment without summer time in the north: Rails knows its zones by their offset then. */
const WINTER = Date.UTC(2026, 0, 15) / 1_000;

function offsetAt(timeZone: string, seconds: number): number | undefined {
	const name = nameAt(timeZone, 'en-US', 'longOffset', seconds);
	if (name === undefined) return undefined;
	const [, sign, hours = '0', minutes = '0'] = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(name) ?? [];
	const size = Number(hours) * 3_600 + Number(minutes) * 60;
	return sign === '-' ? -size : size;
}

function shortName(zone: string, seconds: number, offset: number): string {
	if (SHORT_NAMES[zone]) return SHORT_NAMES[zone];
	const names = LOCALES.map((locale) => nameAt(zone, locale, 'short', seconds) ?? '');
	const found = names.find((name) => /^[A-Z]{2,5}$/.test(name));
	if (found) return found;
	const size = Math.abs(offset);
	const [hours, minutes] = [Math.floor(size / 3_600), (size / 60) % 60];
	const digits = [hours, ...(minutes ? [minutes] : [])].map((part) =>
		String(part).padStart(2, '0'),
	);
	return (offset < 0 ? '-' : '+') + digits.join('');
}

function nameAt(
	timeZone: string,
	locale: string,
	timeZoneName: 'longOffset' | 'short',
	seconds: number,
): string | undefined {
	try {
		const format = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName });
		const parts = format.formatToParts(seconds * 1_000);
		return parts.find(({ type }) => type === 'timeZoneName')?.value;
	} catch {
		return undefined;
	}
}
