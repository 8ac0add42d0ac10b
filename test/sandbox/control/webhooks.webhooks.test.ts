import { WEBHOOK_SECRETS } from '../../../sandbox/punchh/seed';
import { type Json } from '../http';
import { control, deliveries, receiving, register, sandbox } from './webhooks.setup';

describe('webhooks', () => {
	test('are registered, checked, changed and removed', async () => {
		const { body } = await register();
		expect(body).toMatchObject({ state: 'ACTIVE', active: true, authentication: 'hmacSha256' });
		expect((await control('GET', '/webhooks')).body).toMatchObject({ total: 1, items: [body] });
		expect((await control('GET', '/checks')).body).toMatchObject({
			items: [{ webhookId: body.id, cause: 'activation', attempt: { status: 200 } }],
		});
		const path = `/webhooks/${String(body.id)}`;
		expect((await control('POST', `${path}/ping`)).body).toMatchObject({ status: 200 });
		expect((await control('PATCH', path, { active: false })).body).toMatchObject({
			state: 'INACTIVE',
			name: 'Mine',
		});
		expect((await control('DELETE', path)).body).toEqual({ removed: body.id });
		expect((await control('GET', '/webhooks')).body).toMatchObject({ total: 0 });
	});

	test('are sent with the secrets that they were given, which are never shown', async () => {
		const shown = await register({ secrets: { secret: 'my own secret' } });
		const [webhook] = sandbox.punchhWebhooks.webhooks;
		expect(webhook.secrets).toEqual({ ...WEBHOOK_SECRETS, secret: 'my own secret' });
		const listed = await control('GET', '/webhooks');
		for (const text of [shown, listed].map((answer) => JSON.stringify(answer))) {
			expect(text).not.toContain('my own secret');
			expect(text).not.toContain(WEBHOOK_SECRETS.token);
		}
	});

	test('say what was answered to an event that was not taken, without secrets', async () => {
		const { body } = await register();
		const list = async () => (await control('GET', '/webhooks')).body.items as Json[];
		receiving.statuses = [404];
		await control('POST', '/events', { events: ['guest'] });
		await sandbox.punchhWebhooks.idle();
		const attempt = { status: 404, answer: '{"message":"no 404","token":"***"}' };
		expect(await list()).toMatchObject([{ state: 'ACTIVE', labels: ['Guest', 'Reward'] }]);
		expect((await list())[0].notTaken).toMatchObject(attempt);
		const [{ id, contentId }] = (await deliveries()).items;
		for (const path of [
			'/deliveries',
			`/deliveries/${String(id)}`,
			`/timeline?content_id=${String(contentId)}`,
		]) {
			const shown = JSON.stringify((await control('GET', path)).body);
			expect(shown).toContain('no 404');
			expect(shown).not.toContain('of somebody');
		}
		await control('POST', '/events', { events: ['guest'] });
		await sandbox.punchhWebhooks.idle();
		expect((await list())[0].notTaken).toBeUndefined();
		expect((await deliveries()).items[0]).toMatchObject({ attempts: [{ answer: 'fine' }] });
		expect(body.state).toBe('ACTIVE');
	});

	test('stay inactive when nobody is there, and are listed with the reason', async () => {
		expect((await register({ baseUrl: 'http://127.0.0.1:1' })).body).toMatchObject({
			state: 'INACTIVE',
		});
		expect((await control('GET', '/webhooks')).body).toMatchObject({
			items: [
				{ lastCheck: { cause: 'activation', attempt: { error: expect.stringMatching(/./) } } },
			],
		});
	});

	test.each<[string, Json, string]>([
		['no name', { name: '' }, 'body.name'],
		['no event', { events: [] }, 'body.events'],
		['an unknown event', { events: ['visits'] }, 'body.events.0'],
		['another machine', { baseUrl: 'https://example.com' }, 'on this machine'],
		[
			'another machine in the end point',
			{ baseUrl: 'http://127.0.0.1@', endPoint: 'example.com' },
			'on this machine',
		],
		['an unknown authentication', { authentication: 'digest' }, 'body.authentication'],
		['an unknown secret', { secrets: { pin: '1' } }, 'body.secrets'],
		['a word that no webhook has', { colour: 'red' }, 'colour'],
	])('refuse %s', async (_name, given, named) => {
		const { status, body } = await register(given);
		expect([status, String(body.error)]).toEqual([400, expect.stringContaining(named)]);
		expect(sandbox.punchhWebhooks.webhooks).toEqual([]);
	});

	test.each(['PATCH /webhooks/7', 'DELETE /webhooks/7', 'POST /webhooks/7/ping'])(
		'say when there is none: %s',
		async (order) => {
			const [method, path] = order.split(' ');
			const answer = await control(method, path, {});
			expect(answer).toEqual({ status: 404, body: { error: 'There is no such webhook' } });
		},
	);
});

describe('events', () => {
	test('go to the webhooks that selected them, and are listed the newest first', async () => {
		await register();
		expect((await control('POST', '/events', { events: ['guest'], count: 3 })).body).toEqual({
			published: 3,
			deliveries: 3,
		});
		expect((await control('POST', '/events', { events: ['redemption'] })).body).toEqual({
			published: 1,
			deliveries: 0,
		});
		await sandbox.punchhWebhooks.idle();
		const all = await deliveries('?limit=2');
		expect(all).toMatchObject({
			total: 3,
			items: [
				{ webhook: 'Mine', eventName: 'users', state: 'DELIVERED', attempts: [{ status: 200 }] },
				{ state: 'DELIVERED' },
			],
		});
		expect(Number(all.items[0].id)).toBeGreaterThan(Number(all.items[1].id));
		const found = await deliveries(`?search=${String(all.items[1].contentId)}`);
		expect(found.items).toEqual([all.items[1]]);
		expect((await deliveries('?state=FAILED')).total).toBe(0);
		expect((await control('GET', `/deliveries/${String(all.items[0].id)}`)).body).toMatchObject({
			body: expect.stringContaining('"event_name":"users"'),
		});
	});

	test('are doubled for one order, and not for the next', async () => {
		await register();
		const order = { events: ['reward'], count: 10 };
		const doubled = await control('POST', '/events', { ...order, duplicates: 1, reorderWindow: 5 });
		expect(doubled.body).toEqual({ published: 10, deliveries: 20 });
		expect((await control('POST', '/events', order)).body).toMatchObject({ deliveries: 10 });
		await sandbox.punchhWebhooks.idle();
	});

	test.each<[string, Json]>([
		['none', { count: 0 }],
		['too many', { count: 1e9 }],
		['half an event', { count: 1.5 }],
		['no kind', { events: [] }],
		['more than all twice', { duplicates: 2 }],
	])('refuse %s', async (_name, order) => {
		expect((await control('POST', '/events', order)).status).toBe(400);
	});
});

test('the clock speeds up, jumps and advances', async () => {
	await register();
	receiving.statuses = [503, 503];
	await control('PATCH', '/clock', { scale: 0 });
	await control('POST', '/events', { events: ['guest'] });
	await sandbox.punchhWebhooks.quiet();
	expect((await control('GET', '/clock')).body).toMatchObject({ scale: 0, waiting: true });
	expect((await control('POST', '/clock/jump')).body).toMatchObject({ jumped: true });
	await sandbox.punchhWebhooks.quiet();
	await control('POST', '/clock/advance', { seconds: 119 });
	await sandbox.punchhWebhooks.quiet();
	expect((await deliveries()).items[0].attempts).toHaveLength(2);
	await control('POST', '/clock/advance', { seconds: 1 });
	await sandbox.punchhWebhooks.idle();
	expect((await deliveries()).items).toMatchObject([
		{ state: 'DELIVERED', attempts: [{ status: 503 }, { status: 503 }, { status: 200 }] },
	]);
	for (const scale of [-1, 1e9, 'fast']) {
		expect((await control('PATCH', '/clock', { scale })).status).toBe(400);
	}
});
