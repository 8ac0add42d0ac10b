import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PackageDirectoryLoader } from 'n8n-core';
import type { INodeTypeDescription } from 'n8n-workflow';

const ROOT = join(__dirname, '..', '..');

let folder: string;
let unpacked: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'packed-'));
	const tarball = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
		cwd: ROOT,
		encoding: 'utf8',
	}).trim();
	execFileSync('tar', ['xzf', join(folder, tarball), '-C', folder]);
	unpacked = join(folder, 'package');
	// The host brings n8n-workflow.
	symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const filesBelow = (path: string): string[] =>
	readdirSync(path, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(unpacked.length + 1));

test('the tarball holds dist, examples, index.js and what npm always adds', () => {
	const topLevel = new Set(filesBelow(unpacked).map((file) => file.split('/')[0]));
	expect([...topLevel].sort()).toEqual([
		'LICENSE.md',
		'README.md',
		'dist',
		'examples',
		'index.js',
		'package.json',
	]);
	expect(filesBelow(unpacked).filter((file) => /\.test\.|sandbox|playground/.test(file))).toEqual(
		[],
	);
});

test('it needs nothing at run time', () => {
	const { dependencies, peerDependencies } = JSON.parse(
		readFileSync(join(unpacked, 'package.json'), 'utf8'),
	) as Record<string, unknown>;
	expect(dependencies).toBeUndefined();
	expect(peerDependencies).toEqual({ 'n8n-workflow': '*' });
});

describe("loaded by n8n's own loader", () => {
	let loader: PackageDirectoryLoader;
	beforeAll(async () => {
		loader = new PackageDirectoryLoader(unpacked);
		await loader.loadAll();
	});
	const descriptions = () => loader.types.nodes as INodeTypeDescription[];

	test('all nodes and credentials are there', () => {
		expect(Object.keys(loader.known.nodes).sort()).toEqual([
			'braze',
			'brazeTrigger',
			'punchh',
			'punchhTrigger',
		]);
		expect(Object.keys(loader.known.credentials).sort()).toEqual([
			'brazeApi',
			'brazeWebhookApi',
			'punchhApi',
			'punchhMobileApi',
			'punchhWebhookApi',
		]);
	});

	test('each node has a light and a dark icon and a place in the panel', () => {
		expect(descriptions().length).toBeGreaterThanOrEqual(3);
		for (const { name, iconUrl, codex } of descriptions()) {
			for (const mode of ['light', 'dark'] as const) {
				const path = (iconUrl as { light: string; dark: string })[mode];
				const file = path.replace(/^icons\/[^/]+\//, '');
				expect({ name, icon: readFileSync(join(unpacked, file), 'utf8') }).toMatchObject({
					icon: expect.stringContaining('<svg'),
				});
			}
			expect(codex?.categories).toContain('Marketing & Content');
		}
	});

	test('action nodes can be tools of an agent, the triggers cannot', () => {
		const tools = descriptions().filter(({ usableAsTool }) => usableAsTool);
		expect(tools.map(({ name }) => name).sort()).toEqual(['braze', 'punchh']);
	});
});
