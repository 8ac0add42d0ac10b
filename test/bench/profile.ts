import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Profiler } from 'node:inspector';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { DATA } from '../../playground/paths';
import { startInstance, type Instance } from '../drills/instance';
import { ENGINES, load, type Receiver } from './calls.load';
import { publishReceivers } from './trigger.receivers';

/** What takes a smaller share everywhere is summed up. */
const LEAST_SHARE = 0.03;

const OURS = 'this package';

const NATIVE = 'Node and native code';

const OTHERS = 'others';

/** Shares of n8n's CPU by package. */
type Shares = Record<string, number>;

/**
 * Where n8n's CPU goes while it takes calls: the share of each package, by the time in its own
 * functions. BENCH_SECONDS sets how long each receiver is looked at.
 */
export async function run(): Promise<void> {
	for (const { name, env, connections } of ENGINES) {
		const file = join(DATA, 'bench.cpuprofile');
		const require = `--require ${join(__dirname, 'cpuProfile.cjs')}`;
		const settings = { ...env, NODE_OPTIONS: require, CPU_PROFILE_FILE: file };
		const instance = await startInstance('bench', settings, () => {});
		try {
			console.log(`\n${name}, ${connections} connections, % of n8n's CPU`);
			console.table(await profileAll(instance, connections, file));
		} finally {
			await instance.server.stop();
		}
	}
}

async function profileAll(instance: Instance, connections: number, file: string) {
	const byReceiver: Record<string, Shares> = {};
	for (const receiver of await publishReceivers(instance)) {
		await load(receiver, connections, 3);
		byReceiver[receiver.name] = await profile(instance, receiver, connections, file);
	}
	return tableOf(byReceiver);
}

async function profile(
	{ server }: Instance,
	receiver: Receiver,
	connections: number,
	file: string,
): Promise<Shares> {
	await rm(file, { force: true });
	process.kill(server.pid, 'SIGUSR2');
	await load(receiver, connections, Number(process.env.BENCH_SECONDS ?? 6));
	process.kill(server.pid, 'SIGUSR2');
	for (;;) {
		await sleep(500);
		try {
			return sharesOf(JSON.parse(readFileSync(file, 'utf8')) as Profiler.Profile);
		} catch {
			// Not written yet, or not to its end.
		}
	}
}

/** The share of each package in the time that was not idle. */
function sharesOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Shares {
	const packages = new Map(nodes.map(({ id, callFrame }) => [id, packageOf(callFrame)]));
	const times: Shares = {};
	let busy = 0;
	samples.forEach((id, index) => {
		const name = packages.get(id)!;
		if (name === '(idle)') return;
		busy += timeDeltas[index];
		times[name] = (times[name] ?? 0) + timeDeltas[index];
	});
	return Object.fromEntries(Object.entries(times).map(([name, time]) => [name, time / busy]));
}

/** The package that a function is of; Node's own functions and native ones have none, such as those of isolates. */
function packageOf({ url, functionName }: Profiler.Profile['nodes'][number]['callFrame']): string {
	const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
	if (name === 'n8n-nodes-punchh-braze') return OURS;
	if (name !== undefined) return name;
	return functionName.startsWith('(') && functionName !== '(anonymous)' ? functionName : NATIVE;
}

/** A row for each package that takes much somewhere, and for ours. */
function tableOf(byReceiver: Record<string, Shares>) {
	const all = Object.values(byReceiver);
	const names = new Set(all.flatMap((shares) => Object.keys(shares)));
	const most = (name: string) => Math.max(...all.map((shares) => shares[name] ?? 0));
	const shown = [...names].filter((name) => name === OURS || most(name) >= LEAST_SHARE);
	shown.sort((one, other) => most(other) - most(one));
	const percent = (share: number) => Math.round(share * 1_000) / 10;
	const sumOf = (shares: Shares) => shown.reduce((sum, name) => sum + (shares[name] ?? 0), 0);
	const rowOf = (shareOf: (shares: Shares) => number) =>
		Object.fromEntries(
			Object.entries(byReceiver).map(([name, shares]) => [name, percent(shareOf(shares))]),
		);
	return {
		...Object.fromEntries(shown.map((name) => [name, rowOf((shares) => shares[name] ?? 0)])),
		[OTHERS]: rowOf((shares) => 1 - sumOf(shares)),
	};
}
