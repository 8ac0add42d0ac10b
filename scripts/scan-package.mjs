// Runs the two lint legs of n8n's own scanner: over the source, and over an unpacked tarball.
// (What else it does, provenance and download, is about packages that are published.)
import { analyzePackage } from '@n8n/scan-community-package/scanner/scanner.mjs';

const [source, tarball] = process.argv.slice(2);
const legs = [
	['source', source, ['package.json', '{nodes,credentials}/**/*.{js,ts,json}']],
	['tarball', tarball, ['**/*.js', 'package.json']],
];
for (const [name, folder, patterns] of legs) {
	const { passed, message, details } = await analyzePackage(folder, patterns);
	if (!passed) {
		console.error(`${name}: ${message}\n${details ?? ''}`);
		process.exit(1);
	}
}
console.log('clean');
