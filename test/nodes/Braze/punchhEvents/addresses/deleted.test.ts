import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../../harness/jumpingClock';
import { AGAIN_MS, checkIn, guest, KEYS, onUser, refuse } from '../linked/linked.setup';
import { sandbox, track } from '../punchhEvents.setup';

/**
 * A deletion by an address or number deletes a profile without an external ID: the one with the external ID
 * of the guest stays, and with it the address, by which Braze would find it for somebody else.
 */

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

const FAMILY = { email: 'family@example.com', phone: '2075550142' };
const CONTACTS = ['email', 'phone'] as const;
type Contact = (typeof CONTACTS)[number];

const by = async (choice: string, event: IDataObject) =>
	await track(
		[event],
		{ identifiers: { identifier: [{ by: choice }] } },
		{ callingCode: 'US', passOnDeletions: true },
	);

const bob = (contact: Contact, at: number) =>
	guest(
		{
			...{ user_id: 2, external_source_id: 'CRM-2', email: null, phone: null },
			...{ [contact]: FAMILY[contact], previous_changes: [contact] },
		},
		at,
	);
const ada = (contact: Contact, at: number) =>
	checkIn({ user_id: 1, email: null, phone: null, [contact]: FAMILY[contact] }, at);
const gone = (event: IDataObject) => ({ ...event, action: 'delete' });

const eventsOfBob = () =>
	sandbox.braze.profiles.flatMap((one) => (one.external_id ? one.events : []));
const TAKEN = expect.stringMatching(
	/^Another guest, with the Punchh user ID 2, has or had the same/,
);

describe.each(KEYS)('a deletion by an address%s', (_which, mayLook) => {
	beforeEach(() => {
		if (!mayLook) refuse('/users/export/ids', 403);
	});

	const ways = ['linked', 'external_id', 'punchh_user_id'];
	test.each(ways.flatMap((way) => CONTACTS.map((contact) => [way, contact] as const)))(
		'of a guest who is recorded by %s leaves the %s taken',
		async (way, contact) => {
			await by(way, bob(contact, 1));
			clock.pass(AGAIN_MS);
			await by(contact, gone(bob(contact, 2)));
			clock.pass(AGAIN_MS);
			const { items, errors } = await by(contact, ada(contact, 3));
			expect(items).toEqual([]);
			expect(errors.map(({ json }) => json.error)).toEqual([TAKEN]);
			expect(eventsOfBob()).toEqual([]);
		},
	);

	test.each(['linked', 'user_alias'].flatMap((way) => CONTACTS.map((one) => [way, one] as const)))(
		'of a guest with another profile, by %s, that has no external ID in Punchh, leaves the %s taken',
		async (way, contact) => {
			const event = { ...bob(contact, 1), action: 'create' };
			event.payload.external_source_id = null;
			await by(contact, event);
			await by(way, event);
			clock.pass(AGAIN_MS);
			await by(contact, gone(event));
			clock.pass(AGAIN_MS);
			expect((await by(contact, ada(contact, 3))).errors.map(({ json }) => json.error)).toEqual([
				TAKEN,
			]);
		},
	);

	test.each(CONTACTS)(
		'of a guest who is recorded by nothing else makes the %s free',
		async (contact) => {
			await by(contact, { ...ada(contact, 1), payload: { ...bob(contact, 1).payload } });
			await by(contact, gone(bob(contact, 2)));
			clock.pass(AGAIN_MS);
			expect((await by(contact, ada(contact, 3))).errors).toEqual([]);
		},
	);
});

const deleteBy = async (prioritization: string) =>
	await onUser('delete', {
		findUserBy: 'email',
		email: FAMILY.email,
		prioritization,
		confirmDeletion: true,
	});

const LEFT = [expect.stringMatching(/guest with the Punchh user ID 2 .*stays taken/)];
const UNIDENTIFIED = 'unidentified,most_recently_updated';
const IDENTIFIED = 'identified,most_recently_updated';

test.each([
	['linked', UNIDENTIFIED, IDENTIFIED],
	['external_id', UNIDENTIFIED, IDENTIFIED],
	['email', IDENTIFIED, UNIDENTIFIED],
	['user_alias', IDENTIFIED, UNIDENTIFIED],
])('User > Delete, of a guest recorded by %s: %s', async (way, other, own) => {
	await by(way, { ...checkIn({}, 1), payload: bob('email', 1).payload });
	await by(way, bob('email', 2));
	expect((await deleteBy(other)).items[0].json.warnings).toEqual(LEFT);
	clock.pass(AGAIN_MS);
	expect((await by('email', ada('email', 3))).items).toEqual([]);
	expect((await deleteBy(own)).items[0].json.warnings).toBeUndefined();
	clock.pass(AGAIN_MS);
	expect((await by('email', ada('email', 4))).errors).toEqual([]);
	expect(sandbox.braze.profiles).toMatchObject([{ attributes: { punchh_user_id: 1 } }]);
});

test('the deletion by the external ID makes the address free', async () => {
	await by('external_id', bob('email', 1));
	await by('external_id', gone(bob('email', 2)));
	clock.pass(AGAIN_MS);
	expect((await by('email', ada('email', 3))).errors).toEqual([]);
});

test.each(CONTACTS)(
	'the %s that a list has written to the linked profile is taken, too',
	async (contact) => {
		const own = {
			...bob('email', 1).payload,
			email: 'bob@example.com',
			...{ [contact]: FAMILY[contact] },
		};
		const change = { external_source_id: null, previous_changes: ['email', 'phone'] };
		const event = guest({ ...own, phone: FAMILY.phone, ...change }, 1);
		await by('email', event);
		const list = { punchh_user_id: 2, external_id: 'CRM-2', options: { makeProfiles: true } };
		expect((await onUser('linkPunchhGuest', list)).errors).toEqual([]);
		expect(sandbox.braze.profiles.at(-1)).toMatchObject({ external_id: 'CRM-2' });
		expect(sandbox.braze.profiles.at(-1)?.attributes[contact]).toBeDefined();
		await by('email', gone({ ...event, content_id: 'gone' }));
		clock.pass(AGAIN_MS);
		const { errors } = await by(contact, ada(contact, 3));
		expect(errors.map(({ json }) => json.error)).toEqual([TAKEN]);
		expect(eventsOfBob()).toEqual([]);
	},
);
