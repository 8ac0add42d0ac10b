import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import { checkIn, guest, link, profilesLeft, settleAll, told, USER } from './linked.setup';
import { app, BEN, MARA, NOT_USED, UNTOUCHED, warnings } from './strangers.setup';

/** The ID of another person, once more, by an event that says nothing of the person. */

const clock = jumpingClock();
const NAMELESS = {
	...{ external_source_id: 'CRM-2', first_name: null, last_name: null },
	...{ email: null, phone: null, birthday: null },
};
/** An event that happens now. */
const now = (event: object) => ({ ...event, timestamp: clock.nowMs() });
const PASS_ON = { passOnDeletions: true };
const NOT_DELETED = /^the profile with the external ID CRM-2 was not deleted/;

beforeEach(async () => {
	sandbox.braze.now = () => clock.nowMs();
	app(BEN);
	// Older than the workflow: the profile with the alias has no names.
	const { items } = await link([checkIn({ external_source_id: 'CRM-2', ...MARA }, 1)]);
	expect(warnings(items)).toEqual([expect.stringMatching(NOT_USED)]);
	await settleAll(clock);
});

test('a deletion, and its repeat, leave that person alone', async () => {
	for (let time = 1; time <= 2; time++) {
		const { items } = await link([now({ ...guest(NAMELESS, 9), action: 'delete' })], PASS_ON);
		expect(warnings(items)).toEqual(expect.arrayContaining([expect.stringMatching(NOT_DELETED)]));
		expect(profilesLeft()).toEqual([UNTOUCHED]);
		await settleAll(clock);
	}
});

test('a check-in goes to the alias', async () => {
	const { items } = await link([now(checkIn(NAMELESS, 2))]);
	expect(warnings(items)).toEqual([expect.stringMatching(NOT_USED)]);
	await settleAll(clock);
	const own = [undefined, USER, String(USER), 'check-in-1,check-in-2'];
	expect(profilesLeft()).toEqual([own, UNTOUCHED]);
});

test('who is anonymized does not take the values of that person away', async () => {
	const previous_changes = ['first_name', 'last_name', 'email', 'phone'];
	await link([now(guest({ ...NAMELESS, previous_changes }, 2))]);
	await settleAll(clock);
	expect(sandbox.braze.profiles.find((one) => one.external_id === 'CRM-2')?.attributes).toEqual(
		BEN,
	);
});

test('who turns out to be that person is linked', async () => {
	await link([now(told('CRM-2', 2, BEN))]);
	await settleAll(clock);
	expect(profilesLeft()).toEqual([['CRM-2', USER, String(USER), 'check-in-1']]);
	await link([now(checkIn(NAMELESS, 3))]);
	expect(profilesLeft()).toEqual([['CRM-2', USER, String(USER), 'check-in-1,check-in-3']]);
});
