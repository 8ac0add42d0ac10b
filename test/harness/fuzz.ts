import { randomInt } from 'node:crypto';

/** Of this file's random tests; jest loads this module anew for each file. */
let seed: number | undefined;

/**
 * How often a random test runs: seldom in `npm test`, often in `npm run fuzz`.
 *
 * @param large counts where the environment variable FUZZ_RUNS is 1; FUZZ_RUNS=10 is ten times that
 */
export function fuzzRuns(small: number, large: number): number {
	const { FUZZ_RUNS: times } = process.env;
	return times === undefined ? small : Math.ceil(large * Number(times));
}

/** Where chance begins: another place in each run, which FUZZ_SEED repeats. Printed once a file. */
export function fuzzSeed(): number {
	if (seed === undefined) {
		seed = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31));
		process.stderr.write(`FUZZ_SEED=${seed} ${expect.getState().testPath ?? ''}\n`);
	}
	return seed;
}
