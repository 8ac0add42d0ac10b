import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';

import { BRAZE_KEY } from '../../sandbox/braze/seed';
import { startReceiver } from '../sandbox/http';
import { page, sandbox } from './sandboxPage.setup';

const foreign = createServer((_request, response) =>
	response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Foreign'),
);
beforeAll(async () => {
	await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
	foreign.closeAllConnections();
	foreign.close();
});
// Its console tells what it was refused, which is no problem of ours.
let other: Page;
beforeEach(async () => void (other = await page.context().browser()!.newPage()));
afterEach(async () => await other.close());
const visit = async (host: string) =>
	await other.goto(`http://${host}:${(foreign.address() as AddressInfo).port}`);

/** What the page sees of calls that it makes; `undefined` where it sees nothing. */
const tryAll = async (calls: Array<[url: string, init: object]>) =>
	await other.evaluate(
		async (tried) =>
			await Promise.all(
				tried.map(async ([url, init]) => {
					const response = await fetch(url, init).catch(() => undefined);
					const text = await response?.text();
					return text === '' ? undefined : text;
				}),
			),
		calls,
	);

test('a page of another site sends nothing, changes nothing and learns nothing', async () => {
	const receiver = await startReceiver();
	const { controlUrl, controlToken, brazeUrl, punchhUrl } = sandbox;
	const body = JSON.stringify({ url: receiver.url, event: 'guest' });
	const headers = { 'x-sandbox-token': controlToken, authorization: `Bearer ${BRAZE_KEY}` };
	// The other name makes it another site, and not only another port.
	for (const host of ['127.0.0.1', 'localhost']) {
		await visit(host);
		const send = { method: 'POST', body };
		const seen = await tryAll([
			[`${controlUrl}/webhooks/send`, { ...send, mode: 'no-cors' }],
			[`${controlUrl}/webhooks/send`, { ...send, headers }],
			[`${controlUrl}/reset`, { ...send, mode: 'no-cors' }],
			[`${brazeUrl}/users/track`, { ...send, mode: 'no-cors' }],
			[`${brazeUrl}/users/track`, { ...send, headers }],
			[`${punchhUrl}/api2/dashboard/custom_segments`, { ...send, mode: 'no-cors' }],
			[controlUrl, {}],
			[`${controlUrl}/state`, { mode: 'no-cors' }],
		]);
		expect(seen.filter((text) => text !== undefined)).toEqual([]);
	}
	await receiver.close();
	expect(receiver.received).toEqual([]);
	const answered = [...sandbox.braze.requests, ...sandbox.punchh.requests];
	expect(answered.filter(({ status }) => status !== 403)).toEqual([]);
});

test('a page of another site cannot send a form, nor show the page in a frame', async () => {
	sandbox.braze.knobs.limit = 'perArray';
	await visit('localhost');
	const framed = other.waitForResponse(`${sandbox.controlUrl}/`);
	const sent = other.waitForResponse(`${sandbox.controlUrl}/reset`);
	await other.setContent(
		`<iframe src="${sandbox.controlUrl}"></iframe><form method="post" enctype="text/plain" action="${sandbox.controlUrl}/reset"><input name="a"></form>`,
	);
	const frame = await framed;
	expect([frame.status(), frame.headers()['x-frame-options']]).toEqual([403, 'DENY']);
	await other.evaluate(() => document.forms[0].submit());
	expect((await sent).status()).toBe(403);
	expect(sandbox.braze.knobs.limit).toBe('perArray');
});
