import { startSandbox, type Sandbox } from '../../sandbox';
import { GUESTS } from '../../sandbox/seed';
import { callDashboard, type Json } from './http';

const [MARA, JO] = GUESTS;

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const dashboard = async (method: string, path: string, body?: unknown) =>
	await callDashboard(sandbox.punchhUrl, method, path, body);

describe('segments', () => {
	const members = '/custom_segments/members';
	const inLapsed = (params: Json) => ({ custom_segment_id: 1874, ...params });

	test('are listed, picked by ID and created', async () => {
		const all = await dashboard('GET', '/custom_segments');
		expect(all).toMatchObject({ status: 200, body: [{ name: 'Lapsed Guests' }, {}] });
		const one = await dashboard('GET', '/custom_segments?custom_segment_id=1875');
		expect(one.body).toEqual([expect.objectContaining({ custom_segment_id: 1875 })]);
		const none = await dashboard('GET', '/custom_segments?custom_segment_id=1');
		expect(none).toMatchObject({ status: 200, body: [] });
		const created = await dashboard('POST', '/custom_segments', { name: 'Tea', description: 'd' });
		expect(created).toMatchObject({ status: 201, body: { name: 'Tea', description: 'd' } });
		expect(sandbox.punchh.segments).toHaveLength(3);
	});

	test.each<[string, Json, number]>([
		['user_id', { user_id: MARA.user_id }, MARA.user_id],
		['email', { email: JO.email }, JO.user_id],
		['both: user_id wins', { user_id: MARA.user_id, email: JO.email }, MARA.user_id],
	])('a member is added by %s', async (_name, params, userId) => {
		const added = await dashboard('POST', members, inLapsed(params));
		expect(added).toMatchObject({
			status: 201,
			body: { custom_segment_member_id: expect.any(Number), user_id: userId },
		});
		expect(sandbox.punchh.members).toHaveLength(1);
	});

	test('a repeated member is the same row, or refused by switch', async () => {
		const params = inLapsed({ user_id: MARA.user_id });
		const first = await dashboard('POST', members, params);
		const again = await dashboard('POST', members, params);
		expect(again).toMatchObject({ status: 201, body: first.body });
		sandbox.punchh.knobs.repeatedMember = 'refused';
		expect((await dashboard('POST', members, params)).status).toBe(422);
		expect(sandbox.punchh.members).toHaveLength(1);
	});

	test('a member is found and removed', async () => {
		await dashboard('POST', members, inLapsed({ user_id: MARA.user_id }));
		const query = `${members}?custom_segment_id=1874&email=${MARA.email}`;
		const found = await dashboard('GET', query);
		expect(found).toMatchObject({ status: 200, body: [{ user_id: MARA.user_id }] });
		expect(await dashboard('DELETE', query)).toMatchObject({ status: 204, text: '' });
		expect((await dashboard('GET', query)).status).toBe(404);
	});
});
