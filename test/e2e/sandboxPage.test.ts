import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';

import { DATA } from '../../playground/paths';
import { startSandbox, type Sandbox } from '../../sandbox';
import { BRAZE_KEY } from '../../sandbox/braze/seed';
import { PUNCHH_KEYS, WEBHOOK_SECRETS } from '../../sandbox/punchh/seed';
import { labelOf } from '../../sandbox/punchh/webhooks/catalogue';
import { startBrowser } from './browser';

/** Where the pictures go that the test takes; the one in docs/images comes from here. */
const PICTURES = join(DATA, 'pictures');

let sandbox: Sandbox;
let browser: Browser;
let page: Page;
let problems: string[] = [];

/** Statuses of the integration's next answers, and what it says with those that are no success. */
let statuses: number[] = [];
let words = '';
/** Whether it tracks what it answers with 200. */
let tracks = false;
/** Attributes that it sends besides. */
let more: Record<string, unknown> = {};
const integration = createServer((request, response) => {
	let body = '';
	request.on('data', (chunk) => (body += String(chunk)));
	request.on('end', () => {
		const status = request.method === 'GET' ? 200 : (statuses.shift() ?? 200);
		const tracked = tracks && status === 200 && body !== '' ? trackEvent(body) : Promise.resolve();
		void tracked.finally(() => response.writeHead(status).end(status === 200 ? '' : words));
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
		attributes: [{ ...who, ...more, email, favourite_store: location, anniversary: null }],
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
	statuses = [];
	words = '';
	more = {};
	tracks = false;
	problems = [];
	page = await browser.newPage({ viewport: { width: 1366, height: 860 } });
	page.on('pageerror', ({ message }) => problems.push(message));
	page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
	await page.goto(sandbox.controlUrl);
});
afterEach(async () => {
	await page.close();
	expect(problems).toEqual([]);
});

const side = (name: string): Locator => page.getByRole('region', { name, exact: true });
const dialog = (): Locator => page.getByRole('dialog');
const tab = async (of: string, name: string) => await side(of).getByRole('tab', { name }).click();
const picture = async (name: string) =>
	await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled' });
/** Waits until a place shows a text. */
const shows = async (place: Locator, text: string | RegExp) =>
	await place.getByText(text).filter({ visible: true }).first().waitFor();

/** Registers the integration by the form. */
async function registerByForm(): Promise<void> {
	await tab('Punchh', 'Webhooks');
	await page.getByRole('link', { name: 'Register a webhook' }).click();
	const { port } = integration.address() as AddressInfo;
	await dialog().getByLabel('Base URL').fill(`http://127.0.0.1:${port}`);
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

test('an event from Punchh to Braze: registered, sent, retried, taken', async () => {
	await registerByForm();
	tracks = true;
	statuses = [503];
	await page.getByRole('button', { name: 'Loyalty Check-In' }).click();
	await shows(page.getByRole('region', { name: 'Send events' }), '1 event happened: 1 delivery');
	await tab('Punchh', 'Deliveries');
	await shows(side('Punchh'), 'again after 1 min');
	await page.getByRole('button', { name: 'Skip to what is due next' }).click();
	await shows(side('Punchh'), 'DELIVERED');
	await shows(side('Braze'), '2 taken');
	await shows(side('Braze'), '1 refused');

	await side('Punchh').getByRole('link', { name: 'Loyalty Check-In' }).click();
	await shows(dialog(), 'Delivered after 2 tries. Braze took 2 of 3 objects');
	await shows(dialog(), 'Punchh tries again after 1 min');
	await shows(dialog(), 'Sent from the page');
	await shows(dialog(), /On the profile of/);
	await dialog().locator('.step').last().scrollIntoViewIfNeeded();
	await picture('sandbox-event');
	await page.keyboard.press('Escape');
	await dialog().waitFor({ state: 'detached' });

	await side('Braze').getByRole('link', { name: 'POST /users/track' }).click();
	await shows(dialog(), 'purchases[0]');
	await shows(dialog(), 'refused');
	await page.keyboard.press('Escape');

	await tab('Braze', 'Profiles');
	await side('Braze').getByRole('link').first().click();
	await shows(dialog(), 'Loyalty Check-In');
	await shows(dialog(), '"favourite_store": "Portview Quay"');
	await page.keyboard.press('Escape');
	await picture('sandbox-page');
});

test('says what to do first, until something has happened', async () => {
	const first = page.getByRole('region', { name: 'First steps' });
	await shows(first, 'Register a webhook.');
	await page.getByRole('button', { name: 'Guest', exact: true }).click();
	await shows(page.getByRole('region', { name: 'Send events' }), 'no active webhook has selected');
	await first.getByRole('link', { name: 'Register one' }).click();
	await dialog().getByLabel('Webhook End Point').fill('/punchh');
	await dialog().getByRole('button', { name: 'Register and activate' }).click();
	await first.waitFor({ state: 'detached' });
});

test('a webhook that nobody answers says why it is not active, and can be activated', async () => {
	await sandbox.punchhWebhooks.register({
		...{ name: 'Mine', baseUrl: 'http://127.0.0.1:1', endPoint: '/punchh', events: ['guest'] },
		active: true,
	});
	await tab('Punchh', 'Webhooks');
	await shows(side('Punchh'), 'INACTIVE');
	await shows(side('Punchh'), 'no answer');
	await shows(side('Punchh'), 'A check must be answered with 200 first');
	const { port } = integration.address() as AddressInfo;
	const [{ id }] = sandbox.punchhWebhooks.webhooks;
	sandbox.punchhWebhooks.webhooks[0].baseUrl = `http://127.0.0.1:${port}`;
	await side('Punchh').getByRole('button', { name: 'Activate' }).click();
	await shows(side('Punchh'), 'ACTIVE');
	await side('Punchh').getByRole('button', { name: 'Switch off' }).click();
	await shows(side('Punchh'), 'Switched off');
	expect(sandbox.punchhWebhooks.webhooks).toMatchObject([{ id, state: 'INACTIVE' }]);
});

test.each([
	[401, '{"message":"The signature is wrong"}', 'The signature is wrong', 'Compare authentication'],
	[
		404,
		'{"code":404,"message":"The requested webhook \\"POST punchh\\" is not registered.","hint":"..."}',
		'is not registered',
		'Publish the workflow',
	],
	[404, '<h1>Not here</h1>', 'Not here', 'There is nothing at this path'],
])('an active webhook that answers %i says why, and what helps', async (...given) => {
	const [status, answer, reason, advice] = given;
	await registerByForm();
	[statuses, words] = [[status], answer];
	await page.getByRole('button', { name: 'Guest', exact: true }).click();
	await shows(side('Punchh'), String(status));
	await shows(side('Punchh'), reason);
	await shows(side('Punchh'), advice);
	await tab('Punchh', 'Deliveries');
	await side('Punchh').getByRole('link', { name: 'Guest' }).click();
	await shows(dialog(), reason);
	await shows(dialog(), advice);
	await shows(dialog(), 'CRM-000917');
});

test('one event to two webhooks has a line for each', async () => {
	await registerByForm();
	const { port } = integration.address() as AddressInfo;
	const baseUrl = `http://127.0.0.1:${port}`;
	const second = { name: 'Second', baseUrl, endPoint: '/two', events: ['guest' as const] };
	await sandbox.punchhWebhooks.register({ ...second, active: true });
	await page.getByRole('button', { name: 'Guest', exact: true }).click();
	await tab('Punchh', 'Deliveries');
	await side('Punchh').getByRole('link', { name: 'Guest' }).first().click();
	await shows(dialog(), 'To "My integration": delivered after 1 try. To "Second": delivered');
	await shows(dialog(), '2 deliveries: to My integration, to Second');
});

test('of a request with many events an event shows its own objects', async () => {
	await registerByForm();
	await page.getByLabel('How many of each').fill('75');
	await page.getByRole('button', { name: 'Loyalty Check-In' }).click();
	await tab('Punchh', 'Deliveries');
	await shows(side('Punchh'), 'of 75');
	await sandbox.punchhWebhooks.idle();
	const who = { external_id: '730415' };
	const time = new Date().toISOString();
	const events = sandbox.punchhWebhooks.deliveries.map(({ contentId: content_id }) => ({
		...{ ...who, name: 'Visit', time },
		properties: { content_id },
	}));
	const headers = { authorization: `Bearer ${BRAZE_KEY}`, 'content-type': 'application/json' };
	const body = JSON.stringify({ events });
	await fetch(`${sandbox.brazeUrl}/users/track`, { method: 'POST', headers, body });
	await side('Punchh').getByRole('link', { name: 'Loyalty Check-In' }).first().click();
	await shows(dialog(), 'Braze took 1 of 1 object');
	await shows(dialog(), 'Besides 74 objects about other events or guests');
	expect(await dialog().locator('li').count()).toBe(1);
});

test('so many of each kind', async () => {
	await registerByForm();
	await page.getByLabel('How many of each').fill('2');
	await page.getByRole('button', { name: 'Every kind' }).click();
	await shows(page.getByRole('region', { name: 'Send events' }), '22 events happened');
	const kinds = sandbox.punchhWebhooks.deliveries.map(({ eventName, eventType }) =>
		labelOf(eventName, eventType).replace(/:.*/, ''),
	);
	expect(kinds).toHaveLength(22);
	expect(new Set(kinds).size).toBe(11);
});

test('calls that look odd say what they are for, and refused ones why', async () => {
	const call = async (url: string, body: unknown, key = BRAZE_KEY) => {
		const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
		await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
	};
	const nobody = { external_id: 'n8n-credential-test', _update_existing_only: true };
	await call(`${sandbox.brazeUrl}/users/track`, { attributes: [nobody] });
	await call(`${sandbox.brazeUrl}/users/track`, {}, 'not a key');
	// As n8n sends it, apart from the signature.
	const signUp = { client: PUNCHH_KEYS.client, user: {} };
	await call(`${sandbox.punchhUrl}/api2/mobile/users`, signUp);
	await tab('Punchh', 'API calls');
	await shows(side('Braze'), "n8n's test of the Braze credential");
	await shows(side('Braze'), 'Invalid API key: ***');
	await shows(side('Punchh'), "n8n's test of the Punchh mobile credential");
	await shows(side('Punchh'), /signature|digest/i);
});

test('the form of a message starts as the Braze Trigger advises', async () => {
	await registerByForm();
	await tab('Braze', 'Webhooks out');
	await page.getByRole('link', { name: 'Add a webhook campaign or Canvas step' }).click();
	expect(await dialog().getByLabel('Request headers').inputValue()).toBe(
		'Content-Type: text/plain',
	);
	const { port } = integration.address() as AddressInfo;
	await dialog().getByPlaceholder(`http://127.0.0.1:${port}/webhook/`).waitFor();
	const body = await dialog().getByLabel('Body').inputValue();
	for (const key of ['event', 'external_id', 'dispatch_id', 'message_id', 'punchh_user_id'])
		expect(body).toContain(`"${key}": "{{`);
});

test('a webhook that cannot be registered says why', async () => {
	await tab('Punchh', 'Webhooks');
	await page.getByRole('link', { name: 'Register a webhook' }).click();
	await dialog().getByLabel('Base URL').fill('https://example.com');
	await dialog().getByLabel('Webhook End Point').fill('/punchh');
	await dialog().getByRole('button', { name: 'Register and activate' }).click();
	await shows(dialog().getByRole('alert'), 'on this machine');
	problems = problems.filter((problem) => !problem.includes('400'));
});

test('faults and knobs', async () => {
	await page.getByRole('link', { name: 'Faults' }).click();
	await dialog().getByLabel('Fault').selectOption({ label: 'Braze 503 with a web page' });
	await dialog().getByLabel('How many').fill('2');
	await dialog().getByRole('button', { name: 'Add' }).click();
	await shows(dialog(), '2 times at most');
	expect(sandbox.faults.list()).toMatchObject([
		{ side: 'braze', count: 2, fault: { status: 503 } },
	]);
	await dialog().getByRole('button', { name: 'Remove' }).click();
	await shows(dialog(), 'No rule: both answer as they should');
	await page.keyboard.press('Escape');

	await page.getByRole('link', { name: 'Knobs' }).click();
	await dialog().getByLabel('repeatedMember').selectOption('refused');
	await dialog().getByLabel('duplicates').fill('0.5');
	// Somebody else turns a knob meanwhile: what is being typed stays.
	await fetch(`${sandbox.controlUrl}/knobs`, {
		method: 'PATCH',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ braze: { limit: 'perArray' } }),
	});
	await shows(page.getByRole('banner'), 'Knobs (2 turned)');
	expect(await dialog().getByLabel('duplicates').inputValue()).toBe('0.5');
	await dialog().getByLabel('duplicates').press('Enter');
	await shows(page.getByRole('banner'), 'Knobs (3 turned)');
	expect(sandbox.punchh.knobs.repeatedMember).toBe('refused');
	expect(sandbox.punchhWebhooks.knobs.duplicates).toBe(0.5);
	await dialog().getByRole('button', { name: 'Undo' }).first().click();
	await shows(page.getByRole('banner'), 'Knobs (2 turned)');
	expect(sandbox.punchh.knobs.repeatedMember).toBe('created');
});

test('what others do shows by itself, at each tab, without secrets', async () => {
	const headers = {
		authorization: `Bearer ${PUNCHH_KEYS.admin}`,
		'content-type': 'application/json',
	};
	const body = JSON.stringify({ custom_segment_id: 1874, user_id: 730415 });
	const url = `${sandbox.punchhUrl}/api2/dashboard/custom_segments/members`;
	await tab('Punchh', 'API calls');
	await shows(side('Punchh'), 'Nobody has called Punchh yet');
	await fetch(url, { method: 'POST', headers, body });
	await shows(side('Punchh'), 'POST /api2/dashboard/custom_segments/members');
	await tab('Punchh', 'Segments');
	await side('Punchh').getByRole('link', { name: 'Lapsed Guests' }).click();
	await shows(dialog(), 'mara.lind@example.com');
	await page.keyboard.press('Escape');
	await tab('Punchh', 'Guests');
	await side('Punchh').getByRole('searchbox').fill('ortiz');
	await side('Punchh').getByRole('link', { name: '730417' }).click();
	await shows(dialog(), 'sam.ortiz@example.com');
	const shown = await page.content();
	const { access_token: access, authentication_token: own } = sandbox.punchh.guests[2];
	const { password, token, secret } = WEBHOOK_SECRETS;
	const secrets = [...Object.values(PUNCHH_KEYS), BRAZE_KEY, password, token, secret, access, own];
	for (const one of secrets) expect(shown).not.toContain(one);
});

test('what Braze drops silently, and what it sends itself', async () => {
	const { port } = integration.address() as AddressInfo;
	sandbox.braze.seed({ profiles: [{ external_id: 'crm-1' }] });
	const headers = { authorization: `Bearer ${BRAZE_KEY}`, 'content-type': 'application/json' };
	const body = JSON.stringify({ attributes: [{ external_id: 'crm-1', n: { b: null } }] });
	await fetch(`${sandbox.brazeUrl}/users/track`, { method: 'POST', headers, body });
	await tab('Braze', 'Silent drops');
	await shows(side('Braze'), /null/);
	await tab('Braze', 'Webhooks out');
	await page.getByRole('link', { name: 'Add a webhook campaign or Canvas step' }).click();
	await dialog().getByLabel('Webhook URL').fill(`http://127.0.0.1:${port}/braze`);
	await dialog().getByLabel('Method').selectOption('GET');
	await dialog().getByRole('button', { name: 'Add' }).click();
	await dialog().waitFor({ state: 'detached' });
	await side('Braze').getByLabel('external_id').fill('crm-1');
	await side('Braze').getByRole('button', { name: 'Send' }).click();
	await side('Braze').getByRole('link', { name: 'Win back' }).click();
	await shows(dialog(), 'DELIVERED');
});

test('says so when the sandbox has ended', async () => {
	const own = await startSandbox();
	try {
		await page.goto(own.controlUrl);
		await shows(page.getByRole('banner'), 'live');
	} finally {
		// What stays open would keep the tests from ending.
		await own.close();
	}
	await shows(page.getByRole('banner'), 'not running');
	await tab('Punchh', 'Guests');
	await shows(side('Punchh'), 'The sandbox does not answer');
	problems = problems.filter((problem) => !problem.startsWith('Failed to load resource'));
});

test.each([390, 1280])('nothing of it is wider than a window of %i', async (width) => {
	await page.setViewportSize({ width, height: 800 });
	await registerByForm();
	tracks = true;
	more = { ['an_attribute_with_a_very_long_name'.repeat(5)]: true };
	await page.getByRole('button', { name: 'Loyalty Check-In' }).click();
	await tab('Punchh', 'Deliveries');
	await shows(side('Punchh'), 'DELIVERED');
	const boxes = 'html, dialog, .step li, .sideways, dt, dd';
	const overhang = async () =>
		await page.evaluate(
			(names) =>
				Array.from(document.querySelectorAll(names))
					.filter((box) => box.scrollWidth > box.clientWidth)
					.map((box) => `${box.nodeName} ${box.className}`),
			boxes,
		);
	for (const name of ['Profiles', 'API calls']) {
		await tab('Braze', name);
		await side('Braze').getByRole('row').first().waitFor({ state: 'attached' });
		expect([name, await overhang()]).toEqual([name, []]);
	}
	for (const open of ['event', 'faults', 'knobs', 'newWebhook', 'newMessage']) {
		const [{ contentId }] = sandbox.punchhWebhooks.deliveries;
		await page.evaluate((hash) => (location.hash = hash), `open=${open}&id=${contentId}`);
		await dialog().waitFor();
		expect([open, await overhang()]).toEqual([open, []]);
		await page.keyboard.press('Escape');
		// The address tells when it is closed; the dialog is hidden a moment before.
		await page.waitForFunction(() => !location.hash.includes('open'));
	}
});

test('10,000 deliveries do not slow it down, and can be paged through', async () => {
	await registerByForm();
	await tab('Punchh', 'Deliveries');
	await page.getByLabel('How many of each').fill('10000');
	await page.getByRole('button', { name: 'Guest', exact: true }).click();
	await shows(side('Punchh'), 'of 10,000');
	// The page still answers while they are on their way.
	await side('Punchh').getByRole('button', { name: 'Older' }).click();
	await shows(side('Punchh'), '26–50 of 10,000');
	expect(await side('Punchh').locator('tbody tr').count()).toBe(25);
	await sandbox.punchhWebhooks.idle();
	await shows(side('Punchh'), 'DELIVERED');
});
