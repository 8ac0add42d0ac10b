import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Each bench is a file here that exports `run()`, which prints a table. */
const BENCHES = readdirSync(__dirname)
	.filter((file) => file.endsWith('.ts'))
	.map((file) => file.replace(/\.ts$/, ''))
	.filter((name) => name !== 'main' && !name.includes('.'));

/** `npm run bench` runs all, `npm run bench -- trigger` one. */
async function main(): Promise<void> {
	const names = process.argv.length > 2 ? process.argv.slice(2) : BENCHES;
	for (const name of names) {
		if (!BENCHES.includes(name)) throw new Error(`No bench '${name}': ${BENCHES.join(', ')}`);
		const { run } = (await import(join(__dirname, `${name}.ts`))) as { run: () => Promise<void> };
		console.log(`\n${name}`);
		await run();
	}
}

main().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
