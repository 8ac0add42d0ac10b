import { SIGNED_FIELDS } from '../../../../nodes/Braze/trigger/templates';
import {
	sign,
	verifyCall,
	type BrazeWebhookCredentials,
	type IncomingCall,
} from '../../../../nodes/Braze/trigger/verifyCall';

const NOW = Date.parse('2026-03-14T16:20:00Z');
const SECONDS = NOW / 1_000;

describe('signature', () => {
	test("is what Braze's filter makes (documented vector)", () => {
		expect(sign('secret_key', 'hey')).toBe(
			'8df897f8da3d7992fe57c8dbc6f27578cfbf2dcc4d0fbb4000b8c924841d508e',
		);
	});

	const credentials: BrazeWebhookCredentials = {
		scheme: 'hmac',
		secret: 'secret_key',
		signedFields: SIGNED_FIELDS,
		windowMinutes: 60,
	};
	const fields = { dispatch_id: 'd1', external_id: 'a', message_id: 'm1', amount: 5 };
	const header = (time: number | string, text: string, secret = 'secret_key') =>
		`t=${time},v1=${sign(secret, text)}`;
	const call = (signature: unknown, more: Partial<IncomingCall> = {}): IncomingCall => ({
		headers: { 'x-braze-signature': signature },
		fields,
		nowMs: NOW,
		...more,
	});
	const good = header(SECONDS, `${SECONDS}|d1|a|m1`);

	test.each<[string, unknown, string | undefined]>([
		['the right one', good, undefined],
		[
			'upper case and whitespace',
			` T=${SECONDS} , V1=${good.split('=')[2].toUpperCase()} `,
			undefined,
		],
		['another secret', header(SECONDS, `${SECONDS}|d1|a|m1`, 'guess'), 'wrong proof'],
		['another user', header(SECONDS, `${SECONDS}|d1|b|m1`), 'wrong proof'],
		[
			'another time than the signed one',
			good.replace(String(SECONDS), String(SECONDS + 1)),
			'wrong proof',
		],
		['at the edge of the window', header(SECONDS - 3_600, `${SECONDS - 3_600}|d1|a|m1`), undefined],
		['too old', header(SECONDS - 3_601, `${SECONDS - 3_601}|d1|a|m1`), 'signature too old'],
		['from the future', header(SECONDS + 3_601, `${SECONDS + 3_601}|d1|a|m1`), 'signature too old'],
		['none', undefined, 'no proof'],
		['an empty one', '', 'wrong proof'],
		['no time', good.split(',')[1], 'wrong proof'],
		['text for a time', good.replace(/t=\d+/, 't=soon'), 'wrong proof'],
		['a hash too short', good.slice(0, -1), 'wrong proof'],
		['doubled', [good, good], 'wrong proof'],
	])('%s', (_what, signature, expected) => {
		expect(verifyCall(credentials, call(signature))).toBe(expected);
	});

	test.each(['dispatch_id', 'external_id', 'message_id'])('does not pass another %s', (name) => {
		const changed = { ...fields, [name]: 'x' };
		expect(verifyCall(credentials, call(good, { fields: changed }))).toBe('wrong proof');
	});

	test('covers inner fields and numbers, and takes what is missing for empty', () => {
		const signedFields = 'properties.order.id, amount, gone, constructor';
		const signature = header(SECONDS, `${SECONDS}|o1|5||`);
		const inner = { ...fields, properties: { order: { id: 'o1' } } };
		const result = verifyCall({ ...credentials, signedFields }, call(signature, { fields: inner }));
		expect(result).toBeUndefined();
	});

	test.each([
		['a list instead of the text', { external_id: [fields.external_id] }],
		['an object that cannot become text', { external_id: { toString: 1, valueOf: 1 } }],
		['another name of a signed field', { user_id: 'somebody-else' }],
		['another name of a signed field', { message_api_id: 'm2' }],
	])('%s proves nothing', (_what, changed) => {
		const call_ = call(good, { fields: { ...fields, ...changed } as never });
		expect(verifyCall(credentials, call_)).toBe('signed fields not readable');
	});

	test('a message that cannot be read proves nothing', () => {
		expect(verifyCall(credentials, call(good, { fields: undefined }))).toBe(
			'signed fields not readable',
		);
	});

	test.each<Partial<BrazeWebhookCredentials>>([
		{ secret: '' },
		{ secret: undefined },
		{ signedFields: ' , ' },
		{ scheme: 'none' as never },
		{ scheme: 'constructor' as never },
	])('an unfinished credential refuses everything: %j', (missing) => {
		expect(verifyCall({ ...credentials, ...missing }, call(good))).toBe('not configured');
	});
});

describe('header and Basic', () => {
	const headers = (given: Record<string, unknown>): IncomingCall => ({
		headers: given,
		fields: {},
		nowMs: NOW,
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
	])('%s', (_what, credentials, given, expected) => {
		expect(verifyCall(credentials as BrazeWebhookCredentials, headers(given))).toBe(expected);
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
	const text = `${SECONDS}|d1|a|m1`;
	const mac = sign('s3cret', text);
	/** The same digest with each of its bits turned. */
	const turnedMacs = Array.from({ length: 256 }, (_, bit) => {
		const copy = Buffer.from(mac, 'hex');
		copy[bit >> 3] ^= 1 << (bit & 7);
		return copy.toString('hex');
	});
	const encoded = Buffer.from('braze:s3cret').toString('base64');
	const fields = { dispatch_id: 'd1', external_id: 'a', message_id: 'm1' };

	test.each<[string, object, string, string, string[]]>([
		[
			'header',
			{ scheme: 'header', headerName: 'X-Secret', headerSecret: 's3cret' },
			'x-secret',
			's3cret',
			turned('s3cret'),
		],
		[
			'Basic',
			{ scheme: 'basic', user: 'braze', password: 's3cret' },
			'authorization',
			`Basic ${encoded}`,
			turned(encoded).map((each) => `Basic ${each}`),
		],
		[
			'signature, digest',
			{ scheme: 'hmac', secret: 's3cret', signedFields: SIGNED_FIELDS, windowMinutes: 60 },
			'x-braze-signature',
			`t=${SECONDS},v1=${mac}`,
			turnedMacs.map((each) => `t=${SECONDS},v1=${each}`),
		],
		[
			'signature, time',
			{ scheme: 'hmac', secret: 's3cret', signedFields: SIGNED_FIELDS, windowMinutes: 60 },
			'x-braze-signature',
			`t=${SECONDS},v1=${mac}`,
			turned(String(SECONDS)).map((each) => `t=${each},v1=${mac}`),
		],
	])('%s', (_name, credentials, header, right, wrong) => {
		const verify = (value: string) =>
			verifyCall(credentials as BrazeWebhookCredentials, {
				headers: { [header]: value },
				fields,
				nowMs: NOW,
			});
		expect(verify(right)).toBeUndefined();
		expect(wrong.length).toBeGreaterThan(40);
		expect(wrong.map(verify).filter((refusal) => refusal === undefined)).toEqual([]);
	});
});
