import { authHeaders, AUTH_SCHEMES } from '../../../../sandbox/punchh/webhooks/auth';
import { BODY, PATH, QUERY, call, serve, status, trigger } from './authenticate.setup';

/** Secrets that are not ASCII, as bytes on the wire: `fetch` writes each character as one byte. */
const asUtf8 = (text: string) => Buffer.from(text).toString('latin1');
const LATIN = 'Crème brûlée à volonté';
const SECRETS = {
	user: 'zoë',
	password: 'zwölf € für jeden Gast',
	token: 'jeton-à-deviner-€-ß',
	secret: 'geheim-žluťoučký-кот',
	clientKey: 'n8n_größe_€',
};
afterEach(async () => await trigger.close());

test.each(AUTH_SCHEMES.filter((scheme) => scheme !== 'none'))(
	'%s with accents, as Ruby writes them',
	async (scheme) => {
		await serve({ scheme, ...SECRETS });
		const made = authHeaders(scheme, `${trigger.url}${QUERY}`, BODY, SECRETS);
		const { authorization, 'x-pch-key': key } = made;
		expect(
			await status(asUtf8(authorization), { key: key === undefined ? null : asUtf8(key) }),
		).toBe(200);
	},
);

const basic = (encoding: BufferEncoding) =>
	`basic ${Buffer.from(`zoë:${LATIN}`, encoding).toString('base64')}`;

test.each([
	['basic', basic('latin1'), 200],
	['basic', basic('utf8'), 200],
	['bearer', `bearer ${LATIN}`, 200],
	['bearer', `bearer ${LATIN}`.normalize('NFD').replaceAll(/\p{M}/gu, ''), 401],
])('%s in one byte a character: %s', async (scheme, authorization, expected) => {
	await serve({ scheme, user: 'zoë', password: LATIN, token: LATIN });
	expect(await status(authorization)).toBe(expected);
});

/** The last byte of "à" in UTF-8 is whitespace to JavaScript. */
test('a token that ends in an accent', async () => {
	await serve({ scheme: 'bearer', token: 'voilà' });
	expect(await status(asUtf8('bearer voilà'))).toBe(200);
});

/** Made by openssl from the bytes of path and body, with the secret in UTF-8 as the key. */
test('a check signs with the secret in UTF-8', async () => {
	await serve({ scheme: 'hmacSha256', secret: SECRETS.secret }, { strictness: ['check'] });
	const signed = 'aa97476c02067b4b3c97cc58d7085c53dfcea28aa71b31bf3d942a82d6d109d8';
	expect(PATH + QUERY).toBe('/webhook/1/punchh?brand=1');
	expect((await call(`hmac ${signed}`, { method: 'GET' })).status).toBe(200);
});
