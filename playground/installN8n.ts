import execa from 'execa';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { n8nFolder } from './paths';

/** An installed n8n and a Node that is new enough for it. */
export interface N8nInstallation {
	node: string;
	/** The script that Node runs. */
	n8n: string;
}

/** The oldest Node that this n8n runs on. */
const NODE_MAJOR = 24;

const PROGRESS_EVERY_MS = 10_000;

/**
 * Finds the playground's n8n, or installs it from the npm registry, which takes minutes.
 *
 * n8n is installed without install scripts, because some of its packages would download binaries
 * from elsewhere; the two that are needed are then made by name: SQLite's driver, and a Node 24
 * where this machine's is older.
 *
 * @param say prints a line about what is going on
 */
export async function ensureN8n(say: (line: string) => void): Promise<N8nInstallation> {
	const folder = n8nFolder();
	if (!existsSync(folder)) await install(folder, say);
	const hasOwnNode = Number(process.versions.node.split('.')[0]) < NODE_MAJOR;
	return {
		node: hasOwnNode ? join(folder, 'node_modules', 'node', 'bin', 'node') : process.execPath,
		n8n: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
	};
}

/** Installs next to the final place and moves it there whole, so that it is complete or absent. */
async function install(folder: string, say: (line: string) => void): Promise<void> {
	const unfinished = `${folder}.installing-${process.pid}`;
	await rm(unfinished, { recursive: true, force: true });
	await mkdir(unfinished, { recursive: true });
	for (const file of ['package.json', 'package-lock.json']) {
		await copyFile(join(__dirname, file), join(unfinished, file));
	}
	// npm hands its own settings down as variables; the root's `ignore-scripts` must not come along.
	const env = Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !/^npm_(config|package|lifecycle)_/i.test(name)),
	);
	say('Installing n8n, once for this machine: some 2,300 packages and 3 GB, 3 to 8 minutes.');
	const stopProgress = await reportProgress(unfinished, say);
	try {
		await execa('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
			cwd: unfinished,
			env,
			extendEnv: false,
		});
	} finally {
		stopProgress();
	}
	say('Building the driver for SQLite (needs python3, make and a C++ compiler, or a download) ...');
	await execa('npm', ['rebuild', 'sqlite3', 'node', '--ignore-scripts=false'], {
		cwd: unfinished,
		env,
		extendEnv: false,
	});
	await mkdir(dirname(folder), { recursive: true });
	await rename(unfinished, folder);
	say('n8n is installed.');
}

/** Counts packages as they appear on the disk; npm itself is silent until the end. */
async function reportProgress(folder: string, say: (line: string) => void): Promise<() => void> {
	const lock = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8')) as {
		packages: Record<string, unknown>;
	};
	const paths = Object.keys(lock.packages).filter((path) =>
		/^node_modules\/(@[^/]+\/)?[^/]+$/.test(path),
	);
	const timer = setInterval(() => {
		void countPackages(join(folder, 'node_modules')).then((count) =>
			say(`  ${count} of about ${paths.length} packages unpacked`),
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
