import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import {
	alias,
	checkIn,
	elsewhere,
	guest,
	link,
	paths,
	profilesLeft,
	refuse,
	settleAll,
	told,
} from './linked.setup';

/**
 * A deletion of a guest whom this process remembers by an external ID that another process of queue mode
 * has seen pass to somebody else.
 */

const clock = jumpingClock();
const DAY_MS = 24 * 3_600_000;
const PASS_ON = { passOnDeletions: true };
const LOOK_UP = '/users/export/ids';
const OTHER = 7;
/** Punchh is only certain to tell the user ID. */
const gone = (at: number, more = {}) => ({ ...guest(more, at), action: 'delete' });

/** Another process records the next holder of CRM-1. */
async function nextHolder(): Promise<void> {
	const attributes = [{ external_id: 'CRM-1', punchh_user_id: OTHER, first_name: 'Ben' }];
	await elsewhere('/users/track', { attributes });
	const aliases = [{ external_id: 'CRM-1', ...alias(OTHER) }];
	await elsewhere('/users/alias/new', { user_aliases: aliases });
}
const OTHERS = ['CRM-1', OTHER, String(OTHER), ''];

beforeEach(async () => {
	await link([told('CRM-1', 1)]);
	await settleAll(clock);
	clock.pass(DAY_MS);
});

describe('a guest whom another process has deleted', () => {
	beforeEach(async () => {
		await elsewhere('/users/delete', { external_ids: ['CRM-1'] });
		await nextHolder();
	});

	test('is not deleted again with the next holder of the external ID', async () => {
		const { items } = await link([gone(2)], PASS_ON);
		expect(items[0].json).toMatchObject({ identifier: { user_alias: alias() } });
		expect(profilesLeft()).toEqual([OTHERS]);
	});

	test('is not, either, if the deletion tells the external ID', async () => {
		const { errors } = await link([gone(2, { external_source_id: 'CRM-1' })], PASS_ON);
		expect(errors[0].json.error).toMatch(/Another guest, with the Punchh user ID 7/);
		expect(profilesLeft()).toEqual([OTHERS]);
	});
});

describe('a guest to whom another process has given another external ID', () => {
	beforeEach(async () => {
		const rename = { current_external_id: 'CRM-1', new_external_id: 'CRM-2' };
		await elsewhere('/users/external_ids/rename', { external_id_renames: [rename] });
		await elsewhere('/users/external_ids/remove', { external_ids: ['CRM-1'] });
		await nextHolder();
	});

	test('is deleted by that one, and the next holder of the other is not', async () => {
		const { items } = await link([gone(2)], PASS_ON);
		expect(items[0].json).toMatchObject({ verdict: 'accepted', deleted: true });
		expect(profilesLeft()).toEqual([OTHERS]);
	});

	test('is not deleted while Braze does not say whose the profile is', async () => {
		const fault = { status: 500 };
		sandbox.faults.add({ side: 'braze', path: LOOK_UP, count: 20, fault });
		const { errors } = await link([gone(2)], PASS_ON);
		expect(errors[0].json.details).toMatchObject({ verdict: 'failed' });
		expect(profilesLeft()).toHaveLength(2);
	});
});

test('a guest is deleted with two requests to look up', async () => {
	paths();
	const { items } = await link([gone(2), checkIn({ user_id: 99 }, 3)], PASS_ON);
	expect(items[0].json).toMatchObject({ verdict: 'accepted', deleted: true });
	expect(paths().filter((path) => path === LOOK_UP)).toHaveLength(2);
	expect(profilesLeft()).toEqual([]);
});

test('a key that may not look deletes by what this process remembers', async () => {
	sandbox.reset();
	forgetAllGuests();
	refuse(LOOK_UP, 403);
	await link([told('CRM-1', 1)]);
	await settleAll(clock);
	paths();
	const { items } = await link([gone(2)], PASS_ON);
	expect(items[0].json).toMatchObject({ verdict: 'accepted', deleted: true });
	expect(paths()).not.toContain(LOOK_UP);
	expect(profilesLeft()).toEqual([]);
});
