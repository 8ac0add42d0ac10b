import { parseTime } from './dateParse';
import { Moment } from './moment';
import type { Value } from './values';

/**
 * The moment that a value stands for: `now`, seconds since 1970, or a text with a date. What has no
 * zone is of UTC, whatever the zone of the machine.
 *
 * @returns nothing where Liquid's `date` leaves the value as it is
 */
export function toMoment(value: Value): Moment | undefined {
	if (value instanceof Moment) return value;
	if (typeof value === 'bigint') return new Moment(Number(value), 0, 0, 'UTC');
	if (typeof value !== 'string' || value === '') return undefined;
	const now = new Date();
	const word = value.toLowerCase();
	if (word === 'now' || word === 'today') {
		const seconds = Math.floor(now.getTime() / 1_000);
		return new Moment(seconds, now.getUTCMilliseconds() * 1_000_000, 0, 'UTC');
	}
	if (/^\d+$/.test(word)) return new Moment(Number(word), 0, 0, 'UTC');
	return parseTime(word, now);
}
