import { control, receiving, receiverUrl, register, sandbox } from './webhooks.setup';

const send = async (event = 'guest') => await control('POST', '/events/editor', { event });

test('an event goes to the Test URL of a webhook, with its proof, and leaves no delivery', async () => {
	const events: string[] = [];
	receiving.onEvent = async ({ event_name: name }) => await Promise.resolve(events.push(`${name}`));
	await register({ name: 'Mine', endPoint: '/webhook/1a2b/punchh' });
	const { status, body } = await send();
	expect([status, body]).toEqual([
		200,
		{
			sent: [
				{
					webhook: 'Mine',
					url: `${receiverUrl()}/webhook-test/1a2b/punchh`,
					attempt: expect.objectContaining({ status: 200, answer: 'fine' }) as unknown,
				},
			],
		},
	]);
	expect(events).toEqual(['users']);
	expect(sandbox.punchhWebhooks.deliveries).toEqual([]);
});

test('what nobody waits for is not tried again, and says what came instead', async () => {
	await register({ endPoint: '/webhook/1a2b/punchh' });
	receiving.statuses = [404];
	expect((await send()).body).toMatchObject({
		sent: [{ attempt: { status: 404, answer: expect.stringContaining('no 404') } }],
	});
	expect(receiving.statuses).toEqual([]);
	sandbox.punchhWebhooks.webhooks[0].baseUrl = 'http://127.0.0.1:1';
	expect((await send()).body).toMatchObject({ sent: [{ attempt: { error: 'ECONNREFUSED' } }] });
});

test.each<[string, object, string]>([
	['goes elsewhere', { endPoint: '/hook' }, 'guest'],
	['has not selected it', { endPoint: '/webhook/a', events: ['reward'] }, 'guest'],
	['is switched off', { endPoint: '/webhook/a', active: false }, 'guest'],
])('a webhook that %s gets nothing, and it is said', async (_what, webhook, event) => {
	await register({ ...webhook });
	expect(await send(event)).toEqual({
		status: 409,
		body: { error: expect.stringContaining('goes to a Production URL of n8n') },
	});
});
