import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';

import { startSandbox } from '../../sandbox';
import { createIntegration, NO_ACTING } from '../../test/e2e/integration';

/**
 * The sandbox's page with the story of one event: an integration answers the first try with 503, takes
 * the second, and sends Braze three objects, of which Braze refuses one.
 */
export async function storyOfAnEvent(browser: Browser): Promise<Page> {
	const sandbox = await startSandbox();
	const acting = { ...NO_ACTING, tracks: true, statuses: [503] };
	const integration = createIntegration(acting, () => sandbox.brazeUrl).listen(0, '127.0.0.1');
	await once(integration, 'listening');
	const { port } = integration.address() as AddressInfo;
	await sandbox.punchhWebhooks.register({
		...{ name: 'My integration', baseUrl: `http://127.0.0.1:${port}`, endPoint: '/punchh' },
		...{ events: ['loyalty_checkin'], active: true },
	});
	const page = await browser.newPage({ viewport: { width: 1366, height: 860 } });
	page.on('close', () => {
		integration.close();
		void sandbox.close();
	});
	await page.goto(sandbox.controlUrl);
	const shows = async (text: string | RegExp) =>
		await page.getByText(text).filter({ visible: true }).first().waitFor();
	await page.getByRole('button', { name: 'Loyalty Check-In' }).click();
	await shows('again after 1 min');
	await page.getByRole('button', { name: 'Skip to what is due next' }).click();
	await shows('DELIVERED');
	await shows('1 refused');
	const punchh = page.getByRole('region', { name: 'Punchh', exact: true });
	await punchh.getByRole('link', { name: 'Loyalty Check-In' }).click();
	await shows(/On the profile of/);
	await page.getByRole('dialog').locator('.step').last().scrollIntoViewIfNeeded();
	return page;
}
