import { GUESTS } from '../../../sandbox/punchh/seed';
import { control, deliveries, register, sandbox } from './webhooks.setup';

const ZOE = { email: 'zoe@example.com', first_name: 'Zoe', last_name: 'Marsh' };

const told = async () => {
	await sandbox.punchhWebhooks.idle();
	const { items } = await deliveries();
	return items.map(({ id }) => {
		const { body } = sandbox.punchhWebhooks.deliveries.find((one) => one.id === id)!;
		return JSON.parse(body) as { action: string; payload: object };
	});
};

describe('guests', () => {
	test('one is signed up, and Punchh tells of it', async () => {
		await register({ events: ['guest'] });
		const { status, body } = await control('POST', '/punchh/guests', {
			...ZOE,
			phone: '',
			external_source_id: 'CRM-77',
		});
		expect([status, body.told]).toEqual([200, 1]);
		expect(sandbox.punchh.findGuest(body.user_id as number)).toMatchObject({
			...ZOE,
			external_source: 'customer_id',
			external_source_id: 'CRM-77',
		});
		expect(await told()).toMatchObject([{ action: 'create', payload: { email: ZOE.email } }]);
	});

	test('what a guest agrees to is told, and can be changed', async () => {
		await register({ events: ['guest'] });
		const given = { marketing_email_subscription: true };
		const { body } = await control('POST', '/punchh/guests', { ...ZOE, ...given });
		await control('PATCH', `/punchh/guests/${String(body.user_id)}`, {
			marketing_email_subscription: false,
			sms_subscription: true,
		});
		const none = { marketing_pn_subscription: false };
		expect((await told()).map(({ payload }) => payload)).toMatchObject([
			{ ...none, marketing_email_subscription: false, sms_subscription: true },
			{ ...none, marketing_email_subscription: true, sms_subscription: false },
		]);
	});

	test('each event that is sent of a sign-up is named', async () => {
		await register({ events: ['guest', 'transactional_notification'] });
		expect((await control('POST', '/punchh/guests', ZOE)).body).toMatchObject({
			told: 1,
			events: ['Guest', 'Transactional Notification: User Signup'],
		});
		expect((await deliveries()).total).toBe(2);
	});

	test('nobody is told where no webhook has selected it', async () => {
		await register({ events: ['reward'] });
		expect((await control('POST', '/punchh/guests', ZOE)).body).toMatchObject({ told: 0 });
	});

	test('one is changed, and Punchh tells of it; what is left empty stays', async () => {
		await register({ events: ['guest'] });
		const [{ user_id: id, email }] = GUESTS;
		const changes = { email: '', last_name: 'Lind-Berg', external_source_id: 'CRM-78' };
		expect((await control('PATCH', `/punchh/guests/${id}`, changes)).status).toBe(200);
		expect(sandbox.punchh.findGuest(id)).toMatchObject({
			email,
			last_name: 'Lind-Berg',
			external_source_id: 'CRM-78',
		});
		expect(await told()).toMatchObject([{ action: 'update', payload: { email } }]);
	});

	test.each([
		['POST', '/punchh/guests', { ...ZOE, email: GUESTS[0].email }, 422, /taken/i],
		['POST', '/punchh/guests', { ...ZOE, last_name: ' ' }, 422, /Last name/],
		['POST', '/punchh/guests', { email: ZOE.email }, 400, /first_name/],
		['PATCH', `/punchh/guests/${GUESTS[0].user_id}`, { email: 'zoe' }, 422, /email/i],
		['PATCH', '/punchh/guests/1', {}, 404, /no such guest/],
	])('%s %s %j is refused: %s', async (method, path, given, status, sentence) => {
		const answer = await control(method, path, given);
		expect(answer).toEqual({ status, body: { error: expect.stringMatching(sentence) } });
		expect(sandbox.punchh.guests).toHaveLength(GUESTS.length);
	});
});

describe('messages', () => {
	const add = async () => {
		const message = { kind: 'campaign', name: 'Win back', url: 'http://127.0.0.1:1/a', body: '{}' };
		const headers = { 'X-Webhook-Secret': 'kept' };
		const { body } = await control('POST', '/braze/messages', { ...message, headers });
		return `/braze/messages?messageApiId=${String(body.messageApiId)}`;
	};

	test('one is changed; what is not named stays', async () => {
		const path = await add();
		const { status } = await control('PATCH', path, { name: 'Welcome back', body: '{{1}}' });
		expect(status).toBe(200);
		expect(sandbox.brazeWebhooks.messages).toMatchObject([
			{
				name: 'Welcome back',
				url: 'http://127.0.0.1:1/a',
				body: '{{1}}',
				headers: { 'X-Webhook-Secret': 'kept' },
			},
		]);
	});

	test.each([
		['Liquid that cannot be read', { body: '{% if %}' }, 400],
		['an address elsewhere', { url: 'http://example.com/' }, 400],
		['a kind', { kind: 'canvas' }, 400],
	])('%s is refused, and the message stays', async (_what, changes, status) => {
		const path = await add();
		const before = sandbox.brazeWebhooks.messages;
		expect((await control('PATCH', path, changes)).status).toBe(status);
		expect(sandbox.brazeWebhooks.messages).toEqual(before);
	});

	test('one that does not exist cannot be changed', async () => {
		expect((await control('PATCH', '/braze/messages?messageApiId=x', {})).status).toBe(404);
	});
});
