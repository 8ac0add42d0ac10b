const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const base = require('./jest.config.js');

// See test/harness/fuzz.ts.
process.env.FUZZ_RUNS ??= '1';

const TESTS = join(__dirname, 'test');
const isRandom = (file) =>
	file.endsWith('.test.ts') && readFileSync(join(TESTS, file), 'utf8').includes("/harness/fuzz'");

/** The random tests alone, with many more runs than in `npm test`. */
module.exports = {
	...base,
	testMatch: readdirSync(TESTS, { recursive: true })
		.filter(isRandom)
		.map((file) => join(TESTS, file)),
	testTimeout: 1_200_000,
};
