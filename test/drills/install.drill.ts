import execa from 'execa';
import getPort from 'get-port';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

import { ensureN8n } from '../../playground/installN8n';
import { PACKAGE } from '../../playground/installPackage';
import { N8nClient } from '../../playground/n8nClient';
import { startN8n } from '../../playground/n8nServer';
import { DATA, ROOT } from '../../playground/paths';
import { ensureSecrets } from '../../playground/secrets';
import { startBrowser } from '../e2e/browser';
import { EditorPage } from '../e2e/editorPage';
import { startNpmHost } from './install/npmHost';

const FOLDER = join(DATA, 'drill-install');
const BESIDE = 'n8n-nodes-beside';

/**
 * What users do: installs the package through n8n's *Community nodes* screen in a browser, from a registry,
 * updates it, and removes it, with another community package beside it.
 */
export async function run(): Promise<void> {
	await rm(FOLDER, { recursive: true, force: true });
	await mkdir(FOLDER, { recursive: true });
	await execa('node', ['scripts/ensure-programs.mjs', 'browser'], { cwd: ROOT });
	const installation = await ensureN8n(console.log);
	const host = await startNpmHost(join(FOLDER, 'npm'), installation.node);
	const [first, second] = await packVersions();
	for (const tarball of [await packBeside(), first.tarball]) await host.publish(tarball);
	const userFolder = join(FOLDER, 'n8n');
	const port = await getPort({ host: '127.0.0.1' });
	const n8n = await startN8n(installation, userFolder, port, host.env);
	const browser = await startBrowser();
	try {
		const { ownerPassword } = await ensureSecrets(userFolder);
		await new N8nClient(n8n.url).logIn(ownerPassword);
		const { page } = await EditorPage.logIn(browser, n8n.url, ownerPassword);
		page.setDefaultTimeout(60_000);
		const screen = new CommunityNodes(page, n8n.url);
		await screen.install(BESIDE);
		await screen.install(PACKAGE);
		await screen.expectInstalled({ [BESIDE]: '1.0.0', [PACKAGE]: first.version });
		await host.publish(second.tarball);
		await screen.update(PACKAGE);
		await screen.expectInstalled({ [BESIDE]: '1.0.0', [PACKAGE]: second.version });
		await screen.remove(PACKAGE);
		await screen.expectInstalled({ [BESIDE]: '1.0.0' });
	} finally {
		await browser
			.contexts()[0]
			?.pages()[0]
			?.screenshot({ path: join(FOLDER, 'screen.png') });
		await browser.close();
		await n8n.stop();
		await host.stop();
	}
}

interface Packed {
	version: string;
	tarball: string;
}

/** The package as it would be published, and the same with the next version. */
async function packVersions(): Promise<[Packed, Packed]> {
	await execa('npm', ['run', '--silent', 'build'], { cwd: ROOT });
	const first = await pack(ROOT);
	await execa('tar', ['-xzf', first.tarball, '-C', FOLDER]);
	const file = join(FOLDER, 'package', 'package.json');
	const description = JSON.parse(await readFile(file, 'utf8')) as { version: string };
	const version = description.version.replace(/\d+$/, (patch) => String(Number(patch) + 1));
	await writeFile(file, JSON.stringify({ ...description, version }, null, 2));
	return [{ ...first, version: description.version }, await pack(join(FOLDER, 'package'))];
}

async function pack(folder: string): Promise<Packed> {
	const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', FOLDER];
	const { stdout } = await execa('npm', args, { cwd: folder });
	const [{ filename, version }] = JSON.parse(stdout) as [{ filename: string; version: string }];
	return { version, tarball: join(FOLDER, filename) };
}

/** A community package of somebody else, with one node. */
async function packBeside(): Promise<string> {
	const folder = join(FOLDER, 'beside');
	await mkdir(folder);
	const description = {
		name: BESIDE,
		version: '1.0.0',
		keywords: ['n8n-community-node-package'],
		n8n: { n8nNodesApiVersion: 1, nodes: ['Beside.node.js'] },
	};
	await writeFile(join(folder, 'package.json'), JSON.stringify(description));
	await writeFile(
		join(folder, 'Beside.node.js'),
		`exports.Beside = class {
	description = {
		displayName: 'Beside', name: 'beside', group: ['transform'], version: 1, description: 'Does nothing',
		defaults: { name: 'Beside' }, inputs: ['main'], outputs: ['main'], properties: [],
	};
	async execute() { return [this.getInputData()]; }
};`,
	);
	return (await pack(folder)).tarball;
}

/** n8n's Settings > Community nodes. */
class CommunityNodes {
	constructor(
		private readonly page: Page,
		private readonly n8nUrl: string,
	) {}

	async install(name: string): Promise<void> {
		const { page } = this;
		await this.open();
		await page
			.getByRole('button', { name: /^Install/ })
			.first()
			.click();
		await page.locator('input[name="packageNameInput"]').fill(name);
		await page.locator('[data-test-id="user-agreement-checkbox"]').click();
		await page.locator('[data-test-id="install-community-package-button"]').click();
		await this.card(name).waitFor({ timeout: 120_000 });
	}

	async update(name: string): Promise<void> {
		await this.open();
		await this.card(name).getByRole('button', { name: 'Update' }).click();
		await this.confirm(/Update|Confirm/);
		await this.card(name)
			.getByRole('button', { name: 'Update' })
			.waitFor({ state: 'detached', timeout: 120_000 });
	}

	async remove(name: string): Promise<void> {
		await this.open();
		await this.card(name).locator('[data-test-id="action-toggle"], button').last().click();
		await this.page.getByText('Uninstall', { exact: false }).last().click();
		await this.confirm(/uninstall/i);
		await this.card(name).waitFor({ state: 'detached', timeout: 60_000 });
	}

	/** @param versions all packages that are to be listed */
	async expectInstalled(versions: Record<string, string>): Promise<void> {
		await this.open();
		const texts = await this.page
			.locator('[data-test-id="community-package-card"]')
			.allInnerTexts();
		console.log(texts.map((text) => text.replace(/\s+/g, ' ')));
		for (const [name, version] of Object.entries(versions)) {
			const text = texts.find((one) => one.includes(name));
			if (!text?.includes(version)) throw new Error(`${name} ${version} is not listed`);
		}
		if (texts.length !== Object.keys(versions).length) throw new Error('Other packages are listed');
	}

	private card(name: string) {
		return this.page.locator('[data-test-id="community-package-card"]', { hasText: name });
	}

	private async confirm(text: RegExp): Promise<void> {
		await this.page
			.locator('.el-dialog, [role="dialog"]')
			.getByRole('button', { name: text })
			.last()
			.click();
	}

	private async open(): Promise<void> {
		await this.page.goto(`${this.n8nUrl}/settings/community-nodes`);
		await this.page.waitForLoadState('networkidle');
	}
}
