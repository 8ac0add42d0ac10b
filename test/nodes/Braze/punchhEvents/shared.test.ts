import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../harness/jumpingClock';
import { sandboxCredentials } from '../../../harness/punchhEvents';
import { runNode } from '../../../harness/runNode';
import { AGAIN_MS, checkIn, guest } from './linked/linked.setup';
import { sandbox, track } from './punchhEvents.setup';

const clock = jumpingClock();

const OWN = {
	email: { email: 'family@example.com' },
	phone: { phone: '2075550142' },
	external_id: { external_source_id: 'CRM-1' },
};
type Choice = keyof typeof OWN;

const by = async (choice: Choice, items: IDataObject[], options: IDataObject = {}) =>
	await track(
		items,
		{ identifiers: { identifier: [{ by: choice }] } },
		{ callingCode: 'US', passOnDeletions: true, ...options },
	);
const ada = (own: IDataObject, at: number) => guest({ user_id: 1, first_name: 'Ada', ...own }, at);
const ofBob = (own: IDataObject, at: number) => checkIn({ user_id: 2, ...own }, at);
const eventsOf = () =>
	sandbox.braze.profiles.map(({ attributes, events }) => [
		attributes.punchh_user_id,
		events.map(({ properties }) => (properties as IDataObject).content_id).join(),
	]);

describe.each(Object.keys(OWN) as Choice[])(
	'two guests with one %s, in runs of their own',
	(choice) => {
		const own = OWN[choice];
		beforeEach(async () => void (await by(choice, [ada(own, 1)])));

		test('the second is refused, and the first goes on', async () => {
			const { items, errors } = await by(choice, [ofBob(own, 2)]);
			expect(items).toEqual([]);
			expect(errors[0].json.error).toMatch(/Another guest, with the Punchh user ID 1, has or had/);
			expect((await by(choice, [ada(own, 3)])).errors).toEqual([]);
			expect(eventsOf()).toEqual([[1, '']]);
		});

		test.each([
			['before', [1, 0]],
			['after', [0, 1]],
		])('the first is not held back by the second in the same run, %s it', async (_when, order) => {
			const events = [ada(own, 3), ofBob(own, 2)];
			const { items, errors } = await by(
				choice,
				order.map((position) => events[position]),
			);
			const [first, second] = [order.indexOf(0), order.indexOf(1)];
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: first }]);
			expect(errors.map(({ pairedItem }) => pairedItem)).toEqual([{ item: second }]);
			expect(eventsOf()).toEqual([[1, '']]);
		});

		test('with a warning, both are in it, and it stays that of the first', async () => {
			const { items } = await by(choice, [ofBob(own, 2)], { sharedIdentifiers: 'warn' });
			expect(items[0].json.warnings).toEqual([expect.stringContaining('both are in one profile')]);
			expect((await by(choice, [ofBob(own, 3)])).errors).toHaveLength(1);
		});

		test('the deletion of the second does not delete what is in it of the first', async () => {
			const shares = { sharedIdentifiers: 'warn' };
			await by(choice, [ofBob(own, 2)], shares);
			const gone = { ...guest({ user_id: 2, ...own }, 3), action: 'delete' };
			const { errors } = await by(choice, [gone], shares);
			expect(errors[0].json.details).toMatchObject({
				description: expect.stringMatching(/^Nothing was deleted/) as string,
			});
			expect(eventsOf()).toEqual([[1, 'check-in-2']]);
		});

		test('the profile is free after the first was deleted', async () => {
			await by(choice, [{ ...ada(own, 2), action: 'delete' }]);
			expect((await by(choice, [ofBob(own, 3)])).errors).toHaveLength(1);
			clock.pass(AGAIN_MS);
			expect((await by(choice, [ofBob(own, 3)])).errors).toEqual([]);
			expect(eventsOf()).toEqual([[2, 'check-in-3']]);
		});

		test('a guest whose objects were refused does not keep others from it', async () => {
			forgetAllGuests();
			sandbox.faults.add({ side: 'braze', path: '/users/track', count: 1, fault: { status: 403 } });
			await by(choice, [ada(own, 2)]);
			expect((await by(choice, [ofBob(own, 3)])).errors).toEqual([]);
		});
	},
);

test.each(['recommended', 'adapter'])(
	'with a warning, the profile keeps the Punchh user ID of the first: %s',
	async (preset) => {
		const all = { preset, attributesToSend: 'all' };
		const byEmail = { identifiers: { identifier: [{ by: 'email' }] } };
		for (const event of [ada(OWN.email, 1), guest({ user_id: 2, ...OWN.email }, 2)]) {
			const { items } = await track([event], { ...byEmail, ...all }, { sharedIdentifiers: 'warn' });
			expect(items).toHaveLength(1);
		}
		const [{ attributes }] = sandbox.braze.profiles;
		expect(attributes).toMatchObject({ punchh_user_id: 1, first_name: 'Mara' });
	},
);

test('guests who exchange their addresses are both refused', async () => {
	const [one, other] = [{ email: 'one@example.com' }, { email: 'other@example.com' }];
	await by('email', [ada(one, 1), ofBob(other, 1)]);
	const { errors } = await by('email', [ada(other, 2), ofBob(one, 2)]);
	expect(errors).toHaveLength(2);
});

test('a guest who is named by several identifiers has the Punchh user ID in each profile, once', async () => {
	const byBoth = { identifiers: { identifier: [{ by: 'email' }, { by: 'external_id' }] } };
	const own = { ...OWN.external_id, email: null };
	const run = [ofBob(OWN.email, 1), ofBob(own, 2), ofBob(OWN.email, 3)];
	const { items } = await track(run, byBoth);
	expect(items.map(({ json }) => json.attributes)).toEqual([1, 1, 0]);
	const again = await track([ofBob(own, 4), ofBob(OWN.email, 5)], byBoth);
	expect(again.items.map(({ json }) => json.attributes)).toEqual([0, 0]);
	await track([ofBob(own, 6)], { identifiers: { identifier: [{ by: 'linked' }] } });
	const marks = sandbox.braze.profiles.map(({ attributes }) => attributes.punchh_user_id);
	expect(marks).toEqual([2, 2]);
});

test('User > Delete by an address makes it free', async () => {
	await by('email', [ada(OWN.email, 1)]);
	await runNode({
		node: 'braze',
		credentials: sandboxCredentials(sandbox),
		parameters: {
			resource: 'user',
			operation: 'delete',
			findUserBy: 'email',
			email: 'Family@example.com',
			prioritization: 'unidentified,most_recently_updated',
			confirmDeletion: true,
		},
		items: [{}],
	});
	clock.pass(AGAIN_MS);
	expect((await by('email', [ofBob(OWN.email, 2)])).errors).toEqual([]);
});

describe('an external ID by which a guest is linked, and one by which a guest is only named', () => {
	const linked = async (items: IDataObject[]) =>
		await track(items, { identifiers: { identifier: [{ by: 'linked' }] } });
	const [ofAda, ofBobToo] = [ada(OWN.external_id, 1), ofBob(OWN.external_id, 2)];

	test('are one ID: another workflow does not give it to a second guest', async () => {
		await linked([ofAda]);
		expect((await by('external_id', [ofBobToo])).errors).toHaveLength(1);
		const adapter = await track([ofBobToo], { preset: 'adapter' });
		expect(adapter.errors[0].json.error).toMatch(/Punchh user ID 1, has or had the same/);
		expect(eventsOf()).toEqual([[1, '']]);
	});

	test('also the other way round, with a key that may not look', async () => {
		await by('external_id', [ofBobToo]);
		const fault = { status: 403, body: { message: 'Access denied' } };
		sandbox.faults.add({ side: 'braze', path: '/users/export/ids', count: 9, fault });
		expect((await linked([ofAda])).errors).toHaveLength(1);
		expect(eventsOf()).toEqual([[2, 'check-in-2']]);
	});
});
