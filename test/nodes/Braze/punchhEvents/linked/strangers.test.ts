import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import {
	alias,
	checkIn,
	guest,
	link,
	onUser,
	profilesLeft,
	settleAll,
	told,
	USER,
} from './linked.setup';
import { app, BEN, MARA, NOT_USED, UNTOUCHED, warnings } from './strangers.setup';

/** External IDs that were entered for the wrong guest: the profile shows that it is somebody else's. */

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

describe('an event that tells the external ID of another person', () => {
	test.each([
		['an event about the guest', told('CRM-2', 1, MARA), ''],
		['a check-in', checkIn({ external_source_id: 'CRM-2', ...MARA }, 1), 'check-in-1'],
	])('is recorded under the alias, with a warning: %s', async (_which, event, recorded) => {
		app(BEN);
		const { items, errors } = await link([event]);
		expect([warnings(items), errors]).toEqual([[expect.stringMatching(NOT_USED)], []]);
		expect(items[0].json.identifier).toHaveProperty('user_alias');
		expect(JSON.stringify(items)).not.toContain('ben@');
		await settleAll(clock);
		expect(profilesLeft()).toEqual([[undefined, USER, String(USER), recorded], UNTOUCHED]);
		expect(sandbox.braze.profiles[0].attributes).toEqual(BEN);
	});

	test('each time, and the right ID makes it one profile', async () => {
		app(BEN);
		await link([told('CRM-2', 1, MARA), checkIn({ user_id: USER, ...MARA }, 2)]);
		await settleAll(clock);
		const { items } = await link([{ ...told('CRM-2', 3, MARA), timestamp: clock.nowMs() }]);
		expect(warnings(items)).toEqual([expect.stringMatching(NOT_USED)]);
		await link([{ ...told('CRM-1', 4, MARA), timestamp: clock.nowMs() }]);
		await settleAll(clock);
		expect(profilesLeft()).toEqual([['CRM-1', USER, String(USER), 'check-in-2'], UNTOUCHED]);
	});

	test('of a guest who has one already, and keeps it', async () => {
		app(BEN);
		await link([told('CRM-1', 1, MARA)]);
		await settleAll(clock);
		const { items } = await link([told('CRM-2', 2, MARA)]);
		expect(warnings(items)).toEqual([expect.stringMatching(NOT_USED)]);
		await link([checkIn({ ...MARA }, 3)]);
		await link([checkIn({ external_source_id: 'CRM-1', ...MARA }, 4)]);
		await settleAll(clock);
		expect(profilesLeft()).toEqual([
			['CRM-1', USER, String(USER), 'check-in-3,check-in-4'],
			UNTOUCHED,
		]);
	});

	test.each<[string, IDataObject]>([
		['of the same last name, with another address and number', { ...BEN, last_name: 'Lindqvist' }],
		[
			'with another birthday, where nothing else is known',
			{ first_name: 'Ben', last_name: 'Okafor', dob: '1988-02-01' },
		],
	])('%s', async (_who, profile) => {
		app(profile);
		const { items } = await link([told('CRM-2', 1, { ...MARA, birthday: '1990-03-14' })]);
		expect(warnings(items)).toEqual([expect.stringMatching(NOT_USED)]);
	});

	test.each([{ last_name: 'Lindqvist' }, { first_name: 'Mara' }])(
		'who has one of the names, and another birthday: %p',
		async (name) => {
			app({ ...BEN, ...name, dob: '1988-02-01' });
			const { items } = await link([told('CRM-2', 1, { ...MARA, birthday: '1990-03-14' })]);
			expect(warnings(items)).toEqual([expect.stringMatching(NOT_USED)]);
		},
	);

	test.each(['1970-01-01', '1904-03-14', '1604-03-14'])(
		'although a program has written a birthday for both: %s',
		async (day) => {
			app({ ...BEN, dob: day });
			const { items } = await link([told('CRM-2', 1, { ...MARA, birthday: day })]);
			expect(warnings(items)).toEqual(expect.arrayContaining([expect.stringMatching(NOT_USED)]));
		},
	);

	test.each(['0000000000', '1234567890'])(
		'although neither has given a number: %s',
		async (phone) => {
			app({ ...BEN, phone: `+1${phone}` });
			const { items } = await link([told('CRM-2', 1, { ...MARA, phone })]);
			expect(warnings(items)).toEqual(expect.arrayContaining([expect.stringMatching(NOT_USED)]));
		},
	);

	test('takes nothing from that person', async () => {
		app(BEN);
		const ben = (at: number) => told('CRM-2', at, { ...BEN, user_id: 2 });
		expect((await link([told('CRM-2', 1, MARA), ben(2)])).errors).toEqual([]);
		expect((await link([ben(3)])).errors).toEqual([]);
		await settleAll(clock);
		expect(profilesLeft()).toEqual([
			[undefined, USER, String(USER), ''],
			['CRM-2', 2, '2', ''],
		]);
	});

	test('does not delete that person', async () => {
		app(BEN);
		await link([checkIn({ ...MARA }, 1)]);
		const gone = { ...told('CRM-2', 2, MARA), action: 'delete' };
		await link([gone], { passOnDeletions: true });
		expect(profilesLeft()).toEqual([UNTOUCHED]);
	});

	test('is not recorded there, either, where two guests may share an identifier', async () => {
		app(BEN);
		const { items } = await link([told('CRM-2', 1, MARA)], { sharedIdentifiers: 'warn' });
		expect(warnings(items)).toEqual([expect.stringMatching(NOT_USED)]);
		await settleAll(clock);
		expect(profilesLeft()).toEqual([[undefined, USER, String(USER), ''], UNTOUCHED]);
	});

	test('is recorded there once a person has linked the two', async () => {
		app(BEN);
		await link([told('CRM-2', 1, MARA)]);
		const by = { findProfileBy: 'user_alias', external_id: 'CRM-2', ...alias() };
		expect((await onUser('identify', by)).errors).toEqual([]);
		const { items, errors } = await link([told('CRM-2', 2, MARA)]);
		expect([warnings(items), errors]).toEqual([[], []]);
		await settleAll(clock);
		expect(profilesLeft()).toEqual([['CRM-2', USER, String(USER), '']]);
	});
});

describe('the profile may be the guest’s, and is', () => {
	test.each<[why: string, profile: IDataObject, of?: IDataObject]>([
		['the same address', { ...BEN, email: 'MARA@example.com' }],
		['the same number, spelled in another way', { ...BEN, phone: '+1 615-555-0117' }],
		['the same last name', { ...BEN, last_name: 'LINDQVIST', phone: null }],
		['the same last name, and nothing but a number', { ...BEN, last_name: 'Lindqvist', email: '' }],
		['the same first name', { ...BEN, first_name: 'Mara' }],
		['a nickname', { ...BEN, first_name: 'Mara-Lena' }],
		['initials', { ...BEN, first_name: 'M.', last_name: 'L.' }],
		['an accent', { ...BEN, first_name: 'Mára' }],
		['names that have changed places', { ...BEN, first_name: 'Lindqvist', last_name: 'Mara' }],
		['a deactivated address', { ...BEN, email: 'deactivated-mara@example.com' }],
		['the same birthday', { ...BEN, dob: '1990-03-14' }, { ...MARA, birthday: '1990-03-14' }],
		['no last name', { ...BEN, last_name: null }],
		['no address and no number', { first_name: 'Ben', last_name: 'Okafor' }],
		['no names', { email: BEN.email, phone: BEN.phone }],
		['names that are nobody’s', { ...BEN, first_name: 'Guest', last_name: 'User' }],
		['an address of Apple’s', { ...BEN, phone: null, email: 'x7@privaterelay.appleid.com' }],
		['an address that is nobody’s', BEN, { ...MARA, phone: null, email: 'mara@guest.invalid' }],
	])('%s', async (_why, profile, person = MARA) => {
		app(profile);
		expect((await link([told('CRM-2', 1, person)])).errors).toEqual([]);
		await settleAll(clock);
		expect(profilesLeft()).toEqual([['CRM-2', USER, String(USER), '']]);
	});

	test('a guest who has changed everything since', async () => {
		await link([guest({ ...BEN, previous_changes: Object.keys(BEN) }, 1)]);
		app(BEN);
		expect((await link([told('CRM-2', 2, MARA)])).errors).toEqual([]);
		await settleAll(clock);
		expect(profilesLeft()).toEqual([['CRM-2', USER, String(USER), '']]);
	});

	test('a guest who changes everything once the profile is linked, also after a restart', async () => {
		app(BEN);
		await link([told('CRM-2', 1, BEN)]);
		await settleAll(clock);
		forgetAllGuests();
		expect((await link([told('CRM-2', 2, MARA)])).errors).toEqual([]);
	});

	test('what was recorded there before it could be linked', async () => {
		await link([told('CRM-2', 1, MARA)]);
		clock.pass(1_000);
		const changed = { ...BEN, previous_changes: Object.keys(BEN) };
		expect((await link([told('CRM-2', 2, changed)])).errors).toEqual([]);
		await settleAll(clock);
		expect(profilesLeft()).toEqual([['CRM-2', USER, String(USER), '']]);
	});
});

test('a link that a run could not look up is compared in the next run, whoever comes then', async () => {
	app(BEN);
	sandbox.faults.add({
		side: 'braze',
		path: '/users/export/ids',
		count: 9,
		fault: { status: 500 },
	});
	expect((await link([told('CRM-2', 1, MARA)])).errors).toHaveLength(1);
	sandbox.faults.clear();
	await settleAll(clock);
	expect(profilesLeft()).toEqual([UNTOUCHED]);
	await link([told('CRM-2', 2, MARA)]);
	expect(profilesLeft()).toEqual([[undefined, USER, String(USER), ''], UNTOUCHED]);
});
