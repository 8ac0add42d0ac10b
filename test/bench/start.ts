import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

import { ensureN8n } from '../../playground/installN8n';
import { ROOT } from '../../playground/paths';
import { ratio } from './calls.load';

const ROUNDS = 9;

/** Folders of n8n's own nodes that talk to one service each, with a trigger. */
const PEERS = ['Airtable', 'Hubspot', 'Slack'];

/** In a process of its own: n8n's core is there already when it loads nodes. */
const LOAD = `
	const { createRequire } = require('node:module');
	const files = JSON.parse(process.argv[1]);
	const load = createRequire(files[0]);
	const n8n = createRequire(process.argv[2]);
	n8n('n8n-core');
	load('n8n-workflow');
	const before = process.cpuUsage();
	for (const file of files) {
		const [Class] = Object.values(load(file)).filter((one) => typeof one === 'function');
		new Class();
	}
	const { user, system } = process.cpuUsage(before);
	console.log((user + system) / 1000);
`;

/**
 * What n8n pays at its start for this package: all files of nodes and credentials loaded and made once,
 * beside n8n's own packages of the same kind, in rotating order, each in its best round; and what npm fetches.
 */
export async function run(): Promise<void> {
	execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT });
	const { n8n, node } = await ensureN8n(console.log);
	const base = dirname(createRequire(n8n).resolve('n8n-nodes-base/package.json'));
	const subjects = [
		...PEERS.map((name) => ({ name: `n8n's ${name}`, files: peerFiles(base, name) })),
		{ name: 'this package', files: ownFiles() },
	];
	const took = subjects.map((): number[] => []);
	for (let round = 0; round < ROUNDS; round++) {
		for (const turn of subjects.keys()) {
			const at = (turn + round) % subjects.length;
			const args = ['-e', LOAD, JSON.stringify(subjects[at].files), n8n];
			took[at].push(Number(execFileSync(node, args, { encoding: 'utf8' })));
		}
	}
	const least = took.map((times) => Math.min(...times));
	console.table(
		Object.fromEntries(
			subjects.map(({ name, files }, at) => [
				name,
				{ files: files.length, 'CPU to load, to Airtable': ratio(least[at], least[0]) },
			]),
		),
	);
	tellSize();
}

const peerFiles = (base: string, name: string): string[] => [
	...filesIn(join(base, 'dist', 'nodes', name), '.node.js'),
	...filesIn(join(base, 'dist', 'credentials'), '.credentials.js').filter((file) =>
		basename(file).startsWith(name),
	),
];

const ownFiles = (): string[] => [
	...['Braze', 'Punchh'].flatMap((name) => filesIn(join(ROOT, 'dist', 'nodes', name), '.node.js')),
	...filesIn(join(ROOT, 'dist', 'credentials'), '.credentials.js'),
];

const filesIn = (folder: string, ending: string): string[] =>
	readdirSync(folder)
		.filter((file) => file.endsWith(ending))
		.map((file) => join(folder, file));

function tellSize(): void {
	const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
		...{ cwd: ROOT, encoding: 'utf8' as const },
	});
	const [{ size, unpackedSize, files }] = JSON.parse(packed) as [
		{ size: number; unpackedSize: number; files: Array<{ path: string }> },
	];
	const kb = (bytes: number) => `${Math.round(bytes / 1_024)} kB`;
	console.log(`tarball: ${files.length} files, ${kb(size)}, unpacked ${kb(unpackedSize)}`);
	const largest = files
		.map(({ path }) => ({ path, bytes: statSync(join(ROOT, path)).size }))
		.sort((one, other) => other.bytes - one.bytes)
		.slice(0, 5);
	console.table(Object.fromEntries(largest.map(({ path, bytes }) => [path, kb(bytes)])));
}
