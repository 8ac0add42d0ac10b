import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { RETRY } from '../../../../nodes/Punchh/transport/policy';
import { Pace } from '../../../../nodes/shared/http/pace';
import { PUNCHH_KEYS } from '../../../../sandbox/punchh/seed';
import { CLOCK_SPEED, MARA, storedText } from '../../../harness/punchh';
import { ADA, guest, logIn, member, signUp } from '../../../harness/punchhParameters';
import { disturb, punchh } from './transport.setup';

/** A call that asks, one that changes, one that must not be repeated, and a signed one. */
const CALLS = [
	['a look-up', guest('get'), MARA],
	['a change', member('add'), MARA],
	['a gift', guest('sendMessage', { gifts: { gift_count: 5 } }), MARA],
	['a signed call', logIn('mobile'), MARA],
	['a sign-up', signUp('mobile'), ADA],
] as const;

describe.each(CALLS)('%s', (_what, parameters, item) => {
	const run = async () => await punchh.run({ parameters, items: [item] });

	test('is not sent on by a redirect, which means that a permission is missing', async () => {
		const arrived: IncomingMessage[] = [];
		const elsewhere = createServer((request, response) => {
			arrived.push(request);
			response.end('{}');
		});
		await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
		const { port } = elsewhere.address() as AddressInfo;
		disturb({
			status: 302,
			headers: { location: `http://127.0.0.1:${port}/admins/sign_in` },
		});
		const { error, items } = await run();
		await new Promise((resolve) => elsewhere.close(resolve));
		expect(items).toEqual([]);
		expect(error?.message).toBe(
			'Punchh redirected the call, as it does if a permission is missing',
		);
		expect(error?.description).toMatch(/permission/);
		expect(arrived).toEqual([]);
	});

	test.each([200, 403, 404])('a web page with status %i is no answer of Punchh', async (status) => {
		disturb({
			status,
			body: '<!DOCTYPE html>\n<title>Captcha verification failed</title>',
		});
		const { error, items } = await run();
		expect(items).toEqual([]);
		expect(error?.message).toBe('A web page came back instead of an answer from Punchh');
		expect(error?.description).toMatch(/'Base URL'.*bot/);
		expect(punchh.calls()).toHaveLength(1);
	});

	test.each([
		['JSON', { url: 'https://captcha.example/?id=1' }],
		['JSON with a message', { message: 'Please verify that you are human' }],
		['JSON with an error', { error: 'Forbidden' }],
		['text', 'Access denied'],
		['nothing', undefined],
	])('a 403 of a layer in front of Punchh, as %s, holds for its item only', async (_what, body) => {
		disturb({ status: 403, body }, 1);
		const { items, errors } = await punchh.run({
			parameters: guest('get'),
			items: [MARA, MARA, MARA],
			onError: 'continueErrorOutput',
		});
		expect(items).toHaveLength(2);
		expect(errors).toHaveLength(1);
		expect(errors[0].json).toMatchObject({
			error: 'The call was refused before it reached Punchh',
			details: { description: expect.stringMatching(/takes n8n for a bot/) },
		});
	});

	test("a 403 with Punchh's errors as a text keeps Punchh's sentence", async () => {
		disturb({ status: 403, body: { errors: 'Not for this key' } }, 1);
		const { error } = await run();
		expect(error?.message).toContain('Not for this key');
	});

	test('is sent again after "too many", which says that nothing was done', async () => {
		disturb({ status: 429, headers: { 'retry-after': '0' } }, 2);
		const { error, items } = await run();
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
	});

	test('gives up when it stays too many, in the words of Punchh', async () => {
		const body = { error: 'Too Many Requests' };
		disturb({ status: 429, headers: { 'retry-after': '0' }, body });
		const { error } = await run();
		expect(error?.message).toBe('Too Many Requests');
		expect(error?.description).toMatch(/limits the rate of calls/);
		expect(punchh.calls()).toHaveLength(RETRY.attemptsWhenLimited!);
	});

	test('does not wait for as long as an hour', async () => {
		disturb({ status: 429, headers: { 'retry-after': '3600' } });
		const { error } = await run();
		expect(error?.message).toBe('Punchh: too many calls');
		expect(punchh.calls()).toHaveLength(1);
	});

	test('a stop breaks it off on its way: nobody knows what Punchh did, and no key is shown', async () => {
		disturb({ delayMs: 200 });
		const stopWhen = underWay();
		const result = await punchh.run({
			parameters,
			items: [item, item],
			stopWhen,
			onError: 'continueErrorOutput',
		});
		expect(result.run.status).toBe('canceled');
		expect(result.errors.map(({ json }) => json)).toEqual([
			expect.objectContaining({
				error: 'Punchh did not answer: the execution was stopped',
				details: expect.objectContaining({ description: expect.stringMatching(/may have acted/) }),
			}),
			expect.objectContaining({
				error: 'Not tried: the execution was stopped',
			}),
		]);
		expect(storedText(result)).not.toContain(PUNCHH_KEYS.admin);
		expect(storedText(result)).not.toContain(PUNCHH_KEYS.secret);
		// The call gets there all the same; not in the middle of the next test.
		while (punchh.calls().length === 0) await sleep(2);
	});
});

/** Resolves when a call is on its way. */
async function underWay(): Promise<void> {
	while (punchh.sandbox.faults.hits.length === 0) await sleep(2);
}

test('a stop ends the wait for a limit, and says of the call that it was not sent', async () => {
	disturb({ status: 429, headers: { 'retry-after': '60' } });
	const isWaiting = new Promise<void>((resolve) => {
		jest.spyOn(Pace.prototype, 'hold').mockImplementationOnce(function (this: Pace, ms) {
			this.hold(ms);
			resolve();
		});
	});
	const result = await punchh.run({
		parameters: guest('get'),
		items: [MARA],
		stopWhen: isWaiting,
		onError: 'continueErrorOutput',
	});
	expect(result.errors[0].json).toMatchObject({
		error: 'Punchh did not answer: the execution was stopped',
		details: expect.objectContaining({ description: 'It was not sent' }),
	});
	expect(punchh.calls()).toHaveLength(1);
});

test('after "too many" for one item, the others wait as well', async () => {
	const slow = { side: 'punchh' as const, path: '*' };
	punchh.sandbox.faults.add({
		...slow,
		count: 1,
		fault: { status: 429, headers: { 'retry-after': String(CLOCK_SPEED) } },
	});
	punchh.sandbox.faults.add({ ...slow, fault: { delayMs: 60 } });
	const { items } = await punchh.run({
		parameters: guest('get', { options: { concurrency: 4 } }),
		items: Array.from({ length: 80 }, () => MARA),
	});
	expect(items).toHaveLength(80);
	const times = punchh.sandbox.faults.hits.map(({ at }) => at);
	const pauses = times.slice(1).map((at, index) => at - times[index]);
	// Retry-After asks for a second of real time; the others would be busy for it, did they not wait.
	expect(Math.max(...pauses)).toBeGreaterThan(900);
});

test('after "too many" for one key, calls with another key go on', async () => {
	const { admin, limitedAdmin } = PUNCHH_KEYS;
	disturb({ status: 429, headers: { 'retry-after': String(CLOCK_SPEED) } }, 1);
	await punchh.run({
		parameters: guest('get', { options: { concurrency: 2 } }),
		items: [limitedAdmin, admin, admin, admin].map((key) => ({ ...MARA, key })),
		credentials: {
			punchhApi: {
				baseUrl: punchh.sandbox.punchhUrl,
				apiKey: '={{ $json.key }}',
			},
		},
		onError: 'continueErrorOutput',
	});
	const statuses = punchh.sandbox.punchh.requests.map(({ status }) => status);
	expect(statuses).toHaveLength(5);
	expect(statuses.at(-1)).not.toBe(200);
});
