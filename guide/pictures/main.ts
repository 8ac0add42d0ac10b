// First, so that what follows finds the nodes.
import '../sourceFirst';

import getPort from 'get-port';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { DATA } from '../../playground/paths';
import { startStack } from '../../playground/stack';
import { startBrowser } from '../../test/e2e/browser';
import { EditorPage } from '../../test/e2e/editorPage';
import { IMAGES, PICTURES, RECORD, type Taken } from './pictures';
import { hashOf } from './shown';

/** What the panels show as n8n's address. */
const ADDRESS = 'https://n8n.example.com/';

/** Takes every picture of the guide anew, of a real n8n with this package, and of the sandbox. */
async function main(): Promise<void> {
	const userFolder = join(DATA, 'guide');
	rmSync(userFolder, { recursive: true, force: true });
	const stack = await startStack({
		userFolder,
		n8nPort: await getPort({ host: '127.0.0.1' }),
		sandboxOptions: {},
		n8nSettings: { WEBHOOK_URL: ADDRESS },
		say: console.log,
	});
	const browser = await startBrowser();
	const record: Record<string, Taken> = {};
	try {
		const { n8n, secrets } = stack;
		const editor = await EditorPage.logIn(browser, n8n.url, secrets.ownerPassword);
		// Opening a credential tests it, and nothing here may call a vendor.
		await editor.page.route('**/rest/credentials/test', () => {});
		mkdirSync(IMAGES, { recursive: true });
		for (const old of readdirSync(IMAGES)) rmSync(join(IMAGES, old));
		for (const { name, shown, open } of PICTURES) {
			const page = await open({ stack, browser, editor });
			// What the mouse is over looks different.
			await page.mouse.move(0, 0);
			const path = join(IMAGES, `${name}.png`);
			const image = await page.screenshot({ path, animations: 'disabled' });
			record[name] = { shown: hashOf(shown()), file: hashOf(image) };
			if (page !== editor.page) await page.close();
			console.log(path);
		}
		writeFileSync(RECORD, `${JSON.stringify(record, null, '\t')}\n`);
	} finally {
		await browser.close();
		await stack.stop();
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
