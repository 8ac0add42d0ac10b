import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import {
	CHANGED_ID,
	checkIn,
	guest,
	KEYS,
	link,
	mergeUsers,
	onUser,
	paths,
	profilesLeft,
	refuse,
	settleAll,
	USER,
} from './linked.setup';

/** What User > Merge and its sisters do about guests of whom this process knows little, or not all. */

const clock = jumpingClock();

const told = (id: string, at: number, more = {}) =>
	guest({ external_source_id: id, previous_changes: CHANGED_ID, ...more }, at);
const ALIAS = String(USER);

const side = (name: string, by: string, value: string) => ({
	[`${name}By`]: by,
	[`${name}_${by}`]: value,
	...(by === 'email' ? { [`${name}_prioritization`]: 'unidentified,most_recently_updated' } : {}),
});

describe.each(KEYS)('a guest without an external ID%s', (_which, mayLook) => {
	beforeEach(() => {
		sandbox.braze.seed({ profiles: [{ external_id: 'APP-9' }] });
		if (!mayLook) refuse('/users/export/ids', 403);
	});

	test('who is merged by the alias is one profile, also when an event tells another ID', async () => {
		await link([checkIn({}, 1)]);
		await mergeUsers(USER, 'APP-9');
		await link([checkIn({}, 2)]);
		await link([told('CRM-1', 3)]);
		await settleAll(clock);
		expect(profilesLeft()).toEqual([['CRM-1', USER, ALIAS, 'check-in-1,check-in-2']]);
	});

	test('in a workflow that does not link: a merge links nobody', async () => {
		const byId = { identifiers: { identifier: [{ by: 'external_id' }] } };
		await link([told('CRM-1', 1)], {}, byId);
		await mergeUsers('CRM-1', 'APP-9');
		paths();
		await link([told('APP-9', 2)], {}, byId);
		expect(paths()).toEqual(['/users/track']);
		const { errors } = await link([told('APP-9', 3, { user_id: 2 })], {}, byId);
		expect(errors).toHaveLength(1);
		expect(profilesLeft()).toEqual([['APP-9', USER, '', '']]);
	});
});

describe('a merge of which this process cannot know whose the profiles are', () => {
	beforeEach(async () => {
		await link([told('CRM-1', 1), told('CRM-2', 1, { user_id: 2, email: 'two@example.com' })]);
		await settleAll(clock);
		paths();
	});

	test('of two guests: a warning, and each is recorded apart from then on', async () => {
		const { items } = await mergeUsers('CRM-1', 'CRM-2');
		expect(items[0].json.warnings).toEqual([
			expect.stringMatching(/those of two guests, with the Punchh user IDs 730415 and 2/),
		]);
		await link([checkIn({}, 5), checkIn({ user_id: 2 }, 6)]);
		expect(profilesLeft()).toEqual([
			[undefined, USER, ALIAS, 'check-in-5'],
			['CRM-2', 2, '2', 'check-in-6'],
		]);
	});

	test.each([
		[
			'kept',
			{ ...side('merge', 'external_id', 'CRM-1'), ...side('keep', 'email', 'new@example.com') },
		],
		[
			'merged',
			{ ...side('merge', 'email', 'new@example.com'), ...side('keep', 'external_id', 'CRM-1') },
		],
	])('of an address, %s: a warning', async (which, parameters) => {
		sandbox.braze.seed({ profiles: [{ attributes: { email: 'new@example.com' } }] });
		const { items } = await onUser('merge', parameters);
		const warning =
			which === 'kept' ? /with the Punchh user ID 730415/ : /does not know where it is now/;
		expect(items[0].json.warnings).toEqual([expect.stringMatching(warning)]);
	});

	test('of an address, while no guest is known: none', async () => {
		forgetAllGuests();
		sandbox.braze.seed({ profiles: [{ attributes: { email: 'new@example.com' } }] });
		const { items } = await onUser('merge', {
			...side('merge', 'email', 'new@example.com'),
			...side('keep', 'external_id', 'APP-1'),
		});
		expect(items[0].json).toEqual({ verdict: 'accepted' });
	});

	test('a deletion by address: a warning', async () => {
		const { items } = await onUser('delete', {
			findUserBy: 'email',
			email: 'two@example.com',
			prioritization: 'identified,most_recently_updated',
			confirmDeletion: true,
		});
		expect(items[0].json.warnings).toEqual([
			expect.stringMatching(/does not know that it is deleted/),
		]);
	});
});

test('a list that was wrong, put right with Update Alias: nothing of the other profile is merged', async () => {
	sandbox.braze.now = () => clock.nowMs();
	sandbox.braze.seed({ profiles: [{ external_id: 'LIST-1' }] });
	await onUser('linkPunchhGuest', { punchh_user_id: ALIAS, external_id: 'LIST-1' });
	await link([told('CRM-1', 2)]);
	await settleAll(clock);
	sandbox.braze.knobs.exportDelayMs = 60_000;
	await onUser('updateAlias', {
		alias_label: 'punchh_user_id',
		old_alias_name: ALIAS,
		new_alias_name: '4711',
	});
	await link([checkIn({}, 3)]);
	await settleAll(clock);
	await link([checkIn({ user_id: 4711 }, 4)]);
	expect(profilesLeft()).toEqual([
		['CRM-1', USER, ALIAS, 'check-in-3'],
		['LIST-1', 4711, '4711', 'check-in-4'],
	]);
	sandbox.braze.now = Date.now;
});
