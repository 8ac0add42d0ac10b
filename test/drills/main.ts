import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { whenAskedToEnd } from '../../sandbox/askedToEnd';

/** Each drill is a file here that exports `run(args)`, which throws when something does not hold. */
const DRILLS = readdirSync(__dirname)
	.filter((file) => file.endsWith('.drill.ts'))
	.map((file) => file.replace(/\.drill\.ts$/, ''));

async function main(): Promise<void> {
	const [name, ...args] = process.argv.slice(2);
	if (!DRILLS.includes(name)) throw new Error(`Which drill? ${DRILLS.join(', ')}`);
	const { run } = (await import(join(__dirname, `${name}.drill.ts`))) as {
		run: (args: string[]) => Promise<void>;
	};
	await run(args);
}

// What was started ends with us; a signal alone would not say so.
whenAskedToEnd(() => process.exit(130));

main().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	},
);
