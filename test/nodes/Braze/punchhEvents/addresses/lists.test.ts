import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../../harness/jumpingClock';
import { AGAIN_MS, checkIn, named, onUser } from '../linked/linked.setup';
import { sandbox, track } from '../punchhEvents.setup';

/** Addresses that User > Link Punchh Guest writes to a profile: those of a guest's other profiles. */

const clock = jumpingClock();

const [A, B] = [1, 2];
const NO_CONTACT = { email: null, phone: null };

const by = async (choice: string, event: IDataObject) =>
	await track(
		[event],
		{ identifiers: { identifier: [{ by: choice }] } },
		{ passOnDeletions: true },
	);

const listed = async (options: IDataObject) =>
	await onUser('linkPunchhGuest', { punchh_user_id: A, external_id: 'CRM-1', options });

/** What a workflow that finds guests by email says of B, who has this address. */
async function reasonsOfB(email: string, at: number): Promise<unknown[]> {
	const { errors } = await by('email', checkIn({ ...NO_CONTACT, user_id: B, email }, at));
	return errors.map(({ json }) => json.error);
}
const REFUSED = [expect.stringMatching(/^Another guest, with the Punchh user ID 1, has or had/)];

const emailOf = (id: string) => sandbox.braze.store.byExternalId(id)?.attributes.email;

const changed = (email: string, at: number, more: IDataObject = {}) => ({
	...named('Ada', at, { ...NO_CONTACT, user_id: A, email, previous_changes: ['email'], ...more }),
});

beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

/** With and without the option that writes before the link is asked for. */
describe.each([[{ makeProfiles: true }], [{}]])('a list with %j', (options) => {
	test('an address whose answer is lost is taken, also if the other profile is deleted', async () => {
		sandbox.braze.seed({ profiles: [{ external_id: 'CRM-1' }] });
		const event = changed('family@example.com', 1);
		await by('email', event);
		const fault = { cut: 'after' } as const;
		sandbox.faults.add({ side: 'braze', path: '/users/track', count: 9, fault });
		expect((await listed(options)).errors).toHaveLength(1);
		sandbox.faults.clear();
		expect(emailOf('CRM-1')).toBe('family@example.com');
		await by('email', { ...event, action: 'delete', content_id: 'gone' });
		clock.pass(AGAIN_MS);
		expect(await reasonsOfB('family@example.com', 8)).toEqual(REFUSED);
	});

	test('an address that it replaces becomes free, that of the profile does not', async () => {
		await by('external_id', changed('old@example.com', 1, { external_source_id: 'CRM-1' }));
		await by('user_alias', changed('new@example.com', 2));
		expect((await listed(options)).errors).toEqual([]);
		expect(emailOf('CRM-1')).toBe('new@example.com');
		expect(await reasonsOfB('old@example.com', 7)).toEqual(REFUSED);
		clock.pass(AGAIN_MS);
		expect(await reasonsOfB('old@example.com', 8)).toEqual([]);
		expect(await reasonsOfB('new@example.com', 9)).toEqual(REFUSED);
	});
});

test('nor does a workflow that names a listed guest by the external ID keep what it replaces', async () => {
	const change = (email: string, at: number) => changed(email, at, { external_source_id: 'CRM-1' });
	await by('external_id', change('first@example.com', 1));
	await listed({});
	await by('external_id', change('old@example.com', 2));
	await by('external_id', change('new@example.com', 3));
	clock.pass(AGAIN_MS);
	expect(await reasonsOfB('first@example.com', 7)).toEqual([]);
	expect(await reasonsOfB('old@example.com', 8)).toEqual([]);
	expect(await reasonsOfB('new@example.com', 9)).toEqual(REFUSED);
});
