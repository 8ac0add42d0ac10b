import type { INodeParameters } from 'n8n-workflow';
import nock from 'nock';

import { PUNCHH_KEYS } from '../../../../sandbox/punchh/seed';
import { MARA } from '../../../harness/punchh';
import { ADA, guest, logIn, member, ownChange, signUp } from '../../../harness/punchhParameters';
import { runNode } from '../../../harness/runNode';
import { disturb, punchh, UNKNOWN_LANGUAGE } from './transport.setup';

test('a look-up names the guest in the body of a GET, and in the query for what drops bodies', async () => {
	await punchh.run({ parameters: guest('get', { findGuestBy: 'email' }), items: [MARA] });
	const [{ method, url, body }] = punchh.sandbox.punchh.requests;
	expect([method, url]).toEqual([
		'GET',
		`/api2/dashboard/users/info?email=${encodeURIComponent(MARA.email)}`,
	]);
	expect(JSON.parse(body)).toEqual({ email: MARA.email });
});

describe('the language of the options', () => {
	const run = async (language: string) =>
		await punchh.run({ parameters: guest('get', { options: { language } }), items: [MARA] });

	afterEach(() => nock.cleanAll());

	test('is asked for', async () => {
		const asked: unknown[] = [];
		nock(punchh.sandbox.punchhUrl)
			.get(/./)
			.reply(function () {
				asked.push(this.req.headers['accept-language']);
				return [200, { user_id: MARA.id }];
			});
		expect((await run('es-MX')).error).toBeUndefined();
		expect(asked).toEqual(['es-MX']);
	});

	test('is named where Punchh does not have it', async () => {
		disturb(UNKNOWN_LANGUAGE);
		const { error } = await run('fr');
		expect(error?.message).toMatch(/^Unknown\/Invalid locale in Accept-Language Header\./);
		expect(error?.description).toMatch(/'Language'/);
	});
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
	expect(error?.description).toMatch(/may have acted on the call anyway/);
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

test.each([
	['encoded for a form', '%22the+guest%27s+secret%22', '***'],
	['in JSON', String.raw`{"p":"\"the guest's secret\""}`, '{"p":"***"}'],
	['in base64', Buffer.from(`a:"the guest's secret"`).toString('base64'), 'YTo***'],
])('a password %s is not told either, nor in a request ID', async (_how, echo, told) => {
	disturb({
		status: 422,
		headers: { 'x-request-id': echo },
		body: { errors: { base: [`Refused: ${echo}`] } },
	});
	const { error } = await punchh.run({
		parameters: logIn('sso', { password: SECRET }),
		items: [{ ...ADA, secret: `"the guest's secret"` }],
	});
	expect(error?.message).toBe(`Refused: ${told}`);
	expect(error?.description).toContain(`Punchh request ID: ${told}`);
});

test('a server that does not speak HTTPS: nothing was sent, and the credential is named', async () => {
	const baseUrl = punchh.sandbox.punchhUrl.replace('http:', 'https:');
	const { error } = await runNode({
		node: 'punchh',
		credentials: { punchhApi: { baseUrl, apiKey: PUNCHH_KEYS.admin } },
		parameters: member('add'),
		items: [MARA],
	});
	expect(error?.message).toBe(
		'Punchh did not answer: a secure connection could not be established',
	);
	expect(error?.description).toMatch(/'Base URL'/);
	expect(punchh.calls()).toEqual([]);
});

describe('an outcome is reported as far as it is known', () => {
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
		expect(error?.message).toBe('Punchh did not answer: the connection was lost');
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
		expect(rest).toEqual({ by: 'n8n-nodes-punchh-braze' });
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
