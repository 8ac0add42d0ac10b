import { readFlag } from '../../../../nodes/shared/values/flag';

test.each([
	[true, true],
	['Yes ', true],
	[1, true],
	[false, false],
	['FALSE', false],
	['0', false],
])('%j is %s', (value, expected) => expect(readFlag(value)).toBe(expected));

test.each([['on'], [''], [null], [2], [[]], [{}]])('%j is no flag', (value) => {
	expect(readFlag(value)).toBeUndefined();
});
