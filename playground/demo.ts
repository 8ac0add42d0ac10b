import getPort from 'get-port';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { whenAskedToEnd } from '../sandbox/askedToEnd';
import { runDemo } from './demoSteps';
import { DATA } from './paths';
import { startStack } from './stack';

/** Runs everything once against the sandbox, prints a table, and exits with 0 if all of it is right. */
async function main(): Promise<void> {
	const userFolder = join(DATA, 'demo');
	await rm(userFolder, { recursive: true, force: true });
	const stack = await startStack({
		userFolder,
		n8nPort: await getPort({ host: '127.0.0.1' }),
		sandboxOptions: {},
		say: console.log,
	});
	try {
		const rows = await runDemo(stack);
		console.table(rows);
		const right = rows.filter(({ OK }) => OK).length;
		console.log(`${right} of ${rows.length} steps are right.`);
		if (right < rows.length) process.exitCode = 1;
	} finally {
		await stack.stop();
	}
}

// What was started ends with us; a signal alone would not say so.
whenAskedToEnd(() => process.exit(130));

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
