import { BRAZE_KEY } from '../../sandbox/braze/seed';
import { PUNCHH_KEYS, WEBHOOK_SECRETS } from '../../sandbox/punchh/seed';
import { startSandbox } from '../../sandbox';
import { callControl } from '../sandbox/http';
import {
	acting,
	dialog,
	expectProblem,
	integrationUrl,
	page,
	picture,
	registerByForm,
	sandbox,
	sendTo,
	shows,
	side,
	tab,
} from './sandboxPage.setup';

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
	await tab('Braze', 'Silent drops');
	await shows(side('Braze'), 'no user matches {"external_id":"n8n-credential-test"}');
	await shows(side('Braze'), "n8n's test of the Braze credential");
	await shows(side('Punchh'), "n8n's test of the Punchh mobile credential");
	await shows(side('Punchh'), /signature|digest/i);
});

test('an event that is delivered and that Braze refuses: the list says so', async () => {
	await registerByForm();
	Object.assign(acting, { tracks: true, key: 'another key' });
	await page.getByRole('button', { name: 'Loyalty Check-In' }).click();
	await tab('Punchh', 'Deliveries');
	await shows(side('Punchh'), 'DELIVERED');
	await shows(side('Punchh'), 'refused by Braze (401)');
	await picture('sandbox-refused-by-braze');
});

test('the form of a message starts as the Braze Trigger advises', async () => {
	await registerByForm();
	await tab('Braze', 'Webhooks out');
	await page.getByRole('link', { name: 'Add a webhook campaign or Canvas step' }).click();
	expect(await dialog().getByLabel('Request headers').inputValue()).toBe(
		'Content-Type: text/plain',
	);
	await dialog().getByPlaceholder(`${integrationUrl()}/webhook/`).waitFor();
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
	expectProblem((problem) => problem.includes('400'));
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
	await dialog().getByLabel('repeatedMember').waitFor({ state: 'hidden' });
	await dialog().getByText('for those who develop an integration').click();
	await dialog().getByLabel('repeatedMember').selectOption('refused');
	await dialog().getByLabel('duplicates').fill('0.5');
	// Somebody else turns a knob meanwhile: what is being typed stays.
	await callControl(sandbox, 'PATCH', '/knobs', { braze: { limit: 'perArray' } });
	await shows(page.getByRole('banner'), 'Knobs (2 turned)');
	expect(await dialog().getByLabel('duplicates').inputValue()).toBe('0.5');
	await dialog().getByLabel('duplicates').press('Enter');
	await shows(page.getByRole('banner'), 'Knobs (3 turned)');
	expect(sandbox.punchh.knobs.repeatedMember).toBe('refused');
	expect(sandbox.punchhWebhooks.knobs.duplicates).toBe(0.5);
	const turned = dialog().getByRole('row', { name: 'repeatedMember' });
	await turned.getByRole('button', { name: 'Undo' }).click();
	await shows(page.getByRole('banner'), 'Knobs (2 turned)');
	expect(sandbox.punchh.knobs.repeatedMember).toBe('created');
});

test('a knob is found by a word of what it is about', async () => {
	await page.getByRole('link', { name: 'Knobs' }).click();
	await shows(dialog(), 'Share of the events that are sent twice');
	await picture('sandbox-knobs');
	await dialog().getByRole('searchbox').fill('night');
	const names = dialog().locator('td .mono');
	await names.filter({ hasText: 'duplicates' }).waitFor({ state: 'detached' });
	await dialog().getByRole('searchbox').fill(' SIGNATURE ');
	await dialog().getByLabel('hmacEncoding').waitFor();
	await dialog().getByRole('searchbox').fill('no such knob');
	await shows(dialog(), 'No knob has these words');
});

test('the page leads to where the integration is looked into', async () => {
	sandbox.showLinks([{ label: 'Executions in n8n', url: `${integrationUrl()}/executions` }]);
	await page.reload();
	const link = page.getByRole('navigation', { name: 'Your integration' }).getByRole('link');
	expect(await link.getAttribute('href')).toBe(`${integrationUrl()}/executions`);
	await shows(page.getByRole('region', { name: 'First steps' }), 'Executions in n8n');
	sandbox.showLinks([]);
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
	sandbox.braze.seed({ profiles: [{ external_id: 'crm-1' }] });
	const headers = { authorization: `Bearer ${BRAZE_KEY}`, 'content-type': 'application/json' };
	const body = JSON.stringify({ attributes: [{ external_id: 'crm-1', n: { b: null } }] });
	await fetch(`${sandbox.brazeUrl}/users/track`, { method: 'POST', headers, body });
	await tab('Braze', 'Silent drops');
	await shows(side('Braze'), /null/);
	await tab('Braze', 'Webhooks out');
	await page.getByRole('link', { name: 'Add a webhook campaign or Canvas step' }).click();
	await dialog().getByLabel('Webhook URL').fill(`${integrationUrl()}/braze`);
	await dialog().getByLabel('Method').selectOption('GET');
	await dialog().getByRole('button', { name: 'Add' }).click();
	await dialog().waitFor({ state: 'detached' });
	await sendTo('crm-1');
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
	expectProblem((problem) => problem.startsWith('Failed to load resource'));
});

test.each([390, 1280])('nothing of it is wider than a window of %i', async (width) => {
	await page.setViewportSize({ width, height: 800 });
	await registerByForm();
	acting.tracks = true;
	acting.more = { ['an_attribute_with_a_very_long_name'.repeat(5)]: true };
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
