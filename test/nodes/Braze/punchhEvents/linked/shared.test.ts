import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import { checkIn, link, nameOf, named, profilesLeft, settleAll, told } from './linked.setup';

/** An external ID that two guests shared, because the user wants it, when the first one has another. */

const clock = jumpingClock();

const [A, B] = [1, 2];
const SHARES = { sharedIdentifiers: 'warn' };

beforeEach(async () => {
	sandbox.braze.now = () => clock.nowMs();
	await link([told('CRM-1', 1, { user_id: A })], SHARES);
	await settleAll(clock);
	await link([told('CRM-1', 2, { user_id: B })], SHARES);
	await link([told('CRM-2', 3, { user_id: A })], SHARES);
	await settleAll(clock);
});

test('what follows is the profile of the second, and moves along, not into that of whoever gets the ID next', async () => {
	const { items } = await link([checkIn({ user_id: B }, 4)], SHARES);
	expect(items[0].json).toMatchObject({ identifier: { external_id: 'CRM-1' } });
	expect(items[0].json.warnings).toBeUndefined();
	await settleAll(clock);
	await link([told('CRM-3', 5, { user_id: B })], SHARES);
	await settleAll(clock);
	await link([told('CRM-1', 6, { user_id: A })], SHARES);
	await settleAll(clock);
	expect(profilesLeft()).toEqual([
		['CRM-1', A, String(A), ''],
		['CRM-3', B, String(B), 'check-in-4'],
	]);
});

test('it is linked when an event tells it again', async () => {
	await link([told('CRM-1', 7, { user_id: B }), named('Ben', 8, { user_id: B })], SHARES);
	await settleAll(clock);
	expect(profilesLeft()).toContainEqual(['CRM-1', B, String(B), '']);
	expect(nameOf('CRM-1')).toBe('Ben');
});
