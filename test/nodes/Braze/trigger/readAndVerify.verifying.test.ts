import { createHmac } from 'node:crypto';

import {
	sign,
	verifyCall,
	type BrazeWebhookCredentials,
	type IncomingCall,
} from '../../../../nodes/Braze/trigger/verifyCall';

const NOW = Date.parse('2026-03-14T16:20:00Z');
const SECONDS = NOW / 1_000;
const HOUR = 3_600;
const MESSAGE = '{"dispatch_id":"d1","external_id":"a","message_id":"m1"}';

/** A call with this body, whose headers are of no account. */
const call = (body: string, more: Partial<IncomingCall> = {}): IncomingCall => ({
	headers: {},
	takeBody: async () => Buffer.from(body),
	nowMs: NOW,
	...more,
});

describe('signature', () => {
	test("is what Braze's filter makes (documented vector, with a time before it)", () => {
		expect(sign('secret_key', 'hey', '')).toBe(
			createHmac('sha256', 'secret_key').update('hey.').digest('hex'),
		);
		expect(createHmac('sha256', 'secret_key').update('hey').digest('hex')).toBe(
			'8df897f8da3d7992fe57c8dbc6f27578cfbf2dcc4d0fbb4000b8c924841d508e',
		);
	});

	const credentials: BrazeWebhookCredentials = {
		scheme: 'hmac',
		secret: 'secret_key',
		windowMinutes: 60,
	};
	const signed = (seconds: number | string, text = MESSAGE, secret = 'secret_key') =>
		`t=${seconds},v1=${sign(secret, seconds, text)}\n${text}`;
	const good = signed(SECONDS);

	test.each<[string, string, string | undefined]>([
		['the right one', good, undefined],
		['below an empty line', `\n${good}`, undefined],
		['with the line break of Windows', good.replace('\n', '\r\n'), undefined],
		['of a message that is not JSON', signed(SECONDS, '{"a":'), undefined],
		['another secret', signed(SECONDS, MESSAGE, 'guess'), 'wrong proof'],
		['another user', good.replace('"a"', '"b"'), 'wrong proof'],
		['one more field', good.replace('{', '{"user_id":"b",'), 'wrong proof'],
		['one more space', `${good} `, 'wrong proof'],
		['nothing below it', good.split('\n')[0] + '\n', 'wrong proof'],
		[
			'another time than the signed one',
			good.replace(String(SECONDS), String(SECONDS + 1)),
			'wrong proof',
		],
		[
			'a digit that moves from the time to the message',
			signed(SECONDS, `1.${MESSAGE}`).replace(/^t=(\d+)/, 't=$1.1'),
			'no proof',
		],
		['at the edge of the window', signed(SECONDS - HOUR), undefined],
		['too old', signed(SECONDS - HOUR - 1), 'signature too old'],
		['from the future', signed(SECONDS + HOUR + 1), 'signature too old'],
		['none', MESSAGE, 'no proof'],
		['an empty body', '', 'no proof'],
		['no time', good.replace(/t=\d+,/, ''), 'no proof'],
		['text for a time', good.replace(/t=\d+/, 't=soon'), 'no proof'],
		['a hash too short', good.replace(/[0-9a-f]\n/, '\n'), 'no proof'],
		['after endless spaces', ' '.repeat(1_000) + good, 'no proof'],
	])('%s', async (_what, body, expected) => {
		expect(await verifyCall(credentials, call(body))).toBe(expected);
	});

	/** Two messages that signed alike as long as their fields were joined by a separator. */
	test('where a field ends is signed too', async () => {
		const one = signed(SECONDS, '{"dispatch_id":"d|a","external_id":"b"}');
		const other = one.replace(
			'{"dispatch_id":"d|a","external_id":"b"}',
			'{"dispatch_id":"d","external_id":"a|b"}',
		);
		expect(await verifyCall(credentials, call(one))).toBeUndefined();
		expect(await verifyCall(credentials, call(other))).toBe('wrong proof');
	});

	test.each<[string, number, number, string | undefined]>([
		['an endless window is one of 25 hours', 1e9, -25 * HOUR, undefined],
		['an endless window is one of 25 hours', 1e9, -25 * HOUR - 1, 'signature too old'],
		['an hour ahead, at most', 1e9, HOUR, undefined],
		['an hour ahead, at most', 1e9, HOUR + 1, 'signature too old'],
		['no window lets nothing in', Number.NaN, 0, 'signature too old'],
	])('%s (%d, %d)', async (_what, windowMinutes, offset, expected) => {
		const body = signed(SECONDS + offset);
		expect(await verifyCall({ ...credentials, windowMinutes }, call(body))).toBe(expected);
	});

	test('a header of version 0.1 proves nothing, and is told apart', async () => {
		const headers = { 'x-braze-signature': good.split('\n')[0] };
		expect(await verifyCall(credentials, call(MESSAGE, { headers }))).toBe('signed the old way');
	});

	test.each(['body not readable', 'body too large'] as const)('%s', async (problem) => {
		const takeBody = async () => problem;
		expect(await verifyCall(credentials, call('', { takeBody }))).toBe(problem);
	});

	test.each<Partial<BrazeWebhookCredentials>>([
		{ secret: '' },
		{ secret: undefined },
		{ scheme: 'none' as never },
		{ scheme: 'constructor' as never },
	])('an unfinished credential refuses everything: %j', async (missing) => {
		expect(await verifyCall({ ...credentials, ...missing }, call(good))).toBe('not configured');
	});
});

describe('header and Basic', () => {
	/** A body that nobody may ask for: the proof is complete without it. */
	const headers = (given: Record<string, unknown>) =>
		call('', {
			headers: given,
			takeBody: async () => await Promise.reject(new Error('The body was read')),
		});
	const byHeader = { scheme: 'header', headerName: ' X-Webhook-Secret ', headerSecret: 's3cret' };
	const basic = { scheme: 'basic', user: 'braze', password: 'p:w' };
	const encoded = Buffer.from('braze:p:w').toString('base64');

	test.each<[string, object, Record<string, unknown>, string | undefined]>([
		['the secret', byHeader, { 'x-webhook-secret': 's3cret' }, undefined],
		['another secret', byHeader, { 'x-webhook-secret': 's3cres' }, 'wrong proof'],
		['a longer secret', byHeader, { 'x-webhook-secret': 's3cret!' }, 'wrong proof'],
		['no header', byHeader, {}, 'no proof'],
		['an empty header', byHeader, { 'x-webhook-secret': '' }, 'no proof'],
		[
			'no secret configured',
			{ ...byHeader, headerSecret: '' },
			{ 'x-webhook-secret': '' },
			'not configured',
		],
		['no name configured', { ...byHeader, headerName: ' ' }, { '': 's3cret' }, 'not configured'],
		['Basic', basic, { authorization: `Basic ${encoded}` }, undefined],
		['basic in lower case', basic, { authorization: `basic ${encoded}` }, undefined],
		['another password', basic, { authorization: `Basic ${btoa('braze:x')}` }, 'wrong proof'],
		['Bearer', basic, { authorization: `Bearer ${encoded}` }, 'no proof'],
		[
			'no password configured',
			{ ...basic, password: '' },
			{ authorization: `Basic ${btoa('braze:')}` },
			'not configured',
		],
	])('%s', async (_what, credentials, given, expected) => {
		expect(await verifyCall(credentials as BrazeWebhookCredentials, headers(given))).toBe(expected);
	});
});

describe('one bit wrong', () => {
	/** A text with each of its bits turned, one at a time. */
	const turned = (text: string) => {
		const bytes = Buffer.from(text, 'latin1');
		return Array.from({ length: bytes.length * 8 }, (_, bit) => {
			const copy = Buffer.from(bytes);
			copy[bit >> 3] ^= 1 << (bit & 7);
			return copy.toString('latin1');
		});
	};
	const mac = sign('s3cret', SECONDS, MESSAGE);
	/** The same digest with each of its bits turned. */
	const turnedMacs = Array.from({ length: 256 }, (_, bit) => {
		const copy = Buffer.from(mac, 'hex');
		copy[bit >> 3] ^= 1 << (bit & 7);
		return copy.toString('hex');
	});
	const encoded = Buffer.from('braze:s3cret').toString('base64');
	const hmac = { scheme: 'hmac', secret: 's3cret', windowMinutes: 60 };
	const inHeader = (name: string) => (value: string) => call('', { headers: { [name]: value } });

	test.each<[string, object, (value: string) => IncomingCall, string, string[]]>([
		[
			'header',
			{ scheme: 'header', headerName: 'X-Secret', headerSecret: 's3cret' },
			inHeader('x-secret'),
			's3cret',
			turned('s3cret'),
		],
		[
			'Basic',
			{ scheme: 'basic', user: 'braze', password: 's3cret' },
			inHeader('authorization'),
			`Basic ${encoded}`,
			turned(encoded).map((each) => `Basic ${each}`),
		],
		[
			'signature, digest',
			hmac,
			(digest) => call(`t=${SECONDS},v1=${digest}\n${MESSAGE}`),
			mac,
			turnedMacs,
		],
		[
			'signature, time',
			hmac,
			(time) => call(`t=${time},v1=${mac}\n${MESSAGE}`),
			String(SECONDS),
			turned(String(SECONDS)),
		],
		[
			'signature, message',
			hmac,
			(message) => call(`t=${SECONDS},v1=${mac}\n${message}`),
			MESSAGE,
			turned(MESSAGE),
		],
	])('%s', async (_name, credentials, callOf, right, wrong) => {
		const verify = async (value: string) =>
			await verifyCall(credentials as BrazeWebhookCredentials, callOf(value));
		expect(await verify(right)).toBeUndefined();
		expect(wrong.length).toBeGreaterThan(40);
		const refusals = await Promise.all(wrong.map(verify));
		expect(refusals.filter((refusal) => refusal === undefined)).toEqual([]);
	});
});
