// Installs the development dependencies when they are missing or others than those of the lock file, so
// that every command works as the first one after `git clone`. Uses nothing but Node and npm.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
if (Number(process.versions.node.split('.')[0]) < 20) {
	console.error(`Node 20 or newer is needed; this is Node ${process.versions.node}.`);
	process.exit(1);
}

/** The packages of a lock file by their folders. */
const packagesIn = (file) => JSON.parse(readFileSync(join(root, file), 'utf8')).packages;

/** Whether npm has installed what the lock file asks for, whoever had it do so; it notes what it has installed. */
function arePresent() {
	const noted = join('node_modules', '.package-lock.json');
	if (!existsSync(join(root, noted))) return false;
	const installed = packagesIn(noted);
	// What is optional depends on the machine.
	return Object.entries(packagesIn('package-lock.json')).every(
		([folder, { version, optional }]) =>
			folder === '' || optional || installed[folder]?.version === version,
	);
}

if (!arePresent()) {
	console.log(
		'Installing the development dependencies (about 1,200 packages, a minute or two) ...',
	);
	// Node 20 is enough for all that is used here; some packages of n8n ask for more, and npm would
	// print a page of warnings about it.
	const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: root,
		stdio: 'inherit',
		shell: process.platform === 'win32',
	});
	if (status !== 0) process.exit(status ?? 1);
}
