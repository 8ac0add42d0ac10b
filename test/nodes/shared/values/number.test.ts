import { readNumber } from '../../../../nodes/shared/values/number';

test.each([
	['12.50', 12.5],
	['0.0', 0],
	[' 7 ', 7],
	['-3', -3],
	['.5', 0.5],
	['1.5e3', 1500],
	[7.5, 7.5],
])('%j is the number %d', (given, expected) => expect(readNumber(given)).toBe(expected));

test.each([
	[''],
	[' '],
	['0x10'],
	['12,50'],
	['$12'],
	['1 000'],
	['Infinity'],
	[true],
	[[]],
	[['7']],
	[null],
	[Number.NaN],
])('%j is no number', (given) => expect(readNumber(given)).toBeUndefined());
