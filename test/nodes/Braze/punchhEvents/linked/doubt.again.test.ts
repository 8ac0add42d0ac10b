import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox, track } from '../punchhEvents.setup';
import {
	all,
	ben,
	COMPARED,
	erase,
	expectBenToBeWhole,
	linkedWith,
	LISTED,
	NAMELESS,
	reasons,
	row,
} from './doubt.setup';
import { AGAIN_MS, alias, checkIn, guest, link, onUser, settleAll, told } from './linked.setup';
import { app, BEN, MARA, warnings } from './strangers.setup';

/** A list has linked Mara with CRM-2, Ben's, which a restart forgets, and a second list may say again. */

const clock = jumpingClock();

beforeEach(async () => {
	sandbox.braze.now = () => clock.nowMs();
	app({ ...BEN, app: 'ben' });
	expect(reasons(await row())).toEqual([]);
	clock.pass(AGAIN_MS);
});

describe.each([
	['in this process', () => {}],
	['after a restart', forgetAllGuests],
])('a second list %s', (_when, restart) => {
	const events = [told('CRM-1', 5, MARA)];
	const expectTwo = async () => {
		const { items } = await link(events);
		expect(warnings(items)).toEqual([expect.stringContaining('are not linked: A list')]);
		await settleAll(clock);
		expectBenToBeWhole();
		expect(reasons(await erase({ ...MARA, external_source_id: 'CRM-1' }))).toEqual([
			expect.stringContaining(LISTED),
		]);
	};

	test('says that she is somebody else', async () => {
		restart();
		expect(reasons(await row({ options: COMPARED }))).toEqual([linkedWith('CRM-2')]);
		await expectTwo();
	});

	test('says nothing', async () => {
		restart();
		const { items } = await row();
		expect(items[0].json).toMatchObject({ verdict: 'accepted', compared: 'linked before' });
		await expectTwo();
	});

	test('is not there, and Ben’s own event comes first', async () => {
		restart();
		const his = await link([told('CRM-2', 1, { ...BEN, user_id: 2 })]);
		expect(reasons(his)).toEqual([expect.stringContaining('Another guest')]);
		await expectTwo();
	});

	test('is not there, and she has told his ID without a name', async () => {
		restart();
		await link([told('CRM-2', 1, { ...NAMELESS, email: null, phone: null })]);
		const { items } = await link(events);
		expect(warnings(items)).toEqual([expect.stringContaining('are not linked: A list')]);
		await settleAll(clock);
		expect(ben()).toMatchObject({ external_id: 'CRM-2', attributes: BEN });
	});
});

describe('after a restart, nobody remembers the list', () => {
	const OTHERS = () => checkIn({ user_id: 99 }, 9);
	beforeEach(forgetAllGuests);

	test('the right list says which ID Braze has for her, and so does what a person says', async () => {
		app(MARA, 'CRM-1');
		expect(reasons(await row({ external_id: 'CRM-1', options: COMPARED }))).toEqual([
			'In Braze, the guest with the Punchh user ID 730415 has the external ID CRM-2',
		]);
		const who = { findProfileBy: 'user_alias', external_id: 'CRM-1', ...alias() };
		expect(reasons(await onUser('identify', who))).toEqual([]);
		await link([checkIn(MARA, 1)]);
		await link([OTHERS()]);
		await settleAll(clock);
		expectBenToBeWhole();
	});

	test.each([
		['', MARA],
		[', without a name', { ...NAMELESS, email: null, phone: null }],
	])('a newer event tells his ID once more%s', async (_how, person) => {
		await link([told('CRM-1', 1, MARA)]);
		clock.pass(AGAIN_MS);
		expect(reasons(await link([told('CRM-2', 2, person)]))).toEqual([linkedWith('CRM-2')]);
		expect(reasons(await erase({ ...MARA, external_source_id: 'CRM-2' }))).toEqual([
			linkedWith('CRM-2'),
		]);
		await settleAll(clock);
		expectBenToBeWhole();
	});

	test('a look-up that fails, and the next one is for somebody else’s event', async () => {
		const told1 = told('CRM-1', 1, MARA);
		sandbox.faults.add({
			side: 'braze',
			path: '/users/export/ids',
			count: 9,
			fault: { status: 500, body: { message: 'down' } },
		});
		expect((await link([told1])).errors[0].json.details).toMatchObject({ verdict: 'failed' });
		sandbox.faults.clear();
		await link([OTHERS()]);
		await link([told1]);
		await settleAll(clock);
		expectBenToBeWhole();
	});
});

describe('another workflow has recorded who she is, by the address', () => {
	const NOBODY = { ...NAMELESS, email: null, phone: null };
	beforeEach(async () => {
		const by = { identifiers: { identifier: [{ by: 'email' }] } };
		expect(reasons(await track([guest(all(MARA), 1)], by))).toEqual([]);
		clock.pass(AGAIN_MS);
	});

	test('an event without names is refused', async () => {
		expect(reasons(await link([checkIn(NOBODY, 2)]))).toEqual([linkedWith('CRM-2')]);
		expectBenToBeWhole();
	});

	test('a second list does not write it to his profile', async () => {
		expect(reasons(await row())).toEqual([linkedWith('CRM-2')]);
		expectBenToBeWhole();
	});

	test('nor does an event without names that tells another one’s external ID, without a list', async () => {
		forgetAllGuests();
		app({ first_name: 'Cem', last_name: 'Yildiz', email: 'cem@example.net' }, 'CRM-3');
		const by = { identifiers: { identifier: [{ by: 'email' }] } };
		await track([guest({ ...all(MARA), user_id: 5 }, 3)], by);
		const { items } = await link([told('CRM-3', 4, { ...NOBODY, user_id: 5 })]);
		expect(warnings(items)).toEqual([expect.stringContaining('CRM-3 is not used')]);
	});
});
