import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import execa from 'execa';

import { ROOT } from '../../playground/paths';
import { CASES, type Took } from './before/build';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const LATENCY_MS = 20;

/** The commit to compare with: what is published, unless one is named. */
const BEFORE = process.env.BENCH_BEFORE ?? 'origin/main';

/**
 * Measures this tree beside an earlier one, in n8n's own engine and against a Braze that takes 20 ms
 * to accept anything: each case in processes of their own, both builds in turn. BENCH_BEFORE names
 * the commit to compare with.
 */
export async function run(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'bench-before-'));
	const braze = await slowBraze();
	try {
		console.log(`this tree beside ${BEFORE}, medians of ${ROUNDS} rounds in turn`);
		symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
		const builds = {
			before: await compile(await checkOut(BEFORE, join(folder, 'before')), folder),
			now: await compile(ROOT, folder),
		};
		const rows: Array<[string, object]> = [];
		for (const name of Object.keys(CASES)) {
			rows.push([name, await compare(builds, name, braze.url)]);
		}
		console.table(Object.fromEntries(rows));
	} finally {
		braze.close();
		rmSync(folder, { recursive: true, force: true });
		await execa('git', ['worktree', 'prune'], { cwd: ROOT });
	}
}

async function checkOut(commit: string, folder: string): Promise<string> {
	await execa('git', ['worktree', 'add', '--detach', folder, commit], { cwd: ROOT });
	return folder;
}

/** Both builds come from the same compiler, each file by itself. @returns the folder of the build */
async function compile(tree: string, folder: string): Promise<string> {
	const to = mkdtempSync(join(folder, 'dist-'));
	await execa('npx', ['tsc', '-p', 'tsconfig.build.json', '--outDir', to], { cwd: tree });
	return to;
}

async function compare(builds: Record<'before' | 'now', string>, name: string, url: string) {
	const took: Record<'before' | 'now', Took[]> = { before: [], now: [] };
	for (let round = 0; round < ROUNDS; round++) {
		const order = round % 2 === 0 ? (['before', 'now'] as const) : (['now', 'before'] as const);
		for (const build of order) took[build].push(await measure(builds[build], name, url));
	}
	const ratio = (key: keyof Took) =>
		Math.round((median(took.before, key) / median(took.now, key)) * 100) / 100;
	return { 'times as fast': ratio('wallMs'), 'CPU before, to now': ratio('cpuMs') };
}

async function measure(dist: string, name: string, url: string): Promise<Took> {
	const child = ['tsx', join(__dirname, 'before', 'build.ts'), dist, name, url];
	const { stdout } = await execa('npx', child, { cwd: ROOT, env: { N8N_LOG_LEVEL: 'silent' } });
	return JSON.parse(stdout.trim().split('\n').at(-1)!) as Took;
}

function median(took: Took[], key: keyof Took): number {
	return took.map((one) => one[key]).sort((one, other) => one - other)[took.length >> 1];
}

/** A Braze that takes everything, after a while, and knows nobody. */
async function slowBraze(): Promise<{ url: string; close: () => void }> {
	const server = createServer((request, response) => {
		request.resume();
		request.on('end', () => {
			void sleep(LATENCY_MS).then(() => {
				response.writeHead(201, { 'content-type': 'application/json' });
				response.end('{"message":"success","users":[]}');
			});
		});
	});
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}
