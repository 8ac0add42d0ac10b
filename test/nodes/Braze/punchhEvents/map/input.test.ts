import type { IDataObject } from 'n8n-workflow';
import { readEnvelope } from '../../../../../nodes/Punchh/events/envelope';
import type { PunchhItem } from '../../../../../nodes/Punchh/events/item';
import { sample } from '../../../../harness/punchhEvents';
import { sandbox, sent, track } from '../punchhEvents.setup';

describe('input that cannot be mapped', () => {
	test.each<[string, unknown, RegExp]>([
		['text', 'no event', /'Event' is not a Punchh event/],
		['null', null, /'Event' is not a Punchh event/],
		['an object of another kind', { a: 1 }, /no 'event_name'/],
		[
			'an item of no kind of event',
			{ event: 'constructor', occurred_at: '2026-03-14T16:20:11Z', guest: {}, payload: {} },
			/no 'event_name'/,
		],
		['an event without a payload', { event_name: 'rewards' }, /no 'payload'/],
		[
			'an event without a guest',
			{ event_name: 'rewards', payload: { reward_id: 1 } },
			/none of the chosen identifiers/,
		],
	])('%s: the item is named, the others are sent', async (_what, event, expected) => {
		const { items, errors } = await track(
			[{ event: sample('reward-admin-gift') }, { event: event as IDataObject }],
			{ event: '={{ $json.event }}' },
		);
		expect(items).toHaveLength(1);
		expect(errors).toHaveLength(1);
		expect(errors[0].json.error).toMatch(expected);
		expect(errors[0].pairedItem).toEqual({ item: 1 });
	});

	test.each([0, '0', -1, 'null', 'N/A', '-', '[object Object]'])(
		'the user ID %j is nobody, whom all guests without one would be',
		async (id) => {
			const event = sample('reward-admin-gift', { user_id: id, user: { user_id: id } });
			for (const by of ['linked', 'user_alias', 'punchh_user_id']) {
				const identifiers = { identifier: [{ by }] };
				const { items, errors } = await track([event], { identifiers });
				expect(items).toEqual([]);
				expect(errors[0].json.error).toMatch(/none of the chosen identifiers/);
			}
			const user = { user_id: id, external_source_id: 'CRM-1' };
			const { items } = await track([sample('guest-create', user)]);
			expect(items[0].json.warnings).toContainEqual(expect.stringContaining('identifies nobody'));
			expect(sent()[0].attributes![0]).not.toHaveProperty('punchh_user_id');
		},
	);

	test.each(['730,415', '730 415', 730415.5, '00730415', '7.3e5', '73\u200b0415', 'A730415'])(
		'the user ID %j is none of Punchh, and would be another guest',
		async (id) => {
			const { errors } = await track([sample('guest-create', { user_id: id })]);
			expect(errors[0].json.error).toContain("'user_id' of the guest is not the ID");
			expect(sandbox.braze.profiles).toEqual([]);
		},
	);

	test.each([0, '0', '-1'])('the external ID %j is nobody', async (id) => {
		const { items } = await track([sample('guest-create', { external_source_id: id })]);
		expect(items[0].json).toMatchObject({ identifiedBy: 'punchh_user_id' });
		expect(items[0].json.warnings).toContainEqual(expect.stringContaining('identifies nobody'));
	});

	test('an event within which two guests are named is about the nested one', async () => {
		const about = {
			user_id: 1,
			external_source_id: 'CRM-1',
			email: 'a@example.com',
			user: { user_id: 2 },
		};
		const event = sample('marketing-referral_campaign.inferred', about);
		for (const by of ['external_id', 'email']) {
			const identifiers = { identifier: [{ by }, { by: 'punchh_user_id' }] };
			const { items } = await track([event], { identifiers });
			expect(items[0].json).toMatchObject({ identifier: { external_id: '2' } });
		}
	});

	test('a guest without an address does not get that of a coupon', async () => {
		const about = { email: 'other@example.com', user: { user_id: 2, email: null } };
		const { items } = await track([sample('other/coupon-redemption.inferred', about)], {
			identifiers: { identifier: [{ by: 'email' }, { by: 'punchh_user_id' }] },
		});
		expect(items[0].json).toMatchObject({ identifier: { external_id: '2' } });
	});

	test.each(['guest-update-profile', 'checkin-loyalty-create-online'])(
		'an item with the guest of one event and the payload of another is refused: %s',
		async (name) => {
			const [mine, other] = [731_000, 730_415].map((id) => {
				const user = { user_id: id, external_source_id: `CRM-${id}` };
				const read = readEnvelope(Buffer.from(JSON.stringify(sample(name, { ...user, user }))), 0);
				return (read as { item: PunchhItem }).item;
			});
			const { items, errors } = await track([{ ...other, guest: mine.guest }, other]);
			expect(errors.map(({ json }) => json.error)).toEqual([
				"'guest' has the user ID 731000, and 'payload' is about 730415",
			]);
			expect(items[0].json).toMatchObject({ identifier: { external_id: 'CRM-730415' } });
			expect(sandbox.braze.profiles).toHaveLength(1);
			// A table makes text of the ID.
			const text = { ...other, guest: { ...other.guest, user_id: ' 730415' } };
			expect((await track([text])).errors).toEqual([]);
		},
	);

	test('a change of an offer concerns nobody', async () => {
		const offer = { event_name: 'redeemables', action: 'update', payload: { redeemable_id: 1 } };
		const { items } = await track([offer]);
		expect(items[0].json).toEqual({ verdict: 'skipped', reason: 'The event is not about a guest' });
	});

	test("a trigger's report of refused calls is no event, and an event with such a field is one", async () => {
		const report = { refused_calls: { total: 2, since: '2026-03-14T16:20:11.000Z', causes: [] } };
		const event = { ...sample('reward-admin-gift'), ...report };
		const { items, errors } = await track([report, event]);
		expect(errors).toEqual([]);
		expect(items[0].json).toEqual({
			verdict: 'skipped',
			reason: "The trigger's report of refused calls is not an event",
		});
		expect(items[1].json).toMatchObject({ verdict: 'accepted' });
		expect(sent()).toHaveLength(1);
	});
});
