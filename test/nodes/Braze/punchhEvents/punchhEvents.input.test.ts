import type { IDataObject } from 'n8n-workflow';
import { sample } from '../../../harness/punchhEvents';
import { track } from './punchhEvents.setup';

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

	test('a change of an offer concerns nobody', async () => {
		const offer = { event_name: 'redeemables', action: 'update', payload: { redeemable_id: 1 } };
		const { items } = await track([offer]);
		expect(items[0].json).toEqual({ verdict: 'skipped', reason: 'The event is not about a guest' });
	});
});
