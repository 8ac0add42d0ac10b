import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { LiquidError } from './errors';
import { Moment, offsetText } from './moment';
import { inspect, isTruthy, text, type Value } from './values';

/** The names of Rails with those of the time zone database, and the letters that zones have there. */
const { rails, iana, letters } = JSON.parse(
	readFileSync(join(__dirname, '../../api/track/timeZones.json'), 'utf8'),
) as {
	rails: Record<string, string>;
	iana: string[];
	/** With their seconds east of UTC. Node has letters of its own, which are often others. */
	letters: Record<string, Record<string, number>>;
};
const KNOWN = new Set([...Object.keys(rails), ...iana]);

/**
 * `in_time_zone` of Rails: the same moment in a zone that a name or a number stands for.
 *
 * @throws LiquidError for what is no zone to Rails
 */
export function inTimeZone(moment: Moment, zone: Value): Moment {
	if (!isTruthy(zone)) return moment;
	const isNumber = typeof zone === 'bigint' || typeof zone === 'number';
	if (!isNumber && typeof zone !== 'string') {
		throw new LiquidError(`invalid argument to TimeZone[]: ${inspect(zone)}`);
	}
	const moved = isNumber ? atOffset(moment, Number(zone)) : inZone(moment, zone);
	if (!moved) throw new LiquidError(`Invalid Timezone: ${text(zone)}`);
	return moved;
}

/** @param name of the time zone database or of Rails, with capitals as there */
function inZone({ seconds, nanos }: Moment, name: string): Moment | undefined {
	if (!KNOWN.has(name)) return undefined;
	const zone = rails[name] ?? name;
	const offset = offsetAt(zone, seconds);
	if (offset === undefined) return undefined;
	return new Moment(seconds, nanos, offset, shortName(zone, offset));
}

/**
 * The first by name of the zones that are so far from UTC.
 *
 * @param number hours as Rails takes them, or seconds if there are more than 13
 */
function atOffset(moment: Moment, number: number): Moment | undefined {
	const offset = Math.abs(number) <= 13 ? number * 3_600 : Math.trunc(number);
	const names = Object.keys(rails).sort();
	const found = names.find((name) => offsetAt(rails[name], WINTER) === offset);
	return found === undefined ? undefined : inZone(moment, found);
}

/** A moment without summer time in the north: Rails knows its zones by their offset then. */
const WINTER = Date.UTC(2026, 0, 15) / 1_000;

function offsetAt(timeZone: string, seconds: number): number | undefined {
	const name = longOffset(timeZone, seconds);
	if (name === undefined) return undefined;
	const [, sign, hours = '0', minutes = '0'] = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(name) ?? [];
	const size = Number(hours) * 3_600 + Number(minutes) * 60;
	return sign === '-' ? -size : size;
}

/** The letters of a zone, or for one without letters its offset: `+0530`, `-03`. */
function shortName(zone: string, offset: number): string {
	const found = Object.entries(letters[zone] ?? {}).find(([, east]) => east === offset);
	return found?.[0] ?? offsetText(offset).replace(/00$/, '');
}

function longOffset(timeZone: string, seconds: number): string | undefined {
	try {
		const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
		const parts = format.formatToParts(seconds * 1_000);
		return parts.find(({ type }) => type === 'timeZoneName')?.value;
	} catch {
		return undefined;
	}
}
