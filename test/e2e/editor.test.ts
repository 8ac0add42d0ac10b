import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

import type { StoredWorkflow } from '../../playground/n8nClient';
import { DATA, ROOT } from '../../playground/paths';
import { exampleNames, readExample } from '../../playground/provision';
import { triggerPath } from '../../playground/webhookPaths';
import { startBrowser } from './browser';
import { EditorPage } from './editorPage';
import { connect, stack } from './stack';

/** Where the pictures go that the tests take, to look at. */
const PICTURES = join(DATA, 'pictures');

let browser: Browser;
let editor: EditorPage;
let page: Page;

beforeAll(async () => {
	mkdirSync(PICTURES, { recursive: true });
	browser = await startBrowser();
	editor = await EditorPage.logIn(browser, stack.n8nUrl, stack.secrets.ownerPassword);
	page = editor.page;
});
afterAll(async () => await browser.close());

const open = async (example: string) => await editor.openWorkflow(stack.workflowIds[example]);
const picture = async (name: string) =>
	await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled' });

test('an imported example stands on the canvas, with icons and no warnings', async () => {
	await open('punchh-events-to-braze');
	for (const name of ['Punchh Trigger', 'Record in Braze']) {
		const node = page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
		await node.waitFor();
		const icon = node.locator('img').first();
		expect(await icon.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
		expect(await node.locator('[data-test-id="node-issues"]').count()).toBe(0);
	}
	await page.getByText('Punchh Event: Track', { exact: true }).waitFor();
	await picture('events-workflow');
});

test.each(exampleNames())(
	'%s: no node is marked, and nothing of its note is cut off',
	async (name) => {
		await open(name);
		const note = page.locator('[data-test-id="sticky"]');
		await note.locator('h2').waitFor();
		await picture(`example-${name}`);
		expect(await page.locator('[data-test-id="node-issues"]').count()).toBe(0);
		const cut = await note.evaluate((sticky) =>
			[sticky, ...Array.from(sticky.querySelectorAll('*'))]
				.filter((element) => getComputedStyle(element).overflow !== 'visible')
				.filter(
					({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
						scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1,
				)
				.map(({ className, textContent }) => `${className}: ${textContent.slice(0, 40)}`),
		);
		expect(cut).toEqual([]);
	},
);

test.each([
	[
		'punchh-events-to-braze',
		'Punchh Trigger',
		['Webhook URLs', 'Events', 'Loyalty Check-In', 'All kinds, unless you choose some'],
	],
	[
		'punchh-events-to-braze',
		'Record in Braze',
		['Map As', 'External ID, Linked With the Punchh User ID', 'Attributes to Send', 'Extra Fields'],
	],
	['sign-up-guest', 'Sign up guest', ['First Name', 'External Source ID', 'Mobile API']],
	[
		'braze-canvas-to-punchh-segment',
		'Braze Trigger',
		['Webhook URLs', 'HTTP Method', 'Template For', 'Body to Copy Into Braze'],
	],
	['add-guests-to-segment', 'Add guest to segment', ['Segment', 'Find Guest By', 'User ID']],
])('%s: the panel of %s', async (example, node, texts) => {
	await open(example);
	const panel = await editor.openNode(node);
	await picture(`panel-${node.toLowerCase().replaceAll(' ', '-')}`);
	const shown = await panel.innerText();
	const values = await panel
		.locator('input')
		.evaluateAll((inputs: HTMLInputElement[]) => inputs.map(({ value }) => value));
	for (const text of texts) expect([shown, ...values].join('\n')).toContain(text);
	await page.keyboard.press('Escape');
});

test('the credential of signed messages says which body to copy into Braze', async () => {
	const client = connect();
	const { id } = await client.createCredential('Signed messages', 'brazeWebhookApi', {
		scheme: 'hmac',
		secret: 'a-long-random-text',
	});
	await editor.openCredential(id);
	await page.getByText('turn on Template With Signature').waitFor();
	await picture('credential-braze-webhook');
});

test('the nodes panel finds both vendors', async () => {
	await open('punchh-events-to-braze');
	for (const [vendor, node] of [
		['braze', 'Braze'],
		['punchh', 'Punchh'],
	]) {
		await page.locator('[data-test-id="node-creator-plus-button"]').click();
		const creator = page.locator('[data-test-id="node-creator"]');
		await creator.locator('input').first().fill(vendor);
		const entry = creator.getByText(node, { exact: true }).first();
		await entry.waitFor();
		await picture(`nodes-panel-${vendor}`);
		await page.keyboard.press('Escape');
	}
});

/** One of each kind: a Webhook node, a form, a trigger of ours. */
const IMPORTED = ['update-external-id', 'backfill-external-ids', 'punchh-events-to-braze'];

test.each(IMPORTED)(
	'%s: an import in the editor keeps asking for a proof, at a path of its own',
	async (name) => {
		await page.goto(`${stack.n8nUrl}/workflow/new`);
		const saved = page.waitForResponse(
			(response) =>
				response.request().method() === 'POST' && response.url().endsWith('/rest/workflows'),
		);
		const file = join(ROOT, 'examples', `${name}.json`);
		await page.locator('[data-test-id="workflow-import-input"]').setInputFiles(file);
		await page.locator('[data-test-id="canvas-node"]').first().waitFor();
		await page.keyboard.press('Control+s');
		const { data } = (await (await saved).json()) as { data: StoredWorkflow };
		expect(triggerPath(data)).toMatch(/\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/);
		expect(triggerPath(data)).not.toBe(stack.triggerPaths[name]);
		const proof = ({ nodes }: Pick<StoredWorkflow, 'nodes'>) => {
			const { parameters, credentials } = nodes.find(({ type }) => /trigger|webhook$/i.test(type))!;
			// The editor leaves out what is the default, which our triggers have a credential for.
			return [parameters.authentication ?? 'credential', Object.keys(credentials!)];
		};
		expect(proof(data)).toEqual(proof(readExample(name)));
	},
);
