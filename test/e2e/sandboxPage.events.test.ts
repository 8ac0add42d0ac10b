import { BRAZE_KEY } from '../../sandbox/braze/seed';
import { labelOf } from '../../sandbox/punchh/webhooks/catalogue';
import {
	acting,
	dialog,
	integrationUrl,
	page,
	picture,
	registerByForm,
	sandbox,
	shows,
	side,
	tab,
} from './sandboxPage.setup';

test('an event from Punchh to Braze: registered, sent, retried, taken', async () => {
	await registerByForm();
	acting.tracks = true;
	acting.statuses = [503];
	await page.getByRole('button', { name: 'Loyalty Check-In' }).click();
	await shows(page.getByRole('region', { name: 'Send events' }), '1 event happened: 1 delivery');
	await tab('Punchh', 'Deliveries');
	await shows(side('Punchh'), 'again after 1 min');
	await page.getByRole('button', { name: 'Skip to what is due next' }).click();
	await shows(side('Punchh'), 'DELIVERED');
	await shows(side('Punchh'), 'Braze refused 1 of 3 objects');
	await shows(side('Braze'), '2 taken');
	await shows(side('Braze'), '1 refused');

	await side('Punchh').getByRole('link', { name: 'Loyalty Check-In' }).click();
	await shows(dialog(), 'Delivered after 2 tries. Braze took 2 of 3 objects');
	await shows(dialog(), 'Punchh tries again after 1 min');
	await shows(dialog(), 'Sent from this page');
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
	await shows(dialog(), 'favourite_store');
	await shows(dialog(), 'Portview Quay');
	await page.keyboard.press('Escape');
	await picture('sandbox-page');
});

test('says what to do first, until it is hidden', async () => {
	const first = page.getByRole('region', { name: 'First steps' });
	await shows(first, 'Register a webhook.');
	await page.getByRole('button', { name: 'Guest', exact: true }).click();
	await shows(page.getByRole('region', { name: 'Send events' }), 'no active webhook has selected');
	await first.getByRole('link', { name: 'Register one' }).click();
	await dialog().getByLabel('Base URL').fill('http://127.0.0.1:1');
	await dialog().getByLabel('Webhook End Point').fill('/punchh');
	await dialog().getByRole('button', { name: 'Register and activate' }).click();
	await shows(first, 'A webhook is registered, and not active.');
	await first.getByRole('link', { name: 'The webhooks' }).click();
	sandbox.punchhWebhooks.webhooks[0].baseUrl = integrationUrl();
	await side('Punchh').getByRole('button', { name: 'Activate' }).click();
	await shows(first, "your integration gets Punchh's events already");
	await picture('sandbox-first-steps');
	await page.getByRole('button', { name: 'Guest', exact: true }).click();
	await tab('Punchh', 'Deliveries');
	await shows(side('Punchh'), 'DELIVERED');
	await shows(first, 'Open the event under Deliveries.');
	await first.getByRole('button', { name: 'Hide the first steps' }).click();
	await first.getByText('Open the event under Deliveries.').waitFor({ state: 'detached' });
	// They are not in the way of who comes back, and are there when asked for.
	await page.reload();
	await first.getByRole('button', { name: 'Show the first steps' }).click();
	await shows(first, 'Open the event under Deliveries.');
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
	const [{ id }] = sandbox.punchhWebhooks.webhooks;
	sandbox.punchhWebhooks.webhooks[0].baseUrl = integrationUrl();
	await side('Punchh').getByRole('button', { name: 'Activate' }).click();
	await shows(side('Punchh'), 'ACTIVE');
	await side('Punchh').getByRole('button', { name: 'Switch off' }).click();
	await shows(side('Punchh'), 'Switched off');
	expect(sandbox.punchhWebhooks.webhooks).toMatchObject([{ id, state: 'INACTIVE' }]);
});

test.each([
	[
		401,
		'{"message":"The signature is wrong"}',
		'The signature is wrong',
		'in the credential "Punchh Webhook API"',
	],
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
	Object.assign(acting, { statuses: [status], words: answer });
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

test('an event that is taken and dropped: the list and its story say what was answered', async () => {
	await registerByForm();
	acting.said = '{"message":"Not selected","reason":"to get it, choose Guest under Events"}';
	await page.getByRole('button', { name: 'Guest', exact: true }).click();
	await tab('Punchh', 'Deliveries');
	await shows(side('Punchh'), 'DELIVERED');
	await shows(side('Punchh'), 'Not selected: to get it, choose Guest under Events');
	await side('Punchh').getByRole('link', { name: 'Guest' }).click();
	await shows(dialog(), 'It answered: Not selected: to get it, choose Guest');
	await shows(dialog(), 'Nothing about it has reached Braze.');
	await picture('sandbox-not-selected');
});

test('a check that is answered with a web page says that it is no webhook', async () => {
	acting.said = '<!doctype html><title>An editor</title>';
	await registerByForm();
	await shows(side('Punchh'), 'A web page came back, which is no answer of a webhook');
});

test('one event to two webhooks has a line for each', async () => {
	await registerByForm();
	const second = {
		name: 'Second',
		baseUrl: integrationUrl(),
		endPoint: '/two',
		events: ['guest' as const],
	};
	await sandbox.punchhWebhooks.register({ ...second, active: true });
	await page.getByRole('button', { name: 'Guest', exact: true }).click();
	await tab('Punchh', 'Deliveries');
	await side('Punchh').getByRole('link', { name: 'Guest' }).first().click();
	await shows(dialog(), 'To "My integration": delivered after 1 try. To "Second": delivered');
	await shows(dialog(), '2 deliveries: to My integration, to Second');
});

test('one guest who is two profiles is named above them, and in the story of the event', async () => {
	await registerByForm();
	await page.getByRole('button', { name: 'Guest', exact: true }).click();
	await page.getByRole('button', { name: 'Loyalty Check-In' }).click();
	await shows(side('Braze'), 'Nobody has called Braze yet');
	expect(await side('Braze').getByRole('status').count()).toBe(0);

	const user_alias = { alias_name: '730415', alias_label: 'punchh_user_id' };
	const attributes = [{ external_id: 'CRM-000917' }, { user_alias, _update_existing_only: false }];
	const headers = { authorization: `Bearer ${BRAZE_KEY}`, 'content-type': 'application/json' };
	const body = JSON.stringify({ attributes });
	await fetch(`${sandbox.brazeUrl}/users/track`, { method: 'POST', headers, body });
	await shows(side('Braze').getByRole('status'), 'One guest, two profiles:');
	await expect(side('Braze').getByRole('status').textContent()).resolves.toBe(
		"One guest, two profiles: Punchh's guest 730415 (external source ID CRM-000917) is external ID CRM-000917 and alias punchh_user_id: 730415.",
	);
	await tab('Punchh', 'Deliveries');
	await side('Punchh').getByRole('link', { name: 'Loyalty Check-In' }).click();
	await dialog().getByRole('link', { name: 'alias punchh_user_id: 730415' }).click();
	await shows(dialog(), 'Profile of punchh_user_id: 730415');
});

test('the story of a guest event tells what becomes of its guest', async () => {
	await registerByForm();
	await page.getByRole('button', { name: 'Guest', exact: true }).click();
	await sandbox.punchhWebhooks.idle();
	const user_alias = { alias_name: '730415', alias_label: 'punchh_user_id' };
	const post = async (path: string, body: object) => {
		const headers = { authorization: `Bearer ${BRAZE_KEY}`, 'content-type': 'application/json' };
		await fetch(sandbox.brazeUrl + path, { method: 'POST', headers, body: JSON.stringify(body) });
	};
	await post('/users/track', { attributes: [{ external_id: 'CRM-000917', first_name: 'Mara' }] });
	await post('/users/identify', {
		aliases_to_identify: [{ external_id: 'CRM-000917', user_alias }],
	});
	await tab('Punchh', 'Deliveries');
	await side('Punchh').getByRole('link', { name: 'Guest' }).click();
	await shows(dialog(), "the guest's attributes are on the profile, and no event was sent with");
	await shows(dialog(), 'Attributes of the guest, which carry no content_id of an event');
	await shows(
		dialog(),
		'Makes the alias punchh_user_id: 730415 and the external ID CRM-000917 one profile',
	);
	await shows(dialog(), "the guest's attributes, and no event");
	await picture('sandbox-guest-event');
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
