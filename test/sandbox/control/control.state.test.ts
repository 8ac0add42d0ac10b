import { BRAZE_KEY } from '../../../sandbox/braze/seed';
import { GUEST_PASSWORD, GUESTS, PUNCHH_KEYS, SEGMENTS } from '../../../sandbox/punchh/seed';
import { call, callControl, callDashboard, callSigned, track, type Json } from '../http';
import { sandbox, state } from './control.setup';

const MARA = GUESTS[0];

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
				drops: [{ reason: expect.stringContaining('null') }],
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
	await callControl(sandbox, 'POST', '/reset');
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
	const answer = await callControl(sandbox, 'POST', '/webhooks/send', order);
	expect(answer.status).toBe(status);
});

describe('knobs', () => {
	const knobs = async (method: string, body?: unknown) =>
		await callControl(sandbox, method, '/knobs', body);

	test('are described, turned, and go back with a reset', async () => {
		expect((await knobs('GET')).body).toMatchObject({
			braze: { limit: { value: 'combined', kind: 'choice', choices: ['combined', 'perArray'] } },
		});
		const turned = await knobs('PATCH', { braze: { limit: 'perArray' } });
		expect(turned.body).toMatchObject({ braze: { limit: 'perArray' } });
		expect(sandbox.braze.knobs.limit).toBe('perArray');
		expect(sandbox.punchh.knobs.repeatedMember).toBe('created');
		const summary = async () => (await call('GET', `${sandbox.controlUrl}/summary`)).body;
		expect(await summary()).toMatchObject({ knobs: 1 });
		expect((await knobs('GET')).body).toMatchObject({
			braze: { limit: { value: 'perArray', initial: 'combined' } },
		});
		await callControl(sandbox, 'POST', '/reset');
		expect(sandbox.braze.knobs.limit).toBe('combined');
		expect(await summary()).toMatchObject({ knobs: 0 });
	});

	test('those that ask of an account are the first to look at, and all others are not', async () => {
		const { body } = await knobs('GET');
		const groups = Object.values(body as Record<string, Record<string, { first: boolean }>>);
		const first = groups.flatMap((group) => Object.keys(group).filter((name) => group[name].first));
		expect(first).toContain('duplicates');
		expect(first).toContain('resubscribeNewEmail');
		expect(first).not.toContain('hmacUri');
		expect(first.length).toBeLessThan(20);
	});

	test.each<[string, unknown, string]>([
		['a value of another kind', { braze: { limit: 75 } }, 'body.braze.limit'],
		['an unknown knob', { braze: { volume: 11 } }, 'volume'],
		['an unknown part', { n8n: {} }, 'n8n'],
		['one good and one bad', { braze: { limit: 'perArray' }, punchh: { a: 1 } }, 'body.punchh'],
		['no object', [], 'body'],
	])('refuse %s, and change nothing', async (_name, body, named) => {
		const answer = await knobs('PATCH', body);
		expect(answer.status).toBe(400);
		expect((answer.body as { error: string }).error).toContain(named);
		expect(sandbox.braze.knobs.limit).toBe('combined');
	});
});

describe('pages', () => {
	const read = async (path: string) => (await call('GET', `${sandbox.controlUrl}${path}`)).body;

	test('of guests, searched', async () => {
		expect(await read('/punchh/guests?limit=2&offset=1')).toMatchObject({
			total: 3,
			items: [{ user_id: 730416 }, { user_id: 730417 }],
		});
		const found = await read('/punchh/guests?search=ORTIZ');
		expect(found).toMatchObject({ total: 1, items: [{ first_name: 'Sam' }] });
		expect(JSON.stringify(found)).not.toContain('token');
	});

	test('of segments and their members', async () => {
		await callDashboard(sandbox.punchhUrl, 'POST', '/custom_segments/members', {
			custom_segment_id: 1874,
			user_id: MARA.user_id,
		});
		expect(await read('/punchh/segments')).toMatchObject({
			items: [{ name: 'Lapsed Guests', members: 1 }, { members: 0 }],
		});
		expect(await read('/punchh/segments/1874/members')).toMatchObject({
			items: [{ user_id: MARA.user_id }],
		});
	});

	test('of requests, the newest first, without secrets; and one of them whole', async () => {
		for (const id of ['a', 'b', 'c']) {
			await track(sandbox.brazeUrl, { attributes: [{ external_id: id, token: 'device-token-1' }] });
		}
		const { items } = (await read('/braze/requests?limit=2')) as { items: Json[] };
		expect(items).toHaveLength(2);
		expect(Number(items[0].number)).toBe(Number(items[1].number) + 1);
		const whole = await read(`/braze/requests/${String(items[0].number)}`);
		expect(whole).toMatchObject({ body: expect.stringContaining('"c"') });
		expect(JSON.stringify(whole)).not.toContain('device-token-1');
	});

	test('of profiles, the one changed last first', async () => {
		await track(sandbox.brazeUrl, {
			attributes: [{ external_id: 'a' }, { external_id: 'b' }],
			events: [{ external_id: 'a', name: 'Visit', time: '2026-01-02T03:04:05Z' }],
		});
		const { items } = (await read('/braze/profiles')) as { items: Json[] };
		expect(items).toMatchObject([{ external_id: 'a', events: 1 }, { external_id: 'b' }]);
		expect(await read('/braze/verdicts?limit=1')).toMatchObject({
			total: 3,
			items: [{ array: 'events', index: 0, taken: true, effect: true }],
		});
		expect(await read(`/braze/profile?braze_id=${String(items[0].braze_id)}`)).toMatchObject({
			events: [{ name: 'Visit' }],
		});
	});
});
