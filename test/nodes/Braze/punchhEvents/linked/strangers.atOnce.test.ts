import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import { checkIn, guest, link, profilesLeft, settleAll, told, USER } from './linked.setup';
import { app, BEN, MARA, NOT_USED, UNTOUCHED, warnings } from './strangers.setup';
import { crossed, during, limit } from './waiting.setup';

/**
 * While an execution waits to look up the external ID of another person, a second one has an event of the guest
 * that says nothing of the person.
 */

const clock = jumpingClock();
const NAMELESS = { first_name: null, last_name: null, phone: null, birthday: null };
const wrongId = async () =>
	await link([checkIn({ ...MARA, birthday: null, external_source_id: 'CRM-2' }, 1)]);

describe.each([
	['an unknown guest', []],
	['a guest whose profile has no names', [checkIn(NAMELESS, 0)]],
])('%s', (_who, before) => {
	beforeEach(async () => {
		sandbox.braze.now = () => clock.nowMs();
		app(BEN);
		if (before.length > 0) await link(before);
		await settleAll(clock);
		limit('/users/export/ids', 20);
	});

	test('a deletion leaves that person alone', async () => {
		const gone = { ...guest({ ...NAMELESS, email: MARA.email }, 2), action: 'delete' };
		await during(clock, wrongId, async () => await link([gone], { passOnDeletions: true }));
		await settleAll(clock);
		expect(profilesLeft()).toEqual([UNTOUCHED]);
	});

	test('nothing is recorded for that person', async () => {
		const emptied = guest({ ...NAMELESS, previous_changes: ['first_name', 'last_name'] }, 2);
		let first: Awaited<ReturnType<typeof wrongId>> | undefined;
		await during(
			clock,
			async () => (first = await wrongId()),
			async () => await link([emptied]),
		);
		expect(warnings(first!.items)).toEqual([expect.stringMatching(NOT_USED)]);
		await settleAll(clock);
		const recorded = [...(before.length > 0 ? ['check-in-0'] : []), 'check-in-1'].join();
		expect(profilesLeft()).toEqual([[undefined, USER, String(USER), recorded], UNTOUCHED]);
		expect(sandbox.braze.profiles.find((one) => one.external_id === 'CRM-2')?.attributes).toEqual(
			BEN,
		);
	});
});

test('a late event tells the ID of another person, while the guest is given that of a third', async () => {
	sandbox.braze.now = () => clock.nowMs();
	const CEM = { first_name: 'Cem', last_name: 'Yildiz', email: 'cem@example.net' };
	app(BEN, 'CRM-1');
	app(MARA, 'CRM-2');
	app(CEM, 'CRM-3');
	await link([told('CRM-2', 2, MARA)]);
	clock.pass(400_000);
	// The first look-up has begun before the late event comes, and ends before the second one.
	await crossed(
		clock,
		'/users/export/ids',
		async () => await link([told('CRM-3', 6, MARA)]),
		async () => await link([told('CRM-1', 1, MARA)]),
	);
	await settleAll(clock);
	expect(profilesLeft()).toEqual([
		['CRM-1', undefined, '', ''],
		['CRM-2', USER, String(USER), ''],
		['CRM-3', undefined, '', ''],
	]);
});
