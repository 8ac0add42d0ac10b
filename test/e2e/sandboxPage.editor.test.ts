import {
	acting,
	expectProblem,
	integrationUrl,
	page,
	picture,
	sandbox,
	shows,
	side,
} from './sandboxPage.setup';

test('an event goes to the editor of n8n, which waits at the Test URL and not at the Production URL', async () => {
	await sandbox.punchhWebhooks.register({
		...{ name: 'Mine', baseUrl: integrationUrl(), endPoint: '/webhook/1a2b/punchh' },
		...{ events: ['guest'], active: true },
	});
	const form = page.getByRole('region', { name: 'Send events' });
	await form.getByLabel('Send to').selectOption("n8n's editor (Test URL)");
	await shows(form, 'in n8n waits for one event at the Test URL');
	expect(await form.getByLabel('How many of each').count()).toBe(0);
	expect(await form.getByRole('button', { name: 'Every kind' }).isDisabled()).toBe(true);
	acting.statuses = [404];
	acting.words = '{"message":"The requested webhook \\"POST 1a2b/punchh\\" is not registered."}';
	const guest = form.getByRole('button', { name: 'Guest', exact: true });
	await guest.click();
	const testUrl = `${integrationUrl()}/webhook-test/1a2b/punchh`;
	await shows(
		form,
		`not waiting for an event of the webhook "Mine" (${testUrl}): click Execute step`,
	);
	await shows(form, 'Is it another workflow that waits? Its trigger must be registered first');
	await picture('sandbox-editor-deaf');
	await form.getByRole('link', { name: 'Webhooks', exact: true }).click();
	await shows(side('Punchh'), 'Register a webhook');
	await guest.click();
	await shows(form, 'n8n\'s editor has the event ("Mine")');
	await picture('sandbox-editor');
	await form.getByRole('button', { name: 'Reward', exact: true }).click();
	await shows(form, 'No active webhook that has selected this event');
	expectProblem((problem) => problem.includes('409'));
	expect(sandbox.punchhWebhooks.deliveries).toEqual([]);
	await form.getByLabel('Send to').selectOption('the webhooks');
	await guest.click();
	await shows(form, '1 event happened: 1 delivery');
});
