import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import { AGAIN_MS, checkIn, elsewhere, link, profilesLeft, settleAll, told } from './linked.setup';

/** When Braze has made a profile is told by the clock of Braze, which need not be that of n8n. */

const clock = jumpingClock();

const A = 1;
const MINUTE = 60_000;

/** How far n8n's clock is ahead of Braze's, in minutes. */
const AHEAD = [20, 0, -20];

beforeEach(() => {
	sandbox.braze.now = () => clock.passedMs();
});

const app = async (app_user: string) =>
	await elsewhere('/users/track', { attributes: [{ external_id: 'CRM-1', app_user }] });

const whoHas = (id: string) =>
	sandbox.braze.profiles.find(({ external_id: own }) => own === id)?.attributes.app_user;

describe.each(AHEAD)('n8n is %d minutes ahead', (minutes) => {
	beforeEach(() => clock.step(minutes * MINUTE));

	test('what the app makes for the next holder, 11 minutes after the change, stays', async () => {
		await link([told('CRM-1', 1, { user_id: A }), checkIn({ user_id: A }, 2)]);
		await settleAll(clock);
		await link([told('CRM-2', 10, { user_id: A })]);
		clock.pass(11 * MINUTE);
		await app('B');
		clock.pass(AGAIN_MS);
		await settleAll(clock);
		expect([whoHas('CRM-1'), whoHas('CRM-2')]).toEqual(['B', undefined]);
	});

	test('the same where it is put right meanwhile', async () => {
		await link([told('CRM-1', 1, { user_id: A }), checkIn({ user_id: A }, 2)]);
		await settleAll(clock);
		await link([told('CRM-2', 10, { user_id: A })]);
		clock.step(-minutes * MINUTE);
		clock.pass(11 * MINUTE);
		await app('B');
		await settleAll(clock);
		expect([whoHas('CRM-1'), whoHas('CRM-2')]).toEqual(['B', undefined]);
	});

	test('what the app has made for the guest, before an event has told another ID, is merged', async () => {
		await app('A');
		clock.pass(2 * MINUTE);
		await link([told('CRM-2', 10, { user_id: A })]);
		await link([told('CRM-1', 1, { user_id: A })]);
		await settleAll(clock);
		expect(whoHas('CRM-2')).toBe('A');
		expect(profilesLeft()).toHaveLength(1);
	});
});
