import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import * as sentBefore from '../sentBefore/sentBefore.setup';
import {
	AGAIN_MS,
	CHANGED_ID,
	checkIn,
	guest,
	link,
	onUser,
	profilesLeft,
	refuse,
	settleAll,
	USER,
} from './linked.setup';

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

/** Braze limits the next run for longer than it waits, or has no answer but 500. */
const limited = () =>
	sandbox.faults.add({
		side: 'braze',
		path: '/users/track',
		count: 1,
		fault: { status: 429, headers: { 'x-ratelimit-retry-after': '600' } },
	});
const change = guest({ external_source_id: 'CRM-2', previous_changes: CHANGED_ID }, 2);

/** Everything that Braze may still do, and what is asked for again. */
async function settle(): Promise<void> {
	clock.pass(60_000);
	await settleAll(clock);
}

async function isOneProfile(): Promise<void> {
	await settle();
	expect(profilesLeft()).toHaveLength(1);
}

describe('the profile into which another is to be merged is not there yet', () => {
	beforeEach(async () => {
		await link([checkIn({ external_source_id: 'CRM-1' }, 1)]);
		await settle();
	});

	test('what told the new ID is given back (429), and sent again after others came', async () => {
		limited();
		expect((await link([change])).errors[0].json.details).toMatchObject({ verdict: 'failed' });
		await settle();
		await link([change]);
		await isOneProfile();
	});

	test('what told the new ID is unknown (500); the next event comes half an hour later', async () => {
		const fault = { status: 500 };
		sandbox.faults.add({ side: 'braze', path: '/users/track', count: 5, fault });
		expect((await link([change])).errors[0].json.details).toMatchObject({ verdict: 'unknown' });
		await settle();
		await link([checkIn({}, 3)]);
		await isOneProfile();
	});

	test('what told the new ID is rejected; the next event comes half an hour later', async () => {
		const item = { item_name: 'Flat White with oat milk, extra hot', item_qty: 1, item_amount: 1 };
		const told = checkIn({ external_source_id: 'CRM-2' }, 2);
		told.payload.menu_items = Array.from({ length: 2_000 }, () => item);
		expect((await link([told])).errors[0].json.details).toMatchObject({ verdict: 'rejected' });
		await settle();
		await link([checkIn({ external_source_id: 'CRM-2' }, 3)]);
		await isOneProfile();
	});

	test('Attributes to Send: None; what told the new ID is skipped', async () => {
		const none = { attributesToSend: 'none' };
		expect((await link([change], {}, none)).items[0].json.verdict).toBe('skipped');
		await settle();
		await link([checkIn({}, 3)], {}, none);
		await isOneProfile();
	});

	test('sent again after six minutes, nobody in between, Braze takes 5 seconds', async () => {
		sandbox.braze.knobs.effectDelayMs = { '/users/track': 5_000 };
		limited();
		await link([change]);
		clock.pass(AGAIN_MS + 60_000);
		await link([change]);
		await isOneProfile();
	});
});

describe('an event that an earlier execution has recorded comes again after the ID has changed', () => {
	test.each([{ attributesToSend: 'none' }, { preset: 'adapter' }])(
		'and the new profile is not there yet, with a key that may not look: %j',
		async (parameters) => {
			const called = async (event: IDataObject) =>
				await sentBefore.called([event], {}, {}, parameters);
			const { checkIn } = sentBefore;
			// A key that may look up sees that the profile is not there.
			refuse('/users/export/ids', 403);
			const event = checkIn({ external_source_id: 'CRM-1' }, 1);
			await called(event);
			await settle();
			limited();
			await called(checkIn({ external_source_id: 'CRM-2' }, 2));
			clock.pass(AGAIN_MS);
			// Its execution has failed after that.
			expect((await called(event)).items[0].json.verdict).toBe('accepted');
			await settle();
			await called(checkIn({ external_source_id: 'CRM-2' }, 3));
			await isOneProfile();
		},
	);
});

describe('a link that was asked for before anything was recorded', () => {
	test('Braze limits for six minutes, all is sent again, n8n is restarted later', async () => {
		sandbox.braze.knobs.effectDelayMs = { '/users/track': 5_000 };
		const event = guest({ external_source_id: 'CRM-1' }, 1);
		limited();
		await link([event]);
		clock.pass(AGAIN_MS + 60_000);
		await link([event]);
		await settle();
		forgetAllGuests();
		await link([checkIn({}, 2)]);
		await isOneProfile();
	});
});

describe('a link of a list is asked for again when there is a profile', () => {
	const listed = async () =>
		await onUser('linkPunchhGuest', { punchh_user_id: String(USER), external_id: 'CRM-1' });

	test('a guest without a profile is listed, then comes without the ID; n8n is restarted later', async () => {
		expect((await listed()).errors).toEqual([]);
		await settle();
		await link([checkIn({}, 1)]);
		await settle();
		forgetAllGuests();
		await link([checkIn({}, 2)]);
		await isOneProfile();
	});

	test('a list within the seconds that Braze takes to show the profile', async () => {
		sandbox.braze.knobs.effectDelayMs = { '/users/track': 20_000 };
		await link([checkIn({}, 1)]);
		clock.pass(5_000);
		expect((await listed()).errors).toEqual([]);
		await settle();
		await link([checkIn({}, 2)]);
		await isOneProfile();
	});
});
