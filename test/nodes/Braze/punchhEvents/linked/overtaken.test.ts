import { jumpingClock } from '../../../../harness/jumpingClock';
import type { Envelope } from '../../../../harness/punchhEvents';
import { sandbox } from '../punchhEvents.setup';
import {
	checkIn,
	link,
	named,
	nameOf,
	onUser,
	profilesLeft,
	settleAll,
	told,
	USER,
} from './linked.setup';
import { during, limit } from './waiting.setup';

/** An execution that waits, while others learn more of its guests. */

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

describe('an execution that goes on for long while the external ID changes', () => {
	const recordDuring = async (items: Envelope[], other: () => Promise<unknown>) => {
		await link([told('CRM-1', 1)]);
		await settleAll(clock);
		limit('/users/track', 60);
		await during(clock, async () => await link(items), other);
	};
	const changes = async (settlings: number) => {
		await link([told('CRM-2', 3, { first_name: 'Newest', previous_changes: ['first_name'] })]);
		for (let time = 0; time < settlings; time++) await settleAll(clock);
	};
	/** What tells no external ID goes by the alias. */
	const byId = (at: number) => checkIn({ external_source_id: 'CRM-1' }, at);
	const ofAnother = async () => await link([told('CRM-1', 4, { user_id: 2 })]);

	test.each([
		['until both merges were asked for', 2],
		['until the earlier one is free', 4],
	])('%s: what it records is in the guest’s profile', async (_until, settlings) => {
		const items = [named('Older', 2), checkIn({}, 2)];
		await recordDuring(items, async () => await changes(settlings));
		await settleAll(clock);
		await link([checkIn({}, 9)]);
		expect(profilesLeft()).toEqual([['CRM-2', USER, String(USER), 'check-in-2,check-in-9']]);
		expect(nameOf('CRM-2')).toBe('Newest');
	});

	test('and passes to another guest, who is refused until that is in the guest’s profile', async () => {
		await recordDuring([byId(2)], async () => {
			await changes(4);
			expect((await ofAnother()).errors).toHaveLength(1);
		});
		expect((await ofAnother()).errors).toHaveLength(1);
		for (let time = 0; time < 2; time++) await settleAll(clock);
		expect((await ofAnother()).errors).toEqual([]);
		expect(profilesLeft()).toEqual([
			['CRM-1', 2, '2', ''],
			['CRM-2', USER, String(USER), 'check-in-2'],
		]);
	});

	test('and the guest is deleted: nobody else gets the ID until the profile is deleted, too', async () => {
		await recordDuring([byId(2)], async () => {
			const gone = { ...told('CRM-1', 3), action: 'delete' };
			await link([gone], { passOnDeletions: true });
			await settleAll(clock);
			expect((await ofAnother()).errors).toHaveLength(1);
		});
		await settleAll(clock);
		expect((await ofAnother()).errors).toHaveLength(1);
		await onUser('delete', {
			findUserBy: 'external_id',
			external_id: 'CRM-1',
			confirmDeletion: true,
		});
		await settleAll(clock);
		expect((await ofAnother()).errors).toEqual([]);
		expect(profilesLeft()).toEqual([['CRM-1', 2, '2', '']]);
	});
});

test('a deletion that waits while another execution records the guest: nobody else gets the ID', async () => {
	sandbox.braze.knobs.effectDelayMs = { '/users/track': 70_000 };
	await link([told('CRM-1', 1)]);
	await settleAll(clock);
	limit('/users/delete', 60);
	const gone = { ...told('CRM-1', 3), action: 'delete' };
	await during(
		clock,
		async () => await link([gone], { passOnDeletions: true }),
		async () => await link([checkIn({ external_source_id: 'CRM-1' }, 2)]),
	);
	await settleAll(clock);
	expect((await link([told('CRM-1', 4, { user_id: 2 })])).errors).toHaveLength(1);
	expect(profilesLeft()).toEqual([['CRM-1', undefined, '', 'check-in-2']]);
});

test('and what goes by the alias meanwhile keeps the ID from nobody', async () => {
	await link([told('CRM-1', 1)]);
	await settleAll(clock);
	limit('/users/delete', 60);
	const gone = { ...told('CRM-1', 3), action: 'delete' };
	await during(
		clock,
		async () => await link([gone], { passOnDeletions: true }),
		async () => await link([checkIn({}, 2)]),
	);
	await settleAll(clock);
	expect((await link([told('CRM-1', 4, { user_id: 2 })])).errors).toEqual([]);
	expect(profilesLeft()).toEqual([['CRM-1', 2, '2', '']]);
});
