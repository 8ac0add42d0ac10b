import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../harness/jumpingClock';
import { during, limit } from './linked/waiting.setup';
import { AGAIN_MS, checkIn, guest, link, onUser, told } from './linked/linked.setup';
import { sandbox, sent, track } from './punchhEvents.setup';

/** Items of which Braze records one object and refuses another. */

const clock = jumpingClock();

/** Has Braze refuse one object of an array, the last if there are several, and record the others. */
const refuseOne = (array: 'attributes' | 'events', index = 0) =>
	sandbox.faults.add({
		side: 'braze',
		path: '/users/track',
		count: 1,
		fault: {
			status: 201,
			body: {
				message: 'success',
				...{ attributes_processed: 1, events_processed: 1, [`${array}_processed`]: index },
				errors: [{ type: 'refused', input_array: array, index }],
			},
		},
	});
const ALL = { attributesToSend: 'all' };
const renamed = (name: string, at: number) =>
	guest({ first_name: name, previous_changes: ['first_name'] }, at);
const namesSent = () =>
	sent().flatMap(({ attributes = [] }) => attributes.map(({ first_name: name }) => name));

test.each([
	['recorded: an older event does not put an old value back', 'events', ['Newest']],
	['refused: the value of the older event is sent', 'attributes', ['Newest', 'Old']],
] as const)('the attributes of a check-in are %s', async (_what, refused, names) => {
	refuseOne(refused);
	const { errors } = await link([checkIn({ first_name: 'Newest' }, 5)], {}, ALL);
	expect(errors).toHaveLength(1);
	await link([renamed('Old', 2)]);
	expect(namesSent().filter((name) => name !== undefined)).toEqual(names);
});

test('whose item is recorded in part has the address: another guest is refused', async () => {
	const family = { email: 'family@example.com' };
	const byEmail = async (items: IDataObject[]) =>
		await track(items, { identifiers: { identifier: [{ by: 'email' }] } });
	refuseOne('events');
	await byEmail([checkIn({ ...family, user_id: 1 }, 1)]);
	const { errors } = await byEmail([checkIn({ ...family, user_id: 2 }, 2)]);
	expect(errors[0].json.error).toMatch(/Another guest, with the Punchh user ID 1, has or had/);
});

test('the guest of an item that is recorded in part is linked in the same run', async () => {
	refuseOne('events');
	const { errors } = await link([checkIn({ external_source_id: 'CRM-1' }, 1)]);
	expect(errors).toHaveLength(1);
	const urls = sandbox.braze.requests.map(({ url }) => url);
	expect(urls.slice(urls.indexOf('/users/track') + 1)).toEqual([
		'/users/identify',
		'/users/alias/new',
	]);
});

/** What a workflow that finds guests by email says of another guest with this address. */
async function reasonsByEmail(email: string, at: number): Promise<unknown[]> {
	const identifiers = { identifier: [{ by: 'email' }] };
	const event = checkIn({ user_id: 3, email, phone: null }, at);
	return (await track([event], { identifiers })).errors.map(({ json }) => json.error);
}
const TAKEN = [expect.stringMatching(/^Another guest, with the Punchh user ID 2, has or had/)];

test('of several objects of an item, one that is refused writes no address and replaces none', async () => {
	const own = { email: 'own@example.com', phone: null };
	await link([told('CRM-1', 1, { user_id: 1, email: null, phone: null })]);
	await link([told('CRM-2', 2, { user_id: 2, ...own, previous_changes: ['email'] })]);
	refuseOne('attributes', 1);
	const attributes = [
		{ external_id: 'CRM-1', first_name: 'Ada' },
		{ external_id: 'CRM-2', email: 'new@example.com' },
	];
	const { errors } = await onUser('track', { specifyObjects: 'json', objects: { attributes } });
	expect(errors[0].json.details).toMatchObject({
		objects: [{ verdict: 'accepted' }, { verdict: 'rejected' }],
	});
	expect(await reasonsByEmail('new@example.com', 3)).toEqual([]);
	clock.pass(AGAIN_MS);
	expect(await reasonsByEmail('own@example.com', 4)).toEqual(TAKEN);
});

test('a newer address that is written once more stays taken, also if that answer is lost', async () => {
	const change = { user_id: 2, phone: null, previous_changes: ['email'] };
	await link([told('CRM-2', 1, { user_id: 2, email: null, phone: null })]);
	limit('/users/track', 60);
	await during(
		clock,
		async () => await link([guest({ ...change, email: 'old@example.com' }, 2)]),
		async () => {
			await link([guest({ ...change, email: 'new@example.com' }, 3)]);
			for (const [count, fault] of [[1, { delayMs: 1 }] as const, [9, { cut: 'after' }] as const]) {
				sandbox.faults.add({ side: 'braze', path: '/users/track', count, fault });
			}
		},
	);
	sandbox.faults.clear();
	expect(sandbox.braze.store.byExternalId('CRM-2')?.attributes.email).toBe('new@example.com');
	clock.pass(AGAIN_MS);
	expect(await reasonsByEmail('new@example.com', 4)).toEqual(TAKEN);
});
