import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../../harness/jumpingClock';
import { AGAIN_MS, checkIn, guest, refuse } from '../linked/linked.setup';
import { during, limit } from '../linked/waiting.setup';
import { sandbox, track } from '../punchhEvents.setup';

/**
 * Two guests with one address or number: the first is found by it, and to the profile of the second, who
 * is found by something else, it is written. Braze may find either by it.
 */

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

type Contact = 'email' | 'phone';

const OWN: Record<Contact, [shared: string, other: string]> = {
	email: ['family@example.com', 'bob@example.com'],
	phone: ['2075550142', '2075550143'],
};

/** The external ID, and who has none by the address or number. */
const record = async (contact: Contact, events: IDataObject[], options: IDataObject = {}) =>
	await track(
		events,
		{ identifiers: { identifier: [{ by: 'external_id' }, { by: contact }] } },
		{ callingCode: 'US', passOnDeletions: true, ...options },
	);

const ada = (contact: Contact, at: number) =>
	checkIn({ user_id: 1, email: null, phone: null, [contact]: OWN[contact][0] }, at);
const bob = (contact: Contact, at: number, which: 0 | 1 = 0) =>
	guest(
		{
			...{ user_id: 2, external_source_id: 'CRM-2', email: null, phone: null },
			...{ [contact]: OWN[contact][which], previous_changes: [contact] },
		},
		at,
	);
/** Records the first guest, and lets Braze do it for certain. */
async function recordAda(contact: Contact, at: number): Promise<void> {
	expect(errorsOf(await record(contact, [ada(contact, at)]))).toEqual([]);
	clock.pass(60_000);
}
const gone = (event: IDataObject) => ({ ...event, action: 'delete' });

const ofBob = () => sandbox.braze.profiles.find(({ external_id: id }) => id === 'CRM-2');
const errorsOf = ({ errors }: Awaited<ReturnType<typeof record>>) =>
	errors.map(({ json }) => [(json.details as IDataObject).verdict, json.error]);

const REFUSED = [['rejected', expect.stringMatching(/Punchh user ID 2, has or had the same /)]];
const LATER = [
	['failed', expect.stringMatching(/Punchh user ID 1, is being recorded with the same /)],
];

/** Nothing of the first guest is in the profile of the second. */
function expectApart(): void {
	expect(ofBob()?.events ?? []).toEqual([]);
	expect(ofBob()?.attributes.punchh_user_id ?? 2).toBe(2);
}

describe.each(Object.keys(OWN) as Contact[])('two guests with one %s', (contact) => {
	test('in runs of their own: the first is refused from then on, until only one profile has it', async () => {
		await recordAda(contact, 1);
		expect(errorsOf(await record(contact, [bob(contact, 2)]))).toEqual([]);
		expect(errorsOf(await record(contact, [ada(contact, 3)]))).toEqual(REFUSED);
		await record(contact, [bob(contact, 4, 1)]);
		expect(errorsOf(await record(contact, [ada(contact, 5)]))).toEqual(REFUSED);
		clock.pass(AGAIN_MS);
		expect(errorsOf(await record(contact, [ada(contact, 6)]))).toEqual([]);
		expectApart();
	});

	test('the deletion of the first does not delete the second', async () => {
		await recordAda(contact, 1);
		await record(contact, [bob(contact, 2)]);
		const deletion = gone(
			guest({ user_id: 1, email: null, phone: null, [contact]: OWN[contact][0] }, 3),
		);
		expect(errorsOf(await record(contact, [deletion]))).toEqual(REFUSED);
		expect(ofBob()).toBeDefined();
	});

	test('the first goes on when the second is certainly deleted', async () => {
		await recordAda(contact, 1);
		await record(contact, [bob(contact, 2)]);
		await record(contact, [gone(bob(contact, 3))]);
		expect(errorsOf(await record(contact, [ada(contact, 4)]))).toEqual(REFUSED);
		clock.pass(AGAIN_MS);
		expect(errorsOf(await record(contact, [ada(contact, 5)]))).toEqual([]);
	});

	test('in one run, the first before the second: the second is sent again, and then the first is refused', async () => {
		const second = bob(contact, 2);
		expect(errorsOf(await record(contact, [ada(contact, 1), second]))).toEqual(LATER);
		clock.pass(60_000);
		expect(errorsOf(await record(contact, [second]))).toEqual([]);
		expect(errorsOf(await record(contact, [ada(contact, 3)]))).toEqual(REFUSED);
		expectApart();
	});

	test.each([false, true])(
		'the second comes while the first waits (the first was recorded before: %s)',
		async (isKnown) => {
			if (isKnown) await recordAda(contact, 1);
			limit('/users/track', 30);
			await during(
				clock,
				async () => expect(errorsOf(await record(contact, [ada(contact, 2)]))).toEqual([]),
				async () => expect(errorsOf(await record(contact, [bob(contact, 3)]))).toEqual(LATER),
			);
			expectApart();
			clock.pass(60_000);
			expect(errorsOf(await record(contact, [bob(contact, 3)]))).toEqual([]);
		},
	);

	test('in runs of their own, of which Braze does the second first: the second is sent again', async () => {
		sandbox.braze.knobs.effectDelayMs = { '/users/track': 30_000 };
		expect(errorsOf(await record(contact, [ada(contact, 1)]))).toEqual([]);
		clock.pass(5_000);
		sandbox.braze.knobs.effectDelayMs = {};
		expect(errorsOf(await record(contact, [bob(contact, 2)]))).toEqual(LATER);
		clock.pass(60_000);
		expectApart();
		expect(errorsOf(await record(contact, [bob(contact, 2)]))).toEqual([]);
		expectApart();
	});

	test('the first comes while the second waits', async () => {
		await recordAda(contact, 1);
		limit('/users/track', 30);
		await during(
			clock,
			async () => expect(errorsOf(await record(contact, [bob(contact, 2)]))).toEqual([]),
			async () => expect(errorsOf(await record(contact, [ada(contact, 3)]))).toEqual(REFUSED),
		);
		expectApart();
	});

	test('who says that they are one person has both recorded, with a warning', async () => {
		const ONE = { sharedIdentifiers: 'warn' };
		await record(contact, [ada(contact, 1), bob(contact, 2)], ONE);
		const { items } = await record(contact, [ada(contact, 3)], ONE);
		expect(items[0].json.warnings).toEqual([expect.stringMatching(/both are in one profile/)]);
	});
});

/** Records one event in a workflow that finds guests in this way, or deletes its guest. */
const by = async (choice: string, event: IDataObject) =>
	await track(
		[event],
		{ identifiers: { identifier: [{ by: choice }] } },
		{ callingCode: 'US', passOnDeletions: true },
	);

test('the deletion of another profile of a linked guest leaves the number on the linked one taken', async () => {
	const PHONE = '2075550142';
	const user = { user_id: 2, email: 'bob@example.com', phone: null };
	await by('email', checkIn(user, 1));
	await by('linked', guest({ ...user, email: null, phone: PHONE, previous_changes: ['phone'] }, 2));
	expect((await by('email', gone(guest(user, 3)))).errors).toEqual([]);
	clock.pass(AGAIN_MS);
	const other = checkIn({ user_id: 1, email: null, phone: PHONE }, 4);
	expect(errorsOf(await by('phone', other))).toEqual(REFUSED);
});

test('... nor is its external ID free where no address of it is known and the key may not look up', async () => {
	refuse('/users/export/ids', 403);
	const user = { user_id: 2, email: 'bob@example.com', phone: null };
	await by('email', checkIn(user, 1));
	await by(
		'linked',
		guest({ user_id: 2, external_source_id: 'CRM-2', email: null, phone: null }, 2),
	);
	expect((await by('email', gone(guest(user, 3)))).errors).toEqual([]);
	clock.pass(AGAIN_MS);
	const next = guest({ user_id: 1, external_source_id: 'CRM-2', email: null, phone: null }, 4);
	const held = expect.stringMatching(/Punchh user ID 2, has the external ID CRM-2/);
	expect(errorsOf(await by('linked', next))).toEqual([['rejected', held]]);
});
