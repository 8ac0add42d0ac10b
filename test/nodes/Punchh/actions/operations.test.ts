import type { INodeParameters } from 'n8n-workflow';

import { MOST_ROWS } from '../../../../nodes/Punchh/transport/policy';
import { GUEST_PASSWORD, PUNCHH_KEYS } from '../../../../sandbox/punchh/seed';
import { GUEST_SUCCESSES } from '../../../fixtures/punchh/guestSuccesses';
import { PROGRAMME_SUCCESSES } from '../../../fixtures/punchh/programmeSuccesses';
import { mara } from '../../../fixtures/punchh/success';
import { MARA, parametersOf, usePunchhSandbox } from '../../../harness/punchh';
import { ADA, guest, loyalty, member, picked, segment } from '../../../harness/punchhParameters';

const punchh = usePunchhSandbox();

test.each([...GUEST_SUCCESSES, ...PROGRAMME_SUCCESSES])(
	'$name',
	async ({ parameters, item = MARA, before, calls, output, after }) => {
		before?.(punchh.sandbox);
		const { items, error, run } = await punchh.run({
			parameters: parametersOf(parameters, punchh.sandbox),
			items: [item],
		});
		expect(error).toBeUndefined();
		expect(punchh.answers()).toEqual(calls);
		expect(items).toEqual([
			expect.objectContaining({ json: expect.objectContaining(output), pairedItem: { item: 0 } }),
		]);
		after?.(punchh.sandbox);

		const stored = JSON.stringify(run.data.resultData.runData.Subject);
		for (const secret of secrets()) expect(stored).not.toContain(secret);
		expect(stored).not.toMatch(/"(access_token|authentication_token|password\w*)"/);
	},
);

/** What lets somebody act as a guest, or as the business. */
function secrets(): string[] {
	const tokens = punchh.sandbox.punchh.guests.flatMap((one) => [
		one.access_token,
		one.authentication_token,
	]);
	const { admin, secret } = PUNCHH_KEYS;
	return [...tokens.filter(Boolean), admin, secret, GUEST_PASSWORD, ADA.password];
}

test('Force Redeem: a reward', async () => {
	await punchh.run({
		parameters: guest('sendMessage', { redeemable: picked('118190') }),
		items: [MARA],
	});
	const [{ reward_id: id }] = mara(punchh.sandbox).rewards;
	const { error } = await punchh.run({
		parameters: loyalty('forceRedeem', { redeem: 'reward_id', rewardId: '={{ $json.reward }}' }),
		items: [{ ...MARA, reward: id }],
	});
	expect(error).toBeUndefined();
	expect(mara(punchh.sandbox).rewards).toMatchObject([{ status: 'redeemed' }]);
});

describe('lists', () => {
	test.each([
		['loyalty', 'getRedeemables', {}, 2],
		['loyalty', 'getRedeemables', { limit: 1 }, 1],
		['loyalty', 'getLocations', { returnAll: true }, 3],
		['segment', 'getMany', {}, 2],
		['segment', 'getMany', { search: 'COFFEE' }, 1],
		['segment', 'getMany', { segmentKind: 'all', returnAll: true }, 4],
		['segment', 'getMany', { segmentKind: 'all', search: 'Gold' }, 1],
		['segment', 'getMany', { segmentKind: 'all', limit: 3 }, 3],
	])('%s, %s %j: %i', async (resource, operation, more, count) => {
		const parameters = { resource, operation, ...more } as INodeParameters;
		const { items, error } = await punchh.run({ parameters, items: [{}] });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(count);
		for (const { pairedItem } of items) expect(pairedItem).toEqual({ item: 0 });
	});

	const allSegments = {
		resource: 'segment',
		operation: 'getMany',
		segmentKind: 'all',
		returnAll: true,
	};

	test('all pages of a long list are read', async () => {
		const segments = Array.from({ length: 230 }, (_, index) => ({ name: `Segment ${index}` }));
		punchh.sandbox.punchh.seed({ segments });
		const { items } = await punchh.run({ parameters: allSegments, items: [{}] });
		expect(new Set(items.map(({ json }) => json.name)).size).toBe(234);
	});

	test('a list that does not end is given up, unless the item says how many rows it wants', async () => {
		const segments = Array.from({ length: MOST_ROWS }, (_, index) => ({ name: `S${index}` }));
		punchh.sandbox.punchh.seed({ segments });
		const { error } = await punchh.run({ parameters: allSegments, items: [{}] });
		expect(error?.message).toContain('more than 10000 rows');
		const some = { ...allSegments, returnAll: false, limit: MOST_ROWS + 2 };
		const { items } = await punchh.run({ parameters: some, items: [{}] });
		expect(items).toHaveLength(MOST_ROWS + 2);
	});

	test.each([
		['each page is shorter than asked for', [['a', 'b'], ['c'], []], ['a', 'b', 'c'], 3],
		['pages are not known, and the whole list comes each time', [['a', 'b']], ['a', 'b'], 2],
	])('%s', async (_what, pages, names, calls) => {
		for (const [index, page] of pages.entries()) {
			punchh.sandbox.faults.add({
				side: 'punchh',
				path: '/api2/dashboard/segments',
				count: index < pages.length - 1 ? 1 : undefined,
				fault: {
					status: 200,
					// A fault's body as text goes out as it is, but for its type.
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify(page.map((name) => ({ segment_id: name, name }))),
				},
			});
		}
		const { items } = await punchh.run({ parameters: allSegments, items: [{}] });
		expect(items.map(({ json }) => json.name)).toEqual(names);
		expect(punchh.calls()).toHaveLength(calls);
	});
});

describe('what is picked', () => {
	test.each([
		['id', ' 1875 '],
		['list', '1875'],
		['url', 'https://x.punchh.com/businesses/7/custom_segments/1875'],
		['url', 'https://x.punchh.com/admin/custom_lists/1875/edit?page=2#members'],
		['url', '=https://x.punchh.com/segments/{{ $json.segment }}'],
	])('a segment by %s: %s', async (mode, value) => {
		const parameters = { ...segment('get'), segment: picked(value, mode) };
		const { items } = await punchh.run({ parameters, items: [{ segment: 1875 }] });
		expect(items[0].json).toMatchObject({ name: 'Coffee Lovers' });
	});

	test('what is no URL of a segment is said', async () => {
		const { error } = await punchh.run({
			parameters: member('add', { segment: picked('={{ $json.url }}', 'url') }),
			items: [{ ...MARA, url: 'https://x.punchh.com/guests/12' }],
		});
		expect(error?.message).toMatch(/Segment/);
		expect(punchh.calls()).toEqual([]);
	});
});
