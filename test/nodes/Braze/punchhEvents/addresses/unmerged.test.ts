import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../../../../sandbox/faults/rules';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { AGAIN_MS, checkIn, guest, link, settleAll, told } from '../linked/linked.setup';
import { sandbox, track } from '../punchhEvents.setup';

/** An address that a guest has given up, while a profile of the guest has it that is still to be merged. */

const clock = jumpingClock();

const [A, B] = [1, 2];
const OLD = { user_id: A, email: 'old@example.com', phone: null };
const NEW = {
	...OLD,
	email: 'new@example.com',
	previous_changes: ['email', 'external_source_id'],
};

/** B, who has the old address now, as a workflow sends it that finds guests by their address. */
async function reasonsOfB(at: number): Promise<unknown[]> {
	const event = checkIn({ user_id: B, email: OLD.email, phone: null }, at);
	const { errors } = await track([event], { identifiers: { identifier: [{ by: 'email' }] } });
	return errors.map(({ json }) => json.error);
}
const REFUSED = [expect.stringMatching(/^Another guest, with the Punchh user ID 1, has or had/)];

const eventsWith = (email: string) =>
	sandbox.braze.profiles
		.filter(({ attributes }) => attributes.email === email)
		.flatMap(({ events }) =>
			events.map(({ properties }) => (properties as IDataObject).content_id),
		);

beforeEach(async () => {
	sandbox.braze.now = () => clock.nowMs();
	await link([told('CRM-9', 0, { user_id: 9, email: null })]);
	await settleAll(clock);
});

const errors = [{ type: 'refused', input_array: 'aliases_to_identify', index: 0 }];
const FAULTS: Array<[what: string, fault: Fault]> = [
	['refuses the link', { status: 201, body: { message: 'success', errors } }],
	['does not answer', { status: 500 }],
];

test.each(FAULTS)('nobody else is recorded by it while Braze %s', async (_what, fault) => {
	await link([guest({ ...OLD, previous_changes: ['email'] }, 1)]);
	clock.pass(AGAIN_MS);
	sandbox.faults.add({ side: 'braze', path: '/users/identify', count: 99, fault });
	await link([told('CRM-1', 2, NEW)]);
	clock.pass(2 * AGAIN_MS);
	expect(await reasonsOfB(3)).toEqual(REFUSED);
	sandbox.faults.clear();
	await settleAll(clock);
	expect(await reasonsOfB(4)).toEqual([]);
	expect([eventsWith(OLD.email), eventsWith(NEW.email)]).toEqual([['check-in-4'], []]);
});

test('nor while a profile is to be merged that Braze has not seen the first time', async () => {
	await link([told('CRM-1', 1, { ...OLD, previous_changes: ['email'] })]);
	await settleAll(clock);
	sandbox.braze.knobs.effectDelayMs = { '/users/track': 30_000 };
	await link([told('CRM-2', 2, NEW)]);
	clock.pass(AGAIN_MS);
	expect(await reasonsOfB(3)).toEqual(REFUSED);
	await settleAll(clock);
	expect(await reasonsOfB(4)).toEqual([]);
	await settleAll(clock);
	expect([eventsWith(OLD.email), eventsWith(NEW.email)]).toEqual([['check-in-4'], []]);
});

test('nor after the guest was deleted, for five minutes', async () => {
	await link([guest({ ...OLD, previous_changes: ['email'] }, 1)]);
	await link([told('CRM-1', 2, NEW)]);
	await link([{ ...guest(NEW, 3), action: 'delete' }], { passOnDeletions: true });
	expect(await reasonsOfB(4)).toEqual(REFUSED);
	clock.pass(AGAIN_MS);
	expect(await reasonsOfB(5)).toEqual([]);
});
