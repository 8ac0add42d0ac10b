// Runs the two lint legs of n8n's own scanner: over the source, and over the tarball that npm would
// publish. (What else it does, provenance and download, is about packages that are published.)
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { analyzePackage } from '@n8n/scan-community-package/scanner/scanner.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const folder = mkdtempSync(join(tmpdir(), 'scanned-'));
try {
	const pack = ['pack', '--silent', '--pack-destination', folder];
	const tarball = execFileSync('npm', pack, { cwd: ROOT, encoding: 'utf8' }).trim();
	execFileSync('tar', ['xzf', join(folder, tarball), '-C', folder]);
	const legs = [
		['source', ROOT, ['package.json', '{nodes,credentials}/**/*.{js,ts,json}']],
		['tarball', join(folder, 'package'), ['**/*.js', 'package.json']],
	];
	for (const [name, path, patterns] of legs) {
		const { passed, message, details } = await analyzePackage(path, patterns);
		if (passed) continue;
		console.error(`${name}: ${message}\n${details ?? ''}`);
		process.exitCode = 1;
	}
} finally {
	rmSync(folder, { recursive: true });
}
