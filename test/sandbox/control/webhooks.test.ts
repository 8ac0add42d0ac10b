import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { startSandbox, type Sandbox } from '../../../sandbox';
import { GUESTS, WEBHOOK_SECRETS } from '../../../sandbox/punchh/seed';
import { call, callDashboard, track, type Json } from '../http';

let sandbox: Sandbox;

/** A receiver that answers with the statuses it was given, then with 200. */
let statuses: number[] = [];
let onEvent: (event: Json) => Promise<unknown> = async () => {};
const receiver = createServer((request: IncomingMessage, response: ServerResponse) => {
	let body = '';
	request.on('data', (chunk) => (body += String(chunk)));
	request.on('end', () => {
		const status = request.method === 'GET' ? 200 : (statuses.shift() ?? 200);
		const taken = status === 200 && body !== '' ? onEvent(JSON.parse(body) as Json) : undefined;
		const answer = status === 200 ? 'fine' : `{"message":"no ${status}","token":"of somebody"}`;
		void Promise.resolve(taken).finally(() => response.writeHead(status).end(answer));
	});
});
const receiverUrl = () => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;

beforeAll(async () => {
	sandbox = await startSandbox();
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
	await sandbox.close();
	receiver.closeAllConnections();
	receiver.close();
});
beforeEach(() => {
	sandbox.reset();
	statuses = [];
	onEvent = async () => {};
});

const control = async (method: string, path: string, body?: unknown) => {
	const answer = await call(method, `${sandbox.controlUrl}${path}`, {}, body);
	return { status: answer.status, body: answer.body as Json };
};
const WEBHOOK = { name: 'Mine', endPoint: '/hook', events: ['guest', 'reward'] };
const register = async (given: Json = {}) =>
	await control('POST', '/webhooks', { ...WEBHOOK, baseUrl: receiverUrl(), ...given });
const deliveries = async (query = '') =>
	(await control('GET', `/deliveries${query}`)).body as { total: number; items: Json[] };

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
		statuses = [404];
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
		expect(JSON.stringify((await deliveries()).items[0])).not.toContain('fine');
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
	statuses = [503, 503];
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

describe('the timeline of an event', () => {
	const trackEvent = async ({ content_id: id, event_name: name }: Json, extra: Json = {}) => {
		const time = '2026-01-02T03:04:05Z';
		await track(sandbox.brazeUrl, {
			attributes: [{ external_id: 'crm-1', email: GUESTS[0].email, last_name: 'Lind' }],
			events: [{ external_id: 'crm-1', name, time, properties: { content_id: id }, ...extra }],
		}).catch(() => undefined);
	};
	const timeline = async () => {
		await sandbox.punchhWebhooks.idle();
		const [{ contentId }] = (await deliveries()).items;
		return (await control('GET', `/timeline?content_id=${String(contentId)}`)).body as {
			outcome: string;
			steps: Json[];
		};
	};
	const kinds = ({ steps }: { steps: Json[] }) => steps.map(({ kind }) => kind);

	test('tells the call that caused it, each attempt, the track request and the profile', async () => {
		await register();
		statuses = [500];
		onEvent = trackEvent;
		sandbox.clock.scale = 1_000;
		const [{ user_id: id, email }] = GUESTS;
		const update = { id: String(id), email, user: { first_name: 'Maja' } };
		await callDashboard(sandbox.punchhUrl, 'PATCH', '/users', update);
		const told = await timeline();
		expect(kinds(told)).toEqual([
			'origin',
			'published',
			'attempt',
			'attempt',
			'request',
			'profile',
		]);
		expect(told).toMatchObject({
			outcome:
				'Delivered after 2 tries. Braze took 2 of 2 objects; the event stands once on the profile.',
			steps: [
				{ label: 'PATCH /api2/dashboard/users', request: sandbox.punchh.requests[0].number },
				{ name: 'users', label: 'Guest', action: 'update', webhooks: ['Mine'] },
				{ number: 1, attempt: { status: 500, nextDelaySeconds: 60 }, webhook: 'Mine' },
				{ number: 2, attempt: { status: 200 } },
				{
					match: 'content_id',
					status: 201,
					objects: [
						{ array: 'attributes', taken: true, title: 'last_name' },
						{ array: 'events', taken: true, effect: true, title: 'users' },
					],
				},
				{ name: 'crm-1', copies: 1 },
			],
		});
	});

	test('shows objects that were refused, requests that failed and replies that were lost', async () => {
		await register();
		let round = 0;
		const rules = [{ status: 503 }, { cut: 'before' }, { cut: 'after' }];
		onEvent = async (event) => {
			for (const fault of rules) {
				sandbox.faults.clear();
				sandbox.faults.add({ side: 'braze', path: '*', count: 1, fault: fault as never });
				await trackEvent(event);
				round += 1;
			}
			sandbox.faults.add({ side: 'braze', path: '/other', fault: { status: 500 } });
			await trackEvent(event, { name: '' });
		};
		await control('POST', '/events', { events: ['guest'] });
		const told = await timeline();
		expect(round).toBe(3);
		expect(told.outcome).toBe(
			'Delivered after 1 try. 1 of 3 requests to Braze failed as a whole; Braze took 3 of 4 objects; the event stands once on the profile.',
		);
		const calls = told.steps.filter(({ kind }) => kind === 'request');
		expect(calls).toMatchObject([
			{ status: 503, objects: [{ taken: false, unread: true }, { unread: true }] },
			{ status: 201, fault: { cut: 'after' }, objects: [{ taken: true }, { taken: true }] },
			{ status: 201, objects: [{ taken: true }, { taken: false, reason: expect.any(String) }] },
		]);
	});

	test('falls back to the guest when no request has the content_id', async () => {
		await register();
		onEvent = async () =>
			await track(sandbox.brazeUrl, {
				attributes: [{ external_id: 'somebody else' }, { email: 'MARA.lind@example.com', a: 1 }],
			});
		await control('POST', '/events', { events: ['guest'] });
		const told = await timeline();
		expect(told.outcome).toContain('no profile has an event with its content_id');
		expect(told.steps.find(({ kind }) => kind === 'request')).toMatchObject({
			match: 'guest',
			objects: [{ index: 1, title: 'a' }],
		});
	});

	test('does not take the call of another event for its own, though the guest is the same', async () => {
		await register();
		await control('POST', '/events', { events: ['guest'] });
		await sandbox.punchhWebhooks.idle();
		onEvent = trackEvent;
		await control('POST', '/events', { events: ['guest'] });
		await sandbox.punchhWebhooks.idle();
		const outcomes = [];
		for (const { contentId } of (await deliveries()).items) {
			const { body } = await control('GET', `/timeline?content_id=${String(contentId)}`);
			outcomes.push(body.outcome);
		}
		expect(outcomes).toEqual([
			'Delivered after 1 try. Braze took 2 of 2 objects; the event stands once on the profile.',
			'Delivered after 1 try. Nothing about it has reached Braze.',
		]);
	});

	test('tells the webhooks of one event apart', async () => {
		await register();
		await register({ name: 'Another' });
		sandbox.clock.scale = 0;
		statuses = [200, 404];
		await control('POST', '/events', { events: ['guest'], duplicates: 0 });
		const { outcome, steps } = await timeline();
		expect(outcome.split(' Nothing')[0]).toBe(
			'To "Mine": delivered after 1 try. To "Another": given up after 1 try.',
		);
		expect(steps[1]).toMatchObject({ webhooks: ['Mine', 'Another'] });
		expect(steps.slice(2)).toMatchObject([{ webhook: 'Mine' }, { webhook: 'Another' }]);
	});

	test('tells the deliveries of a doubled event apart', async () => {
		await register();
		await control('POST', '/events', { events: ['guest'], duplicates: 1 });
		expect((await timeline()).outcome).toContain(
			'To "Mine", 2 times: delivered after 1 try; delivered after 1 try.',
		);
	});

	test('of a request with many events takes only the objects of its own', async () => {
		await register({ events: ['loyalty_checkin'] });
		await control('POST', '/events', { events: ['loyalty_checkin'], count: 3 });
		await sandbox.punchhWebhooks.idle();
		const ids = (await deliveries()).items.map(({ contentId }) => contentId);
		const [{ user_id: guest }] = GUESTS;
		const who = { external_id: String(guest) };
		const time = '2026-01-02T03:04:05Z';
		await track(sandbox.brazeUrl, {
			attributes: [
				{ ...who, a: 1 },
				{ external_id: 'somebody else', a: 1 },
			],
			events: ids.map((id) => ({ ...who, name: 'Visit', time, properties: { content_id: id } })),
		});
		const { outcome, steps } = await timeline();
		expect(outcome).toContain('Braze took 1 of 1 object; the event stands once on the profile.');
		expect(steps.find(({ kind }) => kind === 'request')).toMatchObject({
			objects: [
				{ array: 'attributes', index: 0, shared: true },
				{ array: 'events', index: 0 },
			],
			others: 3,
		});
	});

	test('names the guest as the event does, and finds the guest in any letter case', async () => {
		await register();
		onEvent = async () =>
			await track(sandbox.brazeUrl, { attributes: [{ external_id: 'crm-000917', a: 1 }] });
		await control('POST', '/events', { events: ['guest'] });
		const told = await timeline();
		expect(told).toMatchObject({ guest: 'CRM-000917' });
		expect(kinds(told)).toContain('request');
	});

	test('says what lies ahead', async () => {
		await register();
		statuses = [503];
		sandbox.clock.scale = 0;
		await control('POST', '/events', { events: ['guest'] });
		await sandbox.punchhWebhooks.quiet();
		const [{ contentId }] = (await deliveries()).items;
		const told = (await control('GET', `/timeline?content_id=${String(contentId)}`)).body;
		expect(told).toMatchObject({
			outcome: 'Still on its way. Nothing about it has reached Braze.',
			steps: expect.arrayContaining([
				{ kind: 'waiting', webhook: 'Mine', state: 'PENDING', nextDelaySeconds: 60 },
			]),
		});
	});

	test('shows no secret that an event carries', async () => {
		await register({ events: ['transactional_notification:reset_password_instruction'] });
		await control('POST', '/events', {
			events: ['transactional_notification:reset_password_instruction'],
		});
		await sandbox.punchhWebhooks.idle();
		const [{ contentId, id }] = (await deliveries()).items;
		const [{ body }] = sandbox.punchhWebhooks.deliveries;
		const secret = 'reset?c=SYNTHETIC';
		expect(body).toContain(secret);
		for (const path of [`/timeline?content_id=${String(contentId)}`, `/deliveries/${String(id)}`]) {
			expect(JSON.stringify((await control('GET', path)).body)).not.toContain(secret);
		}
	});

	test('is not there for an unknown event', async () => {
		expect((await control('GET', '/timeline?content_id=x')).status).toBe(404);
	});
});

describe('messages of Braze', () => {
	const MESSAGE = { kind: 'campaign', name: 'Win back', headers: { 'X-Key': 'a secret' } };
	const body =
		'{"id":"{{${user_id} | json_escape}}","points":{{api_trigger_properties.${points}}}}';
	const add = async (given: Json = {}) =>
		await control('POST', '/braze/messages', { ...MESSAGE, url: receiverUrl(), body, ...given });

	test('are added, sent to profiles, logged and removed', async () => {
		const received: Json[] = [];
		onEvent = async (event) => received.push(event);
		await control('POST', '/seed', { braze: { profiles: [{ external_id: 'crm-1' }] } });
		const { id, messageApiId } = (await add()).body;
		const order = { id, external_ids: ['crm-1'], properties: { points: 5 } };
		expect((await control('POST', '/braze/messages/send', order)).body).toMatchObject({
			triggered: 1,
		});
		await sandbox.brazeWebhooks.idle();
		expect(received).toEqual([{ id: 'crm-1', points: 5 }]);
		const { items } = (await control('GET', '/braze/activity')).body as { items: Json[] };
		expect(items).toMatchObject([
			{ name: 'Win back', externalId: 'crm-1', state: 'DELIVERED', attempts: [{ status: 200 }] },
		]);
		expect((await control('GET', `/braze/activity/${String(items[0].id)}`)).body).toMatchObject({
			body: '{"id":"crm-1","points":5}',
		});
		const listed = await control('GET', '/braze/messages');
		expect(listed.body).toMatchObject({ total: 1, items: [{ id, headers: ['X-Key'] }] });
		expect(JSON.stringify(listed)).not.toContain('a secret');
		await control('DELETE', `/braze/messages?messageApiId=${String(messageApiId)}`);
		expect(sandbox.brazeWebhooks.messages).toEqual([]);
	});

	test.each<[string, Json, string]>([
		['Liquid that cannot be read', { body: '{% if %}' }, 'Liquid of the body'],
		['another machine', { url: 'http://example.com/' }, 'on this machine'],
		['another machine by Liquid', { url: "http://{{'example.com'}}/" }, 'on this machine'],
		['a method that Braze has not', { method: 'PATCH' }, 'body.method'],
		['two kinds of body', { keyValues: { a: 'b' } }, 'not both'],
	])('refuse %s', async (_name, given, named) => {
		const answer = await add(given);
		expect([answer.status, answer.body.error]).toEqual([400, expect.stringContaining(named)]);
		expect(sandbox.brazeWebhooks.messages).toEqual([]);
	});

	test.each<[string, Json, string]>([
		['a message', { id: 'x', external_ids: ['crm-1'] }, 'There is no such message'],
		['a profile', { external_ids: ['nobody'] }, 'There is no such profile: nobody'],
	])('are not sent without %s', async (_name, order, error) => {
		const { id } = (await add()).body;
		const answer = await control('POST', '/braze/messages/send', { id, ...order });
		expect(answer).toEqual({ status: 404, body: { error } });
	});
});

describe('POST /seed', () => {
	test('adds to both sides, without events', async () => {
		await register();
		const guests = [{ email: 'new@example.com', user_id: 5, external_source_id: 'crm-5' }];
		const added = await control('POST', '/seed', {
			punchh: { guests, segments: [{ name: 'Tea' }] },
			braze: { profiles: [{ external_id: 'crm-5', attributes: { tier: 'Gold' } }] },
		});
		expect(added.body).toEqual({ guests: GUESTS.length + 1, profiles: 1 });
		expect((await control('GET', '/punchh/guests/5')).body).toMatchObject(guests[0]);
		expect(sandbox.punchhWebhooks.deliveries).toEqual([]);
	});

	test.each<[string, Json, number]>([
		['an e-mail that is taken', { punchh: { guests: [{ email: GUESTS[0].email }] } }, 409],
		['no e-mail', { punchh: { guests: [{}] } }, 400],
		['a field that no guest has', { punchh: { guests: [{ email: 'a@b.c', x: 1 }] } }, 400],
	])('refuses %s', async (_name, order, status) => {
		const answer = await control('POST', '/seed', order);
		expect(answer).toEqual({ status, body: { error: expect.any(String) } });
		expect(sandbox.punchh.guests).toHaveLength(GUESTS.length);
	});
});

test('the calls that the guide shows are taken', async () => {
	await register();
	const guide = readFileSync(join(__dirname, '../../../docs/sandbox.md'), 'utf8').replace(
		/\\\n/g,
		'',
	);
	const shown = [
		...guide.matchAll(
			/^curl (?:-X (\w+) )?'?http:\/\/127\.0\.0\.1:4800([^\s']*)'?(?:.* -d '(.*)')?/gm,
		),
	];
	expect(shown).toHaveLength(5);
	for (const [order, method = 'GET', path, body] of shown) {
		const answer = await call(method, `${sandbox.controlUrl}${path}`, {}, body);
		expect([order, answer.status]).toEqual([order, 200]);
	}
});

test('the summary counts', async () => {
	await register();
	await control('POST', '/events', { events: ['guest'], count: 2 });
	await track(sandbox.brazeUrl, { attributes: [{ external_id: 'a' }] });
	expect((await control('GET', '/summary')).body).toMatchObject({
		punchh: { url: sandbox.punchhUrl, webhooks: 1, deliveries: 2, guests: GUESTS.length },
		braze: { url: sandbox.brazeUrl, requests: 1, profiles: 1 },
		faults: 0,
	});
	await sandbox.punchhWebhooks.idle();
});
