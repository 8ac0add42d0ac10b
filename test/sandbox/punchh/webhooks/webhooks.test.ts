import { startSandbox, type Sandbox } from '../../../../sandbox';
import { WEBHOOK_SECRETS } from '../../../../sandbox/punchh/seed';
import {
	DEFAULT_SAMPLES,
	freshEvent,
	readSample,
	sampleNames,
	type EventType,
} from '../../../../sandbox/punchh/webhooks/events';
import {
	AUTH_SCHEMES,
	authHeaders,
	sendCheck,
	sendEvent,
	type AuthScheme,
} from '../../../../sandbox/punchh/webhooks/send';
import { addressOf } from '../../../../sandbox/punchh/webhooks/sender';
import { callControl, startReceiver, type Receiver } from '../../http';

let sandbox: Sandbox;
let receiver: Receiver;

beforeAll(async () => {
	sandbox = await startSandbox();
	receiver = await startReceiver();
});
afterAll(async () => {
	await sandbox.close();
	await receiver.close();
});
beforeEach(() => {
	receiver.received.length = 0;
});

test.each([
	['https://n8n.example.com', '/webhook/a', 'https://n8n.example.com/webhook/a'],
	['https://n8n.example.com', 'webhook/a', 'https://n8n.example.com/webhook/a'],
	// As Punchh does: n8n knows no webhook there.
	['https://n8n.example.com/', '/webhook/a', 'https://n8n.example.com//webhook/a'],
])('base URL %s and end point %s make %s', (baseUrl, endPoint, address) => {
	expect(addressOf({ baseUrl, endPoint })).toBe(address);
});

describe('authentication', () => {
	const secrets = { ...WEBHOOK_SECRETS, secret: 'webhook-secret' };
	const url = 'https://n8n.example.com/webhook/punchh';
	const body = '{"content_id":"1"}';
	const signature = (scheme: AuthScheme, sent: string) =>
		authHeaders(scheme, url, sent, secrets).authorization.replace(/^hmac /, '');

	test.each<[AuthScheme, string, string]>([
		['hmacSha1', body, '54f345bb737ae451b10fcf4cf94f7086e6f74ccc'],
		['hmacSha256', body, '5c7bf4407d74736d2344077b03dbacc48b5e8fb98c07d33ed963a71e80fbb4ec'],
		['hmacSha1', '', '092c47252196028fb30cda9704c886c0db9afa84'],
		['hmacSha256', '', '2d1c603c3bdb9ea74da3d24d5ad12ea5da18108e4577d6dda3e03ca0b3b57478'],
	])('vector: %s over %j', (scheme, sent, digest) => {
		expect(signature(scheme, sent)).toBe(digest);
	});

	test('vector: the same bytes in base64', () => {
		const bytes = Buffer.from(signature('hmacSha256', body), 'hex');
		expect(bytes.toString('base64')).toBe('XHv0QH10c20jRAd7A9usxItej7mMB9M+2WOnHoD7tOw=');
	});

	test.each<[AuthScheme, Record<string, unknown>]>([
		['none', {}],
		['basic', { authorization: `basic ${Buffer.from('u:p').toString('base64')}` }],
		['bearer', { authorization: 'bearer t' }],
		['hmacSha1', { authorization: expect.stringMatching(/^hmac [0-9a-f]{40}$/), 'x-pch-key': 'k' }],
		[
			'hmacSha256',
			{ authorization: expect.stringMatching(/^hmac [0-9a-f]{64}$/), 'x-pch-key': 'k' },
		],
	])('%s has its headers and no other', (scheme, headers) => {
		const own = { user: 'u', password: 'p', token: 't', secret: 's', clientKey: 'k' };
		expect(authHeaders(scheme, url, body, own)).toEqual(headers);
	});

	test('the query is signed, the host is not', () => {
		const [plain, withQuery, otherHost] = [
			url,
			`${url}?a=1`,
			'https://other.example.com/webhook/punchh',
		].map((address) => authHeaders('hmacSha256', address, body, secrets).authorization);
		expect(withQuery).not.toBe(plain);
		expect(otherHost).toBe(plain);
	});
});

describe('delivery', () => {
	test.each(AUTH_SCHEMES)('an event is one signed POST: %s', async (scheme) => {
		const event = freshEvent(DEFAULT_SAMPLES.reward);
		const delivery = await sendEvent(receiver.url, scheme, event);
		expect(delivery).toEqual({ status: 202, body: 'taken' });
		expect(receiver.received).toHaveLength(1);
		const [{ method, url, headers, body }] = receiver.received;
		expect({ method, url }).toEqual({ method: 'POST', url: '/webhook/punchh' });
		expect(headers['content-type']).toBe('application/json');
		expect(headers).toMatchObject(authHeaders(scheme, receiver.url, body));
		if (scheme === 'none') expect(headers).not.toHaveProperty('authorization');
		expect(JSON.parse(body)).toEqual(event);
	});

	test('text is sent byte by byte', async () => {
		const text = '{ "points": 185.0 }';
		await sendEvent(receiver.url, 'hmacSha1', text);
		expect(receiver.received[0].body).toBe(text);
	});

	test.each(AUTH_SCHEMES)('the check is a GET with the same proof: %s', async (scheme) => {
		expect(await sendCheck(receiver.url, scheme)).toEqual({ status: 202, body: 'taken' });
		const [{ method, headers, body }] = receiver.received;
		expect({ method, body }).toEqual({ method: 'GET', body: '' });
		expect(headers).toMatchObject(authHeaders(scheme, receiver.url, ''));
	});

	test.each(Object.keys(DEFAULT_SAMPLES) as EventType[])('on demand: %s', async (event) => {
		const order = { url: receiver.url, event };
		const answer = await callControl(sandbox, 'POST', '/webhooks/send', order);
		expect(answer).toMatchObject({ status: 200, body: { status: 202, body: 'taken' } });
		const [{ headers, body }] = receiver.received;
		expect(headers).toMatchObject(authHeaders('hmacSha256', receiver.url, body));
		const sample = readSample(DEFAULT_SAMPLES[event]);
		expect(JSON.parse(body)).toMatchObject({
			event_name: sample.event_name,
			event_type: sample.event_type,
			payload: sample.payload,
		});
	});
});

describe('samples', () => {
	const FAMILIES = [
		'users',
		'checkins',
		'redemptions',
		'rewards',
		'transactional_notifications',
		'marketing_notifications',
	];
	const ENVELOPE = {
		content_id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
		business_id: expect.any(Number),
		business_uuid: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
		event_type: expect.any(String),
		action: expect.stringMatching(/^(create|update|delete)$/),
		payload: expect.any(Object),
	};

	test.each(sampleNames())('%s has the documented envelope', (name) => {
		const sample = readSample(name);
		expect(sample).toMatchObject(ENVELOPE);
		const family = sample.event_name.trim();
		expect(FAMILIES).toContain(family);
		// Only the quirk sample has the leading space that some of the pages show.
		expect(sample.event_name !== family).toBe(name.includes('quirk-leading-space'));
		expect(String(sample.timestamp)).toHaveLength(family === 'users' ? 13 : 10);
		expect('business_slug' in sample).toBe(family === 'transactional_notifications');
		expect('created_at' in sample && 'updated_at' in sample).toBe(family === 'redemptions');

		const typed: Record<string, RegExp> = { checkins: /^(loyalty|gift)$/ };
		const kind = family.endsWith('_notifications') ? /^[a-z_]+$/ : (typed[family] ?? /^$/);
		expect(sample.event_type).toMatch(kind);
	});

	test.each<[EventType, string, RegExp]>([
		['guest', 'users', /^$/],
		['loyalty_checkin', 'checkins', /^loyalty$/],
		['gift_checkin', 'checkins', /^gift$/],
		['redemption', 'redemptions', /^$/],
		['reward', 'rewards', /^$/],
		['transactional_notification', 'transactional_notifications', /./],
		['marketing_notification', 'marketing_notifications', /_campaign$/],
	])('%s stands for its family', (event, name, type) => {
		const sample = readSample(DEFAULT_SAMPLES[event]);
		expect(sample.event_name).toBe(name);
		expect(sample.event_type).toMatch(type);
	});

	test.each<[EventType, number]>([
		['guest', 1773505330123],
		['reward', 1773505330],
	])('a fresh %s event has its own ID and the time in its unit', (event, timestamp) => {
		const now = new Date(1773505330123);
		const [one, other] = [1, 2].map(() => freshEvent(DEFAULT_SAMPLES[event], now));
		expect(one.timestamp).toBe(timestamp);
		expect(one.content_id).not.toBe(other.content_id);
		expect(one.payload).toEqual(readSample(DEFAULT_SAMPLES[event]).payload);
	});
});
