import type { Browser, Locator, Page } from 'playwright-core';

import { OWNER } from '../../playground/n8nSession';

/** How large the window of the editor is, in pixels. */
const VIEWPORT = { width: 1440, height: 900 };

/** n8n's editor in a browser, logged in as its owner. */
export class EditorPage {
	private constructor(
		readonly page: Page,
		private readonly n8nUrl: string,
	) {}

	static async logIn(browser: Browser, n8nUrl: string, password: string): Promise<EditorPage> {
		const page = await browser.newPage({ viewport: VIEWPORT });
		await page.goto(`${n8nUrl}/signin`);
		await page.locator('input[name="emailOrLdapLoginId"]').fill(OWNER.email);
		await page.locator('input[name="password"]').fill(password);
		await page.locator('button:has-text("Sign in")').click();
		await page.waitForURL(/home|workflow/);
		return new EditorPage(page, n8nUrl);
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.n8nUrl}/workflow/${id}`);
		await this.page.locator('[data-test-id="canvas-node"]').first().waitFor();
	}

	/** Opens a node's panel, as a double click does. */
	async openNode(name: string): Promise<Locator> {
		await this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
		const panel = this.page.locator('[data-test-id="ndv"], [data-test-id="ndv-modal"]').first();
		await panel.waitFor();
		await panel.getByText('Parameters', { exact: true }).first().waitFor();
		return panel;
	}

	async openCredential(id: string): Promise<void> {
		await this.page.goto(`${this.n8nUrl}/home/credentials/${id}`);
		// The window opens before n8n has sent it what to show.
		const form = this.page.locator('[data-test-id="editCredential-modal"]');
		await form.locator('[data-test-id="credential-connection-parameter"]').first().waitFor();
	}
}
