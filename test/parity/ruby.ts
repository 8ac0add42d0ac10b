import { spawnSync } from 'node:child_process';
import { isDeepStrictEqual } from 'node:util';

/**
 * Runs a script of Ruby that reads JSON and prints JSON, on a machine in UTC.
 *
 * @throws Error with what Ruby wrote when it fails
 */
export function askRuby(script: string, input: unknown): unknown {
	const { status, stdout, stderr } = spawnSync('ruby', [script], {
		input: JSON.stringify(input),
		encoding: 'utf8',
		env: { ...process.env, TZ: 'UTC', LANG: 'C.UTF-8' },
		maxBuffer: 2 ** 30,
	});
	if (status !== 0) throw new Error(`${script} failed:\n${stderr}`);
	return JSON.parse(stdout);
}

/** Compares answers one by one and prints the first that differ. Returns how many do. */
export function differences<T>(
	what: string,
	asked: T[],
	ours: unknown[],
	rubys: unknown[],
): number {
	const different = asked
		.map((one, index) => ({ one, ours: ours[index], ruby: rubys[index] }))
		.filter(({ ours: left, ruby }) => !isDeepStrictEqual(left, ruby));
	console.log(`${what}: ${asked.length} compared, ${different.length} differ`);
	for (const one of different.slice(0, 20)) console.log(JSON.stringify(one, undefined, 2));
	return different.length;
}
