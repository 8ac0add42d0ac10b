import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';
import { readFileSync } from 'node:fs';

import { bundleOf } from './compiled';

/** Files that take less are summed up. */
const LEAST_SHARE = 0.03;

const SAMPLED_EVERY_US = 200;

const GARBAGE = '(garbage collector)';

/**
 * Prints where the CPU of some work in a `compiled` module goes, in percent by file of ours. What a file calls
 * in Node, such as an HMAC or JSON.stringify, counts as its own.
 *
 * @param source of the module
 */
export async function printWhereTimeGoes(source: string, work: () => Promise<void>): Promise<void> {
	const session = new Session();
	session.connect();
	await session.post('Profiler.enable');
	await session.post('Profiler.setSamplingInterval', { interval: SAMPLED_EVERY_US });
	await session.post('Profiler.start');
	await work();
	const { profile } = await session.post('Profiler.stop');
	session.disconnect();
	console.table(percentages(timesByFile(profile, bundleOf(source))));
}

function timesByFile(
	{ nodes, samples = [], timeDeltas = [] }: Profiler.Profile,
	bundle: string,
): Map<string, number> {
	const files = filesByLine(bundle);
	const byId = new Map(nodes.map((node) => [node.id, node]));
	const callers = new Map(
		nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
	);
	const fileOf = (id: number | undefined): string | undefined => {
		const { url, lineNumber, functionName } = byId.get(id ?? 0)?.callFrame ?? {};
		if (functionName === GARBAGE) return GARBAGE;
		if (url?.endsWith(bundle)) return files[lineNumber!];
		return id === undefined ? undefined : fileOf(callers.get(id));
	};
	const fileById = new Map(nodes.map(({ id }) => [id, fileOf(id)]));
	const times = new Map<string, number>();
	samples.forEach((id, index) => {
		const file = fileById.get(id);
		if (file !== undefined) times.set(file, (times.get(file) ?? 0) + timeDeltas[index]);
	});
	return times;
}

/** The source file of each line of a bundle: esbuild writes its name above. */
function filesByLine(bundle: string): string[] {
	let file = bundle;
	return readFileSync(bundle, 'utf8')
		.split('\n')
		.map((line) => (file = /^\/\/ (\S+\.ts)$/.exec(line)?.[1] ?? file));
}

function percentages(times: Map<string, number>): Record<string, { '% of CPU': number }> {
	const all = [...times.values()].reduce((sum, time) => sum + time, 0);
	const shown = [...times]
		.filter(([, time]) => time / all >= LEAST_SHARE)
		.sort(([, one], [, other]) => other - one);
	const rest = all - shown.reduce((sum, [, time]) => sum + time, 0);
	const others = `${times.size - shown.length} others`;
	return Object.fromEntries(
		[...shown, [others, rest] as const].map(([file, time]) => [
			file,
			{ '% of CPU': Math.round((time / all) * 1_000) / 10 },
		]),
	);
}
