import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import { AGAIN_MS, elsewhere, guest, link, nameOf, refuse, settleAll, told } from './linked.setup';

/** Fields that a guest has emptied after another one has got the external ID that the guest had before. */

const clock = jumpingClock();

const emptied = (at: number) =>
	guest({ external_source_id: 'CRM-2', phone: null, previous_changes: ['phone'] }, at);

const phoneOf = (id: string) =>
	sandbox.braze.profiles.find(({ external_id: own }) => own === id)?.attributes.phone;

/** A guest whose external ID has changed, and the profile that the app makes for who has the one before. */
async function passOn(afterMs: number): Promise<void> {
	sandbox.braze.now = () => clock.nowMs();
	const previous_changes = ['external_source_id', 'phone'];
	await link([told('CRM-1', 0, { phone: '2075550142', previous_changes } as IDataObject)]);
	await settleAll(clock);
	await link([told('CRM-2', 10)]);
	clock.pass(afterMs);
	const attributes = [{ external_id: 'CRM-1', phone: '+12075550199', first_name: 'Ben' }];
	await elsewhere('/users/track', { attributes });
}

test.each([90_000, AGAIN_MS - 10_000, AGAIN_MS + 10_000])(
	'are not removed from the profile of the next holder of a former external ID, %d ms later',
	async (afterMs) => {
		await passOn(afterMs);
		await link([emptied(20)]);
		expect(phoneOf('CRM-1')).toBe('+12075550199');
		expect(phoneOf('CRM-2') ?? undefined).toBeUndefined();
		await settleAll(clock);
		expect([nameOf('CRM-1'), phoneOf('CRM-1')]).toEqual(['Ben', '+12075550199']);
	},
);

test('nor while Braze does not say whose it is', async () => {
	await passOn(90_000);
	refuse('/users/export/ids', 400);
	await link([emptied(20)]);
	sandbox.faults.clear();
	expect(phoneOf('CRM-1')).toBe('+12075550199');
	expect(phoneOf('CRM-2') ?? undefined).toBeUndefined();
});
