import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

import { ROOT } from '../../playground/paths';

const FOLDER = join(ROOT, 'node_modules', '.cache', 'bench');

/** The file that a module is compiled to. */
export const bundleOf = (source: string) => join(FOLDER, `${source.replaceAll('/', '.')}.js`);

/**
 * Loads a module in the form in which it is shipped. What runs the benches adds a name to each function
 * whenever it is made, which a function that is made for each event pays for.
 *
 * @param source its path from the root, without `.ts`
 */
export async function compiled<T>(source: string): Promise<T> {
	mkdirSync(FOLDER, { recursive: true });
	const outfile = bundleOf(source);
	await build({
		...{ entryPoints: [join(ROOT, `${source}.ts`)], outfile, bundle: true },
		...{ platform: 'node', format: 'cjs', external: ['n8n-workflow'] },
	});
	return (await import(outfile)) as T;
}
