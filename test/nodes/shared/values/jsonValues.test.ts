import { tryToParseDateTime, type IDataObject } from 'n8n-workflow';

import {
	findLost,
	findLostIn,
	findRounded,
	isSameInJson,
	withTimesAsText,
} from '../../../../nodes/shared/values/jsonValues';

const DATE = new Date('2026-03-14T16:20:11Z');
const DATE_TIME = tryToParseDateTime('2026-03-14T12:20:11', 'America/New_York');

test.each<[unknown, boolean]>([
	[{ a: 1, b: [null, 'x', { c: true }], toJSON: 'text' }, true],
	[{ a: { b: [DATE] } }, false],
	[{ a: DATE_TIME }, false],
	[{ a: [Number.NaN] }, false],
	[{ a: { b: -Infinity } }, false],
])('%j is the same in JSON: %s', (value, expected) => {
	expect(isSameInJson(value)).toBe(expected);
});

test('times become the text that JSON makes of them, at any depth; nothing is changed', () => {
	const body = {
		at: DATE,
		list: [{ at: DATE_TIME }, 1, null],
		text: 'x',
	} as unknown as IDataObject;
	const given = { ...body };
	const readable = withTimesAsText(body);
	expect(readable).toEqual({
		at: '2026-03-14T16:20:11.000Z',
		list: [{ at: '2026-03-14T12:20:11.000-04:00' }, 1, null],
		text: 'x',
	});
	expect(JSON.stringify(readable)).toBe(JSON.stringify(body));
	expect(body).toEqual(given);
});

test('what is called __proto__ is a name as any other', () => {
	const body = JSON.parse('{"__proto__":{"x":1},"constructor":2}') as IDataObject;
	expect(JSON.stringify(withTimesAsText(body))).toBe('{"__proto__":{"x":1},"constructor":2}');
	expect(({} as IDataObject).x).toBeUndefined();
});

test.each<[object, string | undefined]>([
	[{ x: Number.NaN }, "'x' is not a number that can be sent (NaN or infinite)"],
	[
		{ x: { list: [1, { y: Infinity }] } },
		"'x.list.1.y' is not a number that can be sent (NaN or infinite)",
	],
	[{ properties: { at: new Date('soon') } }, "'properties.at' is not a date and time"],
	[{ at: DATE_TIME.setZone('Mars/Olympus') }, "'at' is not a date and time"],
	[{ x: 1, y: [null, 'z'] }, undefined],
])('of %j JSON would make null: %s', (body, expected) => {
	expect(findLost(withTimesAsText(body as IDataObject))).toBe(expected);
});

test('times are values, also in an object that is not yet text', () => {
	expect(findLostIn({ at: DATE, list: [DATE_TIME] })).toBeUndefined();
	expect(findLostIn([{ at: DATE, price: Number.NaN }])).toMatch(/^'0\.price' is not a number/);
});

test.each<[unknown, string | undefined]>([
	[{ a: [1, { b: 2 ** 53 }] }, 'a.1.b'],
	[{ a: 2 ** 53 - 1, b: '12345678901234567890', c: null, d: 1e20 + 0.5 }, 'd'],
	[{ a: 0.1, at: DATE }, undefined],
])('in %j the rounded number is at %s', (value, expected) => {
	expect(findRounded(value)).toBe(expected);
});
