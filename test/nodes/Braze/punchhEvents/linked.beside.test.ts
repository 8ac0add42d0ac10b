import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../harness/jumpingClock';
import { CHANGED_ID, checkIn, guest, link, onUser, paths, settleAll, USER } from './linked.setup';
import { sandbox, track } from './punchhEvents.setup';

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
