import { whenAskedToEnd } from '../../sandbox/askedToEnd';
import { attempt } from '../attack/probe';
import { startMatrixGround, type Row } from './ground';
import { rows as demo } from './rows/demo';
import { rows as events } from './rows/events';
import { rows as imports } from './rows/imports';
import { rows as items } from './rows/items';
import { rows as vendors } from './rows/vendors';
import { writeColumn, type Column } from './table';
import { VERSIONS } from './versions';

const ROWS = [...demo, ...items, ...events, ...vendors, ...imports];

/**
 * `npm run matrix` tries every version, `npm run matrix 2.20` those that begin so, and
 * `npm run matrix 2.20 grouped` only the rows that say one of the words.
 */
async function main(): Promise<void> {
	const isVersion = (argument: string) => /^\d/.test(argument);
	const starts = process.argv.slice(2).filter(isVersion);
	const words = process.argv.slice(2).filter((argument) => !isVersion(argument));
	const versions = Object.keys(VERSIONS).filter(
		(version) => starts.length === 0 || starts.some((start) => version.startsWith(start)),
	);
	const rows = ROWS.filter(
		({ what }) => words.length === 0 || words.some((word) => what.includes(word)),
	);
	if (versions.length === 0) throw new Error(`Which n8n? ${Object.keys(VERSIONS).join(', ')}`);
	for (const version of versions) {
		console.log(`\nn8n ${version}`);
		const { column, broken } = await tryVersion(version, rows);
		console.table(column);
		if (broken > 0) process.exitCode = 1;
		const all = ROWS.map(({ what }) => what);
		await writeColumn(Object.keys(VERSIONS), all, { version, column });
	}
}

/** Tries rows on one version, one after the other. */
async function tryVersion(
	version: string,
	rows: Row[],
): Promise<{ column: Column; broken: number }> {
	const ground = await startMatrixGround(version, VERSIONS[version]);
	const column: Column = {};
	let broken = 0;
	try {
		for (const row of rows) {
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
whenAskedToEnd(() => process.exit(130));

main().then(
	() => process.exit(),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
