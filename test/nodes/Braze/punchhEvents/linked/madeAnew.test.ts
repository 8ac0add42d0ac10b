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

beforeEach(async () => {
	sandbox.braze.now = () => clock.nowMs();
	await link([told('CRM-1', 1)]);
	await settleAll(clock);
	await elsewhere('/users/delete', { external_ids: ['CRM-1'] });
	clock.pass(DAY_MS);
	for (const day of [10, 20]) {
		await link([now(checkIn({ external_source_id: 'CRM-1' }, day))]);
		clock.pass(DAY_MS);
	}
	expect(profilesLeft()).toEqual([['CRM-1', undefined, '', 'check-in-10,check-in-20']]);
});

test('it is deleted with the guest', async () => {
	const gone = now({ ...guest({ external_source_id: 'CRM-1' }, 30), action: 'delete' });
	const { items } = await link([gone], { passOnDeletions: true });
	expect(items[0].json).toMatchObject({ verdict: 'accepted', deleted: true });
	expect(items[0].json).not.toHaveProperty('warnings');
	expect(profilesLeft()).toEqual([]);
});

test('it is not the next holder’s, and is the guest’s for good', async () => {
	const next = await link([now(checkIn({ user_id: OTHER, external_source_id: 'CRM-1' }, 30))]);
	expect(next.errors[0].json.error).toMatch(/Another guest, with the Punchh user ID 730415/);
	await link([now(checkIn({ external_source_id: 'CRM-1' }, 40))]);
	await settleAll(clock);
	const events = 'check-in-10,check-in-20,check-in-40';
	expect(profilesLeft()).toEqual([['CRM-1', USER, String(USER), events]]);
});

test('it follows the guest to another external ID', async () => {
	await link([now(told('CRM-3', 30))]);
	await settleAll(clock);
	await link([now(checkIn({ user_id: OTHER, external_source_id: 'CRM-1' }, 40))]);
	await settleAll(clock);
	expect(profilesLeft()).toEqual([
		['CRM-1', OTHER, String(OTHER), 'check-in-40'],
		['CRM-3', USER, String(USER), 'check-in-10,check-in-20'],
	]);
});
