import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox, track } from '../punchhEvents.setup';
import {
	AGAIN_MS,
	alias,
	checkIn,
	elsewhere,
	KEYS,
	link,
	mergeUsers,
	named,
	onUser,
	refuse,
	settleAll,
	told,
} from './linked.setup';

/** A list has linked A with CRM-1, which is right or wrong: nobody can tell when an event says CRM-2. */

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

const ofA = (at: number) => told('CRM-2', at, { user_id: 1 });
const ofB = (at: number) => named('B', at, { user_id: 2, external_source_id: 'CRM-1' });
const onListed = () => sandbox.braze.profiles.find(({ external_id: id }) => id === 'CRM-1');
const updateAlias = {
	alias_label: 'punchh_user_id',
	old_alias_name: '1',
	new_alias_name: '2',
};

describe.each(KEYS)(
	'the external ID of a list, where an event tells another one%s',
	(_which, mayLook) => {
		beforeEach(async () => {
			if (!mayLook) refuse('/users/export/ids', 403);
			await link([checkIn({ user_id: 1 }, 1)]);
			await onUser('linkPunchhGuest', { punchh_user_id: '1', external_id: 'CRM-1' });
		});

		test.each([
			['in the same run', true],
			['in a later one', false],
		])("is not the next guest's yet, %s", async (_when, isSame) => {
			if (!isSame) await link([ofA(2)]);
			const { errors } = await link(isSame ? [ofB(3), ofA(2)] : [ofB(3)]);
			expect(errors.map(({ json }) => json.error)).toEqual([
				expect.stringMatching(/^Another guest, with the Punchh user ID 1, /),
			]);
			expect(onListed()!.attributes).toMatchObject({ punchh_user_id: 1 });
		});

		test.each<[string, boolean, () => Promise<unknown>]>([
			['merged by a person', false, async () => await mergeUsers('CRM-1', 'CRM-2')],
			['merged by a person, by the alias', false, async () => await mergeUsers(1, 'CRM-2')],
			['parted by a person', false, async () => await onUser('updateAlias', updateAlias)],
			[
				'parted elsewhere',
				true,
				async () => await elsewhere('/users/alias/update', { alias_updates: [updateAlias] }),
			],
		])('is when the profiles were %s', async (_how, isLookedUp, mend) => {
			if (isLookedUp && !mayLook) return;
			await link([ofA(2)]);
			await settleAll(clock);
			await mend();
			await settleAll(clock);
			clock.pass(AGAIN_MS);
			await link([ofA(4)]);
			await settleAll(clock);
			expect((await link([ofB(5)])).errors).toEqual([]);
			expect(onListed()!.attributes.first_name).toBe('B');
		});
	},
);

test.each(['identify', 'createAlias'])(
	'what a person gives to the next guest is no longer that of the first, to whom only a person has given it: %s',
	async (operation) => {
		const gives = async (to: number) =>
			await onUser(operation, {
				...{ findProfileBy: 'user_alias', merge_behavior: 'merge' },
				...{ ...alias(to), external_id: 'CRM-1' },
			});
		await gives(1);
		clock.pass(AGAIN_MS);
		await link([checkIn({ user_id: 2 }, 2)]);
		if (operation === 'createAlias') sandbox.braze.seed({ profiles: [{ external_id: 'CRM-1' }] });
		await gives(2);
		await link([named('A', 3, { user_id: 1 })]);
		expect(onListed()!.attributes.first_name).not.toBe('A');
		await link([named('B', 4, { user_id: 2 })]);
		expect(onListed()!.attributes.first_name).toBe('B');
	},
);

test("what another workflow has recorded under an external ID stays the first guest's, whatever a person gives", async () => {
	const byId = { identifiers: { identifier: [{ by: 'external_id' }] } };
	await link([told('CRM-2', 1, { user_id: 1 })]);
	await track([checkIn({ user_id: 1, external_source_id: 'CRM-1' }, 2)], byId);
	clock.pass(AGAIN_MS);
	// Braze has the alias on the other profile, and changes nothing.
	await onUser('createAlias', { ...alias(1), external_id: 'CRM-1' });
	clock.pass(AGAIN_MS);
	await link([told('CRM-2', 3, { user_id: 1 })]);
	await settleAll(clock);
	const { errors } = await track([checkIn({ user_id: 2, external_source_id: 'CRM-1' }, 4)], byId);
	expect(errors.map(({ json }) => json.error)).toEqual([
		expect.stringMatching(/^Another guest, with the Punchh user ID 1, /),
	]);
});
