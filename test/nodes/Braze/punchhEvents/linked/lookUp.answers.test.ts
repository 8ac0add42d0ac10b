import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import { checkIn, link, settleAll, told, USER } from './linked.setup';

/** Answers to the look-up that say nothing. */

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

const other = checkIn({ user_id: 2, external_source_id: 'CRM-1' }, 5);

/** Has Braze answer all look-ups so, after a restart, and another guest come with the external ID. */
async function lookedUp(fault: IDataObject): Promise<void> {
	await link([told('CRM-1', 1)]);
	await settleAll(clock);
	forgetAllGuests();
	const path = '/users/export/ids';
	sandbox.faults.add({ side: 'braze', path, count: 99, fault: fault as never });
	const { errors } = await link([other]);
	expect(errors).toHaveLength(1);
	const [first] = sandbox.braze.profiles.filter(({ external_id: id }) => id === 'CRM-1');
	expect(first).toMatchObject({ attributes: { punchh_user_id: USER }, events: [] });
}

test.each([400, 401, 404, 413, 422])('a look-up that is refused with %i', async (status) => {
	await lookedUp({ status, body: { message: 'no' } });
});

test.each([
	['{}', {}],
	['text', 'ok'],
	['users null', { message: 'success', users: null }],
])('a look-up that is answered with 200 and %s', async (_what, body) => {
	await lookedUp({ status: 200, body });
});
