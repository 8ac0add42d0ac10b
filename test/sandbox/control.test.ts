import { createServer as createTcpServer, type AddressInfo } from 'node:net';

import { startSandbox, type Sandbox } from '../../sandbox';
import { BRAZE_KEY, GUEST_PASSWORD, GUESTS, PUNCHH_KEYS, SEGMENTS } from '../../sandbox/seed';
import {
	createServer,
	listen,
	logRequests,
	numberOf,
	type LoggedRequest,
} from '../../sandbox/server';
import { call, callDashboard, callSigned, track, type Json } from './http';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const MARA = GUESTS[0];
const state = async () => await call('GET', `${sandbox.controlUrl}/state`);

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
	const server = createTcpServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise<void>((resolve) => server.close(() => resolve()));
	return port;
}

describe('GET /state', () => {
	test('shows both sides', async () => {
		await callDashboard(sandbox.punchhUrl, 'POST', '/custom_segments/members', {
			custom_segment_id: 1874,
			user_id: MARA.user_id,
		});
		await track(sandbox.brazeUrl, {
			attributes: [{ external_id: 'a', n: { b: null } }],
		});
		expect((await state()).body).toMatchObject({
			punchh: {
				guests: GUESTS,
				segments: SEGMENTS,
				members: [{ user_id: MARA.user_id }],
				requests: [{ method: 'POST', status: 201, url: '/api2/dashboard/custom_segments/members' }],
			},
			braze: {
				profiles: [{ external_id: 'a' }],
				requests: [{ method: 'POST', status: 201, url: '/users/track' }],
				drops: [expect.stringContaining('null')],
			},
		});
	});

	test('blanks out passwords and tokens, and nothing else', async () => {
		const client = PUNCHH_KEYS.client;
		const password = GUEST_PASSWORD;
		const { access_token: access, authentication_token: token } = sandbox.punchh.guests[0];
		const user = { email: MARA.email, password, gcm_token: 'device-token-1' };
		const path = '/api2/mobile/users';
		await callSigned(sandbox.punchhUrl, 'POST', `${path}/login`, { client, user });
		await callSigned(
			sandbox.punchhUrl,
			'PUT',
			path,
			{ client, user: { ...user, password_confirmation: password, current_password: password } },
			{ authorization: `Bearer ${access}` },
		);
		await callSigned(sandbox.punchhUrl, 'PUT', `/api/auth/users?authentication_token=${token}`, {
			client,
			user: {},
		});
		await callSigned(sandbox.punchhUrl, 'POST', path, `{"password":"${password}`);
		await callDashboard(sandbox.punchhUrl, 'GET', `/users/info?user_id=${MARA.user_id}`);

		const logged = sandbox.punchh.requests.map(({ status }) => status);
		expect(logged).toEqual([200, 200, 200, 400, 200]);
		const { text } = await state();
		for (const secret of [password, access, token, 'device-token-1']) {
			expect(JSON.stringify([sandbox.punchh.requests, sandbox.punchh.guests])).toContain(secret);
			expect(text).not.toContain(secret);
		}
		const shown = (JSON.parse(text) as { punchh: { requests: Array<{ body: string }> } }).punchh;
		expect(JSON.parse(shown.requests[0].body)).toEqual({
			client,
			user: { email: MARA.email, password: '***', gcm_token: '***' },
		});
	});

	test('blanks out the key that Braze repeats', async () => {
		const key = `${BRAZE_KEY}-mistyped`;
		const headers = { authorization: `Bearer ${key}` };
		const answer = await call('POST', `${sandbox.brazeUrl}/users/track`, headers, {});
		expect(answer.text).toContain(key);
		expect((await state()).text).not.toContain(key);
	});
});

test('POST /reset goes back to the seed', async () => {
	await callDashboard(sandbox.punchhUrl, 'POST', '/custom_segments', { name: 'Tea' });
	await track(sandbox.brazeUrl, { attributes: [{ external_id: 'a', n: { b: null } }] });
	sandbox.braze.knobs.limit = 'perArray';
	sandbox.punchh.knobs.repeatedMember = 'refused';
	await call('POST', `${sandbox.controlUrl}/reset`);
	expect((await state()).body).toMatchObject({
		punchh: { guests: GUESTS, segments: SEGMENTS, members: [], requests: [] },
		braze: { profiles: [], requests: [], drops: [] },
	});
	expect([sandbox.braze.knobs.limit, sandbox.punchh.knobs.repeatedMember]).toEqual([
		'combined',
		'created',
	]);
});

test.each<[string, Json, number]>([
	['no URL', {}, 400],
	['a URL elsewhere', { url: 'https://example.com/webhook' }, 400],
	['an unknown kind of authentication', { url: 'http://127.0.0.1:1/', auth: 'digest' }, 400],
	['an unknown event', { url: 'http://127.0.0.1:1/', event: 'nothing' }, 400],
	['an unknown sample', { url: 'http://127.0.0.1:1/', sample: '../../package' }, 400],
	['nobody there', { url: 'http://127.0.0.1:1/' }, 502],
	['nobody there for the check', { url: 'http://127.0.0.1:1/', check: true }, 502],
])('POST /webhooks/send refuses: %s', async (_name, order, status) => {
	const answer = await call('POST', `${sandbox.controlUrl}/webhooks/send`, {}, order);
	expect(answer.status).toBe(status);
});

describe('startSandbox', () => {
	test('takes the ports it is given and frees them', async () => {
		const ports = { control: await freePort(), punchh: await freePort(), braze: await freePort() };
		const own = await startSandbox(ports);
		expect(own.brazeUrl).toBe(`http://127.0.0.1:${ports.braze}`);
		await own.close();
		await (await startSandbox(ports)).close();
		await expect(fetch(`http://127.0.0.1:${ports.control}/state`)).rejects.toThrow();
	});

	test.each(['punchh', 'braze'] as const)(
		'leaves nothing behind when %s is taken',
		async (name) => {
			const taken = Number(new URL(sandbox.punchhUrl).port);
			const control = await freePort();
			const starting = startSandbox({ control, [name]: taken });
			await expect(starting).rejects.toMatchObject({ code: 'EADDRINUSE' });
			await expect(fetch(`http://127.0.0.1:${control}/state`)).rejects.toThrow();
		},
	);
});

describe('the log of requests', () => {
	test('numbers them, and keeps the newest', async () => {
		const server = createServer(1_000);
		const log: LoggedRequest[] = [];
		logRequests(server, log, () => 100);
		server.get('/', async (request) => String(numberOf(request)));
		const url = await listen(server, 0);
		for (let number = 1; number <= 250; number += 1) await call('GET', url);
		await server.close();
		expect(log.length).toBeGreaterThanOrEqual(100);
		expect(log.length).toBeLessThanOrEqual(110);
		expect(log.at(-1)).toMatchObject({ number: 250, answer: '250' });
		expect(log.map(({ number }) => number)).toEqual(log.map((_, index) => log[0].number + index));
	});
});
