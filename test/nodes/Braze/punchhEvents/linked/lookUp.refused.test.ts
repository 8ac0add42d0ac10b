import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import { checkIn, link, onUser, refuse, settleAll, told, USER } from './linked.setup';

/** A key that may look is refused (403) for a while, such as for the address that it comes from. */

const clock = jumpingClock();
beforeEach(async () => {
	sandbox.braze.now = () => clock.nowMs();
	await link([told('CRM-1', 1), checkIn({}, 2)]);
	await settleAll(clock);
	forgetAllGuests();
});

const ALL = ['/users/export/ids', '/users/track', '/users/identify', '/users/alias/new'];
const byEvent = async () => (await link([told('CRM-7', 3, { user_id: 7 })])).errors;
const byList = async () => {
	const given = { punchh_user_id: '7', external_id: 'CRM-7' };
	return (await onUser('linkPunchhGuest', given)).errors;
};

test.each([
	['an event, and everything else as well', [], ALL, byEvent],
	['an event, after it has looked', [told('CRM-8', 3, { user_id: 8 })], ALL.slice(0, 1), byEvent],
	['a list, and everything else as well', [], ALL, byList],
	['a list, after it has looked', [told('CRM-8', 3, { user_id: 8 })], ALL.slice(0, 1), byList],
])('by %s: nothing is sent, and later it looks again', async (_what, before, paths, play) => {
	if (before.length > 0) await link(before);
	for (const path of paths) refuse(path, 403);
	expect((await play()).map(({ json }) => json.details)).toEqual([
		expect.objectContaining({ verdict: 'failed' }),
	]);
	sandbox.faults.clear();
	const { errors } = await link([checkIn({ user_id: 2, external_source_id: 'CRM-1' }, 4)]);
	expect(errors.map(({ json }) => json.error)).toEqual([
		expect.stringContaining(`Another guest, with the Punchh user ID ${USER}`),
	]);
	expect(await play()).toEqual([]);
});

test('a key that may not look is asked once', async () => {
	refuse('/users/export/ids', 403);
	for (const at of [3, 4]) await link([told(`CRM-${at}`, at, { user_id: at })]);
	const looked = sandbox.faults.hits.filter(({ url }) => url === '/users/export/ids');
	expect(looked).toHaveLength(1);
});
