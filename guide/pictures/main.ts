// First, so that what follows finds the nodes.
import '../sourceFirst';

import getPort from 'get-port';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { DATA } from '../../playground/paths';
import { startStack } from '../../playground/stack';
import { whenAskedToEnd } from '../../sandbox/askedToEnd';
import { startBrowser } from '../../test/e2e/browser';
import { EditorPage } from '../../test/e2e/editorPage';
import { PICTURES, type Picture } from './pictures';
import { fileOf, isOld, readRecord, RECORD, type Taken } from './record';
import { hashOf } from './shown';

/** What the panels show as n8n's address. */
const ADDRESS = 'https://n8n.example.com/';

/** Takes the pictures that are old, or all with `--all`, of a real n8n with this package and the sandbox. */
async function main(): Promise<void> {
	const record = readRecord();
	const all = process.argv.includes('--all');
	const wanted = PICTURES.filter((one) => all || isOld(one, record));
	for (const name of Object.keys(record)) {
		if (PICTURES.some((one) => one.name === name)) continue;
		delete record[name];
		rmSync(fileOf(name), { force: true });
	}
	if (wanted.length > 0) await take(wanted, record);
	writeFileSync(RECORD, `${JSON.stringify(record, null, '\t')}\n`);
	console.log(`${wanted.length} of ${PICTURES.length} pictures were old`);
}

async function take(pictures: Picture[], record: Record<string, Taken>): Promise<void> {
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
	try {
		const { n8n, secrets } = stack;
		const editor = await EditorPage.logIn(browser, n8n.url, secrets.ownerPassword);
		// Opening a credential tests it, and nothing here may call a vendor.
		await editor.page.route('**/rest/credentials/test', () => {});
		for (const { name, shown, open } of pictures) {
			const page = await open({ stack, browser, editor });
			// What the mouse is over looks different.
			await page.mouse.move(0, 0);
			const image = await page.screenshot({ path: fileOf(name), animations: 'disabled' });
			record[name] = { shown: hashOf(shown()), file: hashOf(image) };
			if (page !== editor.page) await page.close();
			console.log(fileOf(name));
		}
	} finally {
		await browser.close();
		await stack.stop();
	}
}

// What was started ends with us; a signal alone would not say so.
whenAskedToEnd(() => process.exit(130));

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
