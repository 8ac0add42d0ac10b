import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import {
	AGAIN_MS,
	alias,
	checkIn,
	guest,
	link,
	onUser,
	paths,
	profilesLeft,
	settleAll,
	USER,
} from './linked.setup';
import { app, BEN, MARA, NOT_USED, UNTOUCHED, warnings } from './strangers.setup';

/** A list has linked Mara with CRM-2, and says nothing of the person: her first event shows who she is. */

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

const NAMELESS = { first_name: null, last_name: null, email: null, phone: null };
const MISLINKED = /^In Braze, the Punchh user ID 730415 is linked with CRM-2, whose profile seems /;
const LOOKED_UP = '/users/export/ids';

const list = async (more: IDataObject = {}) => {
	const row = { punchh_user_id: String(USER), external_id: 'CRM-2', ...more };
	expect((await onUser('linkPunchhGuest', row)).errors).toEqual([]);
	clock.pass(AGAIN_MS);
};
const deletion = (at: number) => ({ ...guest(NAMELESS, at), action: 'delete' });

describe('the profile of another person', () => {
	beforeEach(async () => {
		app(BEN);
		await list();
	});

	test.each([
		['a visit', () => checkIn(MARA, 1)],
		['a change', () => guest({ ...MARA, previous_changes: Object.keys(MARA) }, 1)],
	])('gets nothing of the guest, whose event is refused: %s', async (_what, event) => {
		const { errors } = await link([event()]);
		expect(errors.map(({ json }) => json.error)).toEqual([expect.stringMatching(MISLINKED)]);
		expect(errors[0].json.details).toMatchObject({ verdict: 'rejected' });
		expect(JSON.stringify(errors)).not.toContain(BEN.email);
		await settleAll(clock);
		expect(profilesLeft()).toEqual([['CRM-2', USER, String(USER), '']]);
		expect(sandbox.braze.profiles[0].attributes).toMatchObject(BEN);
	});

	test('gets nothing of an event without names after that either', async () => {
		await link([checkIn(MARA, 1)]);
		clock.pass(AGAIN_MS);
		expect((await link([checkIn(NAMELESS, 2)])).errors).toHaveLength(1);
	});

	test('is not deleted with the guest', async () => {
		await link([checkIn(MARA, 1)]);
		clock.pass(AGAIN_MS);
		const { errors } = await link([deletion(400)], { passOnDeletions: true });
		expect(errors.map(({ json }) => json.error)).toEqual([expect.stringMatching(MISLINKED)]);
		expect(sandbox.braze.profiles[0].attributes).toMatchObject(BEN);
	});

	test.each([
		['by a first event that has an address only', { ...NAMELESS, email: MARA.email }, 1],
		['but is, if the address is the same', { ...NAMELESS, email: BEN.email }, 0],
		['or nothing is known', NAMELESS, 0],
	])('is not deleted %s', async (_what, user, refused) => {
		const gone = { ...guest(user, 400), action: 'delete' };
		expect((await link([gone], { passOnDeletions: true })).errors).toHaveLength(refused);
		expect(sandbox.braze.profiles).toHaveLength(refused);
	});

	test('stays apart once the alias has another name', async () => {
		await link([checkIn(MARA, 1)]);
		const names = { old_alias_name: String(USER), new_alias_name: 'nobody-CRM-2' };
		await onUser('updateAlias', { alias_label: 'punchh_user_id', ...names });
		clock.pass(AGAIN_MS);
		const { items, errors } = await link([checkIn(MARA, 2)]);
		expect(errors).toEqual([]);
		expect(warnings(items)).toEqual([]);
		expect(sandbox.braze.profiles.map(({ events }) => events.length)).toEqual([0, 1]);
	});

	test.each(['createAlias', 'identify'])('is the guest’s if a person says so: %s', async (by) => {
		await link([checkIn(MARA, 1)]);
		const who = { findProfileBy: 'user_alias', external_id: 'CRM-2', ...alias() };
		expect((await onUser(by, who)).errors).toEqual([]);
		expect((await link([checkIn(MARA, 2)])).errors).toEqual([]);
		expect(sandbox.braze.profiles[0].events).toHaveLength(1);
	});
});

test('is asked for once, if the profile is the guest’s', async () => {
	app(MARA);
	await list();
	expect((await link([checkIn(NAMELESS, 1)])).errors).toEqual([]);
	paths();
	expect((await link([checkIn(NAMELESS, 4)])).errors).toEqual([]);
	expect(paths()).not.toContain(LOOKED_UP);
	expect((await link([checkIn(MARA, 2)])).errors).toEqual([]);
	expect(paths()).toContain(LOOKED_UP);
	await settleAll(clock);
	paths();
	expect((await link([checkIn(MARA, 3)])).errors).toEqual([]);
	expect(paths()).not.toContain(LOOKED_UP);
	expect(profilesLeft()).toEqual([
		['CRM-2', USER, String(USER), 'check-in-1,check-in-4,check-in-2,check-in-3'],
	]);
});

test('a profile that the app has made since the list is compared as well', async () => {
	await list();
	app(BEN);
	const { items, errors } = await link([checkIn(MARA, 1)]);
	expect(errors).toEqual([]);
	expect(warnings(items)).toEqual([expect.stringMatching(NOT_USED)]);
	await settleAll(clock);
	expect(profilesLeft()).toEqual([[undefined, USER, String(USER), 'check-in-1'], UNTOUCHED]);
});

test('an event without names comes first, and one with names shows whose it is', async () => {
	await list();
	app(BEN);
	await link([checkIn(NAMELESS, 1)]);
	await settleAll(clock);
	const { errors } = await link([checkIn(MARA, 2)]);
	expect(errors.map(({ json }) => json.error)).toEqual([expect.stringMatching(MISLINKED)]);
});

test.each([
	['placeholders for names', { first_name: 'Guest', last_name: 'User', email: null, phone: null }],
	['no names', NAMELESS],
])('an event with %s proves nothing', async (_what, user) => {
	app(BEN);
	await list();
	await link([checkIn(user, 1)]);
	await settleAll(clock);
	expect((await link([checkIn(MARA, 2)])).errors).toHaveLength(1);
});

test('two other names are enough', async () => {
	app({ first_name: 'Ben', last_name: 'Okafor' });
	await list();
	expect((await link([checkIn(MARA, 1)])).errors).toHaveLength(1);
});

test('two columns of IDs that are swapped', async () => {
	const swapped = { punchh_user_id: '500123', external_id: '730415' };
	app(MARA, '730415');
	await list({ ...swapped, options: { compareFirstName: 'Mara', compareLastName: 'Lindqvist' } });
	const { errors } = await link([checkIn({ ...BEN, user_id: 500_123 }, 1)]);
	expect(errors.map(({ json }) => json.error)).toEqual([
		expect.stringMatching(/^In Braze, the Punchh user ID 500123 is linked with 730415, /),
	]);
});

test('nothing is recorded while Braze does not answer', async () => {
	app(BEN);
	await list();
	const fault = { status: 500, body: { message: 'Internal' } };
	sandbox.faults.add({ side: 'braze', path: LOOKED_UP, count: 99, fault });
	const { errors } = await link([checkIn(MARA, 1)]);
	expect(errors[0].json.details).toMatchObject({ verdict: 'failed' });
	expect(sandbox.braze.profiles[0].events).toEqual([]);
});
