import execa from 'execa';
import { existsSync } from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { N8nInstallation } from './installN8n';
import { ROOT } from './paths';

/** What the package is called on npm, and in the types of its nodes. */
export const PACKAGE = 'n8n-nodes-punchh-braze';

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
 * @param installation the n8n that will run it
 * @param userFolder the instance's N8N_USER_FOLDER
 */
export async function installPackage(
	installation: N8nInstallation,
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
	await linkN8nWorkflow(installation, nodesFolder);
}

/**
 * A package finds `n8n-workflow` in n8n itself. Below this clone Node would come upon the clone's
 * first, another copy and perhaps of another version: so n8n's own is put where Node looks before.
 */
async function linkN8nWorkflow({ n8n }: N8nInstallation, nodesFolder: string): Promise<void> {
	const folders = createRequire(n8n).resolve.paths('n8n-workflow') ?? [];
	const copies = folders.map((folder) => join(folder, 'n8n-workflow'));
	await symlink(copies.find(existsSync)!, join(nodesFolder, 'node_modules', 'n8n-workflow'));
}
