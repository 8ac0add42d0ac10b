import execa, { type ExecaChildProcess } from 'execa';
import { join } from 'node:path';

import { installedPackage } from './installPackage';
import { ROOT } from './paths';

/**
 * What n8n needs to reload a package whose files change. It does so in development only, and
 * watches the folder of the package, but nothing behind a link: so the build has to end there.
 */
export const RELOADING = { NODE_ENV: 'development', N8N_DEV_RELOAD: 'true' };

/** Compilers that run until they are ended. */
const WATCHERS = [
	[
		...['tsc', '--watch', '--preserveWatchOutput', '-p', 'tsconfig.build.json'],
		// So that a debugger shows the TypeScript.
		...['--inlineSourceMap', '--declaration', 'false', '--outDir'],
	],
	['gulp', '--silent', 'watch:assets', '--to'],
];

/**
 * Builds the package straight into the n8n that has it installed, now and at each change of a file.
 * What the compilers print goes to this terminal.
 *
 * @param userFolder the instance's N8N_USER_FOLDER
 * @returns ends the watching
 */
export function watchPackage(userFolder: string): () => void {
	const dist = join(installedPackage(userFolder), 'dist');
	const children = WATCHERS.map(([command, ...args]) => watch(command, [...args, dist]));
	return () => children.forEach((child) => child.kill());
}

function watch(command: string, args: string[]): ExecaChildProcess {
	return execa(command, args, {
		cwd: ROOT,
		preferLocal: true,
		localDir: ROOT,
		stdio: ['ignore', 'inherit', 'inherit'],
		reject: false,
	});
}
