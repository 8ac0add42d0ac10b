import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox, track } from '../punchhEvents.setup';
import { CHANGED_ID, checkIn, guest, link, onUser, paths, settleAll, USER } from './linked.setup';

/** Guests who are linked by one workflow, while another records or maps them in another way. */

const clock = jumpingClock();

const told = (id: string, at: number, more: IDataObject = {}) =>
	guest({ external_source_id: id, previous_changes: CHANGED_ID, ...more }, at);

test("with the adapter's preset, an external ID passes on when it is merged and time has passed", async () => {
	const adapter = { preset: 'adapter' };
	await link([told('CRM-1', 1), checkIn({}, 2)], {}, adapter);
	await link([told('CRM-2', 3), checkIn({}, 4)], {}, adapter);
	await settleAll(clock);
	await settleAll(clock);
	expect((await link([told('CRM-1', 9, { user_id: 2 })], {}, adapter)).errors).toEqual([]);
});

test('a workflow that records by another identifier asks for no link', async () => {
	sandbox.braze.seed({ profiles: [{ external_id: 'CRM-1' }] });
	await onUser('linkPunchhGuest', { punchh_user_id: String(USER), external_id: 'CRM-1' });
	await settleAll(clock);
	paths();
	await track(
		[checkIn({ email: 'mara@example.com' }, 5)],
		{ identifiers: { identifier: [{ by: 'email' }] } },
		{ callingCode: 'US' },
	);
	await link([checkIn({ user_id: 2 }, 6)]);
	expect(paths()).toEqual(['/users/track', '/users/track']);
});

describe('a workflow by external ID that passes on a deletion with an ID that no other event has told', () => {
	const byId = { identifiers: { identifier: [{ by: 'external_id' }, { by: 'email' }] } };
	const email = 'family@example.com';
	const first = { user_id: 1, email, first_name: 'A' };
	const gone = { ...guest({ ...first, external_source_id: 'CRM-0' }, 3), action: 'delete' };
	const ofFirst = () =>
		sandbox.braze.profiles.find(({ attributes }) => attributes.first_name === 'A')!;

	test.each([
		['external ID', { external_source_id: 'CRM-1' }],
		['address', { external_source_id: null, email }],
	])('leaves the %s of the linked profile taken', async (_what, own) => {
		sandbox.braze.seed({ profiles: [{ external_id: 'CRM-0' }] });
		const changes = ['external_source_id', 'email', 'first_name'];
		await link([guest({ ...first, ...own, previous_changes: changes }, 1)]);
		await settleAll(clock);
		expect((await track([gone], byId, { passOnDeletions: true })).errors).toEqual([]);
		await settleAll(clock);
		const { errors } = await track([checkIn({ user_id: 2, email: null, ...own }, 4)], byId);
		expect(errors.map(({ json }) => json.error)).toEqual([
			expect.stringMatching(/^Another guest, with the Punchh user ID 1, /),
		]);
		expect(ofFirst().events).toEqual([]);
	});

	test('deletes the linked profile if that is the one', async () => {
		await link([told('CRM-0', 1, first)]);
		await settleAll(clock);
		await track([gone], byId, { passOnDeletions: true });
		await settleAll(clock);
		const next = checkIn({ user_id: 2, external_source_id: 'CRM-0', email: null }, 4);
		expect((await track([next], byId)).errors).toEqual([]);
	});
});
