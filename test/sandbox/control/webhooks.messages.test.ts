import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GUESTS } from '../../../sandbox/punchh/seed';
import { callControl, track, type Json } from '../http';
import { control, receiverUrl, receiving, register, sandbox } from './webhooks.setup';

describe('messages of Braze', () => {
	const MESSAGE = { kind: 'campaign', name: 'Win back', headers: { 'X-Key': 'a secret' } };
	const body =
		'{"id":"{{${user_id} | json_escape}}","points":{{api_trigger_properties.${points}}}}';
	const add = async (given: Json = {}) =>
		await control('POST', '/braze/messages', { ...MESSAGE, url: receiverUrl(), body, ...given });

	test('are added, sent to profiles, logged and removed', async () => {
		const received: Json[] = [];
		receiving.onEvent = async (event) => received.push(event);
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
		[
			'another machine by Liquid in a user name',
			{ url: "http://{{'example.com%2F'|url_decode}}@127.0.0.1/" },
			'on this machine',
		],
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
		['a profile of any name', { to: ['nobody'] }, 'There is no such profile: nobody'],
	])('are not sent without %s', async (_name, order, error) => {
		const { id } = (await add()).body;
		const answer = await control('POST', '/braze/messages/send', { id, ...order });
		expect(answer).toEqual({ status: 404, body: { error } });
	});
});

describe('a message to a profile', () => {
	const alias = { alias_name: '730415', alias_label: 'punchh_user_id' };
	const address = { email: 'jo@example.com', phone: '+15550142002' };
	const profiles = [
		{ external_id: 'CRM-5', attributes: { first_name: 'Ann', phone: '+15550142001' } },
		{ alias, attributes: { first_name: 'Bo', ...address } },
		{ external_id: 'CRM-7', attributes: { first_name: 'Cy', phone: '+15550142001' } },
	];
	const send = async (to: string[]) => {
		const message = { kind: 'campaign', name: 'Hello', url: receiverUrl(), body: '{"a":1}' };
		const { id } = (await control('POST', '/braze/messages', message)).body;
		return await control('POST', '/braze/messages/send', { id, to });
	};
	beforeEach(() => sandbox.braze.seed({ profiles: profiles as never }));

	test.each([
		['external ID', 'CRM-5', 'Ann'],
		['alias with its label', 'punchh_user_id: 730415', 'Bo'],
		['alias without it', '730415', 'Bo'],
		['email', 'jo@example.com', 'Bo'],
		['phone', ' +15550142002 ', 'Bo'],
	])('by its %s', async (_what, name, wanted) => {
		const { body } = await send([name]);
		expect(body).toMatchObject({ triggered: 1, sent: [expect.any(Number)] });
		const [{ id, brazeId }] = sandbox.brazeWebhooks.log;
		expect(body.sent).toEqual([id]);
		expect(sandbox.braze.store.byBrazeId(brazeId)?.attributes.first_name).toBe(wanted);
	});

	test('by its Braze ID', async () => {
		const [{ braze_id: brazeId }] = sandbox.braze.profiles;
		await send([brazeId]);
		expect(sandbox.brazeWebhooks.log).toMatchObject([{ brazeId }]);
	});

	test('by what two of them have: neither', async () => {
		expect(await send(['+15550142001'])).toEqual({
			status: 409,
			body: { error: expect.stringContaining('2 profiles have "+15550142001"') },
		});
		expect(sandbox.brazeWebhooks.log).toEqual([]);
	});

	test.each([
		GUESTS[1].email,
		` ${GUESTS[1].email.toUpperCase()}`,
		`punchh_user_id: ${GUESTS[1].user_id}`,
		GUESTS[2].phone,
		`+1${GUESTS[2].phone}`,
		'+1 (555) 014-2003',
	])('by %j of a guest of Punchh only: refused, and said why', async (name) => {
		const error = `There is no such profile: ${name.trim()}. This is a guest of Punchh, but Braze has no profile of them yet: it gets one with the guest's first event`;
		expect(await send([name])).toEqual({ status: 404, body: { error } });
	});

	test.each(['+15550142009', '+999915550142003', '42003', '+'])(
		'by %j, which is no number of a guest: nothing is said of one',
		async (name) => {
			const error = `There is no such profile: ${name}`;
			expect(await send([name])).toEqual({ status: 404, body: { error } });
		},
	);

	test.each([
		['has no attribute punchh_user_id', 'CRM-5', 'The profile has no attribute punchh_user_id'],
		['has one', 'CRM-9', undefined],
	])('that %s: what was sent says so', async (_what, to, said) => {
		const named = { external_id: 'CRM-9', attributes: { punchh_user_id: 730415 } };
		await control('POST', '/seed', { braze: { profiles: [named] } });
		const { body } = (await control('GET', '/braze/messages/new')).body;
		await control('POST', '/braze/messages', {
			...{ id: 'by-user-id', kind: 'canvas', name: 'Segment', url: `${receiverUrl()}/x`, body },
		});
		const order = { id: 'by-user-id', to: [to] };
		const { sent } = (await control('POST', '/braze/messages/send', order)).body as {
			sent: number[];
		};
		const line = (await control('GET', `/braze/activity/${sent[0]}`)).body;
		expect(line.unnamed).toEqual(said && expect.stringContaining(said));
	});

	test('by nothing: refused', async () => {
		expect((await send([])).status).toBe(400);
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
			/^curl (?:-X (\w+) )?'?http:\/\/127\.0\.0\.1:4800([^\s']*)'?(?:.* -d '(.*)')?.*/gm,
		),
	];
	expect(shown).toHaveLength(4);
	for (const [order, method = 'GET', path, body] of shown) {
		expect([order, order.includes('"x-sandbox-token: $TOKEN"')]).toEqual([order, method !== 'GET']);
		const answer = await callControl(sandbox, method, path, body);
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
