import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import {
	AGAIN_MS,
	alias,
	checkIn,
	elsewhere,
	guest,
	link,
	paths,
	profilesLeft,
	settleAll,
	told,
	USER,
} from './linked.setup';

/** A guest whose profile is gone, or has another external ID, of which this process has not heard. */

const clock = jumpingClock();
const DAY_MS = 24 * 3_600_000;
const PASS_ON = { passOnDeletions: true };
const LOOK_UP = '/users/export/ids';
const OTHER = 7;
const now = (seconds: number) => (clock.nowMs() - 1_773_505_000_000) / 1_000 + seconds;
const gone = (at: number, more: IDataObject = {}) => ({ ...guest(more, at), action: 'delete' });
const ofOther = (at = now(0)) => told('CRM-1', at, { user_id: OTHER, first_name: 'Ben' });

/** The app makes the profile of the next holder of CRM-1. */
const app = async () =>
	await elsewhere('/users/track', { attributes: [{ external_id: 'CRM-1', app_user: 'B' }] });
const deleteElsewhere = async () => await elsewhere('/users/delete', { external_ids: ['CRM-1'] });
async function renameElsewhere(): Promise<void> {
	const rename = { current_external_id: 'CRM-1', new_external_id: 'CRM-2' };
	await elsewhere('/users/external_ids/rename', { external_id_renames: [rename] });
	await elsewhere('/users/external_ids/remove', { external_ids: ['CRM-1'] });
}
const OF_APP = ['CRM-1', undefined, '', ''];
const OF_OTHER = ['CRM-1', OTHER, String(OTHER), ''];

beforeEach(async () => {
	await link([told('CRM-1', now(0))]);
	await settleAll(clock);
	clock.pass(DAY_MS);
	paths();
});

describe('a deletion that was carried out, though its answer was lost, is sent again', () => {
	const deletedAt = () => now(0);
	const lost = async (more: IDataObject = {}) => {
		sandbox.faults.add({ side: 'braze', path: '/users/delete', count: 9, fault: { cut: 'after' } });
		const deletion = gone(deletedAt(), more);
		const { errors } = await link([deletion], PASS_ON);
		expect(errors[0].json.details).toMatchObject({ verdict: 'unknown' });
		sandbox.faults.clear();
		expect(profilesLeft()).toEqual([]);
		clock.pass(AGAIN_MS);
		return deletion;
	};

	test.each([
		['by the user ID', {}],
		['by the external ID, too', { external_source_id: 'CRM-1' }],
	])('%s: what the app has made for the next holder stays', async (_by, more) => {
		const deletion = await lost(more);
		await app();
		const { items } = await link([deletion], PASS_ON);
		expect(items[0].json).toMatchObject({
			deleted: true,
			identifier: { user_alias: alias() },
			warnings: [expect.stringMatching(/no longer in Braze.* CRM-1/)],
		});
		expect(profilesLeft()).toEqual([OF_APP]);
		expect((await link([deletion], PASS_ON)).items[0].json).toMatchObject({ verdict: 'skipped' });
	});

	test('also for the third time, if the second answer is lost as well', async () => {
		const deletion = await lost({ external_source_id: 'CRM-1' });
		await app();
		sandbox.faults.add({ side: 'braze', path: '/users/delete', count: 9, fault: { cut: 'after' } });
		await link([deletion], PASS_ON);
		sandbox.faults.clear();
		await link([deletion], PASS_ON);
		expect(profilesLeft()).toEqual([OF_APP]);
	});

	test('and the next holder gets the ID', async () => {
		await link([await lost()], PASS_ON);
		await link([ofOther()]);
		await settleAll(clock);
		expect(profilesLeft()).toEqual([OF_OTHER]);
	});
});

describe('the next holder of an external ID is told', () => {
	test.each([
		['has deleted the guest', deleteElsewhere, [OF_OTHER]],
		[
			'has deleted the guest, and the app has made a profile',
			async () => {
				await deleteElsewhere();
				await app();
			},
			[OF_OTHER],
		],
		[
			'has given the guest another one',
			renameElsewhere,
			[OF_OTHER, ['CRM-2', USER, String(USER), '']],
		],
	])('after another process %s: is recorded', async (_what, change, left) => {
		await change();
		const { items, errors } = await link([ofOther()]);
		expect(errors).toEqual([]);
		expect(items[0].json).toMatchObject({ identifier: { external_id: 'CRM-1' } });
		await settleAll(clock);
		expect(profilesLeft()).toEqual(left);
	});

	test('before: is refused, and looked up every five minutes at most', async () => {
		for (const looks of [2, 0]) {
			expect((await link([ofOther(), ofOther()])).errors).toHaveLength(2);
			expect(paths().filter((path) => path === LOOK_UP)).toHaveLength(looks);
		}
		await deleteElsewhere();
		expect((await link([ofOther()])).errors).toHaveLength(1);
		clock.pass(AGAIN_MS);
		expect((await link([ofOther()])).errors).toEqual([]);
		expect(profilesLeft()).toEqual([OF_OTHER]);
	});

	test('while Braze does not answer: is refused', async () => {
		await deleteElsewhere();
		sandbox.faults.add({ side: 'braze', path: LOOK_UP, count: 20, fault: { status: 500 } });
		expect((await link([ofOther()])).errors).toHaveLength(1);
	});

	test('and what comes late of the first guest goes to no profile of the next', async () => {
		await deleteElsewhere();
		const before = now(-10);
		await link([ofOther()]);
		await link([checkIn({}, before)]);
		const { errors } = await link([checkIn({ external_source_id: 'CRM-1' }, before)]);
		expect(errors).toHaveLength(1);
		await settleAll(clock);
		expect(profilesLeft()).toContainEqual(OF_OTHER);
	});
});
