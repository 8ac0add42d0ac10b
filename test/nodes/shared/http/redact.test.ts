import { redactJson, redactor } from '../../../../nodes/shared/http/redact';

test.each([
	['a text', 'key is s3cret-key', 'key is ***'],
	['a key with quotes, nested', { a: [{ b: 'x s3"cret y' }] }, { a: [{ b: 'x *** y' }] }],
	['a name of a field', { 's3cret-key': 1 }, { '***': 1 }],
	['digits of a number stay', { user_id: 9123456789 }, { user_id: 9123456789 }],
	['null', null, null],
])('%s', (_what, value, expected) => {
	const redact = redactor([' s3cret-key\n', 's3"cret', '12345678', undefined, '', '      ']);
	expect(redactJson(value, redact)).toEqual(expected);
});

const html = (text: string) =>
	text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
const htmlByName = (text: string) =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#039;');
const json = (text: string) => JSON.stringify(text).slice(1, -1);
/** As Ruby on Rails writes JSON. */
const railsJson = (text: string) =>
	json(text).replace(/[&<>]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`);
const asciiJson = (text: string) =>
	json(text).replace(
		/[\u007f-\uffff]/g,
		(one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
const base64 = (text: string) => Buffer.from(text).toString('base64');
/** Lines of whole groups, as all that write lines make them; shorter, so that there are some. */
const inLines = (text: string, lineBreak: string) => text.match(/.{1,8}/g)!.join(lineBreak);
const form = (text: string) => new URLSearchParams({ a: text }).toString().slice(2);
const url = encodeURIComponent;

/** Every spelling in which an answer may repeat a secret. */
const SPELLINGS: Record<string, (secret: string) => string> = {
	'as it is': (secret) => secret,
	'for a URL': url,
	'for a URL, in small letters': (secret) =>
		url(secret).replace(/%../g, (one) => one.toLowerCase()),
	'for a URL, in part': encodeURI,
	'for a URL, twice': (secret) => url(url(secret)),
	'for a form': form,
	'for HTML, by number': html,
	'for HTML, in hexadecimal': (secret) =>
		secret.replace(/[^A-Za-z0-9]/gu, (one) => `&#x${one.codePointAt(0)!.toString(16)};`),
	'for a URL, every character': (secret) =>
		[...Buffer.from(secret)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
	'for HTML, every character': (secret) =>
		[...secret].map((one) => `&#${one.codePointAt(0)};`).join(''),
	'for HTML, by name': htmlByName,
	'for HTML, twice': (secret) => htmlByName(htmlByName(secret)),
	'for JSON': json,
	'for JSON, twice': (secret) => json(json(secret)),
	'for JSON, as Rails does': railsJson,
	'for JSON, in ASCII': asciiJson,
	'for JSON, as PHP does': (secret) => json(secret).replaceAll('/', '\\/'),
	'for JSON, in HTML': (secret) => htmlByName(json(secret)),
	'in base64': base64,
	'in base64 for URLs': (secret) => Buffer.from(secret).toString('base64url'),
	'in base64, in a URL': (secret) => url(base64(secret)),
	'in base64, in lines': (secret) => inLines(base64(secret), '\n'),
	'in base64, in lines of mail': (secret) => inLines(base64(secret), '\r\n'),
	'in base64, in lines, in JSON': (secret) => json(inLines(base64(secret), '\n')),
	'in base64, in lines, in JSON twice': (secret) => json(json(inLines(base64(secret), '\r\n'))),
	'in base64, in lines, in a URL': (secret) => url(inLines(base64(secret), '\r\n')),
};

const SECRETS = {
	'a key': '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0',
	'a password with all signs': `a"b'c&d<e>f/g\\h i+j%k=l?m#n`,
	'a password of one sign': '&&&&&&&&',
	'a password in another script': 'пароль-ü-😀',
};

describe.each(Object.entries(SECRETS))('%s', (_what, secret) => {
	test.each(Object.entries(SPELLINGS))('%s', (_how, spell) => {
		const redact = redactor([secret]);
		expect(redact(`before ${spell(secret)}, after`)).toBe('before ***, after');
		expect(redact(spell(secret))).toBe('***');
	});

	test.each([1, 2])('in base64, behind %d bytes, with nothing around it', (before) => {
		const whole = Math.floor(((before + Buffer.byteLength(secret)) * 8) / 6);
		const own = base64('x'.repeat(before) + secret).slice(before + 1, whole);
		expect(redactor([secret])(own)).toBe('***');
	});

	test.each(['user:', 'mara:', 'm:', 'mara@example.com:'])(
		'in base64 behind "%s", as for Basic authentication',
		(user) => {
			const redacted = redactor([secret])(`Basic ${base64(user + secret)}.`);
			expect(redacted).toMatch(/^Basic [\w+/]*\*\*\*\.$/);
			const rest = /Basic ([\w+/]*)/.exec(redacted)![1];
			// What is left are the user and less than the first character of the secret.
			expect(Buffer.from(rest, 'base64').toString('latin1').length).toBeLessThanOrEqual(
				user.length,
			);
		},
	);
});

describe('a short password', () => {
	const redact = redactor(['abc', 'ß1', 'a"b']);

	test.each([
		['The password abc is too short', 'The password *** is too short'],
		['"abc"', '"***"'],
		['password=abc&x=1', 'password=***&x=1'],
		['YWJj', '***'],
		['ß1', '***'],
		['%C3%9F1', '***'],
		['a\\"b', '***'],
		['a%22b', '***'],
		['the abcissa, xabc and abc1 stay', 'the abcissa, xabc and abc1 stay'],
		['abc_1 stays, as names of fields do', 'abc_1 stays, as names of fields do'],
	])('%s', (text, expected) => {
		expect(redact(text)).toBe(expected);
	});

	test('a name of a field that has it as a part stays', () => {
		expect(redactJson({ abc_id: 1, xabc: 'abc' }, redact)).toEqual({ abc_id: 1, xabc: '***' });
	});
});

test('one secret within another: no part of the longer one is left', () => {
	expect(redactor(['secret', 'my-secret-key'])('my-secret-key secret')).toBe('*** ***');
});

test.each(['\\', '%25', '&amp;', '&#0', 'my-secret-', 'bXktc2Vj'])(
	'a long row of %s, which is how others begin, is gone through once',
	(part) => {
		const row = part.repeat(100_000);
		expect(redactor(['my-secret-key'])(`${row} my-secret-key`)).toBe(`${row} ***`);
	},
);

test.each([1, 2, 4, 8])('a key escaped in JSON within JSON, with %d backslashes', (count) => {
	const before = '\\'.repeat(count);
	const [escaped, quoted] = [`k${before}u0065y-of-us`, `key${before}/of${before}"us`];
	expect(redactor(['key-of-us', 'key/of"us'])(`${escaped}, ${quoted}`)).toBe('***, ***');
});
