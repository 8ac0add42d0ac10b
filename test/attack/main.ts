import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { whenAskedToEnd } from '../../sandbox/askedToEnd';
import { startGround } from './ground';
import { attempt, type Ground, type Probe } from './probe';

/** Each file of probes exports a list of them. */
const FILES = readdirSync(join(__dirname, 'probes')).map((file) => file.replace(/\.ts$/, ''));

interface Row {
	about: string;
	attack: string;
	holds: string;
	saw: string;
}

/** `npm run attack` tries everything, `npm run attack -- sandbox` one file. */
async function main(): Promise<void> {
	const names = process.argv.length > 2 ? process.argv.slice(2) : FILES;
	const ground = await startGround('attack');
	const rows: Row[] = [];
	try {
		for (const name of names) rows.push(...(await tryAll(name, ground)));
	} finally {
		await ground.stop();
	}
	console.table(rows);
	const broken = rows.filter(({ holds }) => holds !== 'holds');
	console.log(`${rows.length - broken.length} of ${rows.length} hold`);
	if (broken.length > 0) process.exitCode = 1;
}

async function tryAll(name: string, ground: Ground): Promise<Row[]> {
	const { probes } = (await import(join(__dirname, 'probes', `${name}.ts`))) as {
		probes: Probe[];
	};
	const rows: Row[] = [];
	for (const probe of probes) {
		ground.sandbox.reset();
		const { holds, saw } = await attempt(probe, ground);
		rows.push({ about: name, attack: probe.what, holds: holds ? 'holds' : 'BROKEN', saw });
	}
	return rows;
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
