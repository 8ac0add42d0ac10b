import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';

import { DATA } from '../../playground/paths';
import { startSandbox, type Sandbox } from '../../sandbox';
import { startBrowser } from './browser';
import { createIntegration, NO_ACTING, type Acting } from './integration';

/** Where the pictures go that the tests take, to look at. */
const PICTURES = join(DATA, 'pictures');

export let sandbox: Sandbox;
let browser: Browser;
export let page: Page;
/** What the page's console says. */
const problems: string[] = [];
/** What of it a test causes on purpose. */
const expected: Array<(problem: string) => boolean> = [];

export const acting = {} as Acting;
const integration = createIntegration(acting, () => sandbox.brazeUrl);

beforeAll(async () => {
	mkdirSync(PICTURES, { recursive: true });
	sandbox = await startSandbox();
	await new Promise<void>((resolve) => integration.listen(0, '127.0.0.1', resolve));
	browser = await startBrowser();
});
afterAll(async () => {
	await browser.close();
	integration.closeAllConnections();
	integration.close();
	await sandbox.close();
});
beforeEach(async () => {
	sandbox.reset();
	Object.assign(acting, structuredClone(NO_ACTING));
	problems.length = 0;
	expected.length = 0;
	page = await browser.newPage({ viewport: { width: 1366, height: 860 } });
	page.on('pageerror', ({ message }) => problems.push(message));
	page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
	await page.goto(sandbox.controlUrl);
});
afterEach(async () => {
	// Until the page is closed, it may say the same once more.
	await page.close();
	expect(problems.filter((problem) => !expected.some((isIt) => isIt(problem)))).toEqual([]);
});

export const side = (name: string): Locator => page.getByRole('region', { name, exact: true });
export const dialog = (): Locator => page.getByRole('dialog');
export const tab = async (of: string, name: string) =>
	await side(of).getByRole('tab', { name }).click();
export const picture = async (name: string) =>
	await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled' });
/** Where the page says what has come of what somebody did. */
export const happened = (): Locator => page.getByRole('status', { name: 'What has happened' });
/** Has Braze send its first message to a profile. */
export const sendTo = async (name: string) => {
	await side('Braze').getByLabel('Whom to send it to').first().fill(name);
	await side('Braze').getByRole('button', { name: 'Send' }).first().click();
};
/** Waits until a place shows a text. */
export const shows = async (place: Locator, text: string | RegExp) =>
	await place.getByText(text).filter({ visible: true }).first().waitFor();

/** The address of the integration. */
export const integrationUrl = () =>
	`http://127.0.0.1:${(integration.address() as AddressInfo).port}`;

/** Says what the page's console reports because a test causes it on purpose. */
export function expectProblem(isIt: (problem: string) => boolean): void {
	expected.push(isIt);
}

/** Registers the integration by the form. */
export async function registerByForm(): Promise<void> {
	await tab('Punchh', 'Webhooks');
	await page.getByRole('link', { name: 'Register a webhook' }).click();
	await dialog().getByLabel('Base URL').fill(integrationUrl());
	await dialog().getByLabel('Webhook End Point').fill('/punchh');
	await dialog().getByLabel('Authentication').selectOption('Bearer');
	await dialog().getByLabel('Token').fill('a token of mine');
	await dialog().getByRole('button', { name: 'Register and activate' }).click();
	await dialog().waitFor({ state: 'detached' });
	await shows(side('Punchh'), 'ACTIVE');
	expect(sandbox.punchhWebhooks.webhooks).toMatchObject([
		{ authentication: 'bearer', secrets: { token: 'a token of mine' } },
	]);
}
