import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { REFUSALS, type PunchhCallRefusal } from '../../../../nodes/Punchh/trigger/verifyRequest';
import { WEBHOOK_SECRETS } from '../../../../sandbox/punchh/seed';
import { readSample } from '../../../../sandbox/punchh/webhooks/events';
import { serveTrigger, type ServedTrigger } from '../../../harness/serveTrigger';

/** The address that n8n shows; the calls come to another host and port, as behind a proxy. */
const PUBLIC = 'http://127.0.0.1:5678';
const PATH = '/webhook/1/punchh';
const QUERY = '?brand=1';
const BODY = JSON.stringify(readSample('reward-signup-campaign'));

const { user, password, token, secret, clientKey }: Record<string, string> = WEBHOOK_SECRETS;
const BASIC = Buffer.from(`${user}:${password}`).toString('base64');

type Method = 'GET' | 'POST';
type Encoding = (digest: Buffer) => string;

const HASHES = { hmacSha1: 'sha1', hmacSha256: 'sha256' } as const;
const ENCODINGS: Record<string, Encoding> = {
	hex: (digest) => digest.toString('hex'),
	'upper-case hex': (digest) => digest.toString('hex').toUpperCase(),
	base64: (digest) => digest.toString('base64'),
	base64url: (digest) => digest.toString('base64url'),
};
const PREFIXES = ['hmac ', 'HMAC ', '', 'hmac HASH=', 'hmac HASH:', 'hmac HASH ', 'HASH='];
const URIS: Record<string, string> = {
	'path and query': PATH + QUERY,
	path: PATH,
	'registered URL': PUBLIC + PATH,
	'registered URL and query': PUBLIC + PATH + QUERY,
};

const product = Object.entries(HASHES).flatMap(([scheme, hash]) =>
	Object.keys(ENCODINGS).flatMap((encoding) =>
		PREFIXES.flatMap((prefix) =>
			Object.keys(URIS).map((uri) => ({ scheme, hash, encoding, prefix, uri })),
		),
	),
);
type Form = (typeof product)[number];

const sign = (form: Form, body: string, key = secret) =>
	createHmac(form.hash, key)
		.update(URIS[form.uri] + body)
		.digest();
const header = ({ encoding, prefix, hash }: Form, digest: Buffer) =>
	prefix.replace('HASH', hash) + ENCODINGS[encoding](digest);
const oneBitOff = (bytes: Buffer, bit: number) => {
	const changed = Buffer.from(bytes);
	changed[bit >> 3] ^= 1 << (bit & 7);
	return changed;
};
const isStrict = ({ encoding, prefix, uri }: Form) =>
	encoding === 'hex' && prefix === 'hmac ' && uri === 'path and query';

let trigger: ServedTrigger;
const serve = async (credential: IDataObject | undefined, options: IDataObject = {}) => {
	const parameters = {
		authentication: 'credential',
		events: ['reward'],
		options: { dropDuplicates: false, ...options },
	};
	trigger = await serveTrigger(
		parameters as never,
		credential === undefined ? {} : { punchhWebhookApi: credential },
	);
};
const call = async (
	authorization: string | undefined,
	{ body = BODY, method = 'POST' as Method, key = clientKey as string | null } = {},
) => {
	const headers = {
		'Content-Type': 'application/json',
		...(authorization === undefined ? {} : { authorization }),
		...(key === null ? {} : { 'x-pch-key': key }),
	};
	const answer = await fetch(trigger.url + QUERY, {
		method,
		headers,
		body: method === 'POST' ? body : undefined,
	});
	return { status: answer.status, body: (await answer.json()) as IDataObject };
};
const status = async (...args: Parameters<typeof call>) => (await call(...args)).status;

describe.each(Object.keys(HASHES))('%s', (scheme) => {
	const forms = product.filter((form) => form.scheme === scheme);

	describe('every form that the documents allow', () => {
		beforeAll(async () => await serve({ scheme, secret, clientKey }));
		afterAll(async () => await trigger.close());

		test.each(forms)('$prefix$encoding over $uri', async (form) => {
			const digest = sign(form, BODY);
			expect(await status(header(form, digest))).toBe(200);
			expect(await status(header(form, oneBitOff(digest, 0)))).toBe(401);
			expect(await status(header(form, oneBitOff(digest, digest.length * 8 - 1)))).toBe(401);
			expect(await status(header(form, digest), { body: `${BODY} ` })).toBe(401);
			expect(await status(header(form, sign(form, BODY, `${secret}x`)))).toBe(401);
		});

		test('each accepted call started one execution, and no other did', () => {
			expect(trigger.executions).toHaveLength(forms.length);
		});
	});

	describe('strict', () => {
		beforeAll(
			async () => await serve({ scheme, secret, clientKey }, { strictness: ['signature'] }),
		);
		afterAll(async () => await trigger.close());

		test.each(forms)('$prefix$encoding over $uri', async (form) => {
			const expected = isStrict(form) ? 200 : 401;
			expect(await status(header(form, sign(form, BODY)))).toBe(expected);
		});

		test.each(Array.from({ length: 8 }, (_, bit) => bit))('bit %i of the value', async (bit) => {
			const form = forms.find(isStrict)!;
			expect(await status(header(form, oneBitOff(sign(form, BODY), bit)))).toBe(401);
		});
	});

	describe('client key', () => {
		const form = forms.find(isStrict)!;
		afterEach(async () => await trigger.close());

		test.each<[string, string, string | null, number]>([
			['the right one', clientKey, clientKey, 200],
			['another one', clientKey, 'someone_else', 401],
			['none, where one is wanted', clientKey, null, 401],
			['any, where none is wanted', '', 'someone_else', 200],
			['none, where none is wanted', '', null, 200],
		])('%s', async (_what, wanted, given, expected) => {
			await serve({ scheme, secret, clientKey: wanted });
			expect(await status(header(form, sign(form, BODY)), { key: given })).toBe(expected);
		});
	});
});

describe('behind a proxy that changes host and path', () => {
	const base = 'https://hooks.example.com/n8n';
	const over = (uri: string) =>
		`hmac ${createHmac('sha256', secret)
			.update(uri + BODY)
			.digest('hex')}`;
	const credential = { scheme: 'hmacSha256', secret, clientKey };
	afterEach(async () => await trigger.close());

	test.each([
		['path and query', `/n8n${PATH}${QUERY}`, 200],
		['the path', `/n8n${PATH}`, 401],
		['the URL', `${base}${PATH}`, 401],
	])('strict, public base URL: %s', async (_what, uri, strict) => {
		await serve(credential, { publicBaseUrl: base, strictness: ['signature'] });
		expect(await status(over(uri))).toBe(strict);
		await trigger.close();
		await serve(credential, { publicBaseUrl: base });
		expect(await status(over(uri))).toBe(200);
		await trigger.close();
		await serve(credential);
		expect(await status(over(uri))).toBe(401);
	});

	test.each([`${base}/`, `${base}${PATH}`])(
		'takes %s for the base as well',
		async (publicBaseUrl) => {
			await serve(credential, { publicBaseUrl });
			expect(await status(over(`${base}${PATH}${QUERY}`))).toBe(200);
		},
	);
});

describe.each([
	['basic', { user, password }, BASIC],
	['bearer', { token }, token],
])('%s', (scheme, fields, value) => {
	afterEach(async () => await trigger.close());
	const upper = scheme.toUpperCase();
	const changed = `${value.slice(0, -1)}${value.endsWith('x') ? 'y' : 'x'}`;

	test.each<[string, string | undefined, number, number]>([
		['as documented', `${scheme} ${value}`, 200, 200],
		['an upper-case word', `${upper} ${value}`, 200, 401],
		['more blanks', `  ${scheme}   ${value} `, 200, 200],
		['no word', value, 401, 401],
		['another word', `hmac ${value}`, 401, 401],
		['one character changed', `${scheme} ${changed}`, 401, 401],
		['one character less', `${scheme} ${value.slice(0, -1)}`, 401, 401],
		['one character more', `${scheme} ${value}x`, 401, 401],
		['nothing after the word', `${scheme} `, 401, 401],
		['an empty header', '', 401, 401],
		['no header', undefined, 401, 401],
	])('%s', async (_what, authorization, tolerant, strict) => {
		await serve({ scheme, ...fields });
		expect(await status(authorization)).toBe(tolerant);
		await trigger.close();
		await serve({ scheme, ...fields }, { strictness: ['signature'] });
		expect(await status(authorization)).toBe(strict);
	});
});

describe('the GET check', () => {
	const credential = { scheme: 'hmacSha256', secret, clientKey };
	const overNothing = (uri: string) =>
		`hmac ${createHmac('sha256', secret).update(uri).digest('hex')}`;
	const check = async (authorization?: string) => await call(authorization, { method: 'GET' });
	afterEach(async () => await trigger.close());

	test.each([
		['right', overNothing(PATH + QUERY), 200],
		['right over the path', overNothing(PATH), 200],
		['wrong', overNothing('/elsewhere'), 401],
		['missing', undefined, 401],
	])('proof %s: answered in any case, unless strict', async (_what, authorization, strict) => {
		await serve(credential);
		expect((await check(authorization)).status).toBe(200);
		await trigger.close();
		await serve(credential, { strictness: ['check'] });
		expect((await check(authorization)).status).toBe(strict);
		expect(trigger.executions).toEqual([]);
	});

	test('with a proof it tells what was counted, without it does not', async () => {
		await serve(credential);
		const good = `hmac ${createHmac('sha256', secret)
			.update(PATH + QUERY + BODY)
			.digest('hex')}`;
		await call(good);
		await call('hmac 00');
		await call(good, { key: 'someone_else' });
		const otherEvent = BODY.replace('"rewards"', '"users"');
		await call(
			`hmac ${createHmac('sha256', secret)
				.update(PATH + otherEvent)
				.digest('hex')}`,
			{ body: otherEvent },
		);
		expect((await check(overNothing(PATH))).body).toEqual({
			message: 'Ready',
			since: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
			received: 4,
			refused: { 'wrong proof': 1, 'wrong client key': 1 },
			not_selected: 1,
			too_old: 0,
			duplicates: 0,
			events_taken: 1,
			events_not_taken: 0,
			executions: 1,
		});
		expect((await check()).body).toEqual({ message: 'Ready' });
	});
});

test('an event that is too old is counted as such', async () => {
	await serve({ scheme: 'bearer', token }, { maxAgeHours: 1 });
	await call(`bearer ${token}`);
	const { body } = await call(`bearer ${token}`, { method: 'GET' });
	expect(body).toMatchObject({ received: 1, too_old: 1, not_selected: 0, events_taken: 0 });
	await trigger.close();
});

describe('a credential that changes while n8n runs', () => {
	const credential: IDataObject = { scheme: 'bearer', token: 'old' };
	let reads = 0;
	const counted = {
		scheme: 'bearer',
		get token() {
			reads++;
			return credential.token;
		},
	};
	beforeEach(async () => {
		credential.token = 'old';
		reads = 0;
		await serve(counted as never);
	});
	afterEach(async () => {
		jest.useRealTimers();
		await trigger.close();
	});
	const later = (ms: number) =>
		jest.useFakeTimers({ doNotFake: NOT_THE_CLOCK, now: Date.now() + ms });
	const NOT_THE_CLOCK = [
		'nextTick',
		'setImmediate',
		'setTimeout',
		'setInterval',
		'queueMicrotask',
	] as never;

	test('the new secret is taken at once, the old one not for long', async () => {
		expect(await status('bearer old')).toBe(200);
		credential.token = 'new';
		later(300);
		expect(await status('bearer old')).toBe(200);
		expect(await status('bearer new')).toBe(200);
		expect(await status('bearer old')).toBe(401);
		credential.token = 'newest';
		later(11_000);
		expect(await status('bearer new')).toBe(401);
	});

	test('is not read for each call, forged ones included', async () => {
		later(0);
		for (let call = 0; call < 50; call++) await status(call % 2 ? 'bearer old' : 'bearer forged');
		expect(reads).toBe(1);
	});
});

describe('a credential with numbers, as an expression may give them', () => {
	afterEach(async () => await trigger.close());

	test.each<[string, IDataObject, string]>([
		['token', { scheme: 'bearer', token: 70415 }, 'bearer 70415'],
		['user and password', { scheme: 'basic', user: 1, password: 2 }, `basic ${btoa('1:2')}`],
		[
			'secret and client key',
			{ scheme: 'hmacSha256', secret: 70415, clientKey: 7 },
			`hmac ${createHmac('sha256', '70415')
				.update(PATH + QUERY + BODY)
				.digest('hex')}`,
		],
	])('%s', async (_what, credential, proof) => {
		await serve(credential);
		expect(await status(proof, { key: '7' })).toBe(200);
		expect(await status(proof.replace(/.$/, '_'), { key: '7' })).toBe(401);
		expect(trigger.log.join()).not.toContain('70415');
	});
});

describe('the log', () => {
	afterEach(async () => await trigger.close());
	const hmac = { scheme: 'hmacSha256', secret, clientKey };
	const unreadable = {
		get scheme(): string {
			throw new Error('It was deleted');
		},
	};

	test.each<[string, IDataObject | undefined, string | undefined, string | null, string]>([
		['a wrong signature', hmac, 'hmac 00', clientKey, 'wrong proof'],
		['a signature of nobody', hmac, undefined, clientKey, 'no proof'],
		['another client key', hmac, 'hmac 00', 'someone_else', 'wrong client key'],
		['an empty secret', { ...hmac, secret: '' }, 'hmac 00', clientKey, 'not configured'],
		['no credential', undefined, 'hmac 00', clientKey, 'not configured'],
		['a deleted credential', unreadable, 'hmac 00', clientKey, 'credential not readable'],
	])('tells %s from the other causes', async (_what, credential, proof, key, reason) => {
		await serve(credential);
		await call(proof, { key });
		expect(trigger.log).toEqual([
			expect.stringContaining(
				`'Test' refused a call: ${reason} (${REFUSALS[reason as PunchhCallRefusal].hint})`,
			),
		]);
		expect(trigger.log[0]).not.toContain(secret);
	});

	test('a flood of calls is counted in few lines, one for each cause', async () => {
		await serve(hmac);
		for (let calls = 0; calls < 20; calls++) await call('hmac 00');
		await call(undefined);
		expect(trigger.log).toEqual([
			expect.stringContaining('refused a call: wrong proof'),
			expect.stringContaining('refused a call: no proof'),
		]);
	});
});
