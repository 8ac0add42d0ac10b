import { createHmac } from 'node:crypto';

import { BODY_TEMPLATES } from '../../../../nodes/Braze/trigger/templates';
import { onlyItem } from '../../../harness/serveTrigger';
import { LARGE, LEFT_TO_US, SMALL, statusWithoutBody } from '../../../harness/withoutBody';
import { MESSAGE, OPEN, post, serve, trigger } from './brazeTrigger.setup';

/** What someone tries who does not know the secret, or has overheard one message. */

const SECURED = { authentication: 'credential' };
const HEADER = { scheme: 'header', headerName: 'X-Secret', headerSecret: 's3cret' };
const BASIC = { scheme: 'basic', user: 'braze', password: 's3cret' };
const HMAC = { scheme: 'hmac', secret: 's3cret', windowMinutes: 1_500 };

describe('before the proof nothing is read', () => {
	test.each([
		['header', HEADER, { 'X-Secret': 'guess' }],
		['header, none given', HEADER, {}],
		['Basic', BASIC, { Authorization: `Basic ${btoa('braze:guess')}` }],
		['Basic, none given', BASIC, {}],
		['no credential', undefined, {}],
	])('%s: a call whose body never comes is refused at once', async (_what, credential, headers) => {
		await serve(SECURED, credential);
		for (const size of [LARGE, SMALL]) {
			expect(await statusWithoutBody(trigger.url, { ...size, ...headers })).toBe(401);
		}
	});

	test.each([
		['a signature', SECURED, HMAC],
		['no proof at all', OPEN, undefined],
	])(
		'where %s is asked for, a body that says it is too large is not waited for',
		async (_what, parameters, credential) => {
			await serve(parameters, credential);
			expect(await statusWithoutBody(trigger.url, LARGE)).toBe(413);
		},
	);
});

describe('maximum body', () => {
	const bodyOf = (bytes: number) =>
		JSON.stringify({ note: 'x'.repeat(bytes - '{"note":""}'.length) });
	const MEGABYTE = 1_048_576;

	test.each([
		['1 MB, as nobody chose another', {}, MEGABYTE],
		['what was chosen', { maxBodyMb: 0.5 }, MEGABYTE / 2],
		['1 MB for what is no size', { maxBodyMb: -1 }, MEGABYTE],
	])('%s', async (_what, options, bytes) => {
		await serve({ ...OPEN, options });
		expect((await post(bodyOf(bytes))).status).toBe(200);
		const answer = await post(bodyOf(bytes + 1));
		expect(answer.status).toBe(413);
		expect(await answer.json()).toEqual({ message: 'The body is too large' });
		expect(trigger.executions).toHaveLength(1);
		expect(trigger.log).toEqual([expect.stringContaining("'Maximum Body (MB)'")]);
	});

	test('a body that does not say how large it is', async () => {
		await serve(OPEN);
		const chunks = new Blob([bodyOf(2 * MEGABYTE)]).stream();
		const answer = await fetch(trigger.url, {
			method: 'POST',
			headers: LEFT_TO_US,
			body: chunks,
			duplex: 'half',
		} as RequestInit);
		expect(answer.status).toBe(413);
	});
});

describe('one signed message was overheard', () => {
	/** As Liquid renders the template with a signature. */
	const signed = (message: object) => {
		const text = JSON.stringify(message);
		const seconds = Math.floor(Date.now() / 1_000);
		const digest = createHmac('sha256', 's3cret').update(`${seconds}.${text}`).digest('hex');
		return `t=${seconds},v1=${digest}\n${text}`;
	};
	/** A user without an external ID, whose other names decide who is meant. */
	const ANONYMOUS = { ...MESSAGE, external_id: '', braze_id: 'b1', email: 'a@example.com' };

	const ids = BODY_TEMPLATES.flatMap(({ text }) => [...text.matchAll(/"(\w+)": "\{/g)]);
	test.each([...new Set(ids.map(([, name]) => name))])(
		'another %s is refused, and the genuine message comes through after it',
		async (name) => {
			await serve(SECURED, HMAC);
			const genuine = signed(ANONYMOUS);
			const [line, text] = genuine.split('\n');
			const changed = { ...JSON.parse(text), [name]: 'of-the-attacker' };
			expect((await post(`${line}\n${JSON.stringify(changed)}`)).status).toBe(401);
			expect((await post(genuine)).status).toBe(200);
			expect(onlyItem(trigger)).toMatchObject({ braze_id: 'b1', email: 'a@example.com' });
		},
	);

	test.each([
		['another name of who is meant', '{', '{"user_id":"x",'],
		['a property that stands for another', '"properties":{', '"properties":{"email":"x",'],
		['the same field once more', '}', ',"email":"x"}'],
	])('%s is refused', async (_what, from, to) => {
		await serve(SECURED, HMAC);
		const [line, text] = signed(ANONYMOUS).split('\n');
		expect((await post(`${line}\n${text.replace(from, to)}`)).status).toBe(401);
		expect(trigger.executions).toEqual([]);
	});

	test.each([
		['with all that identifies it', MESSAGE],
		['without a user', { ...MESSAGE, external_id: '' }],
		['without a dispatch_id', { ...MESSAGE, dispatch_id: '' }],
		['of a test send', { ...MESSAGE, dispatch_id: 'dispatch_id_for_unsent_campaign' }],
	])('as it is, %s, it starts nothing again', async (_what, message) => {
		await serve(SECURED, HMAC);
		const recorded = signed(message);
		for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/x-odd']) {
			for (const body of [recorded, `\n${recorded}`, recorded.replace('\n', '\r\n')]) {
				expect((await post(body, { 'Content-Type': type })).status).toBe(200);
			}
		}
		expect(trigger.executions).toHaveLength(1);
	});

	test('a message that is signed the old way is refused, and the log says what to do', async () => {
		await serve(SECURED, { ...HMAC, signedFields: 'dispatch_id, external_id, message_id' });
		const seconds = Math.floor(Date.now() / 1_000);
		const text = `${seconds}|${MESSAGE.dispatch_id}|${MESSAGE.external_id}|${MESSAGE.message_id}`;
		const digest = createHmac('sha256', 's3cret').update(text).digest('hex');
		const headers = { 'X-Braze-Signature': `t=${seconds},v1=${digest}` };
		expect((await post(MESSAGE, headers)).status).toBe(401);
		expect(trigger.log).toEqual([expect.stringContaining("turn on 'Template With Signature'")]);
	});
});

describe("n8n's log", () => {
	test.each([
		['a line of its own', '\r\n2026-11-28 info: all is well'],
		['what moves the cursor', '\u001b[2K\u001b[1A'],
		['what turns the direction', '\u202etxt.exe'],
		['a link', '<a href=x>click</a>'],
	])('gets no %s from a broken body', async (_what, text) => {
		await serve({ ...OPEN, options: { brokenBodies: 'refuse' } });
		expect((await post(text, { 'Content-Type': 'application/octet-stream' })).status).toBe(400);
		expect(trigger.log).toHaveLength(1);
		expect(trigger.log[0]).toContain('not valid JSON');
		expect(trigger.log[0]).not.toMatch(/[\p{Cc}\p{Bidi_Control}<>]/u);
		expect(trigger.log[0].length).toBeLessThan(700);
	});
});
