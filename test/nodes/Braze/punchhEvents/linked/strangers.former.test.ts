import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import {
	checkIn,
	elsewhere,
	guest,
	link,
	onUser,
	profilesLeft,
	settleAll,
	told,
	USER,
} from './linked.setup';
import { app, BEN, MARA, NOT_USED, UNTOUCHED, warnings } from './strangers.setup';

/** External IDs of other people that are not, or no longer, the one that counts when the profiles are looked up. */

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

const RIGHT = ['CRM-1', USER, String(USER), ''];
const CEM = {
	first_name: 'Cem',
	last_name: 'Yildiz',
	email: 'cem@example.net',
	phone: '6155550133',
};

describe('the profile of another person is not merged into the one with the right external ID', () => {
	test.each([
		['one run', [[told('CRM-2', 1, MARA), told('CRM-1', 2, MARA)]]],
		['late', [[told('CRM-1', 2, MARA)], [told('CRM-2', 1, MARA)]]],
	])('%s', async (_when, runs) => {
		app(BEN);
		const seen: string[] = [];
		for (const run of runs) seen.push(...warnings((await link(run)).items));
		await settleAll(clock);
		expect(seen).toContainEqual(expect.stringMatching(NOT_USED));
		expect(profilesLeft()).toEqual([RIGHT, UNTOUCHED]);
		expect(sandbox.braze.profiles[0].attributes).toEqual(BEN);
	});

	test('when the wrong one could not be looked up', async () => {
		app(BEN);
		const fault = { status: 500 };
		sandbox.faults.add({ side: 'braze', path: '/users/export/ids', count: 9, fault });
		await link([told('CRM-2', 1, MARA)]);
		sandbox.faults.clear();
		await link([told('CRM-1', 2, MARA)]);
		await settleAll(clock);
		expect(profilesLeft()).toEqual([RIGHT, UNTOUCHED]);
	});

	test('nor is it one of Punchh’s adapter', async () => {
		app(BEN, String(USER));
		await link([told('CRM-1', 1, MARA)], { adapterProfiles: true });
		await settleAll(clock);
		expect(profilesLeft()).toEqual([[String(USER), undefined, '', ''], RIGHT]);
	});

	test('also not by a list', async () => {
		app(BEN, String(USER));
		const row = { punchh_user_id: String(USER), external_id: 'CRM-1', adapterProfiles: true };
		const compared = {
			compareEmail: MARA.email,
			compareFirstName: MARA.first_name,
			compareLastName: MARA.last_name,
		};
		const { adapterProfiles, ...ids } = row;
		const { errors } = await onUser('linkPunchhGuest', {
			...ids,
			options: { ...compared, adapterProfiles },
		});
		expect(errors.map(({ json }) => json.error)).toEqual([
			expect.stringMatching(
				new RegExp(`^In Braze, ${USER} seems to be another person's external ID`),
			),
		]);
	});
});

test('a list does not merge the profile of Punchh’s adapter with another person’s', async () => {
	app(MARA, String(USER));
	app(BEN);
	const row = { punchh_user_id: String(USER), external_id: 'CRM-2' };
	const { errors } = await onUser('linkPunchhGuest', {
		...row,
		options: { adapterProfiles: true },
	});
	expect(errors.map(({ json }) => json.error)).toEqual([
		expect.stringMatching(/^In Braze, CRM-2 seems to be another person's external ID/),
	]);
	expect(sandbox.braze.profiles).toHaveLength(2);
});

test('a link that is asked for again does not take the profile of the next holder of the ID', async () => {
	await link([told('CRM-2', 1, MARA)]);
	clock.pass(90_000);
	await elsewhere('/users/delete', { external_ids: ['CRM-2'] });
	clock.pass(700_000);
	app(BEN);
	clock.pass(60_000);
	await settleAll(clock);
	expect(profilesLeft()).toEqual([UNTOUCHED]);
	await link([{ ...told('CRM-1', 2, MARA), timestamp: clock.nowMs() }]);
	await settleAll(clock);
	expect(profilesLeft()).toEqual([RIGHT, UNTOUCHED]);
});

test('the guest’s own profile is merged, whoever the guest is by now', async () => {
	app(MARA);
	await link([told('CRM-2', 1, MARA)]);
	await link([told('CRM-1', 2, { ...CEM, previous_changes: [...Object.keys(CEM)] })]);
	await settleAll(clock);
	expect(profilesLeft()).toEqual([RIGHT]);
});

test('another guest of the run with that external ID is looked up as well', async () => {
	app(BEN);
	const { items } = await link([told('CRM-2', 1, MARA), told('CRM-2', 2, { ...CEM, user_id: 3 })]);
	expect(warnings(items)).toEqual([
		expect.stringMatching(NOT_USED),
		expect.stringMatching(NOT_USED),
	]);
	await settleAll(clock);
	expect(profilesLeft()).toEqual([
		[undefined, 3, '3', ''],
		[undefined, USER, String(USER), ''],
		UNTOUCHED,
	]);
});

test('the right one of the run is linked, with what was recorded before', async () => {
	app(BEN);
	await link([checkIn({ user_id: 2, ...BEN }, 0)]);
	const { errors } = await link([told('CRM-2', 1, MARA), told('CRM-2', 2, { ...BEN, user_id: 2 })]);
	expect(errors).toEqual([]);
	await settleAll(clock);
	expect(profilesLeft()).toEqual([
		[undefined, USER, String(USER), ''],
		['CRM-2', 2, '2', 'check-in-0'],
	]);
});

describe('what shows that it is another person', () => {
	const NOBODY = { first_name: null, last_name: null, email: null, phone: null };

	test('may be in an earlier event of the run', async () => {
		app(BEN);
		const { items } = await link([told('CRM-2', 1, MARA), checkIn(NOBODY, 2)]);
		expect(warnings(items)).toEqual([expect.stringMatching(NOT_USED)]);
		await settleAll(clock);
		expect(profilesLeft()).toEqual([[undefined, USER, String(USER), 'check-in-2'], UNTOUCHED]);
	});

	test('may be in the profile with the alias', async () => {
		app(BEN);
		await link([guest({ ...MARA, previous_changes: Object.keys(MARA) }, 1)]);
		const { items } = await link([told('CRM-2', 2, NOBODY)]);
		expect(warnings(items)).toContainEqual(expect.stringMatching(NOT_USED));
		await settleAll(clock);
		expect(profilesLeft()).toEqual([[undefined, USER, String(USER), ''], UNTOUCHED]);
	});
});

describe('a deletion leaves the profile of another person, and says so', () => {
	const gone = () => ({ ...told('CRM-2', 3, MARA), action: 'delete', timestamp: clock.nowMs() });

	test.each(['refuse', 'warn'])('%s', async (sharedIdentifiers) => {
		app(BEN);
		await link([guest({ ...MARA, previous_changes: [] }, 1)]);
		const { items } = await link([gone()], { passOnDeletions: true, sharedIdentifiers });
		expect(warnings(items)).toEqual([
			expect.stringMatching(/^the profile with the external ID CRM-2 was not deleted, because/),
		]);
		expect(profilesLeft()).toEqual([UNTOUCHED]);
	});

	test('also if another guest of the run tells the same ID', async () => {
		app(BEN);
		const other = told('CRM-2', 1, { ...CEM, user_id: 3 });
		await link([other, gone()], { passOnDeletions: true });
		expect(profilesLeft()).toEqual([[undefined, 3, '3', ''], UNTOUCHED]);
	});

	test('nor does one that follows the late deletion of whoever had it before', async () => {
		app(BEN);
		const before = { ...told('CRM-2', 1, { ...BEN, user_id: 2 }), action: 'delete' };
		await link([before, gone()], { passOnDeletions: true });
		expect(profilesLeft()).toEqual([UNTOUCHED]);
	});
});
