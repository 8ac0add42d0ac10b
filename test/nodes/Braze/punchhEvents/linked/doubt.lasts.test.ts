import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import {
	all,
	ben,
	erase,
	expectBenToBeWhole,
	linkedWith,
	LISTED,
	NAMELESS,
	reasons,
	row,
} from './doubt.setup';
import {
	AGAIN_MS,
	alias,
	checkIn,
	elsewhere,
	guest,
	link,
	mergeUsers,
	onUser,
	settleAll,
	told,
	USER,
} from './linked.setup';
import { app, BEN, MARA, warnings } from './strangers.setup';

/** A list has linked Mara with CRM-2, Ben's: what is done and told meanwhile does not make him her. */

const clock = jumpingClock();

const CEM = {
	first_name: 'Cem',
	last_name: 'Yildiz',
	email: 'cem@example.net',
	phone: '+16155550122',
};

beforeEach(async () => {
	sandbox.braze.now = () => clock.nowMs();
	app({ ...BEN, app: 'ben' });
	expect(reasons(await row())).toEqual([]);
	clock.pass(AGAIN_MS);
});

const renaming = { current_external_id: 'CRM-2', new_external_id: 'CRM-20' };
const MOVES: Record<string, () => Promise<unknown>> = {
	rename: async () => await onUser('renameExternalId', renaming),
	merge: async () => await mergeUsers('CRM-2', 'CRM-20'),
	'rename elsewhere': async () => {
		await elsewhere('/users/external_ids/rename', { external_id_renames: [renaming] });
		await elsewhere('/users/external_ids/remove', { external_ids: ['CRM-2'] });
	},
	'merge elsewhere': async () =>
		await elsewhere('/users/merge', {
			merge_updates: [
				{
					identifier_to_merge: { external_id: 'CRM-2' },
					identifier_to_keep: { external_id: 'CRM-20' },
				},
			],
		}),
};

test.each(Object.keys(MOVES))('his profile has another external ID: %s', async (move) => {
	if (move.startsWith('merge')) app({ ...BEN, app: 'ben' }, 'CRM-20');
	await MOVES[move]();
	await settleAll(clock);
	expect(reasons(await link([checkIn(MARA, 1)]))).toEqual([linkedWith('CRM-20')]);
	clock.pass(AGAIN_MS);
	expect(reasons(await link([guest(all(MARA), 2)]))).toEqual([linkedWith('CRM-20')]);
	const toldIt = told('CRM-20', Math.floor(clock.nowMs() / 1_000), MARA);
	expect(reasons(await link([toldIt]))).toEqual([linkedWith('CRM-20')]);
	expect(reasons(await erase(MARA))).toEqual([linkedWith('CRM-20')]);
	await settleAll(clock);
	expectBenToBeWhole();
});

test('an alias that was to have a name which is taken stays where it is', async () => {
	app({ ...CEM, app: 'cem' }, 'CRM-3');
	const other = { punchh_user_id: '555', external_id: 'CRM-3' };
	expect(reasons(await onUser('linkPunchhGuest', other))).toEqual([]);
	clock.pass(AGAIN_MS);
	const names = { old_alias_name: String(USER), new_alias_name: '555' };
	await onUser('updateAlias', { alias_label: 'punchh_user_id', ...names });
	clock.pass(AGAIN_MS);
	expect(reasons(await link([checkIn(MARA, 1)]))).toEqual([linkedWith('CRM-2')]);
	const his = await link([guest({ ...all(BEN), user_id: 555 }, 2)]);
	expect(reasons(his)).toEqual([expect.stringContaining('is linked with CRM-3')]);
	expect(reasons(await erase(MARA))).toEqual([linkedWith('CRM-2')]);
	expectBenToBeWhole();
});

test('the same if an event has told her own external ID, until the alias is gone', async () => {
	await link([told('CRM-1', 1, MARA)]);
	clock.pass(AGAIN_MS);
	app({ app: 'cem' }, 'CRM-3');
	await onUser('linkPunchhGuest', { punchh_user_id: '555', external_id: 'CRM-3' });
	const rename = async (name: string) =>
		await onUser('updateAlias', {
			alias_label: 'punchh_user_id',
			old_alias_name: String(USER),
			new_alias_name: name,
		});
	await rename('555');
	ben()!.attributes = { app: 'ben' };
	expect(reasons(await erase({ ...MARA, external_source_id: 'CRM-1' }))).toEqual([
		expect.stringContaining(LISTED),
	]);
	await rename('777');
	await settleAll(clock);
	expect(reasons(await link([told('CRM-1', 2, MARA)]))).toEqual([]);
	await settleAll(clock);
	expect(ben()).toMatchObject({ external_id: 'CRM-2', events: [] });
	expect(reasons(await erase({ ...MARA, external_source_id: 'CRM-1' }))).toEqual([]);
	expect(ben()).toBeDefined();
});

test.each(['createAlias', 'identify'])('%s with her own external ID', async (by) => {
	app(MARA, 'CRM-1');
	expect(reasons(await link([checkIn(MARA, 1)]))).toEqual([linkedWith('CRM-2')]);
	const who = { findProfileBy: 'user_alias', external_id: 'CRM-1', ...alias() };
	const { items } = await onUser(by, who);
	expect(warnings(items)).toEqual([expect.stringContaining(`${LISTED}. If the alias is on`)]);
	clock.pass(AGAIN_MS);
	expect(reasons(await link([checkIn(MARA, 2)]))).toEqual([linkedWith('CRM-2')]);
	expectBenToBeWhole();
});

test('the same external ID in an event without names, and then another one', async () => {
	const nobody = { ...NAMELESS, email: null, phone: null, birthday: null };
	await link([told('CRM-2', 1, nobody)]);
	const { items } = await link([told('CRM-1', 2, nobody)]);
	expect(warnings(items)).toEqual([expect.stringContaining('are not linked: A list')]);
	await settleAll(clock);
	expect(ben()).toMatchObject({ external_id: 'CRM-2', attributes: BEN });
});

test('a change without names, which differs in nothing but addresses, is not known to be another’s', async () => {
	const change = { ...MARA, ...NAMELESS, previous_changes: ['email', 'phone'] };
	expect(reasons(await link([guest(change, 1)]))).toEqual([]);
	clock.pass(AGAIN_MS);
	// Her own address, which the profile has by now, is no likeness.
	expect(reasons(await link([checkIn(MARA, 2)]))).toEqual([linkedWith('CRM-2')]);
	expect(reasons(await erase(MARA))).toEqual([linkedWith('CRM-2')]);
});

test('a change with another first name only is', async () => {
	const change = { ...MARA, last_name: null, previous_changes: ['email', 'first_name'] };
	expect(reasons(await link([guest(change, 1)]))).toEqual([linkedWith('CRM-2')]);
	expectBenToBeWhole();
});

test.each(['user_alias', 'external_id'])('a workflow that deletes by %s', async (by) => {
	const refused = [expect.stringContaining("CRM-2 seems to be another person's external ID")];
	expect(reasons(await erase({ ...MARA, external_source_id: 'CRM-2' }, by))).toEqual(refused);
	expectBenToBeWhole();
});

test('a workflow that deletes by the alias, if an event has told her own external ID', async () => {
	ben()!.attributes = { app: 'ben' };
	await link([told('CRM-1', 1, MARA)]);
	expect(reasons(await erase(MARA, 'user_alias'))).toEqual([expect.stringContaining(LISTED)]);
	expect(ben()).toBeDefined();
});

test('whoever has no names, and a new address, is deleted', async () => {
	app({ email: 'earlier@example.com' }, 'CRM-1');
	const mine = { punchh_user_id: '5', external_id: 'CRM-1' };
	expect(reasons(await onUser('linkPunchhGuest', mine))).toEqual([]);
	const of = { user_id: 5, ...NAMELESS, email: 'mara@example.com', external_source_id: 'CRM-1' };
	expect(reasons(await link([guest({ ...of, previous_changes: ['email'] }, 1)]))).toEqual([]);
	clock.pass(AGAIN_MS);
	expect(reasons(await erase(of))).toEqual([]);
	expect(sandbox.braze.profiles).toHaveLength(1);
});
