import fc from 'fast-check';

import { parseExact } from '../../../../nodes/shared/values/parseExact';
import { fuzzRuns, fuzzSeed } from '../../../harness/fuzz';

const ID = '9007199254740993';

test.each<[string, unknown]>([
	[`${ID}`, ID],
	[`-${ID}`, `-${ID}`],
	['9007199254740991', 9007199254740991],
	['-9007199254740991', -9007199254740991],
	['1234567890123456e2', 1234567890123456e2],
	['12345678.901234567890E-3', Number('12345678.901234567890E-3')],
	['0.1234567890123456789', Number('0.1234567890123456789')],
	[`[${ID},true,false,null,${ID}]`, [ID, true, false, null, ID]],
	[`{"${ID}":"${ID}"}`, { [ID]: ID }],
	[`["\\"${ID}", ${ID}]`, [`"${ID}`, ID]],
	[`["\\\\", ${ID}, "\\\\\\"${ID}"]`, ['\\', ID, `\\"${ID}`]],
	[`[\n\t${ID}\r\n]`, [ID]],
])('%s', (text, expected) => expect(parseExact(text)).toEqual(expected));

test('whatever stands around an ID, it alone becomes a text', () => {
	const value = fc
		.jsonValue()
		.filter((around) => !JSON.stringify(around).includes('"ID"') && !hasInexact(around));
	fc.assert(
		fc.property(value, value, fc.constantFrom(undefined, ' ', '\t'), (before, after, indent) => {
			const text = JSON.stringify([before, 'ID', after, `x${ID}\\`], null, indent);
			const expected = JSON.parse(text.replace('"ID"', () => `"${ID}"`)) as unknown;
			expect(parseExact(text.replace('"ID"', () => ID))).toEqual(expected);
		}),
		{ seed: fuzzSeed(), numRuns: fuzzRuns(300, 20_000) },
	);
});

/** Whether a value has a whole number that stands for others too; those come as text themselves. */
function hasInexact(value: unknown): boolean {
	if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value);
	return typeof value === 'object' && value !== null && Object.values(value).some(hasInexact);
}

test.each(['', '{', `${ID}x`, `"${ID}`, `[${ID}`, `01${ID}`, `"\n${ID}"`])(
	'%j is no JSON',
	(text) => expect(() => parseExact(text)).toThrow(SyntaxError),
);
