import fc from 'fast-check';

import { jsonPlace } from '../../../../nodes/shared/values/jsonPlace';
import { fuzzRuns, fuzzSeed } from '../../../harness/fuzz';

test.each([
	['{"a": 1,}', 'character 9: } where a name in double quotes should be'],
	['[1, ]', 'character 5: ] where a value should be'],
	['{}}', 'character 3: } where nothing more should be'],
	["{'a': 1}", "character 2: 'a' where a name in double quotes or '}' should be"],
	['{a: 1}', "character 2: a where a name in double quotes or '}' should be"],
	['{"a" 1}', "character 6: 1 where ':' should be"],
	['{"a": Mara}', 'character 7: Mara where a value should be'],
	['{"a": 01}', 'character 7: 01 where a value should be'],
	['{"a": 4,75}', 'character 9: 75 where a name in double quotes should be'],
	['{"a": 1 "b": 2}', "character 9: \"b\" where ',' or '}' should be"],
	['[1 2]', "character 4: 2 where ',' or ']' should be"],
	['{\n  "a": “x”\n}', 'line 2, character 8: “x” where a value should be'],
	['{\n  "a": "x\n}', 'line 2, character 8: "x where a value should be'],
	['{"a": "\\x"}', 'character 7: "\\x" where a value should be'],
	['{"a": [1', 'it ends before a list is complete'],
	['{"a": {', 'it ends before an object is complete'],
	['{"a": "x', 'character 7: "x where a value should be'],
	[`[${'x'.repeat(40)}]`, `character 2: ${'x'.repeat(20)}... where a value should be`],
])('%j: %s', (text, expected) => {
	expect(jsonPlace(text)).toBe(expected);
});

/** Pieces of which JSON and near-JSON is made. */
const PIECES = [
	...'{}[]:,"\\ \n',
	...['"a"', '"b\\n"', '"\\q"', '1', '-0.5e3', '01', '1.', '-', 'true', 'nul', 'null', '“'],
];

test('a place is found exactly where JavaScript refuses a text', () => {
	const nearJson = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 10 });
	const spoiled = fc.tuple(fc.json(), fc.nat(), fc.constantFrom('', ...PIECES));
	const texts = fc.oneof(
		nearJson.map((pieces) => pieces.join('')),
		fc.json(),
		spoiled.map(([text, at, piece]) => {
			const place = at % text.length;
			return text.slice(0, place) + piece + text.slice(place + 1);
		}),
	);
	fc.assert(
		fc.property(texts, (text) => expect(jsonPlace(text) === undefined).toBe(isJson(text))),
		{ seed: fuzzSeed(), numRuns: fuzzRuns(2_000, 100_000) },
	);
});

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}
