import { GUESTS } from '../../sandbox/punchh/seed';
import { callControl } from '../sandbox/http';
import {
	acting,
	dialog,
	expectProblem,
	happened,
	integrationUrl,
	sendTo,
	page,
	picture,
	registerByForm,
	sandbox,
	shows,
	side,
	tab,
} from './sandboxPage.setup';

const press = async (name: string) => {
	await dialog().getByRole('button', { name, exact: true }).click();
	await dialog().waitFor({ state: 'detached' });
};

test('a guest is signed up, and gets an external ID later; Punchh tells of both', async () => {
	await registerByForm();
	await tab('Punchh', 'Guests');
	await page.getByRole('link', { name: 'Sign up a guest' }).click();
	await dialog().getByLabel('First name').fill('Zoe');
	await dialog().getByLabel('Last name').fill('Marsh');
	await dialog().getByLabel('Email', { exact: true }).fill(GUESTS[0].email);
	await dialog().getByRole('button', { name: 'Sign up' }).click();
	await shows(dialog().getByRole('alert'), /taken/i);
	expectProblem((problem) => problem.includes('422'));
	await dialog().getByLabel('Email', { exact: true }).fill('zoe@example.com');
	await dialog().getByLabel('Marketing emails').check();
	await picture('sandbox-new-guest');
	await press('Sign up');
	await shows(happened(), 'The guest is signed up, with the user ID');
	await shows(
		happened(),
		'Punchh sends the events Guest and Transactional Notification: User Signup',
	);
	await shows(happened(), 'follow them under');
	await picture('sandbox-signed-up');
	await happened().getByRole('link', { name: 'Deliveries' }).click();
	await side('Punchh').getByRole('link', { name: 'Guest' }).waitFor();
	await tab('Punchh', 'Guests');

	const row = side('Punchh').getByRole('row', { name: 'zoe@example.com' });
	await row.getByRole('link', { name: 'Change' }).click();
	expect(await dialog().getByLabel('First name').inputValue()).toBe('Zoe');
	expect(await dialog().getByLabel('Marketing emails').isChecked()).toBe(true);
	expect(await dialog().getByLabel('Text messages').isChecked()).toBe(false);
	await dialog().getByLabel('External source ID').fill('CRM-77');
	await press('Change');
	await shows(happened(), 'Punchh sends the event Guest to a webhook: follow it under');
	await shows(happened(), /Guest \d+ was updated/);
	await happened().getByRole('button', { name: 'Close' }).click();
	await happened().getByText(/./).waitFor({ state: 'detached' });
	await shows(row, 'CRM-77');
	await sandbox.punchhWebhooks.idle();
	const told = sandbox.punchhWebhooks.deliveries.map(({ eventName }) => eventName);
	expect(told.filter((name) => name === 'users')).toHaveLength(2);
	await row.getByRole('link').first().click();
	await shows(dialog(), 'Marketing emails');
	await picture('sandbox-guest');
});

test('the form says what Braze makes of who does not agree; a consent that is taken back is told', async () => {
	await registerByForm();
	sandbox.punchh.findGuest(GUESTS[0].user_id)!.fields.marketing_email_subscription = true;
	await tab('Punchh', 'Guests');
	await page.getByRole('link', { name: 'Change', exact: true }).first().click();
	await shows(dialog(), 'Braze has the guest as unsubscribed');
	await shows(dialog(), 'A tick subscribes nobody in Braze again while the node has Subscription');
	await dialog().getByLabel('Marketing emails').uncheck();
	await press('Change');
	const [{ body }] = sandbox.punchhWebhooks.deliveries;
	expect(JSON.parse(body)).toMatchObject({
		payload: {
			marketing_email_subscription: false,
			previous_changes: ['marketing_email_subscription', 'updated_at'],
		},
	});
});

test('after a guest of whom no webhook is told, the page says so', async () => {
	await tab('Punchh', 'Guests');
	await page.getByRole('link', { name: 'Change', exact: true }).first().click();
	await dialog().getByLabel('First name').fill('Maja');
	await press('Change');
	await shows(happened(), 'No active webhook has selected Guest events');
	await happened().getByRole('link', { name: 'see the webhooks' }).click();
	await shows(side('Punchh'), 'No webhook is registered');
});

test('a webhook is changed; its secret stays unless another is given', async () => {
	await registerByForm();
	await page.getByRole('link', { name: 'Change', exact: true }).first().click();
	const url = dialog().getByLabel('Base URL');
	expect([await url.inputValue(), await dialog().getByLabel('Token').inputValue()]).toEqual([
		integrationUrl(),
		'',
	]);
	await dialog().getByLabel('Name').fill('Mine');
	await dialog().getByLabel('Gift Check-In').uncheck();
	await press('Change');
	await shows(happened(), '"Mine" is saved and active');
	await shows(side('Punchh'), 'Mine');
	const [{ events, secrets, state }] = sandbox.punchhWebhooks.webhooks;
	expect({ secrets, state }).toMatchObject({
		secrets: { token: 'a token of mine' },
		state: 'ACTIVE',
	});
	expect(events).toContain('guest');
	expect(events).not.toContain('gift_checkin');

	await page.getByRole('link', { name: 'Change', exact: true }).first().click();
	await dialog().getByLabel('Token').fill('another');
	await press('Change');
	expect(sandbox.punchhWebhooks.webhooks).toMatchObject([{ secrets: { token: 'another' } }]);
});

test('a webhook that is saved and whose check fails is said to get nothing', async () => {
	await tab('Punchh', 'Webhooks');
	await page.getByRole('link', { name: 'Register a webhook' }).click();
	await dialog().getByLabel('Base URL').fill('http://127.0.0.1:1');
	await dialog().getByLabel('Webhook End Point').fill('/punchh');
	await press('Register and activate');
	await shows(happened(), '"My integration" is saved, and gets nothing yet');
});

test('a message is changed, and sent to a profile that the page offers', async () => {
	await callControl(sandbox, 'POST', '/seed', { braze: { profiles: [{ external_id: 'CRM-5' }] } });
	await tab('Braze', 'Webhooks out');
	await page.getByRole('link', { name: 'Add a webhook campaign or Canvas step' }).click();
	await dialog().getByLabel('Webhook URL').fill(`${integrationUrl()}/canvas`);
	await press('Add');
	await page.getByRole('link', { name: 'Change', exact: true }).click();
	await shows(dialog(), 'the headers stay as they are: Content-Type');
	await dialog().getByRole('textbox', { name: 'Name', exact: true }).fill('Welcome back');
	await dialog().getByLabel('Body').fill('hello');
	await picture('sandbox-changed-message');
	await press('Change');
	await shows(happened(), '"Welcome back" is saved.');
	await shows(side('Braze'), 'Welcome back');
	expect(sandbox.brazeWebhooks.messages).toMatchObject([
		{ name: 'Welcome back', body: 'hello', headers: { 'Content-Type': 'text/plain' } },
	]);
	const offered = page.locator('#recipients option');
	await offered.first().waitFor({ state: 'attached' });
	const id = await offered.first().getAttribute('value');
	expect(id).toBe('CRM-5');
	await sendTo(id!);
	await shows(happened(), 'Braze sends "Welcome back" to CRM-5');
	await happened().getByRole('link', { name: 'see what came of it' }).click();
	await shows(dialog(), 'DELIVERED');
	expect(sandbox.brazeWebhooks.log).toMatchObject([{ externalId: 'CRM-5', body: 'hello' }]);
	await dialog().getByRole('link', { name: 'Segments' }).click();
	await dialog().waitFor({ state: 'detached' });
	await shows(side('Punchh'), 'Lapsed Guests');

	acting.statuses = [401];
	await sendTo(id!);
	await happened().getByRole('link', { name: 'see what came of it' }).click();
	await shows(dialog(), 'in the credential "Braze Webhook API"');
});

test('a message goes to a profile without an external ID, by any of its names', async () => {
	const alias = { alias_name: '730415', alias_label: 'punchh_user_id' };
	const attributes = { first_name: 'Mara', email: 'mara@example.com' };
	sandbox.braze.seed({ profiles: [{ alias, attributes }] as never });
	sandbox.brazeWebhooks.register({
		...{ id: 'a-campaign', kind: 'campaign', name: 'Hello' },
		...{ url: `${integrationUrl()}/hello`, body: 'hello' },
	});
	await tab('Braze', 'Webhooks out');
	const offered = page.locator('#recipients option');
	await offered.first().waitFor({ state: 'attached' });
	expect(await offered.first().getAttribute('value')).toBe('punchh_user_id: 730415');
	await expect(offered.first().textContent()).resolves.toContain('Mara, mara@example.com');
	for (const name of ['punchh_user_id: 730415', 'mara@example.com']) {
		await sendTo(name);
		await shows(happened(), `Braze sends "Hello" to ${name}`);
	}
	await sandbox.brazeWebhooks.idle();
	expect(sandbox.brazeWebhooks.log).toHaveLength(2);
	await sendTo('nobody');
	await shows(side('Braze'), 'There is no such profile: nobody');
	expectProblem((problem) => problem.includes('404'));
});

test('a body that breaks is shown with the place: before it is added, or in what was sent', async () => {
	await callControl(sandbox, 'POST', '/seed', { braze: { profiles: [{ external_id: 'CRM-5' }] } });
	await tab('Braze', 'Webhooks out');
	await page.getByRole('link', { name: 'Add a webhook campaign or Canvas step' }).click();
	await dialog().getByLabel('Webhook URL').fill(`${integrationUrl()}/canvas`);
	await dialog().getByLabel('Body').fill('{\n"a": "{{ \'x\' | lstrip }}"\n}');
	await dialog().getByRole('button', { name: 'Add', exact: true }).click();
	await shows(dialog(), 'The Liquid of the body cannot be read: undefined filter lstrip (line 2)');
	expectProblem((problem) => problem.includes('400'));
	const body = '{\n"a": {{custom_attribute.${no_such}}},\n"b": "{{ 1 | divided_by: 0 }}"\n}';
	await dialog().getByLabel('Body').fill(body);
	await press('Add');
	await sendTo('CRM-5');
	await side('Braze').getByRole('link', { name: 'Win back' }).last().click();
	await shows(dialog(), 'body, line 3: Liquid error: divided by 0');
	await shows(dialog(), 'body as sent, line 2: This is no JSON');
	await picture('sandbox-broken-body');
});

test('a message to a profile without punchh_user_id says why nobody can be meant by it', async () => {
	await callControl(sandbox, 'POST', '/seed', { braze: { profiles: [{ external_id: 'CRM-5' }] } });
	await tab('Braze', 'Webhooks out');
	await page.getByRole('link', { name: 'Add a webhook campaign or Canvas step' }).click();
	await dialog().getByLabel('Webhook URL').fill(`${integrationUrl()}/canvas`);
	await press('Add');
	acting.statuses = [500];
	acting.words = '{"message":"Error in workflow"}';
	await sendTo('CRM-5');
	await happened().getByRole('link', { name: 'see what came of it' }).click();
	await shows(dialog(), 'The profile has no attribute punchh_user_id');
	await shows(dialog(), 'Error in workflow');
});
