import { join } from 'node:path';

import { CHOSEN } from '../sandbox';
import { whenAskedToEnd } from '../sandbox/askedToEnd';
import { furnish } from './furnish';
import { DATA } from './paths';
import { startStack } from './stack';
import { RELOADING, watchPackage } from './watchPackage';
import { n8nLinks, welcome } from './welcome';

const N8N_PORT = Number(process.env.N8N_PORT ?? 5678);

/** `npm run dev`: an edit of a node shows in the editor without a restart. */
const WATCHES = process.argv.includes('--watch');

/** Starts the playground for a person and keeps it up until Ctrl-C. */
async function main(): Promise<void> {
	const userFolder = join(DATA, 'start');
	const stack = await startStack({
		userFolder,
		n8nPort: N8N_PORT,
		sandboxOptions: CHOSEN,
		n8nSettings: WATCHES ? RELOADING : {},
		say: console.log,
	});
	const stopWatching = WATCHES ? watchPackage(userFolder) : () => {};
	stack.sandbox.showLinks(n8nLinks(stack));
	await stack.sandbox.furnish(async () => await furnish(stack));
	console.log(welcome(stack));
	whenAskedToEnd(() => void stack.stop());
	await stack.n8n.ended;
	stopWatching();
	await stack.stop();
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
