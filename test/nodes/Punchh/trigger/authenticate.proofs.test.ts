import { createHmac } from 'node:crypto';
import {
	BODY,
	PATH,
	QUERY,
	call,
	clientKey,
	password,
	secret,
	serve,
	status,
	token,
	trigger,
	user,
} from './authenticate.setup';

const BASIC = Buffer.from(`${user}:${password}`).toString('base64');

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
		['more whitespace', `  ${scheme}   ${value} `, 200, 200],
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

	test('one that is refused is counted and logged, as any call', async () => {
		await serve(credential, { strictness: ['check'] });
		await check(overNothing('/elsewhere'));
		await check();
		expect((await check(overNothing(PATH))).body).toMatchObject({
			refused: { 'wrong proof': 1, 'no proof': 1 },
		});
		expect(trigger.log).toEqual([
			expect.stringContaining('refused a call: wrong proof'),
			expect.stringContaining('refused a call: no proof'),
		]);
	});

	test('one that is answered without a proof is counted and logged, as no event could come', async () => {
		await serve(credential);
		for (let times = 0; times < 20; times++) await check(overNothing('/elsewhere'));
		await check();
		expect((await check(overNothing(PATH))).body).toMatchObject({
			received: 0,
			refused: {},
			unproven_checks: 21,
		});
		expect(trigger.log).toEqual([
			expect.stringContaining('answered a check of its address without a valid proof: wrong proof'),
			expect.stringContaining('answered a check of its address without a valid proof: no proof'),
		]);
		expect(trigger.log.join()).not.toContain(secret);
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
			unproven_checks: 0,
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

test('a call that claims to be the trigger itself, with a wrong word, is counted as refused', async () => {
	await serve({ scheme: 'bearer', token });
	const headers = { authorization: `bearer ${token}`, 'x-trigger-own-call': 'guess' };
	for (const method of ['POST', 'GET', 'POST']) {
		const answer = await fetch(trigger.url, { method, headers });
		expect([answer.status, await answer.json()]).toEqual([409, { message: 'Not mine' }]);
	}
	const { body } = await call(`bearer ${token}`, { method: 'GET' });
	expect(body).toMatchObject({ received: 3, refused: { 'not its own call': 3 }, executions: 0 });
	expect(trigger.log).toEqual([expect.stringContaining('refused a call: not its own call')]);
	await trigger.close();
});
