import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import {
	AGAIN_MS,
	CHANGED_ID,
	checkIn,
	elsewhere,
	guest,
	link,
	settleAll,
	told,
} from './linked.setup';

/** Events that tell an external ID and have nothing else: a guest of the eClub has no balance. */

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

const tells = (who: number, id: string, at: number) =>
	guest(
		{
			...{ account_balance: null, apple_loyalty_pass_url: null, android_loyalty_pass_url: null },
			...{ user_id: who, external_source_id: id, previous_changes: CHANGED_ID },
		},
		at,
	);
const skipped = [{ json: expect.objectContaining({ verdict: 'skipped' }) as object }];

/** A had CRM-3 and has CRM-0; B has just got CRM-3. */
async function passed() {
	await link([told('CRM-3', 1, { user_id: 3 }), checkIn({ user_id: 3 }, 2)]);
	await settleAll(clock);
	await link([told('CRM-0', 10, { user_id: 3 })]);
	return await link([tells(1, 'CRM-3', 11)]);
}

test('one that is not free is refused, so that somebody sends it again', async () => {
	const { errors } = await passed();
	expect(errors.map(({ json }) => json.error)).toEqual([
		'Another guest, with the Punchh user ID 3, had, and may still have, the external ID CRM-3',
	]);
	await settleAll(clock);
	expect((await link([tells(1, 'CRM-3', 11)])).items).toMatchObject(skipped);
});

test('what the app has made is not taken for that of the next holder', async () => {
	await passed();
	await settleAll(clock);
	await link([tells(1, 'CRM-3', 11)]);
	await elsewhere('/users/track', { attributes: [{ external_id: 'CRM-3', app_user: 'B' }] });
	await settleAll(clock);
	await link([tells(1, 'CRM-2', 20)]);
	await settleAll(clock);
	clock.pass(AGAIN_MS);
	await link([told('CRM-3', 30, { user_id: 2 }), checkIn({ user_id: 2 }, 31)]);
	await settleAll(clock);
	const ofApp = sandbox.braze.profiles.filter(({ attributes }) => attributes.app_user === 'B');
	expect(ofApp.map(({ attributes }) => attributes.punchh_user_id)).not.toContain(2);
});

test.each([
	['one that is free', (at: number) => tells(1, 'CRM-7', at)],
	['the deletion of a guest', (at: number) => ({ ...tells(1, 'CRM-3', at), action: 'delete' })],
])('%s is skipped as before', async (_what, event) => {
	await passed();
	expect((await link([event(12)])).items).toMatchObject(skipped);
});

test('so is a copy from before the guest gave up the ID, which another one has by now', async () => {
	await passed();
	await settleAll(clock);
	await link([tells(1, 'CRM-3', 11)]);
	expect((await link([tells(3, 'CRM-3', 1)])).items).toMatchObject(skipped);
});
