/**
 * Sees to it that the tests notice deliberate breaks of the source, one at a time: each must make a
 * test fail. `npm run mutants` tries all of them, `npm run mutants -- packing` those whose area or
 * sentence contains the word.
 *
 * A mutation-testing tool (StrykerJS) makes thousands of breaks from the syntax, and most of ours
 * are only seen by tests in n8n's engine, at seconds a break: a run would take a day, and what must
 * never happen would be lost among them. This list is short, and says what each break would cost.
 */
import type { Mutant } from './mutant';
import { MUTANTS } from './rows';
import { expectInSource, Workspace, type RunEnd } from './workspace';

/** How many are tried at a time. */
const MOST_AT_ONCE = 2;

const VERDICTS: Record<RunEnd['kind'], string> = {
	failed: 'caught',
	passed: 'SURVIVED',
	broken: 'BROKEN',
};

async function main(): Promise<void> {
	const word = (process.argv[2] ?? '').toLowerCase();
	const chosen = MUTANTS.filter(({ area, breaks }) =>
		`${area} ${breaks}`.toLowerCase().includes(word),
	);
	if (chosen.length === 0) throw new Error(`No mutant has '${word}' in its area or sentence`);
	await expectInSource(chosen);

	const workspaces = await Promise.all(
		Array.from({ length: MOST_AT_ONCE }, async () => await Workspace.create()),
	);
	try {
		await expectSound(workspaces[0], chosen);
		await tryAll(workspaces, chosen);
	} finally {
		await Promise.all(workspaces.map(async (workspace) => await workspace.remove()));
	}
}

/** Tests that fail without a break catch nothing. */
async function expectSound(workspace: Workspace, mutants: Mutant[]): Promise<void> {
	const patterns = [...new Set(mutants.flatMap(({ tests }) => tests))];
	const end = await workspace.runTests(patterns, MOST_AT_ONCE);
	if (end.kind !== 'passed') throw new Error(`Without a break: ${describe(end)}\n${end.why}`);
	console.log(`Without a break ${end.tests} tests pass.`);
}

/** Prints a line for each. @throws when one was not caught */
async function tryAll(workspaces: Workspace[], mutants: Mutant[]): Promise<void> {
	const queue = mutants.values();
	let missed = 0;
	const work = async (workspace: Workspace) => {
		for (const mutant of queue) {
			const startedAt = Date.now();
			const end = await workspace.runBroken(mutant);
			if (end.kind !== 'failed') missed++;
			const seconds = `${Math.round((Date.now() - startedAt) / 1_000)} s`;
			const row = [VERDICTS[end.kind].padEnd(8), seconds.padStart(5), mutant.area.padEnd(13)];
			console.log(`${row.join('  ')}  ${mutant.breaks}\n${' '.repeat(31)}${describe(end)}`);
		}
	};
	await Promise.all(workspaces.map(work));
	if (missed > 0) throw new Error(`${missed} of ${mutants.length} were not caught`);
	console.log(`All ${mutants.length} were caught.`);
}

function describe(end: RunEnd): string {
	if (end.kind === 'failed') return `by: ${end.test}`;
	return end.kind === 'passed' ? `${end.tests} tests passed all the same` : end.why;
}

main().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	},
);
