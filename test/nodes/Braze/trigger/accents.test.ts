import { sign } from '../../../../nodes/Braze/trigger/verifyCall';
import { MESSAGE, post, serve, trigger } from './brazeTrigger.setup';

/** Secrets that are not ASCII, as bytes on the wire: `fetch` writes each character as one byte. */
const asUtf8 = (text: string) => Buffer.from(text).toString('latin1');
const SECURED = { authentication: 'credential' };
const ACCENTS = 'Crème brûlée à volonté';
const EURO = 'zwölf € für jeden Gast';
/** What latin1 makes of EURO when it cuts what it does not have. */
const CUT = Buffer.from(EURO, 'latin1').toString('latin1');

describe('a secret header', () => {
	const named = (headerSecret: string) => ({
		scheme: 'header',
		headerName: 'X-Secret',
		headerSecret,
	});

	test.each([
		['in UTF-8', ACCENTS, asUtf8(ACCENTS), 200],
		['in latin1', ACCENTS, ACCENTS, 200],
		['that latin1 does not have, in UTF-8', EURO, asUtf8(EURO), 200],
		['that latin1 does not have, cut', EURO, CUT, 401],
		['without its accents', ACCENTS, 'Creme brulee a volonte', 401],
	])('%s', async (_what, secret, sent, status) => {
		await serve(SECURED, named(secret));
		expect((await post(MESSAGE, { 'X-Secret': sent })).status).toBe(status);
	});
});

describe('Basic', () => {
	const basic = (user: string, password: string) => ({ scheme: 'basic', user, password });
	const encoded = (text: string, encoding: BufferEncoding) =>
		`Basic ${Buffer.from(text, encoding).toString('base64')}`;

	test.each([
		['in UTF-8', ACCENTS, encoded(`zoë:${ACCENTS}`, 'utf8'), 200],
		['in latin1', ACCENTS, encoded(`zoë:${ACCENTS}`, 'latin1'), 200],
		['that latin1 does not have, in UTF-8', EURO, encoded(`zoë:${EURO}`, 'utf8'), 200],
		['that latin1 does not have, cut', EURO, encoded(`zoë:${EURO}`, 'latin1'), 401],
	])('%s', async (_what, password, Authorization, status) => {
		await serve(SECURED, basic('zoë', password));
		expect((await post(MESSAGE, { Authorization })).status).toBe(status);
	});
});

/** Made by `printf '1774000000.é' | openssl dgst -sha256 -hmac "$SECRET"`, so from the bytes of UTF-8. */
test('a signature: the key is the secret in UTF-8', async () => {
	expect(sign(EURO, 1_774_000_000, 'é')).toBe(
		'b65087d10697a1c0df7dd89ac6e234281a0b3fe671cdb50db18e5d6043c07433',
	);
	await serve(SECURED, { scheme: 'hmac', secret: EURO, windowMinutes: 60 });
	const seconds = Math.floor(Date.now() / 1_000);
	const text = JSON.stringify({ ...MESSAGE, first_name: 'Zoë' });
	const body = `t=${seconds},v1=${sign(EURO, seconds, text)}\n${text}`;
	expect((await post(body)).status).toBe(200);
	expect(trigger.executions).toHaveLength(1);
});
