// First, so that what follows finds the nodes.
import '../sourceFirst';

import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../../playground/paths';
import { referencePages } from './pages';

/** Writes docs/reference anew. */
async function main(): Promise<void> {
	const folder = join(ROOT, 'docs/reference');
	const pages = await referencePages();
	mkdirSync(folder, { recursive: true });
	for (const old of readdirSync(folder)) if (!(old in pages)) rmSync(join(folder, old));
	for (const [file, text] of Object.entries(pages)) writeFileSync(join(folder, file), text);
	console.log(`docs/reference: ${Object.keys(pages).length} pages`);
}

main().then(
	// What n8n's engine keeps open would hold the process up.
	() => process.exit(),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
