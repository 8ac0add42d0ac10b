import { dayIn, isNoDay, momentOf, toIso } from '../../../../nodes/shared/values/times';

test.each([
	['2026-03-14 12:32:00 -0400', '2026-03-14T12:32:00-04:00'],
	['2026-03-14 16:17:00 UTC', '2026-03-14T16:17:00Z'],
	['2026-03-14T12:32:00.123-0400', '2026-03-14T12:32:00.123-04:00'],
	['2026-03-14T16:20:11Z', '2026-03-14T16:20:11Z'],
	['2026-03-14 16:17:00', '2026-03-14 16:17:00'],
	['2026-03-14', '2026-03-14'],
	['2028-02-29', '2028-02-29'],
	['555-01-42', '555-01-42'],
	['2026-06-31-A', '2026-06-31-A'],
	['tea', 'tea'],
])('%s is %s', (text, expected) => expect(toIso(text)).toBe(expected));

test.each([
	'2026-06-31',
	'2026-02-29',
	'2026-13-01',
	'2026-00-10',
	'2026-01-00',
	'2026-06-31 12:00:00 UTC',
])('the day of %s does not exist', (text) => {
	expect(toIso(text)).toBeUndefined();
	expect(isNoDay(text)).toBe(true);
	expect(dayIn(text)).toBeUndefined();
	expect(momentOf(text)).toBeUndefined();
});

test.each([
	['2026-03-14 12:32:00 -0400', '2026-03-14T16:32:00.000Z'],
	['2026-03-14 12:32:00', '2026-03-14T12:32:00.000Z'],
	['2026-03-14', '2026-03-14T00:00:00.000Z'],
])('the moment of %s', (text, expected) => {
	expect(new Date(momentOf(text)!).toISOString()).toBe(expected);
});

test('what is no date has no moment', () => expect(momentOf('March 14, 2026')).toBeUndefined());
