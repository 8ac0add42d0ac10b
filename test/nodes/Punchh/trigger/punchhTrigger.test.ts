import { createHmac } from 'node:crypto';

import { WEBHOOK_SECRETS } from '../../../../sandbox/punchh/seed';
import { readSample, sampleNames } from '../../../../sandbox/punchh/webhooks/events';
import {
	AUTH_SCHEMES,
	sendCheck,
	sendEvent,
	type AuthScheme,
} from '../../../../sandbox/punchh/webhooks/send';
import { EXPECTED_ITEMS } from '../../../fixtures/expectedItems';
import { onlyItem, serveTrigger, type ServedTrigger } from '../../../harness/serveTrigger';

const ALL_EVENTS = [
	'guest',
	'loyalty_checkin',
	'gift_checkin',
	'redemption',
	'reward',
	'transactional_notification',
	'marketing_notification',
];

const SECURED = { authentication: 'credential', events: ALL_EVENTS };
const guestEvent = readSample('guest-create');

let trigger: ServedTrigger;
const serve = async (
	parameters: Parameters<typeof serveTrigger>[0],
	credential: Record<string, string> | undefined,
) => {
	trigger = await serveTrigger(
		parameters,
		credential === undefined ? {} : { punchhWebhookApi: credential },
	);
	return trigger;
};
afterEach(async () => await trigger.close());

describe('every sample', () => {
	test.each(sampleNames())('%s yields one item with event, time and guest', async (name) => {
		const sample = readSample(name);
		const parameters = { ...SECURED, options: { keepSecrets: true } };
		const { url } = await serve(parameters, { scheme: 'hmacSha256', ...WEBHOOK_SECRETS });

		const { status } = await sendEvent(url, 'hmacSha256', sample);

		expect(status).toBe(200);
		const item = onlyItem(trigger);
		const { event, occurred_at, guest, ...envelope } = item;
		expect({ event, occurred_at, guest }).toEqual(EXPECTED_ITEMS[name]);
		expect(envelope).toEqual(sample);
	});

	test('is expected', () => {
		expect(Object.keys(EXPECTED_ITEMS).sort()).toEqual(sampleNames());
	});
});

describe('authentication', () => {
	const proving = AUTH_SCHEMES.filter((scheme) => scheme !== 'none');

	test.each(proving)('%s: the right proof passes', async (scheme) => {
		const { url } = await serve(SECURED, { scheme, ...WEBHOOK_SECRETS });
		expect((await sendEvent(url, scheme, guestEvent)).status).toBe(200);
		expect(trigger.executions).toHaveLength(1);
	});

	test.each(proving)('%s: a wrong secret is refused', async (scheme) => {
		const { url } = await serve(SECURED, { scheme, ...WEBHOOK_SECRETS });
		const wrong = { ...WEBHOOK_SECRETS, password: 'x', token: 'x', secret: 'x' };
		expect((await sendEvent(url, scheme, guestEvent, wrong)).status).toBe(401);
		expect(trigger.executions).toEqual([]);
	});

	test.each(proving)('%s: an unsigned call is refused', async (scheme) => {
		const { url } = await serve(SECURED, { scheme, ...WEBHOOK_SECRETS });
		expect((await sendEvent(url, 'none', guestEvent)).status).toBe(401);
		expect(trigger.executions).toEqual([]);
	});

	test.each<[AuthScheme, AuthScheme]>([
		['hmacSha256', 'hmacSha1'],
		['hmacSha1', 'hmacSha256'],
		['bearer', 'basic'],
	])('%s does not accept %s', async (wanted, given) => {
		const { url } = await serve(SECURED, { scheme: wanted, ...WEBHOOK_SECRETS });
		expect((await sendEvent(url, given, guestEvent)).status).toBe(401);
	});

	test.each(proving)('%s: an empty credential refuses everything', async (scheme) => {
		const { url } = await serve(SECURED, { scheme });
		const empty = { ...WEBHOOK_SECRETS, user: '', password: '', token: '', secret: '' };
		expect((await sendEvent(url, scheme, guestEvent, empty)).status).toBe(401);
	});

	test('without a credential everything is refused', async () => {
		const { url } = await serve(SECURED, undefined);
		expect((await sendEvent(url, 'hmacSha256', guestEvent)).status).toBe(401);
		expect(trigger.executions).toEqual([]);
	});

	test('a credential that cannot be read: Punchh has to send again, nothing starts', async () => {
		const unreadable = {
			get scheme(): string {
				throw new Error('The credential was deleted');
			},
		};
		const { url } = await serve(SECURED, unreadable);
		expect((await sendEvent(url, 'hmacSha256', guestEvent)).status).toBe(503);
		expect(trigger.executions).toEqual([]);
	});

	test('a changed body is refused', async () => {
		const { url } = await serve(SECURED, { scheme: 'hmacSha256', ...WEBHOOK_SECRETS });
		const signature = createHmac('sha256', WEBHOOK_SECRETS.secret)
			.update('/webhook/1/punchh' + JSON.stringify(guestEvent))
			.digest('hex');
		const post = async (body: string) =>
			await fetch(url, {
				method: 'POST',
				headers: {
					authorization: `hmac ${signature}`,
					'x-pch-key': WEBHOOK_SECRETS.clientKey,
					'Content-Type': 'application/json',
				},
				body,
			});
		expect((await post(JSON.stringify(guestEvent))).status).toBe(200);
		expect((await post(`${JSON.stringify(guestEvent)} `)).status).toBe(401);
	});

	test('a wrong client key is refused', async () => {
		const { url } = await serve(SECURED, { scheme: 'hmacSha256', ...WEBHOOK_SECRETS });
		const other = { ...WEBHOOK_SECRETS, clientKey: 'someone_else' };
		expect((await sendEvent(url, 'hmacSha256', guestEvent, other)).status).toBe(401);
	});

	test('None accepts an unsigned call', async () => {
		const { url } = await serve({ ...SECURED, authentication: 'none' }, undefined);
		expect((await sendEvent(url, 'none', guestEvent)).status).toBe(200);
		expect(trigger.executions).toHaveLength(1);
	});
});

describe('calls that start nothing', () => {
	const open = { authentication: 'none', events: ALL_EVENTS };

	test('the GET check is answered', async () => {
		const { url } = await serve(SECURED, { scheme: 'hmacSha256', ...WEBHOOK_SECRETS });
		expect((await sendCheck(url, 'hmacSha256')).status).toBe(200);
		expect(trigger.executions).toEqual([]);
	});

	test('an event that is not selected is answered', async () => {
		const { url } = await serve({ ...open, events: ['reward'] }, undefined);
		expect((await sendEvent(url, 'none', guestEvent)).status).toBe(200);
		expect(trigger.executions).toEqual([]);
	});

	test('a family outside the seven is answered', async () => {
		const { url } = await serve(open, undefined);
		const event = { ...guestEvent, event_name: 'redeemables' };
		expect((await sendEvent(url, 'none', event)).status).toBe(200);
		expect(trigger.executions).toEqual([]);
	});

	test.each([
		['broken JSON', '{"event_name":'],
		['no body', ''],
		['an array', '[]'],
		['null', 'null'],
		['a number', '7'],
		['no event_name', '{"payload":{}}'],
		['a blank event_name', '{"event_name":" ","payload":{}}'],
		['event_name not text', '{"event_name":7,"payload":{}}'],
		['no payload', '{"event_name":"users"}'],
		['payload not an object', '{"event_name":"users","payload":[]}'],
	])('%s is refused with 400', async (_what, body) => {
		const { url } = await serve(open, undefined);
		expect((await sendEvent(url, 'none', body)).status).toBe(400);
		expect(trigger.executions).toEqual([]);
	});
});

describe('reading', () => {
	const send = async (event: unknown) => {
		const { url } = await serve({ authentication: 'none', events: ALL_EVENTS }, undefined);
		await sendEvent(url, 'none', event);
		return onlyItem(trigger);
	};

	test('keeps IDs beyond 2^53 exact, and digits inside text as they are', async () => {
		const body =
			'{"event_name":"users","timestamp":1773505300,"payload":{"user_id":9007199254740993,"note":"no. 9007199254740993, \\"quoted\\"","n":1234567890123456,"f":0.30000000000000004,"e":1.5e20}}';
		const { payload, guest } = await send(body);
		expect(payload).toEqual({
			user_id: '9007199254740993',
			note: 'no. 9007199254740993, "quoted"',
			n: 1234567890123456,
			f: 0.30000000000000004,
			e: 1.5e20,
		});
		expect(guest).toMatchObject({ user_id: '9007199254740993' });
	});

	test.each([
		['seconds', 1773505300, '2026-03-14T16:21:40.000Z'],
		['milliseconds', 1773505300123, '2026-03-14T16:21:40.123Z'],
		['text', '1773505300', '2026-03-14T16:21:40.000Z'],
	])('a timestamp in %s', async (_unit, timestamp, expected) => {
		expect((await send({ ...guestEvent, timestamp })).occurred_at).toBe(expected);
	});

	test('takes the time of receipt where there is no timestamp', async () => {
		const before = Date.now();
		const { occurred_at } = await send({ ...guestEvent, timestamp: undefined });
		expect(Date.parse(occurred_at as string)).toBeGreaterThanOrEqual(before);
	});

	test('finds the kind of a check-in in its payload when event_type is missing', async () => {
		const event = { ...readSample('checkin-gift-admin'), event_type: '' };
		expect((await send(event)).event).toBe('gift_checkin');
	});

	test('knows a shortened name of a marketing notification by its kind', async () => {
		const event = { ...readSample('marketing-recall_campaign'), event_name: '_notifications' };
		expect((await send(event)).event).toBe('marketing_notification');
	});
});
