import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import {
	CHANGED_ID,
	checkIn,
	guest,
	KEYS,
	link,
	mergeUsers,
	onUser,
	paths,
	profilesLeft,
	refuse,
	settleAll,
	USER,
} from './linked.setup';

/** What a person does with User > Merge and its sisters, while guests still have profiles to be merged. */

const clock = jumpingClock();

const told = (id: string, at: number, more = {}) =>
	guest({ external_source_id: id, previous_changes: CHANGED_ID, ...more }, at);
const ALIAS = String(USER);

/** The guest has changed from CRM-1 to CRM-2, and Braze has not merged the profiles. */
async function withFormer(): Promise<void> {
	sandbox.braze.seed({ profiles: [{ external_id: 'APP-9' }] });
	await link([told('CRM-1', 1), checkIn({}, 2)]);
	await settleAll(clock);
	refuse('/users/merge', 500);
	await link([told('CRM-2', 3), checkIn({}, 4)]);
	sandbox.faults.clear();
	expect(profilesLeft().map(([id]) => id)).toEqual(['APP-9', 'CRM-1', 'CRM-2']);
}

describe.each(KEYS)(
	'a guest with a former external ID that is not merged yet%s',
	(_which, mayLook) => {
		beforeEach(async () => {
			// What Braze has refused once before it has answered is not asked for again.
			if (!mayLook) refuse('/users/export/ids', 403);
			await withFormer();
		});

		test('whose profile a person merges into another: the former one follows', async () => {
			const { items } = await mergeUsers('CRM-2', 'APP-9');
			expect(items[0].json).toEqual({ verdict: 'accepted' });
			await link([checkIn({}, 5)]);
			await settleAll(clock);
			expect(profilesLeft()).toEqual([
				[
					'APP-9',
					USER,
					ALIAS,
					expect.stringMatching(/^check-in-4,check-in-(5,check-in-2|2,check-in-5)$/),
				],
			]);
		});

		test('and whom an event tells another one after the merge: one profile', async () => {
			await mergeUsers('CRM-2', 'APP-9');
			clock.pass(1_000);
			await link([{ ...told('CRM-3', 5), timestamp: clock.nowMs() }]);
			await settleAll(clock);
			expect(profilesLeft().map(([id, who, names]) => [id, who, names])).toEqual([
				['CRM-3', USER, ALIAS],
			]);
		});

		test('by the alias: the same', async () => {
			await link([told('CRM-2', 5)]);
			await mergeUsers(USER, 'APP-9');
			await link([checkIn({}, 6)]);
			await settleAll(clock);
			expect(profilesLeft().map(([id, who, names]) => [id, who, names])).toEqual([
				['APP-9', USER, ALIAS],
			]);
		});

		test('whose former profile a person merges: the link goes on', async () => {
			await mergeUsers('CRM-1', 'CRM-2');
			await link([checkIn({}, 5)]);
			expect(profilesLeft().find(([id]) => id === 'CRM-2')![3]).toMatch(/check-in-5/);
			await settleAll(clock);
			expect(profilesLeft().map(([id, who, names]) => [id, who, names])).toEqual([
				['APP-9', undefined, ''],
				['CRM-2', USER, ALIAS],
			]);
		});

		test('whose former profile a person merges into a third: a warning, and no guess', async () => {
			const { items } = await mergeUsers('CRM-1', 'APP-9');
			expect(items[0].json.warnings).toEqual([
				expect.stringMatching(/730415 has the external ID CRM-2: unless APP-9 is merged into that/),
			]);
			await link([checkIn({}, 5)]);
			await settleAll(clock);
			// The look-up finds the alias there.
			if (mayLook) return expect(profilesLeft().map(([id]) => id)).toEqual(['CRM-2']);
			expect(profilesLeft().map(([id]) => id)).toEqual(['APP-9', 'CRM-2']);
			// Nobody else gets the profile that has something of the guest.
			const { errors } = await link([told('APP-9', 6, { user_id: 2 })]);
			expect(errors).toHaveLength(1);
			expect((await mergeUsers('APP-9', 'CRM-2')).items[0].json).toEqual({ verdict: 'accepted' });
			await settleAll(clock);
			expect(profilesLeft().map(([id, who, names]) => [id, who, names])).toEqual([
				['CRM-2', USER, ALIAS],
			]);
		});

		test('whose profile a person deletes: a warning names the other one', async () => {
			const { items } = await onUser('delete', {
				findUserBy: 'external_id',
				external_id: 'CRM-2',
				confirmDeletion: true,
			});
			expect(items[0].json.warnings).toEqual([
				expect.stringMatching(/730415 may have another profile, with the external ID CRM-1/),
			]);
		});

		test('whose former profile a person deletes: the guest goes on', async () => {
			await onUser('delete', {
				findUserBy: 'external_id',
				external_id: 'CRM-1',
				confirmDeletion: true,
			});
			await link([checkIn({}, 5)]);
			await settleAll(clock);
			expect(profilesLeft()).toEqual([
				['APP-9', undefined, '', ''],
				['CRM-2', USER, ALIAS, 'check-in-4,check-in-5'],
			]);
		});

		test('whose external ID a person renames: a warning, and the next event brings them together', async () => {
			const renamed = { current_external_id: 'CRM-2', new_external_id: 'NEW-2' };
			const { items } = await onUser('renameExternalId', renamed);
			expect(items[0].json.warnings).toEqual([
				expect.stringContaining('with the external ID CRM-1'),
			]);
			await link([told('NEW-2', 6)]);
			await settleAll(clock);
			expect(profilesLeft().map(([id, who, names]) => [id, who, names])).toEqual([
				['APP-9', undefined, ''],
				['NEW-2', USER, ALIAS],
			]);
		});
	},
);

test('a profile of nobody that is known, merged into that of a guest, changes nothing of the link', async () => {
	await link([told('CRM-1', 1)]);
	await settleAll(clock);
	sandbox.braze.seed({ profiles: [{ attributes: { email: 'lead@example.com' } }] });
	await onUser('merge', {
		...{ mergeBy: 'email', merge_email: 'lead@example.com' },
		...{ keepBy: 'external_id', keep_external_id: 'CRM-1' },
	});
	paths();
	await link([checkIn({}, 2)]);
	expect(paths()).toEqual(['/users/track']);
});
