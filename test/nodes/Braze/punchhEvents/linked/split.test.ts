import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import {
	alias,
	checkIn,
	elsewhere,
	link,
	profilesLeft,
	settleAll,
	told,
	USER,
} from './linked.setup';

/**
 * A guest whose external ID has changed before Braze has put the alias on the profile under the first one,
 * where another process has heard of the change, and has found nothing under the alias.
 */

const clock = jumpingClock();
const LATE = '2026-03-15T00:00:00.000Z';
const EARLY = '2026-03-14T16:00:00.000Z';

/** Another process records the guest under an external ID, and puts the alias there. */
async function recordElsewhere(id: string, more: IDataObject = {}): Promise<void> {
	const attributes = [{ external_id: id, punchh_user_id: USER, first_name: 'Bea', ...more }];
	await elsewhere('/users/track', { attributes });
	clock.pass(2_000);
	await elsewhere('/users/alias/new', { user_aliases: [{ external_id: id, ...alias() }] });
}

beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
	// So the first request to put the alias on a new profile comes before the profile.
	sandbox.braze.knobs.effectDelayMs = { '/users/track': 1_000 };
});

async function begin(): Promise<void> {
	await link([told('CRM-1', 1, { first_name: 'Ann' }), checkIn({}, 2)]);
	clock.pass(60_000);
}

test('is one profile, with the external ID that the other process has heard', async () => {
	await begin();
	await recordElsewhere('CRM-2');
	await link([checkIn({}, 4)]);
	await settleAll(clock);
	await settleAll(clock);
	await link([checkIn({}, 5)]);
	clock.pass(10_000);
	expect(profilesLeft()).toEqual([
		['CRM-2', USER, String(USER), 'check-in-2,check-in-4,check-in-5'],
	]);
});

test('an event that comes again does not bring the first external ID back', async () => {
	await begin();
	await recordElsewhere('CRM-2');
	await settleAll(clock);
	await link([checkIn({ external_source_id: 'CRM-1' }, 1)]);
	await settleAll(clock);
	expect(profilesLeft().map(([id]) => id)).toEqual(['CRM-2']);
});

test.each([
	['newer', { punchh_external_id_since: LATE }, 'CRM-2'],
	['older', { punchh_external_id_since: EARLY }, 'CRM-1'],
])(
	'is one profile with the newer ID, where Braze says that the other is %s',
	async (_is, more, id) => {
		await begin();
		await recordElsewhere('CRM-2', more);
		await settleAll(clock);
		await settleAll(clock);
		expect(profilesLeft().map(([left]) => left)).toEqual([id]);
	},
);

describe('where the other process has merged the first profile into the one with the new ID', () => {
	beforeEach(() => (sandbox.braze.knobs.effectDelayMs = {}));

	async function mergeElsewhere(more: IDataObject): Promise<void> {
		await elsewhere('/users/track', { attributes: [{ external_id: 'CRM-2', ...more }] });
		const [gone, kept] = ['CRM-1', 'CRM-2'].map((id) => ({ external_id: id }));
		const merge = { identifier_to_merge: gone, identifier_to_keep: kept };
		await elsewhere('/users/merge', { merge_updates: [merge] });
	}

	test('what the app has made since for the next holder of the first ID is not merged', async () => {
		await begin();
		await mergeElsewhere({ punchh_external_id_since: LATE });
		clock.pass(60_000);
		await elsewhere('/users/track', { attributes: [{ external_id: 'CRM-1', app_user: 'B' }] });
		await settleAll(clock);
		await settleAll(clock);
		expect(profilesLeft()).toEqual([
			['CRM-1', undefined, '', ''],
			['CRM-2', USER, String(USER), 'check-in-2'],
		]);
	});

	test.each([
		['says since when', { punchh_external_id_since: LATE }, [checkIn({}, 4)]],
		['does not say since when, and nothing was recorded meanwhile', {}, []],
	])('is one profile, if that %s', async (_what, more, meanwhile) => {
		await begin();
		await mergeElsewhere(more);
		if (meanwhile.length > 0) await link(meanwhile);
		await settleAll(clock);
		await link([checkIn({}, 5)]);
		await settleAll(clock);
		const events = ['check-in-2', ...(meanwhile.length > 0 ? ['check-in-4'] : []), 'check-in-5'];
		expect(profilesLeft()).toEqual([['CRM-2', USER, String(USER), events.join()]]);
	});
});

test('a profile that was there before, as of a list that is wrong, is not merged', async () => {
	sandbox.braze.seed({ profiles: [{ external_id: 'LIST-1' }] });
	clock.pass(60_000);
	await begin();
	await elsewhere('/users/alias/new', { user_aliases: [{ external_id: 'LIST-1', ...alias() }] });
	await settleAll(clock);
	await settleAll(clock);
	expect(profilesLeft().map(([id]) => id)).toEqual(['CRM-1', 'LIST-1']);
});

describe('where the other process hears late of the ID before, and merges the profile with the newer one', () => {
	/** It finds nothing that says since when the guest has the ID of the profile with the alias. */
	beforeEach(async () => {
		await link([told('CRM-2', 20), checkIn({}, 21)]);
		clock.pass(60_000);
		await recordElsewhere('CRM-1', { punchh_external_id_since: EARLY });
		const [gone, kept] = ['CRM-2', 'CRM-1'].map((id) => ({ external_id: id }));
		const merge = { identifier_to_merge: gone, identifier_to_keep: kept };
		await elsewhere('/users/merge', { merge_updates: [merge] });
		await elsewhere('/users/alias/new', { user_aliases: [{ external_id: 'CRM-1', ...alias() }] });
	});

	test.each([
		['tells it again', { external_source_id: 'CRM-2' }],
		['tells none', {}],
	])('is one profile with the newer ID once an event %s', async (_which, user) => {
		await settleAll(clock);
		await link([checkIn(user, 30)]);
		await settleAll(clock);
		expect(profilesLeft()).toEqual([['CRM-2', USER, String(USER), 'check-in-30,check-in-21']]);
	});
});
