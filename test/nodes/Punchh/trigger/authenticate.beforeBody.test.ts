import { LARGE, SMALL, statusWithoutBody } from '../../../harness/withoutBody';
import {
	BODY,
	call,
	clientKey,
	password,
	secret,
	serve,
	token,
	trigger,
	user,
} from './authenticate.setup';

afterEach(async () => await trigger.close());

const HMAC = { scheme: 'hmacSha256', secret, clientKey };
const DIGEST = 'a'.repeat(64);

describe('a call whose body never comes', () => {
	test.each<[string, Record<string, unknown>, Record<string, string>]>([
		['Basic, none given', { scheme: 'basic', user, password }, {}],
		[
			'a guessed password',
			{ scheme: 'basic', user, password },
			{ authorization: 'basic Z3Vlc3M=' },
		],
		['a guessed token', { scheme: 'bearer', token }, { authorization: 'bearer guess' }],
		['no signature', HMAC, { 'x-pch-key': clientKey }],
		['what is no signature', HMAC, { 'x-pch-key': clientKey, authorization: 'hmac guess' }],
		['another client key', HMAC, { 'x-pch-key': 'guess', authorization: `hmac ${DIGEST}` }],
	])('%s: is refused at once', async (_what, credential, headers) => {
		await serve(credential as never);
		for (const size of [LARGE, SMALL]) {
			expect(await statusWithoutBody(trigger.url, { ...size, ...headers })).toBe(401);
		}
	});

	test('a signature that needs the body: is not waited for if it says that it is too large', async () => {
		await serve(HMAC);
		const headers = { ...LARGE, 'x-pch-key': clientKey, authorization: `hmac ${DIGEST}` };
		expect(await statusWithoutBody(trigger.url, headers)).toBe(413);
	});
});

test.each([
	['1 MB, as nobody chose another', {}, 1_048_576],
	['what was chosen', { maxBodyMb: 0.1 }, 104_857],
])('a body may have %s', async (_what, options, bytes) => {
	await serve({ scheme: 'bearer', token }, options);
	const of = (size: number) => BODY.replace(/}$/, `,"x":"${'x'.repeat(size - BODY.length - 7)}"}`);
	const answers = [of(bytes), of(bytes + 1)].map((body) => call(`bearer ${token}`, { body }));
	expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 413]);
	expect(trigger.log).toEqual([expect.stringContaining("'Maximum Body (MB)'")]);
});
