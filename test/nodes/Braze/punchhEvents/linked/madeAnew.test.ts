import { jumpingClock } from '../../../../harness/jumpingClock';
import type { Envelope } from '../../../../harness/punchhEvents';
import { sandbox } from '../punchhEvents.setup';
import {
	checkIn,
	elsewhere,
	guest,
	link,
	profilesLeft,
	settleAll,
	told,
	USER,
} from './linked.setup';

/** Somebody deletes a guest's profile in Braze, and what this process records next makes it anew. */

const clock = jumpingClock();
const DAY_MS = 24 * 3_600_000;
const now = (event: Envelope): Envelope => ({ ...event, timestamp: clock.nowMs() });
const OTHER = 2;

/** Lets a day pass after an event. */
async function daily(event: Envelope): Promise<void> {
	await link([now(event)]);
	clock.pass(DAY_MS);
}
const visit = (day: number, more = {}) => checkIn({ external_source_id: 'CRM-1', ...more }, day);
const gone = () =>
	now({ ...guest({ external_source_id: 'CRM-1' }, 30), action: 'delete' }) as Envelope;
const PASS_ON = { passOnDeletions: true };
const next = () => now(visit(30, { user_id: OTHER }));

beforeEach(async () => {
	sandbox.braze.now = () => clock.nowMs();
	await link([told('CRM-1', 1)]);
	await settleAll(clock);
});

describe.each<[what: string, after: () => Promise<void>]>([
	['deleted', async () => await elsewhere('/users/delete', { external_ids: ['CRM-1'] })],
	[
		'merged into another one',
		async () => {
			await elsewhere('/users/track', { attributes: [{ external_id: 'CRM-5', app: 'x' }] });
			const sides = {
				identifier_to_merge: { external_id: 'CRM-1' },
				identifier_to_keep: { external_id: 'CRM-5' },
			};
			await elsewhere('/users/merge', { merge_updates: [sides] });
		},
	],
])('a profile that somebody has %s', (_what, happens) => {
	const orders: Array<[what: string, days: Envelope[]]> = [
		['events with the external ID', [visit(10), visit(20)]],
		['one without before', [visit(10, { external_source_id: null }), visit(20)]],
		['one without after', [visit(10), visit(20, { external_source_id: null })]],
		['many', Array.from({ length: 12 }, (_, day) => visit(10 + day))],
	];
	describe.each(orders)('%s', (_which, days) => {
		beforeEach(async () => {
			await happens();
			clock.pass(DAY_MS);
			for (const day of days) await daily(day);
		});

		test('it is deleted with the guest', async () => {
			const { items } = await link([gone()], PASS_ON);
			expect(items[0].json).toMatchObject({ verdict: 'accepted', deleted: true });
			expect(profilesLeft()).toEqual([]);
		});

		test('it is not the next holder’s', async () => {
			const { errors } = await link([next()]);
			expect(errors[0].json.error).toMatch(/Another guest, with the Punchh user ID 730415/);
			await link([now(visit(40))]);
			await settleAll(clock);
			expect(profilesLeft()).toEqual([['CRM-1', USER, String(USER), expect.any(String)]]);
		});

		test('it follows the guest to another external ID', async () => {
			await link([now(told('CRM-3', 30))]);
			await settleAll(clock);
			await link([next()]);
			await settleAll(clock);
			expect(profilesLeft()).toEqual([
				['CRM-1', OTHER, String(OTHER), 'check-in-30'],
				['CRM-3', USER, String(USER), expect.any(String)],
			]);
		});
	});
});
