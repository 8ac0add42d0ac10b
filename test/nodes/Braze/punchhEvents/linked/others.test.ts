import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import {
	AGAIN_MS,
	alias,
	CHANGED_ID,
	checkIn,
	guest,
	link,
	onUser,
	PASSER_BY,
	paths,
	profilesLeft,
	settleAll,
	USER,
} from './linked.setup';

const clock = jumpingClock();

/** Runs an operation on users. */
const user = async (operation: string, parameters: IDataObject) =>
	expect((await onUser(operation, parameters)).errors).toEqual([]);

const settle = async () => await settleAll(clock);
const profiles = profilesLeft;

const mara = (id: string, at: number) =>
	guest({ external_source_id: id, previous_changes: CHANGED_ID }, at);
const ida = (id: string, at: number) =>
	guest(
		{ user_id: 2, first_name: 'Ida', external_source_id: id, previous_changes: CHANGED_ID },
		at,
	);
const ofIda = (at: number) => checkIn({ user_id: 2 }, at);

describe('an external ID that passes from one guest to another', () => {
	beforeEach(async () => void (await link([mara('CRM-1', 1), checkIn({}, 2)])));

	test('in one run: refused until the profile of the first has moved, then a profile of its own', async () => {
		const { items, errors } = await link([mara('CRM-2', 3), ida('CRM-1', 4)]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		expect(errors[0].json.error).toMatch(/730415, had, and may still have, the external ID CRM-1/);
		await settle();
		const later = await link([ida('CRM-1', 4), ofIda(5)]);
		expect(later.errors).toEqual([]);
		forgetAllGuests();
		await link([checkIn({}, 6), ofIda(7)]);
		expect(profiles()).toEqual([
			['CRM-1', 2, '2', 'check-in-5,check-in-7'],
			['CRM-2', USER, String(USER), 'check-in-2,check-in-6'],
		]);
	});

	test('is free when the error says: after two more runs, five and ten minutes later', async () => {
		await link([mara('CRM-2', 3)]);
		for (const at of [4, 5]) {
			const { errors } = await link([ida('CRM-1', at)]);
			expect(errors[0].json.details).toMatchObject({
				description: expect.stringMatching(/two more runs, five and ten minutes after/) as string,
			});
			clock.pass(AGAIN_MS);
			await link([checkIn({ user_id: PASSER_BY }, 9_000 + at)]);
		}
		expect((await link([ida('CRM-1', 6)])).errors).toEqual([]);
	});

	test('and is told of somebody who has another one: with Warn, the event goes to that profile', async () => {
		await link([ida('CRM-3', 3)]);
		const { items } = await link([ida('CRM-1', 4)], { sharedIdentifiers: 'warn' });
		expect(items[0].json).toMatchObject({
			identifier: { external_id: 'CRM-3' },
			warnings: [
				expect.stringMatching(/CRM-1: this is recorded in the profile that the guest had/),
			],
		});
	});

	test('while Braze merges: what comes meanwhile is not taken along', async () => {
		sandbox.braze.now = () => clock.nowMs();
		sandbox.braze.knobs.effectDelayMs = { '/users/merge': 30_000 };
		await link([mara('CRM-2', 3)]);
		clock.pass(5_000);
		await link([ida('CRM-1', 4), ofIda(5)]);
		await settle();
		expect(profiles()).toEqual([
			[undefined, 2, '2', 'check-in-5'],
			['CRM-2', USER, String(USER), 'check-in-2'],
		]);
	});

	test('an event of the first that comes late keeps to the ID that the guest has now', async () => {
		await link([mara('CRM-2', 3)]);
		await settle();
		await link([ida('CRM-1', 4), ofIda(5)]);
		const late = await link([checkIn({ external_source_id: 'CRM-1' }, 2.5)]);
		expect(late.items[0].json).toMatchObject({ identifier: { external_id: 'CRM-2' } });
		await settle();
		expect(profiles()).toEqual([
			['CRM-1', 2, '2', 'check-in-5'],
			['CRM-2', USER, String(USER), 'check-in-2,check-in-2.5'],
		]);
	});

	test('a late event does not merge what the other has not moved yet', async () => {
		await link([mara('CRM-2', 3)]);
		await settle();
		await link([ida('CRM-1', 4), ofIda(5)]);
		await settle();
		sandbox.faults.add({ side: 'braze', path: '/users/merge', count: 1, fault: { status: 403 } });
		await link([ida('CRM-3', 6)]);
		await link([checkIn({ external_source_id: 'CRM-1' }, 2.5)]);
		await settle();
		expect(profiles()).toEqual([
			['CRM-2', USER, String(USER), 'check-in-2,check-in-2.5'],
			['CRM-3', 2, '2', 'check-in-5'],
		]);
	});

	test('two guests who exchange theirs are both refused', async () => {
		await link([ida('CRM-2', 2)]);
		const { errors } = await link([mara('CRM-2', 3), ida('CRM-1', 4)]);
		expect(errors).toHaveLength(2);
	});

	test('an ID that comes back to its guest is not given up', async () => {
		await link([mara('CRM-2', 3)]);
		clock.pass(AGAIN_MS);
		await link([mara('CRM-1', 4)]);
		await settle();
		expect((await link([ida('CRM-1', 5)])).errors).toHaveLength(1);
		expect(profiles()).toEqual([['CRM-1', USER, String(USER), 'check-in-2']]);
	});
});

describe('what other operations do to a profile is not forgotten', () => {
	beforeEach(async () => {
		sandbox.braze.seed({ profiles: [{ external_id: 'APP-9' }] });
		await link([mara('CRM-1', 1)]);
		await settle();
	});

	test('Delete: what comes next is a new profile that is found again', async () => {
		await user('delete', {
			findUserBy: 'external_id',
			external_id: 'CRM-1',
			confirmDeletion: true,
		});
		await link([checkIn({}, 2)]);
		forgetAllGuests();
		await link([checkIn({}, 3)]);
		expect(profiles()).toEqual(
			[
				[undefined, USER, String(USER), 'check-in-2,check-in-3'],
				['APP-9', undefined, '', ''],
			].sort(),
		);
	});

	test('Delete by the alias, the same', async () => {
		await user('delete', {
			findUserBy: 'user_alias',
			...alias(),
			confirmDeletion: true,
		});
		await link([checkIn({}, 2)]);
		expect(profiles()).toContainEqual([undefined, USER, String(USER), 'check-in-2']);
	});

	test('Merge: what comes next goes to the profile that was kept', async () => {
		await user('merge', {
			mergeBy: 'external_id',
			merge_external_id: 'CRM-1',
			keepBy: 'external_id',
			keep_external_id: 'APP-9',
		});
		await link([checkIn({}, 2)]);
		expect(profiles()).toEqual([['APP-9', USER, String(USER), 'check-in-2']]);
	});

	test('Rename and Remove External ID: it goes to the renamed profile', async () => {
		await user('renameExternalId', { current_external_id: 'CRM-1', new_external_id: 'NEW-1' });
		await user('removeExternalId', { external_id: 'CRM-1' });
		await link([checkIn({}, 2)]);
		expect(profiles()).toContainEqual(['NEW-1', USER, String(USER), 'check-in-2']);
		expect(profiles()).toHaveLength(2);
	});
});

test('a guest of a list is recorded under the external ID of the list', async () => {
	sandbox.braze.seed({ profiles: [{ external_id: 'CRM-1' }] });
	await user('linkPunchhGuest', { punchh_user_id: String(USER), external_id: 'CRM-1' });
	await link([checkIn({}, 1)]);
	expect((await link([ida('CRM-1', 2)])).errors).toHaveLength(1);
	paths();
	// What a list says may be a mistake; an event decides, and merges nobody's profile.
	await link([mara('CRM-2', 3)]);
	expect(paths()).not.toContain('/users/merge');
});

test('one person with two Punchh user IDs, if the user says so: one profile', async () => {
	await link([mara('CRM-1', 1), checkIn({}, 2)]);
	await link([ida('CRM-1', 3), ofIda(4)], { sharedIdentifiers: 'warn' });
	await settle();
	expect(profiles()).toEqual([['CRM-1', USER, String(USER), 'check-in-2,check-in-4']]);
	await link([ida('CRM-2', 5)]);
	expect(paths()).not.toContain('/users/merge');
});

test('an event whose time cannot be read does not keep its external ID for ever', async () => {
	const without = {
		...mara('CRM-1', 1),
		event: 'guest',
		occurred_at: 'yesterday',
		guest: { user_id: USER, external_id: 'CRM-1', email: null, phone: null },
	};
	await link([without]);
	const { items } = await link([{ ...mara('CRM-2', 2), timestamp: clock.nowMs() + 1_000 }]);
	expect(items[0].json).toMatchObject({ identifier: { external_id: 'CRM-2' } });
});

test('with Update Existing Only, a profile that was made later gets the Punchh user ID', async () => {
	const only = { updateExistingOnly: true };
	await link([mara('CRM-1', 1)], only);
	sandbox.braze.seed({ profiles: [{ external_id: 'CRM-1' }] });
	await settle();
	await link([guest({ external_source_id: 'CRM-1', previous_changes: ['city'] }, 2)], only);
	expect(profiles()).toEqual([['CRM-1', USER, String(USER), '']]);
});

test("a number that is somebody's external ID is no other guest's adapter profile", async () => {
	const adapter = { adapterProfiles: true };
	await link([guest({ user_id: 100, external_source_id: '200' }, 1)], adapter);
	forgetAllGuests();
	await link(
		[
			guest({ user_id: 200, external_source_id: '300', first_name: 'Ida' }, 2),
			guest({ user_id: 100, external_source_id: '200', previous_changes: ['city'] }, 3),
		],
		adapter,
	);
	await settle();
	expect(profiles()).toEqual([
		['200', 100, '100', ''],
		['300', 200, '200', ''],
	]);
});
