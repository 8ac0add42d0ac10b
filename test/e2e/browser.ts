import { execFileSync } from 'node:child_process';
import { chromium, type Browser } from 'playwright-core';

/** Starts the Chromium of this machine; CHROMIUM_PATH names another. */
export async function startBrowser(): Promise<Browser> {
	const executablePath =
		process.env.CHROMIUM_PATH ??
		execFileSync('sh', [
			'-c',
			'command -v chromium || command -v chromium-browser || command -v google-chrome',
		])
			.toString()
			.trim();
	return await chromium.launch({
		executablePath,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-background-networking',
			'--no-first-run',
			// n8n's form pages load a font from outside, and a machine without internet may wait for it.
			'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
		],
	});
}
