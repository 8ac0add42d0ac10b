import { forgetAllGuests } from '../../../../nodes/Braze/identity/workspaces';
import { jumpingClock } from '../../../harness/jumpingClock';
import {
	CHANGED_ID,
	checkIn,
	guest,
	link,
	mergeUsers,
	onUser,
	paths,
	profilesLeft,
	settleAll,
	USER,
} from './linked.setup';
import { sandbox } from './punchhEvents.setup';

/** What a person does with User > Merge and its sisters, while guests still have profiles to be merged. */

const clock = jumpingClock();

const told = (id: string, at: number, more = {}) =>
	guest({ external_source_id: id, previous_changes: CHANGED_ID, ...more }, at);
const ALIAS = String(USER);

const refuse = (path: string, status: number) =>
	sandbox.faults.add({
		side: 'braze',
		path,
		count: 99,
		fault: { status, body: { message: 'Access denied' } },
	});

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

const KEYS: Array<[which: string, mayLook: boolean]> = [
	['', true],
	[', with a key that may not look', false],
];

describe.each(KEYS)(
	'a guest with a former external ID that is not merged yet%s',
	(_which, mayLook) => {
		beforeEach(async () => {
			await withFormer();
			if (!mayLook) refuse('/users/export/ids', 403);
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

const side = (name: string, by: string, value: string) => ({
	[`${name}By`]: by,
	[`${name}_${by}`]: value,
	...(by === 'email' ? { [`${name}_prioritization`]: 'unidentified,most_recently_updated' } : {}),
});

describe('a merge of which this process cannot know whose the profiles are', () => {
	beforeEach(async () => {
		await link([told('CRM-1', 1), told('CRM-2', 1, { user_id: 2, email: 'two@example.com' })]);
		await settleAll(clock);
		paths();
	});

	test('of two guests: a warning, and each is recorded apart from then on', async () => {
		const { items } = await mergeUsers('CRM-1', 'CRM-2');
		expect(items[0].json.warnings).toEqual([
			expect.stringMatching(/those of two guests, with the Punchh user IDs 730415 and 2/),
		]);
		await link([checkIn({}, 5), checkIn({ user_id: 2 }, 6)]);
		expect(profilesLeft()).toEqual([
			[undefined, USER, ALIAS, 'check-in-5'],
			['CRM-2', 2, '2', 'check-in-6'],
		]);
	});

	test.each([
		[
			'kept',
			{ ...side('merge', 'external_id', 'CRM-1'), ...side('keep', 'email', 'new@example.com') },
		],
		[
			'merged',
			{ ...side('merge', 'email', 'new@example.com'), ...side('keep', 'external_id', 'CRM-1') },
		],
	])('of an address, %s: a warning', async (which, parameters) => {
		sandbox.braze.seed({ profiles: [{ attributes: { email: 'new@example.com' } }] });
		const { items } = await onUser('merge', parameters);
		const warning =
			which === 'kept' ? /with the Punchh user ID 730415/ : /does not know where it is now/;
		expect(items[0].json.warnings).toEqual([expect.stringMatching(warning)]);
	});

	test('of an address, while no guest is known: none', async () => {
		forgetAllGuests();
		sandbox.braze.seed({ profiles: [{ attributes: { email: 'new@example.com' } }] });
		const { items } = await onUser('merge', {
			...side('merge', 'email', 'new@example.com'),
			...side('keep', 'external_id', 'APP-1'),
		});
		expect(items[0].json).toEqual({ verdict: 'accepted' });
	});

	test('a deletion by address: a warning', async () => {
		const { items } = await onUser('delete', {
			findUserBy: 'email',
			email: 'two@example.com',
			prioritization: 'identified,most_recently_updated',
			confirmDeletion: true,
		});
		expect(items[0].json.warnings).toEqual([
			expect.stringMatching(/does not know that it is deleted/),
		]);
	});
});

test('a list that was wrong, put right with Update Alias: nothing of the other profile is merged', async () => {
	sandbox.braze.now = () => clock.nowMs();
	sandbox.braze.seed({ profiles: [{ external_id: 'LIST-1' }] });
	await onUser('linkPunchhGuest', { punchh_user_id: ALIAS, external_id: 'LIST-1' });
	await link([told('CRM-1', 2)]);
	await settleAll(clock);
	sandbox.braze.knobs.exportDelayMs = 60_000;
	await onUser('updateAlias', {
		alias_label: 'punchh_user_id',
		old_alias_name: ALIAS,
		new_alias_name: '4711',
	});
	await link([checkIn({}, 3)]);
	await settleAll(clock);
	await link([checkIn({ user_id: 4711 }, 4)]);
	expect(profilesLeft()).toEqual([
		['CRM-1', USER, ALIAS, 'check-in-3'],
		['LIST-1', 4711, '4711', 'check-in-4'],
	]);
	sandbox.braze.now = Date.now;
});
