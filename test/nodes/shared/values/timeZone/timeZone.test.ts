import { IANA_NAMES, RAILS_NAMES } from '../../../../../nodes/shared/values/timeZone/names';
import { ianaZone } from '../../../../../nodes/shared/values/timeZone/timeZone';

const ALL = Object.entries(IANA_NAMES).flatMap(([area, names]) =>
	names.split(' ').map((name) => (area === '' ? name : `${area}/${name}`)),
);

test('all 151 names of Rails mean the zone that JavaScript knows under another name', () => {
	const names = Object.entries(RAILS_NAMES);
	expect(names).toHaveLength(151);
	for (const [name, zone] of names) {
		expect(ianaZone(name)).toBe(zone);
		expect(ianaZone(zone)).toBe(zone);
		expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
	}
});

test('all names of IANA are zones, and JavaScript knows them', () => {
	expect(ALL.length).toBeGreaterThan(590);
	for (const name of ALL) {
		// Singapore is a name of both.
		expect(ianaZone(name)).toBe(RAILS_NAMES[name] ?? name);
		expect(() => new Intl.DateTimeFormat('en', { timeZone: name })).not.toThrow();
	}
});

test('a name in other capitals is none, unless it is another name', () => {
	const names = [...ALL, ...Object.keys(RAILS_NAMES)];
	for (const name of names) {
		for (const other of [name.toLowerCase(), name.toUpperCase()]) {
			expect([other, ianaZone(other) !== undefined]).toEqual([other, names.includes(other)]);
		}
	}
});

test('whatever zones this Node.js has are zones', () => {
	for (const name of Intl.supportedValuesOf('timeZone')) expect(ianaZone(name)).toBeDefined();
});

test.each([
	'BST',
	'AST',
	'ACT',
	'IST',
	'PST',
	'EDT',
	'UTC+2',
	'+05:00',
	'Factory',
	'constructor',
	'',
])('%j is no zone', (name) => expect(ianaZone(name)).toBeUndefined());
