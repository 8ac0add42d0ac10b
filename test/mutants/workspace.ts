import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import type { Mutant } from './mutant';

const ROOT = resolve(__dirname, '../..');

/** Where the text of a mutant may stand. */
const SOURCES = ['nodes', 'credentials', 'sandbox'];

/** What a copy can do without; the modules are linked. */
const NOT_COPIED = ['node_modules', 'dist', '.git', '.playground'];

/** A run of tests that never ends is no answer. */
const LONGEST_RUN_MS = 10 * 60_000;

/** What Jest's JSON report says, as far as it matters here. */
interface Report {
	numTotalTests: number;
	testResults: Array<{
		message: string;
		assertionResults: Array<{ status: string; fullName: string; failureMessages: string[] }>;
	}>;
}

/** How a run of tests ended; `failed` names the first test that did not hold. */
export type RunEnd =
	| { kind: 'passed'; tests: number }
	| { kind: 'failed'; test: string; why: string }
	| { kind: 'broken'; why: string };

/** A copy of the project in which the source may be broken. */
export class Workspace {
	private constructor(private readonly folder: string) {}

	static async create(): Promise<Workspace> {
		const folder = await mkdtemp(join(tmpdir(), 'mutants-'));
		const entries = (await readdir(ROOT)).filter((entry) => !NOT_COPIED.includes(entry));
		await Promise.all(
			entries.map((entry) => cp(join(ROOT, entry), join(folder, entry), { recursive: true })),
		);
		await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
		return new Workspace(folder);
	}

	async remove(): Promise<void> {
		await rm(this.folder, { recursive: true, force: true });
	}

	/**
	 * Runs the tests of a mutant on the source that it breaks, and mends it again.
	 *
	 * @throws when its text does not stand in the source exactly once
	 */
	async runBroken(mutant: Mutant): Promise<RunEnd> {
		const { file, text } = locate(await readSources(this.folder), mutant);
		await writeFile(
			file,
			text.replace(patternOf(mutant), () => mutant.replace),
		);
		try {
			return await this.runTests(mutant.tests);
		} finally {
			await writeFile(file, text);
		}
	}

	/** Runs the test files whose paths contain one of the patterns, several at a time if wished. */
	async runTests(patterns: string[], atOnce = 1): Promise<RunEnd> {
		const output = join(this.folder, 'report.json');
		await rm(output, { force: true });
		const jest = join('node_modules', 'jest', 'bin', 'jest.js');
		const options = [`--maxWorkers=${atOnce}`, '--json', `--outputFile=${output}`];
		const log = await run(process.execPath, [jest, ...options, ...patterns], this.folder);
		const report = await readFile(output, 'utf8').catch(() => undefined);
		if (report === undefined) return { kind: 'broken', why: log.trim().slice(-500) };
		return endOf(JSON.parse(report) as Report);
	}
}

/** @throws when the text of a mutant does not stand in the project's source exactly once */
export async function expectInSource(mutants: Mutant[]): Promise<void> {
	const sources = await readSources(ROOT);
	for (const mutant of mutants) locate(sources, mutant);
}

interface Source {
	file: string;
	text: string;
}

async function readSources(folder: string): Promise<Source[]> {
	const files = await Promise.all(
		SOURCES.map(async (source) =>
			(await readdir(join(folder, source), { recursive: true }))
				.filter((name) => name.endsWith('.ts'))
				.map((name) => join(folder, source, name)),
		),
	);
	return await Promise.all(
		files.flat().map(async (file) => ({ file, text: await readFile(file, 'utf8') })),
	);
}

function locate(sources: Source[], mutant: Mutant): Source {
	const pattern = new RegExp(patternOf(mutant), 'g');
	const found = sources.flatMap((source) =>
		Array.from({ length: source.text.match(pattern)?.length ?? 0 }, () => source),
	);
	if (found.length === 1) return found[0];
	throw new Error(`Stands ${found.length} times in the source, not once: ${mutant.find}`);
}

function patternOf({ find }: Mutant): RegExp {
	const parts = find.split(/\s+/).map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
	return new RegExp(parts.join('\\s+'));
}

/** Only a test that ran and failed tells that a break is seen; a suite that did not load does not. */
function endOf({ numTotalTests, testResults }: Report): RunEnd {
	const failed = testResults
		.flatMap(({ assertionResults }) => assertionResults)
		.find(({ status }) => status === 'failed');
	if (failed !== undefined) {
		const why = failed.failureMessages.join('\n').slice(0, 500);
		return { kind: 'failed', test: failed.fullName, why };
	}
	const notLoaded = testResults.find(({ assertionResults }) => assertionResults.length === 0);
	if (notLoaded !== undefined) return { kind: 'broken', why: notLoaded.message.slice(0, 500) };
	if (numTotalTests === 0) return { kind: 'broken', why: 'no test has such a path' };
	return { kind: 'passed', tests: numTotalTests };
}

/** Runs a program whatever it returns. @returns what it wrote */
async function run(file: string, args: string[], cwd: string): Promise<string> {
	return await new Promise((resolve) => {
		const options = { cwd, timeout: LONGEST_RUN_MS, maxBuffer: 64 * 1024 * 1024 };
		execFile(file, args, options, (error, stdout, stderr) =>
			resolve(stderr + stdout + (error?.message ?? '')),
		);
	});
}
