import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../../harness/jumpingClock';
import type { Envelope } from '../../../../harness/punchhEvents';
import { sandbox } from '../punchhEvents.setup';
import {
	checkIn,
	elsewhere,
	link,
	onUser,
	profilesLeft,
	settleAll,
	told,
	USER,
} from './linked.setup';
import { app, BEN, MARA, NOT_USED, UNTOUCHED, warnings } from './strangers.setup';

/** Former external IDs under which there is somebody else by now, also of a guest whose external ID is not known. */

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

const now = (event: Envelope): Envelope => ({ ...event, timestamp: clock.nowMs() });
const deletion = (id: string, at: number) => ({ ...told(id, at, MARA), action: 'delete' });
const passingOn = async (events: Envelope[]) => await link(events, { passOnDeletions: true });

/** Somebody else deletes the guest's profile, and the app makes one of the next holder. */
async function passElsewhere(): Promise<void> {
	await elsewhere('/users/delete', { external_ids: ['CRM-1'] });
	clock.pass(400_000);
	await elsewhere('/users/track', { attributes: [{ external_id: 'CRM-1', tier: 'new' }] });
	clock.pass(400_000);
}

const CEM = { first_name: 'Cem', last_name: 'Yildiz', email: 'cem@example.net', phone: null };

const NEXT = ['CRM-1', undefined, '', ''];

describe('a former external ID whose profile somebody else has deleted since', () => {
	beforeEach(async () => {
		await link([told('CRM-1', 1, MARA), checkIn({ ...MARA }, 2)]);
		await settleAll(clock);
	});

	test('is the next holder’s when an event tells another one', async () => {
		await passElsewhere();
		expect((await link([now(told('CRM-3', 3, MARA))])).errors).toEqual([]);
		await settleAll(clock);
		expect(profilesLeft()).toEqual([NEXT, ['CRM-3', USER, String(USER), '']]);
	});

	test('and if its profile was renamed by a script, and that of another person got the ID', async () => {
		app(BEN, 'CRM-9');
		for (const [from, to] of [
			['CRM-1', 'CRM-3'],
			['CRM-9', 'CRM-1'],
		]) {
			const rename = { current_external_id: from, new_external_id: to };
			await elsewhere('/users/external_ids/rename', { external_id_renames: [rename] });
			await elsewhere('/users/external_ids/remove', { external_ids: [from] });
		}
		clock.pass(400_000);
		await link([now(checkIn({ ...MARA }, 3)), now(told('CRM-3', 4, MARA))]);
		await settleAll(clock);
		expect(profilesLeft()).toEqual([NEXT, ['CRM-3', USER, String(USER), 'check-in-2,check-in-3']]);
	});

	test('and if this node has renamed the profile, while Punchh still tells the ID', async () => {
		const rename = { current_external_id: 'CRM-1', new_external_id: 'CRM-3' };
		await onUser('renameExternalId', rename);
		await onUser('removeExternalId', { external_id: 'CRM-1' });
		clock.pass(400_000);
		app(BEN, 'CRM-1');
		const { items } = await link([now(told('CRM-1', 3, MARA))]);
		expect(warnings(items)).toEqual([expect.stringMatching(/^the external ID CRM-1 is not used/)]);
		await settleAll(clock);
		expect(profilesLeft()).toEqual([NEXT, ['CRM-3', USER, String(USER), 'check-in-2']]);
	});

	test('also if a check-in without it has made a profile with the alias', async () => {
		await elsewhere('/users/delete', { external_ids: ['CRM-1'] });
		clock.pass(400_000);
		await link([now(checkIn({ ...MARA }, 3))]);
		clock.pass(400_000);
		app(BEN, 'CRM-1');
		await link([now(told('CRM-3', 4, MARA))]);
		await settleAll(clock);
		expect(profilesLeft()).toEqual([NEXT, ['CRM-3', USER, String(USER), 'check-in-3']]);
	});

	test('and when the guest is deleted, of whom events tell the ID of another person', async () => {
		app(BEN);
		const { items } = await link([now(told('CRM-2', 3, MARA))]);
		expect(warnings(items)).toEqual([expect.stringMatching(NOT_USED)]);
		await passElsewhere();
		expect((await passingOn([now(deletion('CRM-2', 4))])).errors).toEqual([]);
		expect(profilesLeft()).toEqual([NEXT, UNTOUCHED]);
	});

	test('is merged with what is the guest’s while the alias is there', async () => {
		await link([now(told('CRM-3', 3, MARA))]);
		await settleAll(clock);
		expect(profilesLeft()).toEqual([['CRM-3', USER, String(USER), 'check-in-2']]);
	});
});

test.each(['CRM-1', 'CRM-2'])(
	'a guest of whom a run that goes on tells the IDs of two other people is deleted alone: %s',
	async (last) => {
		app(BEN);
		app({ first_name: 'Dora', last_name: 'Novak', email: 'dora@example.com' }, 'CRM-1');
		const recording = link([told('CRM-1', 1, MARA), told('CRM-2', 2, MARA)]);
		const { errors } = await passingOn([deletion(last, 3)]);
		await recording;
		const left = errors.map(({ json }) => (json.details as IDataObject).verdict);
		expect(left.filter((verdict) => verdict !== 'failed')).toEqual([]);
		clock.pass(61_000);
		if (left.length > 0) await passingOn([deletion(last, 3)]);
		expect(profilesLeft()).toEqual([['CRM-1', undefined, '', ''], UNTOUCHED]);
	},
);

test('the ID of another person that two runs tell at once, late and again, leads nowhere', async () => {
	app(BEN);
	await link([told('CRM-1', 60, MARA)]);
	clock.pass(60_000);
	const late = link([told('CRM-2', 0, MARA)]);
	// What the second run looks up besides lets the first one learn meanwhile.
	const again = link([told('CRM-2', 120, MARA), told('CRM-5', 180, { ...CEM, user_id: 5 })]);
	await Promise.all([late, again]);
	await settleAll(clock);
	const left = [['CRM-1', USER, String(USER), ''], UNTOUCHED, ['CRM-5', 5, '5', '']];
	expect(profilesLeft()).toEqual(left);
});
