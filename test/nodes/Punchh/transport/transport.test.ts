import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INodeParameters } from 'n8n-workflow';

import { RETRY } from '../../../../nodes/Punchh/transport/policy';
import { Pace } from '../../../../nodes/shared/http/pace';
import { PUNCHH_KEYS } from '../../../../sandbox/punchh/seed';
import type { Fault } from '../../../../sandbox/faults/rules';
import { CLOCK_SPEED, MARA, storedText, usePunchhSandbox } from '../../../harness/punchh';
import { ADA, guest, logIn, member, ownChange, signUp } from '../../../harness/punchhParameters';
import { runNode } from '../../../harness/runNode';

const punchh = usePunchhSandbox();

const disturb = (fault: Fault, count?: number) =>
	punchh.sandbox.faults.add({ side: 'punchh', path: '*', count, fault });

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
		disturb({ status: 302, headers: { location: `http://127.0.0.1:${port}/admins/sign_in` } });
		const { error, items } = await run();
		await new Promise((resolve) => elsewhere.close(resolve));
		expect(items).toEqual([]);
		expect(error?.message).toBe(
			'Punchh sent the call elsewhere, as it does without the needed permission',
		);
		expect(error?.description).toMatch(/permission/);
		expect(arrived).toEqual([]);
	});

	test.each([200, 403, 404])('a web page with status %i is no answer of Punchh', async (status) => {
		disturb({ status, body: '<!DOCTYPE html>\n<title>Captcha verification failed</title>' });
		const { error, items } = await run();
		expect(items).toEqual([]);
		expect(error?.message).toBe('A web page came back instead of an answer of Punchh');
		expect(error?.description).toMatch(/'Base URL'.*robot/);
		expect(punchh.calls()).toHaveLength(1);
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
		expect(error?.description).toMatch(/limits how many calls/);
		expect(punchh.calls()).toHaveLength(RETRY.attemptsWhenLimited!);
	});

	test('does not wait for as long as an hour', async () => {
		disturb({ status: 429, headers: { 'retry-after': '3600' } });
		const { error } = await run();
		expect(error?.message).toBe('Punchh: too many calls');
		expect(punchh.calls()).toHaveLength(1);
	});

	test('a stop breaks it off on its way: it is open what Punchh did, and no key is told', async () => {
		disturb({ delayMs: 500 });
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
				details: { description: expect.stringMatching(/may have acted/) },
			}),
			expect.objectContaining({ error: 'Not tried: the execution was stopped' }),
		]);
		expect(storedText(result)).not.toContain(PUNCHH_KEYS.admin);
		expect(storedText(result)).not.toContain(PUNCHH_KEYS.secret);
		// The call gets there all the same; not in the middle of the next test.
		while (punchh.calls().length === 0) await new Promise(setImmediate);
	});
});

/** Resolves when a call is on its way. */
async function underWay(): Promise<void> {
	while (punchh.sandbox.faults.hits.length === 0) await new Promise(setImmediate);
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
		details: { description: 'It was not sent' },
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
	punchh.sandbox.faults.add({ ...slow, fault: { delayMs: 20 } });
	const { items } = await punchh.run({
		parameters: guest('get', { options: { concurrency: 4 } }),
		items: Array.from({ length: 200 }, () => MARA),
	});
	expect(items).toHaveLength(200);
	const times = punchh.sandbox.faults.hits.map(({ at }) => at);
	const pauses = times.slice(1).map((at, index) => at - times[index]);
	// Retry-After asks for a second of real time; the others would be busy for it, did they not wait.
	expect(Math.max(...pauses)).toBeGreaterThan(900);
});

test('a look-up names the guest in the body of a GET, and in the query for what drops bodies', async () => {
	await punchh.run({ parameters: guest('get', { findGuestBy: 'email' }), items: [MARA] });
	const [{ method, url, body }] = punchh.sandbox.punchh.requests;
	expect([method, url]).toEqual([
		'GET',
		`/api2/dashboard/users/info?email=${encodeURIComponent(MARA.email)}`,
	]);
	expect(JSON.parse(body)).toEqual({ email: MARA.email });
});

test('the language of the options is asked for', async () => {
	const run = async (language: string) =>
		await punchh.run({ parameters: guest('get', { options: { language } }), items: [MARA] });
	expect((await run('es-MX')).error).toBeUndefined();
	const { error } = await run('xx');
	expect(error?.message).toMatch(/^Unknown\/Invalid locale in Accept-Language Header\./);
	expect(error?.description).toMatch(/'Language'/);
});

test.each([
	[408, 'Punchh took too long to answer'],
	[502, 'Punchh could not handle the call'],
])('a %i after a gift: not sent again, and called open', async (status, message) => {
	disturb({ status, body: '<html>No luck</html>' });
	const { error } = await punchh.run({
		parameters: guest('sendMessage', { gifts: { gift_count: 5 } }),
		items: [MARA],
	});
	expect(error?.message).toBe(message);
	expect(error?.description).toMatch(/may have acted on the call all the same/);
	expect(punchh.calls()).toHaveLength(1);
});

const SECRET = '={{ $json.secret }}';

/** A guest's secret comes with the item; one that is typed into a node is part of the workflow. */
test.each<[string, INodeParameters, string]>([
	['the admin key', guest('get'), PUNCHH_KEYS.admin],
	['the client secret', logIn('mobile'), PUNCHH_KEYS.secret],
	['the password of a login', logIn('sso', { password: SECRET }), 'guest-secret'],
	['the password of a new guest', signUp('mobile', { password: SECRET }), 'guest-secret'],
	['the token of a guest', ownChange('mobile', SECRET), 'guest-secret'],
	['the token of a guest, SSO', ownChange('sso', SECRET), 'guest-secret'],
	[
		'a new password',
		guest('update', {
			findGuestBy: 'both',
			updateFields: { otherFields: '={{ { password: $json.secret } }}' },
		}),
		'guest-secret',
	],
])('%s is not told, even where Punchh repeats it', async (_what, parameters, secret) => {
	disturb({
		status: 422,
		body: { errors: { base: [`Refused: ${secret}, given by undefined`] } },
	});
	const { error, run } = await punchh.run({
		parameters,
		items: [{ ...ADA, id: MARA.id, secret: 'guest-secret' }],
	});
	expect(error?.message).toBe('Refused: ***, given by undefined');
	expect(JSON.stringify(run.data.resultData.runData.Subject)).not.toContain(secret);
});

test('a server that does not speak HTTPS: nothing was sent, and the credential is named', async () => {
	const baseUrl = punchh.sandbox.punchhUrl.replace('http:', 'https:');
	const { error } = await runNode({
		node: 'punchh',
		credentials: { punchhApi: { baseUrl, apiKey: PUNCHH_KEYS.admin } },
		parameters: member('add'),
		items: [MARA],
	});
	expect(error?.message).toBe('Punchh did not answer: a secure connection could not be made');
	expect(error?.description).toMatch(/'Base URL'/);
	expect(punchh.calls()).toEqual([]);
});

describe('an outcome is told as it is known', () => {
	test('a new email that was set although the answer was lost is not called refused', async () => {
		disturb({ cut: 'after' }, 1);
		const { error } = await punchh.run({
			parameters: guest('update', {
				findGuestBy: 'both',
				userId: String(MARA.id),
				email: MARA.email,
				updateFields: { email: 'new.mara@example.com' },
			}),
			items: [MARA],
		});
		expect(error?.message).toBe('Punchh did not answer: the connection broke off');
		expect(error?.description).toMatch(/may have acted/);
	});

	test('an item that was not tried says so, and nothing of the item that ended the run', async () => {
		disturb({ status: 500, body: '' });
		const { items } = await punchh.run({
			parameters: guest('sendMessage', {
				gifts: { gift_count: 5 },
				findGuestBy: 'userId',
				userId: String(MARA.id),
			}),
			items: Array.from({ length: 22 }, () => MARA),
			onError: 'continueRegularOutput',
		});
		const { verdict, ...rest } = items[21].json.details as Record<string, unknown>;
		expect(verdict).toBe('not_tried');
		expect(rest).toEqual({});
	});

	test('what lets someone act as a guest or reach a device stays out, in a history as well', async () => {
		const device = { device_id: 'A1', apn_token: 'a', gcm_token: 'b', push_tokens: ['c'] };
		const answer = {
			user_id: MARA.id,
			force_password_reset: false,
			token: 'd',
			user_devices: [device],
		};
		disturb({ status: 200, body: answer });
		const { items } = await punchh.run({ parameters: guest('getTimeline'), items: [MARA] });
		expect(items[0].json).toEqual({
			user_id: MARA.id,
			force_password_reset: false,
			user_devices: [{ device_id: 'A1' }],
		});
	});

	test('an answer without an ID is no guest', async () => {
		disturb({ status: 200, body: '{}' });
		const { error } = await punchh.run({
			parameters: guest('getTimeline', { findGuestBy: 'email', email: MARA.email }),
			items: [MARA],
		});
		expect(error?.message).toBe('Punchh answered without the ID of the guest');
		expect(punchh.calls()).toEqual(['GET /api2/dashboard/users/info']);
	});
});
