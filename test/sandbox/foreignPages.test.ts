import { request } from 'node:http';

import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox';
import { BRAZE_KEY } from '../../sandbox/braze/seed';
import { CALLS } from '../../sandbox/control/server';
import { PUNCHH_KEYS } from '../../sandbox/punchh/seed';
import { call, callControl, startReceiver, tokenHeader, type Receiver } from './http';

/** What a page in the user's browser could try with the sandbox; it never gets further than 403. */

const EVIL = 'http://evil.example';

let sandbox: Sandbox;
let receiver: Receiver;
beforeAll(async () => {
	sandbox = await startSandbox({ furtherHosts: ['host.docker.internal'] });
	receiver = await startReceiver();
});
afterAll(async () => {
	await sandbox.close();
	await receiver.close();
});
beforeEach(() => sandbox.reset());

/** A call of each server that succeeds, and changes something where a call can. */
const GENUINE = {
	control: { method: 'POST', path: '/faults', body: '{"preset":"brazeUnavailable"}' },
	punchh: {
		method: 'POST',
		path: '/api2/dashboard/custom_segments/members',
		body: '{"custom_segment_id":1874,"user_id":730415}',
	},
	braze: { method: 'POST', path: '/users/track', body: '{"attributes":[{"external_id":"a"}]}' },
};
type Server = keyof typeof GENUINE;
const SERVERS = Object.keys(GENUINE) as Server[];
const urlOf = (server: Server) =>
	({ control: sandbox.controlUrl, punchh: sandbox.punchhUrl, braze: sandbox.brazeUrl })[server];
const proofOf = (server: Server): Record<string, string> =>
	({
		control: tokenHeader(sandbox.controlToken),
		punchh: { authorization: `Bearer ${PUNCHH_KEYS.admin}` },
		braze: { authorization: `Bearer ${BRAZE_KEY}` },
	})[server];

interface Sent {
	method: string;
	path: string;
	headers: Record<string, string>;
	body?: string;
}

/** As a browser could send it: fetch would not let a test choose the host. */
async function send(server: Server, { method, path, headers, body }: Sent): Promise<number> {
	return await new Promise((resolve, reject) => {
		request(`${urlOf(server)}${path}`, { method, headers }, (response) => {
			response.resume().on('end', () => resolve(response.statusCode ?? 0));
		})
			.on('error', reject)
			.end(body);
	});
}

/** A call that would succeed, with other headers. */
async function sendGenuine(server: Server, headers: Record<string, string>): Promise<number> {
	const type = { 'content-type': 'application/json' };
	const sent = { ...GENUINE[server], headers: { ...type, ...proofOf(server), ...headers } };
	return await send(server, sent);
}

const PORT = 'PORT';
const withPort = (server: Server, text: string) => text.replace(PORT, new URL(urlOf(server)).port);

/** What can be changed from outside. */
const held = () => ({
	faults: sandbox.faults.list(),
	members: [...sandbox.punchh.members],
	profiles: sandbox.braze.profiles.length,
});
const expectUntouched = () => expect(held()).toEqual({ faults: [], members: [], profiles: 0 });

describe.each(SERVERS)('%s', (server) => {
	test.each([
		['another name', 'evil.example:PORT'],
		['a name that begins like ours', '127.0.0.1.evil.example:PORT'],
		['a name with ours for a user', '127.0.0.1:PORT@evil.example'],
		['an address of the network', '192.168.1.7:PORT'],
		['another port', '127.0.0.1:1'],
		['no port', '127.0.0.1'],
		['no URL', '[::1'],
	])('refuses to be called under %s', async (_what, host) => {
		expect(await sendGenuine(server, { host: withPort(server, host) })).toBe(403);
		expectUntouched();
	});

	test.each(['127.0.0.1:PORT', 'localhost:PORT', '[::1]:PORT', 'host.docker.internal:PORT'])(
		'is called as %s, by programs and by its own page',
		async (host) => {
			const own = withPort(server, host);
			expect(await sendGenuine(server, { host: own })).toBeLessThan(300);
			const page = { host: own, origin: `http://${own}`, 'sec-fetch-site': 'same-origin' };
			expect(await sendGenuine(server, page)).toBeLessThan(300);
		},
	);

	test.each([
		['another site', { origin: EVIL, 'sec-fetch-site': 'cross-site' }],
		['another site, in a browser that says only this', { origin: EVIL }],
		['a page without an origin', { origin: 'null' }],
		['another port of this machine', { origin: 'http://127.0.0.1:1' }],
		['another port, by what the browser says', { 'sec-fetch-site': 'same-site' }],
		['https', { origin: 'https://127.0.0.1:PORT' }],
		['another site, which hides its origin', { 'sec-fetch-site': 'cross-site' }],
	])('refuses calls of %s', async (_what, given) => {
		const headers = Object.fromEntries(
			Object.entries(given).map(([name, value]) => [name, withPort(server, value)]),
		);
		expect(await sendGenuine(server, headers)).toBe(403);
		expectUntouched();
	});

	test('grants no page of another site to ask with headers of its own', async () => {
		const { status, headers } = await call('OPTIONS', `${urlOf(server)}${GENUINE[server].path}`, {
			origin: EVIL,
			'access-control-request-method': 'POST',
			'access-control-request-headers': 'authorization, x-sandbox-token',
		});
		expect(status).toBe(403);
		expect(headers.get('access-control-allow-origin')).toBeNull();
		expect(headers.get('access-control-allow-headers')).toBeNull();
	});
});

test('a link of another page opens the page, in a window and not in a frame', async () => {
	const open = async (dest: string) => {
		const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': dest };
		return await send('control', { method: 'GET', path: '/', headers });
	};
	expect([await open('document'), await open('iframe')]).toEqual([200, 403]);
});

test('a host that nobody has allowed is refused', async () => {
	await withOwn({}, async ({ brazeUrl }) => {
		const headers = { host: `host.docker.internal:${new URL(brazeUrl).port}` };
		const status = await new Promise((resolve, reject) => {
			request(brazeUrl, { headers }, (response) => resolve(response.statusCode))
				.on('error', reject)
				.end();
		});
		expect(status).toBe(403);
	});
});

/** Another sandbox, which ends whatever the test finds. */
async function withOwn(
	options: SandboxOptions,
	look: (own: Sandbox) => Promise<void>,
): Promise<void> {
	const own = await startSandbox(options);
	await look(own).finally(own.close);
}

describe('the token', () => {
	const changing = CALLS.filter(({ method }) => method !== 'GET');

	test.each(changing.map(({ method, path }) => [method, path]))(
		'%s %s is refused without it, and with a wrong one',
		async (method, path) => {
			const id = path.replace(':id', '1');
			for (const headers of [{}, tokenHeader(''), tokenHeader('guessed-guessed-guessed')]) {
				const order = { url: receiver.url, event: 'guest', preset: 'brazeUnavailable' };
				const answer = await call(method, `${sandbox.controlUrl}${id}`, headers, order);
				expect(answer).toMatchObject({
					status: 403,
					body: { error: expect.stringContaining('x-sandbox-token') },
				});
			}
			expectUntouched();
			expect(receiver.received).toEqual([]);
		},
	);

	test('is asked for before a body is read', async () => {
		const headers = { 'content-length': '100' };
		expect(await send('control', { method: 'POST', path: '/seed', headers, body: '{' })).toBe(403);
	});

	test('is not needed to look', async () => {
		for (const { path } of CALLS.filter(({ method }) => method === 'GET')) {
			const { status } = await call('GET', sandbox.controlUrl + path.replace(':id', '1'));
			expect([path, status]).not.toEqual([path, 403]);
		}
	});

	test('is in the page, and another one at each start', async () => {
		const { text, headers } = await call('GET', sandbox.controlUrl);
		expect(text).toContain(`name="sandbox-token" content="${sandbox.controlToken}"`);
		expect(headers.get('cache-control')).toBe('no-store');
		await withOwn({}, async ({ controlToken }) => {
			expect(controlToken).toMatch(/^[\w-]{32}$/);
			expect(controlToken).not.toBe(sandbox.controlToken);
		});
	});

	test('can be chosen by who starts the sandbox, and not be guessed', async () => {
		const token = 'chosen-by-who-started-it';
		await withOwn({ token }, async ({ controlUrl }) => {
			const answer = await callControl({ controlUrl, controlToken: token }, 'POST', '/reset');
			expect(answer.status).toBe(200);
		});
		for (const bad of ['', 'short', 'with "quotes" and spaces']) {
			await expect(startSandbox({ token: bad })).rejects.toThrow(/SANDBOX_TOKEN/);
		}
	});
});

test('the page cannot be framed, and runs its own scripts only', async () => {
	for (const path of ['/', '/page/main.js', '/state', '/nowhere']) {
		const { headers } = await call('GET', `${sandbox.controlUrl}${path}`);
		expect(headers.get('x-frame-options')).toBe('DENY');
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
		const policy = (headers.get('content-security-policy') ?? '').split('; ');
		expect(policy).toEqual(
			expect.arrayContaining([
				"default-src 'none'",
				"frame-ancestors 'none'",
				"base-uri 'none'",
				expect.stringMatching(/^script-src 'self' 'sha256-[\w+/]{43}='$/),
			]),
		);
		expect(policy.join()).not.toContain('unsafe');
	}
});
