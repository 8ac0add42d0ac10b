import nock from 'nock';

import { stubBraze, STUB_CREDENTIALS } from '../harness/brazeStub';
import { picked } from '../harness/punchhParameters';
import { runNode } from '../harness/runNode';

/** Answers of both vendors may have IDs that JavaScript would round. */

afterEach(() => nock.cleanAll());

const LONG = '90071992547409931';

test('Punchh', async () => {
	nock('https://punchh.test')
		.get(/.*/)
		.reply(
			200,
			`{"id":${LONG},"balance":{"points_balance":12.50},"rewards":[{"reward_id":${LONG}}]}`,
		);
	const { items, error } = await runNode({
		node: 'punchh',
		credentials: { punchhApi: { baseUrl: 'https://punchh.test', apiKey: 'k' } },
		parameters: { resource: 'guest', operation: 'get', findGuestBy: 'userId', userId: LONG },
		items: [{}],
	});
	expect(error).toBeUndefined();
	expect(items[0].json).toEqual({
		user_id: LONG,
		rewards: [{ reward_id: LONG }],
		points_balance: 12.5,
	});
});

test('Braze', async () => {
	stubBraze(() => [
		201,
		`{"users":[{"external_id":"a","custom_attributes":{"checkin_id":${LONG}}}],"message":"success"}`,
	]);
	const { items } = await runNode({
		node: 'braze',
		credentials: STUB_CREDENTIALS,
		parameters: {
			...{ resource: 'user', operation: 'export', fields_to_export: [] },
			...{ findUserBy: 'external_id', external_id: 'a' },
		},
		items: [{}],
	});
	expect(items[0].json).toMatchObject({ custom_attributes: { checkin_id: LONG } });
});

test('a segment whose ID comes out of an answer is changed by that ID', async () => {
	const asked: string[] = [];
	nock('https://punchh.test')
		.delete(/.*/)
		.reply(200, function (uri) {
			asked.push(uri);
			return '{}';
		});
	await runNode({
		node: 'punchh',
		credentials: { punchhApi: { baseUrl: 'https://punchh.test', apiKey: 'k' } },
		parameters: {
			resource: 'segment',
			operation: 'delete',
			segment: picked(LONG),
			confirmDeletion: true,
		},
		items: [{}],
	});
	expect(asked[0]).toContain(`custom_segment_id=${LONG}`);
});
