import execa from 'execa';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { playgroundRelease, type N8nRelease } from './releases';

/** An installed n8n and a Node that is new enough for it. */
export interface N8nInstallation {
	node: string;
	/** The script that Node runs. */
	n8n: string;
}

const PROGRESS_EVERY_MS = 10_000;

/**
 * Finds an n8n, or installs it from the npm registry, which takes minutes.
 *
 * n8n is installed without install scripts, because some of its packages would download binaries
 * from elsewhere; the two that are needed are then made by name: SQLite's driver, and a Node of the
 * right age where this machine's is another.
 *
 * @param say prints a line about what is going on
 * @param release the playground's own where there is none
 */
export async function ensureN8n(
	say: (line: string) => void,
	release: N8nRelease = playgroundRelease(),
): Promise<N8nInstallation> {
	const { folder, nodeMajor } = release;
	if (!existsSync(folder)) await install(release, say);
	const hasOwnNode = Number(process.versions.node.split('.')[0]) !== nodeMajor;
	return {
		node: hasOwnNode ? join(folder, 'node_modules', 'node', 'bin', 'node') : process.execPath,
		n8n: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
	};
}

/** Installs next to the final place and moves it there whole, so that it is complete or absent. */
async function install({ folder, files }: N8nRelease, say: (line: string) => void): Promise<void> {
	const unfinished = `${folder}.installing-${process.pid}`;
	await rm(unfinished, { recursive: true, force: true });
	await mkdir(unfinished, { recursive: true });
	for (const [file, text] of Object.entries(files)) await writeFile(join(unfinished, file), text);
	say('Installing n8n, once for this machine: some 2,300 packages and 3 GB, 3 to 8 minutes.');
	const stopProgress = reportProgress(unfinished, say);
	try {
		const command = 'package-lock.json' in files ? 'ci' : 'install';
		await npm(unfinished, command, '--ignore-scripts', '--no-audit', '--no-fund');
	} finally {
		stopProgress();
	}
	say('Building the driver for SQLite (needs python3, make and a C++ compiler, or a download) ...');
	await npm(unfinished, 'rebuild', 'sqlite3', 'node', '--ignore-scripts=false');
	await mkdir(dirname(folder), { recursive: true });
	await rename(unfinished, folder);
	say('n8n is installed.');
}

async function npm(cwd: string, ...args: string[]): Promise<void> {
	// npm hands its own settings down as variables; the root's `ignore-scripts` must not come along.
	const env = Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !/^npm_(config|package|lifecycle)_/i.test(name)),
	);
	await execa('npm', args, { cwd, env, extendEnv: false });
}

/** Counts packages as they appear on the disk; npm itself is silent until the end. */
function reportProgress(folder: string, say: (line: string) => void): () => void {
	const timer = setInterval(() => {
		void countPackages(join(folder, 'node_modules')).then((count) =>
			say(`  ${count} packages unpacked`),
		);
	}, PROGRESS_EVERY_MS);
	return () => clearInterval(timer);
}

async function countPackages(nodeModules: string): Promise<number> {
	const entries = await readdir(nodeModules).catch(() => []);
	const scopes = entries.filter((entry) => entry.startsWith('@'));
	const scoped = await Promise.all(
		scopes.map(async (scope) => (await readdir(join(nodeModules, scope)).catch(() => [])).length),
	);
	return scoped.reduce((sum, count) => sum + count, entries.length - scopes.length);
}
