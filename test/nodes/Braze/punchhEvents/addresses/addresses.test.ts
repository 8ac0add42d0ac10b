import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { AGAIN_MS, checkIn, guest, link, settleAll, told } from '../linked/linked.setup';
import { sandbox, track } from '../punchhEvents.setup';

/** An address that stands on the profile of one guest, and by which another one is named. */

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

const both = { email: 'family@example.com' };
const ada = (more: IDataObject = {}) =>
	guest(
		{ ...both, user_id: 1, first_name: 'Ada', previous_changes: ['email', 'first_name'], ...more },
		1,
	);
const by = (...choices: string[]) => ({
	identifiers: { identifier: choices.map((one) => ({ by: one })) },
});
const ofAda = () =>
	sandbox.braze.profiles.find(({ attributes }) => attributes.first_name === 'Ada');
const bobsCheckIn = checkIn({ user_id: 2, ...both }, 2);
const bobGone = { ...guest({ user_id: 2, ...both }, 3), action: 'delete' };

test.each([
	['external_id', 'email'],
	['external_id', 'phone'],
])(
	'one workflow, by %s and then %s: B without an external ID is not recorded for A',
	async (...choices) => {
		const options = { callingCode: 'US' };
		const phone = { phone: '2075550142' };
		await track(
			[
				ada({
					external_source_id: 'CRM-1',
					...phone,
					previous_changes: ['email', 'phone', 'first_name'],
				}),
			],
			by(...choices),
			options,
		);
		await track([checkIn({ user_id: 2, ...both, ...phone }, 2)], by(...choices), options);
		expect(ofAda()!.events).toEqual([]);
		expect(ofAda()!.attributes.punchh_user_id).toBe(1);
	},
);

test('a linked guest, and a workflow by email', async () => {
	await link([ada({ external_source_id: 'CRM-1' })]);
	await settleAll(clock);
	await track([bobsCheckIn], by('email'));
	expect(ofAda()!.events.length).toBe(0);
});

test('one workflow, by alias and then email: nothing, both have user IDs', async () => {
	await track([ada()], by('user_alias', 'email'));
	await track([bobsCheckIn], by('user_alias', 'email'));
	expect(ofAda()!.events.length).toBe(0);
});

test('a guest linked by the alias, and a workflow by email that deletes the other', async () => {
	await link([ada()]);
	await settleAll(clock);
	await track([bobGone], by('email'), { passOnDeletions: true });
	expect(ofAda()).toBeDefined();
});

test('the Punchh user ID of A stays on the profile of A', async () => {
	await link([ada({ external_source_id: 'CRM-1' })]);
	await settleAll(clock);
	await track(
		[guest({ user_id: 2, ...both, first_name: 'Bob', previous_changes: ['first_name'] }, 4)],
		by('email'),
	);
	expect(ofAda()?.attributes.punchh_user_id).toBe(1);
});

test('a family address: A by external ID, B by email, and then both linked', async () => {
	const both = { email: 'family@example.com' };
	await track(
		[
			guest(
				{
					...both,
					user_id: 1,
					external_source_id: 'CRM-1',
					first_name: 'Ada',
					previous_changes: ['email', 'first_name'],
				},
				1,
			),
		],
		by('external_id', 'email'),
	);
	await track([checkIn({ ...both, user_id: 2 }, 2)], by('external_id', 'email'));
	forgetAllGuests();
	await link([told('CRM-2', 3, { user_id: 2 })]);
	await settleAll(clock);
	await link([told('CRM-1', 4, { user_id: 1 })]);
	await settleAll(clock);
	await settleAll(clock);
	expect(
		sandbox.braze.profiles.find(({ attributes }) => attributes.first_name === 'Ada')?.external_id,
	).toBe('CRM-1');
});

describe('an address is free for another guest', () => {
	const choice = by('external_id', 'email');
	beforeEach(async () => void (await track([ada({ external_source_id: 'CRM-1' })], choice)));

	test('after the first has another one', async () => {
		expect((await track([bobsCheckIn], choice)).errors).toHaveLength(1);
		const moved = { external_source_id: 'CRM-1', email: 'ada@example.com' };
		await track([guest({ ...moved, user_id: 1, previous_changes: ['email'] }, 3)], choice);
		clock.pass(AGAIN_MS);
		expect((await track([bobsCheckIn], choice)).errors).toEqual([]);
	});

	test('after the first was deleted', async () => {
		const gone = { ...guest({ user_id: 1, external_source_id: 'CRM-1' }, 4), action: 'delete' };
		await track([gone], choice, { passOnDeletions: true });
		clock.pass(AGAIN_MS);
		expect((await track([bobsCheckIn], choice)).errors).toEqual([]);
	});
});
