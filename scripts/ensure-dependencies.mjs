// Installs the development dependencies when they are missing or older than the lock file,
// so that every command works as the first one after `git clone`. Uses nothing but Node and npm.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'node_modules', '.installed-from');
const wanted = createHash('sha256')
	.update(readFileSync(join(root, 'package-lock.json')))
	.digest('hex');

if (Number(process.versions.node.split('.')[0]) < 20) {
	console.error(`Node 20 or newer is needed; this is Node ${process.versions.node}.`);
	process.exit(1);
}

const present = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
if (!present) {
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
	writeFileSync(stamp, wanted);
}
