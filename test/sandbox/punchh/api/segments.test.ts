import type { Json } from '../../http';
import { JO, MARA, punchhSandbox } from './harness';

const punchh = punchhSandbox();

describe('segments', () => {
	const members = '/custom_segments/members';
	const inLapsed = (params: Json) => ({ custom_segment_id: 1874, ...params });

	test('are listed, picked by ID and created', async () => {
		const all = await punchh.dashboard('GET', '/custom_segments');
		expect(all).toMatchObject({ status: 200, body: [{ name: 'Lapsed Guests' }, {}] });
		const one = await punchh.dashboard('GET', '/custom_segments?custom_segment_id=1875');
		expect(one.body).toEqual([expect.objectContaining({ custom_segment_id: 1875 })]);
		const none = await punchh.dashboard('GET', '/custom_segments?custom_segment_id=1');
		expect(none).toMatchObject({ status: 200, body: [] });
		const created = await punchh.dashboard('POST', '/custom_segments', {
			name: 'Tea',
			description: 'd',
		});
		expect(created).toMatchObject({ status: 201, body: { name: 'Tea', description: 'd' } });
		expect(punchh.state.segments).toHaveLength(3);
	});

	test.each<[string, Json, number]>([
		['user_id', { user_id: MARA.user_id }, MARA.user_id],
		['email', { email: JO.email }, JO.user_id],
		['both: user_id wins', { user_id: MARA.user_id, email: JO.email }, MARA.user_id],
	])('a member is added by %s', async (_name, params, userId) => {
		const added = await punchh.dashboard('POST', members, inLapsed(params));
		expect(added).toMatchObject({
			status: 201,
			body: { custom_segment_member_id: expect.any(Number), user_id: userId },
		});
		expect(punchh.state.members).toHaveLength(1);
	});

	test('a repeated member is the same row, or refused by switch', async () => {
		const params = inLapsed({ user_id: MARA.user_id });
		const first = await punchh.dashboard('POST', members, params);
		const again = await punchh.dashboard('POST', members, params);
		expect(again).toMatchObject({ status: 201, body: first.body });
		punchh.state.knobs.repeatedMember = 'refused';
		expect((await punchh.dashboard('POST', members, params)).status).toBe(422);
		expect(punchh.state.members).toHaveLength(1);
	});

	test.each<[string, number]>([
		['async', 1_000],
		['sync', 100],
	])('%s takes %i users at once, each way to name one counted', async (bulk_method, most) => {
		const names = [String(MARA.user_id), MARA.email];
		const user_identifiers = Array.from({ length: most }, (_, index) => names[index % 2]);
		const path = `${members}/add_users`;
		const answer = await punchh.dashboard(
			'POST',
			path,
			inLapsed({ bulk_method, user_identifiers }),
		);
		expect(answer).toMatchObject({ status: 200, body: { invalid_identifiers: [] } });
		expect(punchh.state.members).toMatchObject([{ user_id: MARA.user_id }]);
		user_identifiers.push(MARA.email);
		const over = await punchh.dashboard('POST', path, inLapsed({ bulk_method, user_identifiers }));
		expect(over.status).toBe(422);
	});

	test('a member is found and removed', async () => {
		await punchh.dashboard('POST', members, inLapsed({ user_id: MARA.user_id }));
		const query = `${members}?custom_segment_id=1874&email=${MARA.email}`;
		const found = await punchh.dashboard('GET', query);
		expect(found).toMatchObject({ status: 200, body: [{ user_id: MARA.user_id }] });
		expect(await punchh.dashboard('DELETE', query)).toMatchObject({ status: 204, text: '' });
		expect((await punchh.dashboard('GET', query)).status).toBe(404);
	});
});
