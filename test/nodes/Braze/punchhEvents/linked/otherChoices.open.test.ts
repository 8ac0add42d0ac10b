import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../../harness/jumpingClock';
import type { Envelope } from '../../../../harness/punchhEvents';
import { sandbox, track } from '../punchhEvents.setup';
import { checkIn, guest, KEYS, link, profilesLeft, refuse, settleAll, told } from './linked.setup';

/** Another workflow deletes a guest whose profiles are still to become one. */

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

const named = (by: string) => ({
	send: async (items: Envelope[]) =>
		await track(
			items,
			{ identifiers: { identifier: [{ by }] } },
			{ callingCode: 'US', passOnDeletions: true },
		),
});

const MARA: IDataObject = { user_id: 701, email: 'mara@example.com', phone: null };
const BEN: IDataObject = { user_id: 702, email: null, phone: null };
const withId: IDataObject = { ...MARA, external_source_id: 'CRM-1' };
const isDeleted = (at: number): Envelope => ({ ...guest(withId, at), action: 'delete' });

const CHOICES = ['punchh_user_id', 'email', 'external_id', 'user_alias'];

describe.each(KEYS)('whichever of them it deletes%s', (_, mayLook) => {
	beforeEach(() => {
		if (!mayLook) refuse('/users/export/ids', 403);
	});

	test.each(CHOICES)('the linked one deletes the others: by %s', async (by) => {
		sandbox.braze.knobs.effectDelayMs = { '/users/track': 10_000 };
		await link([checkIn(MARA, 0)]);
		await link([told('CRM-1', 1, MARA)]);
		await named(by).send([checkIn(withId, 2)]);
		clock.pass(60_000);
		expect(profilesLeft().length).toBeGreaterThan(1);
		await named(by).send([isDeleted(100)]);
		clock.pass(60_000);
		await link([isDeleted(100)], { passOnDeletions: true });
		expect(profilesLeft()).toEqual([]);
	});
});

test('nor is the one with a former external ID left', async () => {
	await link([told('CRM-1', 1, MARA)]);
	await settleAll(clock);
	sandbox.braze.knobs.effectDelayMs = { '/users/merge': 120_000 };
	await link([told('CRM-2', 1_000, MARA)]);
	clock.pass(60_000);
	const moved = { ...guest({ ...MARA, external_source_id: 'CRM-2' }, 1_100), action: 'delete' };
	await named('external_id').send([moved]);
	await link([moved], { passOnDeletions: true });
	clock.pass(120_000);
	expect(profilesLeft()).toEqual([]);
});

test.each(['external_id', 'user_alias'])(
	'if it was one already, the external ID is free when that has been looked up: by %s',
	async (by) => {
		await link([checkIn(MARA, 0)]);
		clock.pass(60_000);
		await link([told('CRM-1', 1, MARA)]);
		clock.pass(60_000);
		await named(by).send([isDeleted(100)]);
		await settleAll(clock);
		const { errors } = await link([told('CRM-1', 2_000, BEN)]);
		expect(errors).toEqual([]);
		expect(profilesLeft()).toEqual([['CRM-1', 702, '702', '']]);
	},
);
