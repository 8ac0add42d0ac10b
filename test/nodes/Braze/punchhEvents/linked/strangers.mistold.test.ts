import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import {
	AGAIN_MS,
	checkIn,
	guest,
	link,
	onUser,
	profilesLeft,
	settleAll,
	told,
	USER,
} from './linked.setup';
import { app, BEN, MARA, NOT_USED, warnings } from './strangers.setup';
import { crossed } from './waiting.setup';

/** A list has linked Mara with CRM-2, Ben's, and Punchh has wrong external IDs as well, or gets the right one. */

const clock = jumpingClock();
const LOOK_UP = '/users/export/ids';
const MISLINKED = /^In Braze, the Punchh user ID 730415 is linked with CRM-2, /;
const NOT_LINKED =
	/^the guest's profiles are not linked: A list has linked the Punchh user ID 730415 with CRM-2, /;
const bensLeft = () =>
	sandbox.braze.profiles.filter(({ attributes }) => attributes.app === 'ben').length;
const errorsOf = ({ errors }: { errors: Array<{ json: IDataObject }> }) =>
	errors.map(({ json }) => json.error);
/** An event that happens now. */
const now = (event: object) => ({ ...event, timestamp: clock.nowMs() });

const list = async () => {
	const row = { punchh_user_id: String(USER), external_id: 'CRM-2' };
	return await onUser('linkPunchhGuest', row);
};

beforeEach(async () => {
	sandbox.braze.now = () => clock.nowMs();
	app({ ...BEN, app: 'ben' });
});

describe.each([[true], [false]])('with a profile of her own: %s', (hasOwn) => {
	beforeEach(async () => {
		if (hasOwn) app(MARA, 'CRM-1');
		await list();
		clock.pass(AGAIN_MS);
	});

	test.each([60_000, 86_400_000])(
		'Ben stays apart when Punchh is corrected, after %s ms',
		async (ms) => {
			expect(errorsOf(await link([now(told('CRM-2', 1, MARA))]))).toEqual([
				expect.stringMatching(MISLINKED),
			]);
			clock.pass(ms);
			const { items, errors } = await link([now(told('CRM-1', 2, MARA))]);
			expect([errors, warnings(items)]).toEqual([[], [expect.stringMatching(NOT_LINKED)]]);
			await settleAll(clock);
			expect(bensLeft()).toBe(1);
			expect(sandbox.braze.profiles[0].attributes).toMatchObject(BEN);
		},
	);

	test('nor is Ben deleted by a deletion that tells the right ID', async () => {
		await link([now(told('CRM-2', 1, MARA))]);
		clock.pass(AGAIN_MS);
		const gone = now({ ...guest({ ...MARA, external_source_id: 'CRM-1' }, 2), action: 'delete' });
		expect((await link([gone], { passOnDeletions: true })).errors).toHaveLength(1);
		expect(bensLeft()).toBe(1);
	});

	test('a visit that comes at once with the right ID is not recorded there', async () => {
		await crossed(
			clock,
			LOOK_UP,
			async () => await link([now(checkIn(MARA, 1))]),
			async () => await link([now(told('CRM-1', 2, MARA))]),
		);
		await settleAll(clock);
		expect(profilesLeft()).toContainEqual(['CRM-2', USER, String(USER), '']);
	});
});

test('an event with a third person’s ID, and visits after it, are not recorded in Ben’s', async () => {
	app({ first_name: 'Cem', last_name: 'Yildiz', email: 'cem@example.com' }, 'CRM-3');
	await list();
	clock.pass(AGAIN_MS);
	for (const event of [
		told('CRM-3', 1, MARA),
		checkIn(MARA, 2),
		checkIn({ first_name: null }, 3),
	]) {
		expect(errorsOf(await link([now(event)]))).toEqual([expect.stringMatching(MISLINKED)]);
		clock.pass(AGAIN_MS);
	}
	expect(profilesLeft()).toEqual([
		['CRM-2', USER, String(USER), ''],
		['CRM-3', undefined, '', ''],
	]);
});

test('who is listed right is recorded there, when an event tells a third person’s ID', async () => {
	sandbox.reset();
	app(MARA);
	app(BEN, 'CRM-3');
	await list();
	clock.pass(AGAIN_MS);
	const { items } = await link([now(told('CRM-3', 1, MARA))]);
	expect(warnings(items)).toEqual([expect.stringContaining('CRM-3 is not used')]);
	await link([now(checkIn(MARA, 2))]);
	expect(profilesLeft()).toEqual([
		['CRM-2', USER, String(USER), 'check-in-2'],
		['CRM-3', undefined, '', ''],
	]);
});

test.each([[true], [false]])(
	'a list whose answer was lost proves nothing; sent again: %s',
	async (isSentAgain) => {
		sandbox.faults.add({
			side: 'braze',
			path: '/users/alias/new',
			count: 9,
			fault: { cut: 'after' },
		});
		expect((await list()).errors[0].json.details).toMatchObject({ verdict: 'unknown' });
		sandbox.faults.clear();
		clock.pass(AGAIN_MS);
		if (isSentAgain) expect((await list()).errors).toEqual([]);
		clock.pass(AGAIN_MS);
		expect(errorsOf(await link([now(checkIn(MARA, 1))]))).toEqual([
			expect.stringMatching(MISLINKED),
		]);
	},
);

test('after a restart, Ben stays apart when an event tells another ID', async () => {
	await list();
	clock.pass(AGAIN_MS);
	forgetAllGuests();
	const { items, errors } = await link([now(told('CRM-1', 1, MARA))]);
	expect([errors, warnings(items)]).toEqual([[], [expect.stringMatching(NOT_LINKED)]]);
	await settleAll(clock);
	expect(bensLeft()).toBe(1);
	const gone = now({ ...guest({ ...MARA, external_source_id: 'CRM-1' }, 2), action: 'delete' });
	expect((await link([gone], { passOnDeletions: true })).errors).toHaveLength(1);
	expect(bensLeft()).toBe(1);
});

test('an ID that an event has shown to be another person’s is refused in a list', async () => {
	const { items } = await link([now(checkIn({ ...MARA, external_source_id: 'CRM-2' }, 1))]);
	expect(warnings(items)).toEqual([expect.stringMatching(NOT_USED)]);
	await settleAll(clock);
	expect(errorsOf(await list())).toEqual([
		expect.stringMatching(/^In Braze, CRM-2 seems to be another person's external ID/),
	]);
});
