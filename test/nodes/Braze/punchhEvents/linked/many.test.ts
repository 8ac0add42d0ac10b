import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import { checkIn, link, profilesLeft, settleAll, told } from './linked.setup';

/** A run of more guests than are remembered. */

jest.mock('../../../../../nodes/Braze/transport/policy', () => {
	const path = '../../../../../nodes/Braze/transport/policy';
	const { POLICY } = jest.requireActual<{ POLICY: { linking: object } }>(path);
	return { POLICY: { ...POLICY, linking: { ...POLICY.linking, mostGuests: 3 } } };
});

const clock = jumpingClock();

test('nobody is recorded for somebody else, and each guest is linked', async () => {
	sandbox.braze.now = () => clock.nowMs();
	await link([told('CRM-1', 1, { user_id: 9 })]);
	await settleAll(clock);
	forgetAllGuests();
	const numbers = [1, 2, 3, 4, 5, 6];
	const events = numbers.map((id) =>
		checkIn({ user_id: id, external_source_id: `CRM-${id}` }, 10 + id),
	);
	const { errors } = await link(events);
	expect(errors.map(({ json }) => json.error)).toEqual([
		'Another guest, with the Punchh user ID 9, has the external ID CRM-1',
	]);
	await link(numbers.map((id) => checkIn({ user_id: id }, 20 + id)));
	expect(profilesLeft()).toEqual([
		[undefined, 1, '1', 'check-in-21'],
		['CRM-1', 9, '9', ''],
		...[2, 3, 4, 5, 6].map((id) => [
			`CRM-${id}`,
			id,
			String(id),
			`check-in-${10 + id},check-in-${20 + id}`,
		]),
	]);
});
