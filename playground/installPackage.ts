import execa from 'execa';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ROOT } from './paths';

const PACKAGE = 'n8n-nodes-punchh-braze';

/** Where n8n keeps the packages that a user installs. */
const nodesFolderOf = (userFolder: string) => join(userFolder, '.n8n', 'nodes');

/** The folder of this package in an n8n that has it installed. */
export function installedPackage(userFolder: string): string {
	return join(nodesFolderOf(userFolder), 'node_modules', PACKAGE);
}

/**
 * Builds the package, packs it as it would be published, and installs that tarball into an n8n as a
 * community package.
 *
 * @param userFolder the instance's N8N_USER_FOLDER
 */
export async function installPackage(
	userFolder: string,
	say: (line: string) => void,
): Promise<void> {
	say('Building and packing the package ...');
	await execa('npm', ['run', '--silent', 'build'], { cwd: ROOT });
	const nodesFolder = nodesFolderOf(userFolder);
	await rm(nodesFolder, { recursive: true, force: true });
	await mkdir(nodesFolder, { recursive: true });
	await writeFile(
		join(nodesFolder, 'package.json'),
		'{ "name": "installed-nodes", "private": true }',
	);

	const packed = await execa('npm', ['pack', '--silent', '--pack-destination', nodesFolder], {
		cwd: ROOT,
	});
	// n8n brings `n8n-workflow` itself; npm must not fetch it as a peer.
	await execa(
		'npm',
		[
			'install',
			'--legacy-peer-deps',
			'--ignore-scripts',
			'--no-audit',
			'--no-fund',
			'--offline',
			`./${packed.stdout}`,
		],
		{ cwd: nodesFolder },
	);
}
