import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../harness/jumpingClock';
import { checkIn, guest } from './linked/linked.setup';
import { sandbox, track } from './punchhEvents.setup';

/** Two Punchh businesses in one Braze workspace, as the guide says to set that up. */

jumpingClock();

const BY_EXTERNAL_ID = { identifiers: { identifier: [{ by: 'external_id' }] } };
const OPTIONS = {
	dropFields: 'punchh_user_id',
	sharedIdentifiers: 'warn',
	passOnDeletions: true,
	callingCode: 'US',
};
const record = async (...events: IDataObject[]) => await track(events, BY_EXTERNAL_ID, OPTIONS);

const named = (userId: number, id: string, name: string, at: number) =>
	guest(
		{
			user_id: userId,
			external_source_id: id,
			email: `${id}@example.com`.toLowerCase(),
			first_name: name,
			previous_changes: ['first_name', 'email'],
		},
		at,
	);

const profiles = () =>
	sandbox.braze.profiles.map(({ external_id: id, attributes, events }) => ({
		id,
		name: attributes.first_name,
		userId: attributes.punchh_user_id,
		events: events.length,
	}));

test('one person with two user IDs is one profile', async () => {
	const events = [7, 8].flatMap((userId, number) => [
		named(userId, 'CRM-1', 'Ann', number),
		checkIn({ user_id: userId, external_source_id: 'CRM-1' }, 10 + number),
	]);
	expect((await record(...events)).errors).toEqual([]);
	expect((await record(...events)).errors).toEqual([]);
	expect(profiles()).toEqual([{ id: 'CRM-1', name: 'Ann', userId: undefined, events: 4 }]);
	const [first, second] = [7, 8].map((userId) => ({
		...named(userId, 'CRM-1', 'Ann', 20),
		action: 'delete',
	}));
	const { errors } = await record(second);
	expect(errors[0].json.error).toMatch(/Another guest, with the Punchh user ID 7/);
	expect((await record(first)).items[0].json).toMatchObject({ deleted: true });
	expect(profiles()).toEqual([]);
});

test('two persons with one user ID have a profile each, in whatever order and run their events come', async () => {
	const ann = { id: 'CRM-1', name: 'Ann', userId: undefined, events: 1 };
	const ben = { id: 'CRM-2', name: 'Ben', userId: undefined, events: 1 };
	await record(
		named(7, 'CRM-1', 'Ann', 5),
		checkIn({ user_id: 7, external_source_id: 'CRM-2' }, 6),
	);
	await record(
		named(7, 'CRM-2', 'Ben', 1),
		checkIn({ user_id: 7, external_source_id: 'CRM-1' }, 2),
	);
	expect(profiles()).toEqual([ann, ben]);
	const { items } = await record({ ...named(7, 'CRM-1', 'Ann', 9), action: 'delete' });
	expect(items[0].json).toMatchObject({ deleted: true });
	await record(named(7, 'CRM-2', 'Bent', 8));
	expect(profiles()).toEqual([{ ...ben, name: 'Bent' }]);
});
