import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../harness/jumpingClock';
import { checkIn, guest, link } from './linked.setup';
import { sandbox, sent, track } from './punchhEvents.setup';

/** Items of which Braze records one object and refuses another. */

jumpingClock();

/** Has Braze refuse the first object of an array, and record the others. */
const refuseFirst = (array: 'attributes' | 'events') =>
	sandbox.faults.add({
		side: 'braze',
		path: '/users/track',
		count: 1,
		fault: {
			status: 201,
			body: {
				message: 'success',
				...{ attributes_processed: 1, events_processed: 1, [`${array}_processed`]: 0 },
				errors: [{ type: 'refused', input_array: array, index: 0 }],
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
	refuseFirst(refused);
	const { errors } = await link([checkIn({ first_name: 'Newest' }, 5)], {}, ALL);
	expect(errors).toHaveLength(1);
	await link([renamed('Old', 2)]);
	expect(namesSent().filter((name) => name !== undefined)).toEqual(names);
});

test('whose item is recorded in part has the address: another guest is refused', async () => {
	const family = { email: 'family@example.com' };
	const byEmail = async (items: IDataObject[]) =>
		await track(items, { identifiers: { identifier: [{ by: 'email' }] } });
	refuseFirst('events');
	await byEmail([checkIn({ ...family, user_id: 1 }, 1)]);
	const { errors } = await byEmail([checkIn({ ...family, user_id: 2 }, 2)]);
	expect(errors[0].json.error).toMatch(/Another guest, with the Punchh user ID 1, has or had/);
});

test('the guest of an item that is recorded in part is linked in the same run', async () => {
	refuseFirst('events');
	const { errors } = await link([checkIn({ external_source_id: 'CRM-1' }, 1)]);
	expect(errors).toHaveLength(1);
	const urls = sandbox.braze.requests.map(({ url }) => url);
	expect(urls.slice(urls.indexOf('/users/track') + 1)).toEqual([
		'/users/identify',
		'/users/alias/new',
	]);
});
