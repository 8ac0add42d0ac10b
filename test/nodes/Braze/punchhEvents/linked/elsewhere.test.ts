import { useClock } from '../../../../../nodes/shared/time';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import {
	AGAIN_MS,
	alias,
	CHANGED_ID,
	checkIn,
	elsewhere,
	guest,
	link,
	onUser,
	paths,
	profilesLeft,
	settleAll,
	USER,
} from './linked.setup';

/** What somebody else does in Braze to put right what a list has linked wrongly. */

const clock = jumpingClock();

const PASS_ON = { passOnDeletions: true };
const told = (id: string, at: number) =>
	guest({ external_source_id: id, previous_changes: CHANGED_ID }, at);
const gone = (at: number) => ({ ...told('CRM-1', at), action: 'delete' });
const LOOK_UP = '/users/export/ids';

/** A list has put the alias on LIST-1, and an event tells CRM-1. */
beforeEach(async () => {
	sandbox.braze.seed({ profiles: [{ external_id: 'LIST-1' }] });
	await onUser('linkPunchhGuest', { punchh_user_id: String(USER), external_id: 'LIST-1' });
	await link([told('CRM-1', 2)]);
	await settleAll(clock);
});

const mergeElsewhere = async () =>
	await elsewhere('/users/merge', {
		merge_updates: [
			{
				identifier_to_merge: { external_id: 'LIST-1' },
				identifier_to_keep: { external_id: 'CRM-1' },
			},
		],
	});
const renameElsewhere = async () =>
	await elsewhere('/users/alias/update', {
		alias_updates: [
			{
				alias_label: 'punchh_user_id',
				old_alias_name: String(USER),
				new_alias_name: `${USER} of somebody else`,
			},
		],
	});

describe('a deletion that was refused because of a list', () => {
	test('is carried out when the profiles were merged elsewhere, with one look-up', async () => {
		expect((await link([gone(3)], PASS_ON)).errors).toHaveLength(1);
		await mergeElsewhere();
		paths();
		const { items } = await link([gone(4), gone(4)], PASS_ON);
		expect(items.map(({ json }) => json.verdict)).toEqual(['accepted', 'accepted']);
		expect(paths().filter((path) => path === LOOK_UP)).toHaveLength(2);
		expect(profilesLeft()).toEqual([]);
	});

	test('is carried out when the alias was given another name elsewhere', async () => {
		expect((await link([gone(3)], PASS_ON)).errors).toHaveLength(1);
		await renameElsewhere();
		const { items } = await link([gone(4)], PASS_ON);
		expect(items[0].json).toMatchObject({ verdict: 'accepted', deleted: true });
		expect(profilesLeft().map(([id]) => id)).toEqual(['LIST-1']);
	});

	test('is carried out when the profiles were merged elsewhere while the execution waits (429)', async () => {
		const fault = { status: 429, headers: { 'x-ratelimit-retry-after': '60' } };
		sandbox.faults.add({ side: 'braze', path: '/users/track', count: 1, fault });
		const sleep = async (ms: number) => {
			await mergeElsewhere();
			await clock.sleep(ms);
		};
		useClock({ ...clock, sleep });
		const { items } = await link([checkIn({ user_id: 2 }, 3), gone(4)], PASS_ON);
		expect(items.map(({ json }) => json.verdict)).toEqual(['accepted', 'accepted']);
		expect(profilesLeft().map(([, who]) => who)).not.toContain(USER);
	});

	test('stays refused while the alias is there, also under another external ID', async () => {
		await elsewhere('/users/external_ids/rename', {
			external_id_renames: [{ current_external_id: 'LIST-1', new_external_id: 'LIST-2' }],
		});
		const { errors } = await link([gone(3)], PASS_ON);
		expect(errors[0].json.error).toMatch(/A list has linked .* with LIST-2/);
		expect(profilesLeft().map(([id]) => id)).toEqual(['CRM-1', 'LIST-2']);
	});

	test('is failed while Braze does not say where the alias is', async () => {
		await mergeElsewhere();
		const fault = { status: 500 };
		sandbox.faults.add({ side: 'braze', path: LOOK_UP, count: 20, fault });
		const { errors } = await link([gone(3)], PASS_ON);
		expect(errors[0].json.details).toMatchObject({ verdict: 'failed' });
		expect(profilesLeft().map(([id]) => id)).toEqual(['CRM-1']);
	});

	test('stays refused with a key that may not look', async () => {
		await mergeElsewhere();
		const fault = { status: 403, body: { message: 'Access denied' } };
		sandbox.faults.add({ side: 'braze', path: LOOK_UP, count: 20, fault });
		expect((await link([gone(3)], PASS_ON)).errors).toHaveLength(1);
		expect(profilesLeft().map(([id]) => id)).toEqual(['CRM-1']);
	});

	test('does not end what the list said when the alias is not to be seen yet', async () => {
		sandbox.reset();
		sandbox.braze.now = () => clock.nowMs();
		sandbox.braze.knobs.exportDelayMs = 60_000;
		sandbox.braze.seed({ profiles: [{ external_id: 'LIST-3' }] });
		await onUser('linkPunchhGuest', { punchh_user_id: '7', external_id: 'LIST-3' });
		const own = { user_id: 7, external_source_id: 'CRM-7', previous_changes: CHANGED_ID };
		await link([guest(own, 2)]);
		const { errors } = await link([{ ...guest(own, 3), action: 'delete' }], PASS_ON);
		expect(errors[0].json.error).toMatch(/A list has linked .* with LIST-3/);
		clock.pass(AGAIN_MS);
		expect(profilesLeft().map(([id]) => id)).toEqual(['CRM-7', 'LIST-3']);
		sandbox.braze.now = Date.now;
	});
});

test.each(['before', 'after'] as const)(
	'a guest of whom nobody knows whether the profile is deleted is one: the answer is cut %s it',
	async (cut) => {
		const own = { user_id: 7, previous_changes: CHANGED_ID };
		await link([guest({ ...own, external_source_id: 'CRM-7' }, 3)]);
		await settleAll(clock);
		sandbox.faults.add({ side: 'braze', path: '/users/delete', count: 9, fault: { cut } });
		const { errors } = await onUser('delete', {
			findUserBy: 'external_id',
			external_id: 'CRM-7',
			confirmDeletion: true,
		});
		expect(errors[0].json.details).toMatchObject({ verdict: 'unknown' });
		await link([
			guest({ ...own, external_source_id: 'CRM-8' }, 7_000),
			checkIn({ user_id: 7 }, 7_001),
		]);
		await settleAll(clock);
		expect(profilesLeft().filter(([, who]) => who === 7)).toEqual([
			['CRM-8', 7, '7', 'check-in-7001'],
		]);
	},
);

test('a guest who is deleted and comes back under another ID does not get the old data back', async () => {
	await mergeElsewhere();
	await link([checkIn({}, 5)]);
	sandbox.braze.now = () => clock.nowMs();
	sandbox.braze.knobs.effectDelayMs = { '/users/delete': 30_000 };
	await link([gone(6)], PASS_ON);
	await link([told('CRM-5', 7), checkIn({}, 8)]);
	await settleAll(clock);
	await settleAll(clock);
	expect(profilesLeft()).toEqual([['CRM-5', USER, String(USER), 'check-in-8']]);
	expect(sandbox.braze.profiles.find(({ external_id: id }) => id === 'CRM-5')).toMatchObject({
		user_aliases: [alias()],
	});
	sandbox.braze.now = Date.now;
});
