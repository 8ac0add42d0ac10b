import type { IDataObject } from 'n8n-workflow';

import { readExample } from '../../playground/provision';
import { runCode, runCodeForItem } from '../harness/exampleCode';

const EXPIRING = 'expiring-points-to-braze-campaign';

describe.each([EXPIRING, 'reward-to-braze-canvas'])('%s: what was not sent', (example) => {
	const NO_PROFILE = { error: 'Braze has no such user', details: { verdict: 'rejected' } };
	const AWAY = { error: 'Braze is away', details: { verdict: 'failed' } };
	const FOUND = { braze_id: 'b1' };

	test.each<[what: string, json: IDataObject, tries: number, before: number, state: string]>([
		['no profile, after a day without Braze', NO_PROFILE, 140, 0, 'no profile yet'],
		['no profile, for an hour', NO_PROFILE, 147, 6, 'not in Braze'],
		['Braze is away, after an hour without a profile', AWAY, 149, 6, 'waiting'],
		['Braze is away, for a day', AWAY, 150, 6, 'given up'],
		['Braze is away while it sends', { ...FOUND, ...AWAY }, 1, 0, 'waiting'],
		['refused by the look-up', { ...NO_PROFILE, error: 'No ID' }, 1, 0, 'refused'],
		['the look-up had no answer', { ...AWAY, details: { verdict: 'unknown' } }, 1, 0, 'waiting'],
		['refused', { ...FOUND, ...NO_PROFILE }, 1, 0, 'refused'],
		['no answer', { ...FOUND, error: 'lost', details: { verdict: 'unknown' } }, 1, 0, 'unknown'],
	])('%s', (_what, json, tries, before, state) => {
		const taken = { id: 7, tries, no_profile: before };
		const noted = runCodeForItem(example, 'Not sent', json, { Take: taken });
		const hasNone = json === NO_PROFILE;
		const no_profile = before + (hasNone ? 1 : 0);
		expect(noted).toEqual({ id: 7, state, reason: json.error, no_profile });
	});

	test.each<[state: string, tries: number, no_profile: number, told: string[]]>([
		['waiting', 1, 0, ['will be tried again: why']],
		['waiting', 2, 0, []],
		['waiting', 4, 3, ['will be tried again: why']],
		['no profile yet', 1, 1, []],
		['not in Braze', 7, 7, ['not in Braze: why']],
		['given up', 144, 0, ['given up: why']],
		['unknown', 1, 0, ['unknown: why']],
		['sent', 1, 0, []],
	])('%s after %i tries, %i of them without a profile', (state, tries, no_profile, told) => {
		const rows = [{ state, tries, no_profile, reason: 'why' }];
		expect(runCode(example, 'To tell', rows).map(({ reason }) => reason)).toEqual(told);
	});
});

describe('the key of a reminder', () => {
	const keysOf = (kind: string, payloads: IDataObject[]) => {
		const events = payloads.map((payload, index) => ({
			...{ event_type: `${kind}_expiry_reminder`, content_id: `c${index}` },
			...{ guest: { user_id: 730415 }, payload },
		}));
		const messages = runCode(EXPIRING, 'Messages', events);
		return messages.map(({ key }) => key);
	};

	const A = { coupon_code: 'A', expiring_date: '2026-12-31', remaining_days: 3 };

	test.each<[string, string, IDataObject[], number]>([
		['coupon', 'two coupons that end on one day', [A, { ...A, coupon_code: 'B' }], 2],
		[
			'coupon',
			'one coupon, sent again when the guest had changed',
			[
				{ ...A, updated_at: '2026-12-28', user: { points: 1 } },
				{ ...A, updated_at: '2026-12-29', user: { points: 2 } },
			],
			1,
		],
		['coupon', 'one coupon on two days', [A, { ...A, remaining_days: 1 }], 2],
		['points', 'points of one day, whose balance has changed', [A, { ...A, post_balance: 1 }], 1],
		[
			'reward',
			'two rewards',
			[
				{ ...A, reward_id: 1 },
				{ ...A, reward_id: 2 },
			],
			2,
		],
	])('%s: %s', (kind, _what, payloads, count) => {
		expect(keysOf(kind, payloads)).toHaveLength(count);
	});
});

test.each([
	[[1], true],
	[[1, 2], false],
	[[0, 1], false],
])('Win-back: of the rows %j, the one with the ID 1 may give: %s', (ids, isAlone) => {
	const [noted] = runCode(
		'win-back-from-braze',
		'Alone?',
		ids.map((id) => ({ id })),
		{ 'Note it': [{ id: 1, guest: '730415' }] },
	);
	expect(noted).toMatchObject({ id: 1, guest: '730415', isAlone });
});

test('Win-back: several calls in one execution are an error, because only one would get a gift', () => {
	const guestOf = (ids: unknown[]) =>
		runCode('win-back-from-braze', 'Guest', [], {
			'Braze Trigger': ids.map((id) => ({ properties: { punchh_user_id: id } })),
		});
	expect(guestOf([730415])).toEqual([{ guest: '730415' }]);
	expect(guestOf([null])).toEqual([{ guest: '' }]);
	expect(() => guestOf([730415, 730416])).toThrow("turn off 'Group Events'");
});

test('Win-back: a guest with several rows that say again gets one gift, and all of them are given', () => {
	const rows = [
		{ id: 1, guest: '730415' },
		{ id: 2, guest: '730415' },
		{ id: 3, guest: '730416' },
	];
	const [first, , other] = rows;
	expect(runCode('win-back-from-braze', 'To give', rows)).toEqual([first, other]);
	const { nodes } = readExample('win-back-from-braze');
	const columns = ['Take', 'Given'].map((name) => {
		const { filters } = nodes.find((node) => node.name === name)!.parameters;
		return (filters as { conditions: IDataObject[] }).conditions.map(({ keyName }) => keyName);
	});
	expect(columns).toEqual([
		['guest', 'state'],
		['guest', 'state'],
	]);
});

test('Win-back: whose gift was given is what Punchh says, not whoever has the same place', () => {
	const { nodes } = readExample('win-back-from-braze');
	const { filters } = nodes.find((node) => node.name === 'Given')!.parameters;
	expect(JSON.stringify(filters)).toContain('$json.user_id');
	expect(JSON.stringify(filters)).not.toContain('.item');
});

test.each([null, undefined, ''])('A reward with the ID %j: Liquid has none', (reward_id) => {
	const events = [{ content_id: 'c', guest: {}, payload: { reward_id, name: 'Free coffee' } }];
	const [{ values }] = runCode('reward-to-braze-canvas', 'Messages', events);
	expect(values).toEqual({ reward_name: 'Free coffee' });
});
