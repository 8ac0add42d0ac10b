import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../../harness/jumpingClock';
import type { Envelope } from '../../../../harness/punchhEvents';
import { sandbox, track } from '../punchhEvents.setup';
import {
	AGAIN_MS,
	checkIn,
	guest,
	link,
	PASSER_BY,
	profilesLeft,
	settleAll,
	told,
} from './linked.setup';

/** Another workflow, which names the same guests in another way than the linked one. */

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

const named = (by: string, passOnDeletions = true) => ({
	send: async (items: Envelope[]) =>
		await track(
			items,
			{ identifiers: { identifier: [{ by }] } },
			{ callingCode: 'US', passOnDeletions },
		),
});

const MARA = { user_id: 701, email: 'mara@example.com', phone: null };
const BEN = { user_id: 702, email: null, phone: null };

const passBy = async () => {
	clock.pass(AGAIN_MS);
	await link([checkIn({ user_id: PASSER_BY }, 9_000)]);
};

test.each([0, 1])(
	'what it records late under an external ID is not that of the next holder, after %s runs',
	async (runs) => {
		const late = { ...checkIn({ ...MARA, external_source_id: 'CRM-0' }, 50), content_id: 'late' };
		await link([told('CRM-0', 1, MARA)]);
		await named('external_id').send([checkIn({ ...MARA, external_source_id: 'CRM-0' }, 10)]);
		await passBy();
		await link([told('CRM-1', 60, MARA)]);
		for (let run = 0; run < runs; run++) await passBy();
		await named('external_id').send([late]);
		for (let run = 0; run < 3; run++) await passBy();
		await link([told('CRM-0', 4_000, BEN)]);
		expect(profilesLeft()).toEqual([
			['CRM-0', 702, '702', ''],
			['CRM-1', 701, '701', 'check-in-10,late'],
		]);
	},
);

const withId: IDataObject = { ...MARA, external_source_id: 'CRM-1' };
const CHANGES = { previous_changes: ['email', 'external_source_id', 'first_name'] };
const isDeleted = (at: number): Envelope => ({ ...guest(withId, at), action: 'delete' });

describe.each(['punchh_user_id', 'email', 'external_id', 'user_alias'])('by %s', (by) => {
	test.each([
		['', () => {}],
		[', after a restart', forgetAllGuests],
	])('a guest whom both delete has no profile any more%s', async (_, restart) => {
		const events = [guest({ ...withId, ...CHANGES }, 1), checkIn(withId, 2)];
		await named(by).send(events);
		await link(events);
		await settleAll(clock);
		restart();
		await named(by).send([isDeleted(100)]);
		clock.pass(60_000);
		const { errors } = await link([isDeleted(100)], { passOnDeletions: true });
		expect(profilesLeft()).toEqual([]);
		expect(errors).toEqual([]);
	});
});

test('who is deleted under another external ID has the linked profile yet, and its address', async () => {
	await link([guest({ ...withId, ...CHANGES }, 1)]);
	await settleAll(clock);
	const moved = { ...MARA, external_source_id: 'CRM-2' };
	await named('external_id').send([checkIn(moved, 50)]);
	await named('external_id').send([{ ...guest(moved, 100), action: 'delete' }]);
	clock.pass(AGAIN_MS);
	const other = { ...BEN, email: MARA.email };
	const { errors } = await named('email').send([checkIn(other, 500)]);
	expect(errors).toHaveLength(1);
	expect(profilesLeft()).toEqual([['CRM-1', 701, '701', '']]);
});
