import { createHmac } from 'node:crypto';
import { BODY, PATH, QUERY, clientKey, secret, serve, status, trigger } from './authenticate.setup';

/** The address that n8n shows; the calls come to another host and port, as behind a proxy. */
const PUBLIC = 'http://127.0.0.1:5678';
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

describe.each(Object.keys(HASHES))('%s', (scheme) => {
	const forms = product.filter((form) => form.scheme === scheme);

	describe('every form that the documents allow', () => {
		beforeAll(async () => await serve({ scheme, secret, clientKey }));
		afterAll(async () => await trigger.close());

		test.each(forms)('$prefix$encoding over $uri', async (form) => {
			expect(await status(header(form, sign(form, BODY)))).toBe(200);
			expect(await status(header(form, sign(form, BODY, `${secret}x`)))).toBe(401);
		});

		test.each(forms.filter(({ prefix }) => prefix === PREFIXES[0]))(
			'$encoding over $uri: any change of it or of the body',
			async (form) => {
				const digest = sign(form, BODY);
				expect(await status(header(form, oneBitOff(digest, 0)))).toBe(401);
				expect(await status(header(form, oneBitOff(digest, digest.length * 8 - 1)))).toBe(401);
				expect(await status(header(form, digest), { body: `${BODY} ` })).toBe(401);
			},
		);

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
