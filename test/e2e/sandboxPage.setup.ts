import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';

import { DATA } from '../../playground/paths';
import { startSandbox, type Sandbox } from '../../sandbox';
import { BRAZE_KEY } from '../../sandbox/braze/seed';
import { startBrowser } from './browser';

/** Where the pictures go that the test takes; the one in docs/images comes from here. */
const PICTURES = join(DATA, 'pictures');

export let sandbox: Sandbox;
let browser: Browser;
export let page: Page;
/** What the page's console says; a test takes out what it causes itself. */
export const problems: string[] = [];

/** How the integration acts in a test. */
interface Acting {
	/** Statuses of its next answers, and what it says with those that are no success. */
	statuses: number[];
	words: string;
	/** Whether it tracks what it answers with 200. */
	tracks: boolean;
	/** Attributes that it sends besides. */
	more: Record<string, unknown>;
}

export const acting = {} as Acting;
const integration = createServer((request, response) => {
	let body = '';
	request.on('data', (chunk) => (body += String(chunk)));
	request.on('end', () => {
		const status = request.method === 'GET' ? 200 : (acting.statuses.shift() ?? 200);
		const tracked =
			acting.tracks && status === 200 && body !== '' ? trackEvent(body) : Promise.resolve();
		void tracked.finally(() => response.writeHead(status).end(status === 200 ? '' : acting.words));
	});
});

/** What a simple integration does: the guest's attributes and the event, in one request. */
async function trackEvent(body: string): Promise<void> {
	const event = JSON.parse(body) as { content_id: string; payload: Record<string, never> };
	const { user, points_earned: points, location_name: location } = event.payload;
	const { email, user_id: id } = user as Record<string, unknown>;
	const who = { external_id: String(id) };
	const time = new Date().toISOString();
	const properties = { content_id: event.content_id, points_earned: points, location };
	const request = {
		attributes: [{ ...who, ...acting.more, email, favourite_store: location, anniversary: null }],
		events: [{ ...who, name: 'Loyalty Check-In', time, properties }],
		purchases: [{ ...who, product_id: 'Check-in', currency: 'points', price: 12.75, time }],
	};
	const headers = { authorization: `Bearer ${BRAZE_KEY}`, 'content-type': 'application/json' };
	const url = `${sandbox.brazeUrl}/users/track`;
	await fetch(url, { method: 'POST', headers, body: JSON.stringify(request) });
}

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
	Object.assign(acting, { statuses: [], words: '', tracks: false, more: {} });
	problems.length = 0;
	page = await browser.newPage({ viewport: { width: 1366, height: 860 } });
	page.on('pageerror', ({ message }) => problems.push(message));
	page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
	await page.goto(sandbox.controlUrl);
});
afterEach(async () => {
	await page.close();
	expect(problems).toEqual([]);
});

export const side = (name: string): Locator => page.getByRole('region', { name, exact: true });
export const dialog = (): Locator => page.getByRole('dialog');
export const tab = async (of: string, name: string) =>
	await side(of).getByRole('tab', { name }).click();
export const picture = async (name: string) =>
	await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled' });
/** Waits until a place shows a text. */
export const shows = async (place: Locator, text: string | RegExp) =>
	await place.getByText(text).filter({ visible: true }).first().waitFor();

/** The address of the integration. */
export const integrationUrl = () =>
	`http://127.0.0.1:${(integration.address() as AddressInfo).port}`;

/** Takes out of `problems` what a test has caused on purpose. */
export function expectProblem(isIt: (problem: string) => boolean): void {
	for (let index = problems.length - 1; index >= 0; index--) {
		if (isIt(problems[index])) problems.splice(index, 1);
	}
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
