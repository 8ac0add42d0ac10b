import { attempt } from '../attack/probe';
import { startMatrixGround } from './ground';
import { rows as demo } from './rows/demo';
import { rows as events } from './rows/events';
import { rows as imports } from './rows/imports';
import { rows as items } from './rows/items';
import { rows as vendors } from './rows/vendors';
import { writeColumns, type Column } from './table';
import { VERSIONS } from './versions';

const ROWS = [...demo, ...items, ...events, ...vendors, ...imports];

/** `npm run matrix` tries every version, `npm run matrix 2.20` those that begin so. */
async function main(): Promise<void> {
	const wanted = process.argv.slice(2);
	const versions = Object.keys(VERSIONS).filter(
		(version) => wanted.length === 0 || wanted.some((start) => version.startsWith(start)),
	);
	if (versions.length === 0) throw new Error(`Which n8n? ${Object.keys(VERSIONS).join(', ')}`);
	for (const version of versions) {
		console.log(`\nn8n ${version}`);
		const { column, broken } = await tryVersion(version);
		console.table(column);
		if (broken > 0) process.exitCode = 1;
		const rows = ROWS.map(({ what }) => what);
		await writeColumns(Object.keys(VERSIONS), rows, { [version]: column });
	}
}

/** Tries every row on one version, one after the other. */
async function tryVersion(version: string): Promise<{ column: Column; broken: number }> {
	const ground = await startMatrixGround(version, VERSIONS[version]);
	const column: Column = {};
	let broken = 0;
	try {
		for (const row of ROWS) {
			ground.sandbox.reset();
			const { holds, saw } = await attempt({ try: row.see }, ground);
			column[row.what] = holds ? 'yes' : `**no**: ${saw}`;
			if (!holds) broken += 1;
			console.log(holds ? '  holds ' : '  BROKEN', row.what, `(${saw})`);
		}
	} finally {
		await ground.stop();
	}
	return { column, broken };
}

// What was started ends with us; a signal alone would not say so.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

main().then(
	() => process.exit(),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
