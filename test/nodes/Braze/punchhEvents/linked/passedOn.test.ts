import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import {
	AGAIN_MS,
	checkIn,
	elsewhere,
	guest,
	link,
	mergeUsers,
	PASSER_BY,
	profilesLeft,
	settleAll,
	told,
	USER,
} from './linked.setup';

/** External IDs that a guest has given up, and whose profile the app has made for the next holder. */

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

const app = async (id: string, attributes: IDataObject) =>
	await elsewhere('/users/track', {
		attributes: [{ external_id: id, ...attributes }],
		events: [{ external_id: id, name: 'opened_app', time: '2026-03-14T12:00:00Z' }],
	});
/** Each profile: its external ID, and whose the app says that it is. */
const all = () =>
	sandbox.braze.profiles
		.filter(({ attributes }) => attributes.punchh_user_id !== PASSER_BY)
		.map(({ external_id: id, attributes, events }) => ({
			id,
			of: attributes.app_user,
			events: events.map(({ name }) => name).join(),
		}));

/** A had CRM-1 and has CRM-2; the app has made B's profile under CRM-1. */
async function passed(): Promise<void> {
	await link([told('CRM-1', 1), checkIn({ external_source_id: 'CRM-1' }, 2)]);
	await settleAll(clock);
	await link([told('CRM-2', 10)]);
	await settleAll(clock);
	await settleAll(clock);
	await app('CRM-1', { app_user: 'B' });
	clock.pass(AGAIN_MS);
}

test('a copy of an old event of A does not merge the profile of B', async () => {
	await passed();
	await link([checkIn({ external_source_id: 'CRM-1' }, 2)]);
	await settleAll(clock);
	expect(all().map(({ id, of }) => [id, of])).toEqual([
		['CRM-2', undefined],
		['CRM-1', 'B'],
	]);
});

test('the same after a restart', async () => {
	await passed();
	forgetAllGuests();
	await link([checkIn({ external_source_id: 'CRM-1' }, 2)]);
	await settleAll(clock);
	expect(all().map(({ id, of }) => [id, of])).toEqual([
		['CRM-2', undefined],
		['CRM-1', 'B'],
	]);
});

test('a copy of an old event, and the deletion of A, do not delete the profile of B', async () => {
	await passed();
	await link([checkIn({ external_source_id: 'CRM-1' }, 2)]);
	await link([{ ...guest({}, 20), action: 'delete' }], { passOnDeletions: true });
	expect(all().map(({ id, of }) => [id, of])).toEqual([['CRM-1', 'B']]);
});

test('a deletion that Punchh sends again does not delete the new profile of the next holder', async () => {
	await link([told('CRM-1', 1)]);
	await settleAll(clock);
	const gone = { ...told('CRM-1', 5), action: 'delete' };
	await link([gone], { passOnDeletions: true });
	await settleAll(clock);
	await app('CRM-1', { app_user: 'B' });
	await link([gone], { passOnDeletions: true });
	expect(all().map(({ id, of }) => [id, of])).toEqual([['CRM-1', 'B']]);
});

test('the app makes the profile of B between the two requests to merge', async () => {
	await link([told('CRM-1', 1), checkIn({}, 2)]);
	await settleAll(clock);
	await link([told('CRM-2', 10)]);
	expect(all().map(({ id }) => id)).toEqual(['CRM-2']);
	clock.pass(120_000);
	await app('CRM-1', { app_user: 'B' });
	await settleAll(clock);
	expect(all().map(({ id, of }) => [id, of])).toEqual([
		['CRM-2', undefined],
		['CRM-1', 'B'],
	]);
});

test('quiet night: nothing runs for hours between the two requests', async () => {
	await link([told('CRM-1', 1), checkIn({}, 2)]);
	await settleAll(clock);
	await link([told('CRM-2', 10)]);
	clock.pass(8 * 3_600_000);
	await app('CRM-1', { app_user: 'B' });
	clock.pass(AGAIN_MS);
	await link([checkIn({ user_id: 99 }, 11)]);
	expect(all().map(({ id }) => id)).toEqual(['CRM-2', 'CRM-1']);
});

test('A gives up an ID, the app makes the profile of B under it, and A is deleted', async () => {
	await link([told('CRM-1', 1), checkIn({}, 2)]);
	await settleAll(clock);
	await link([told('CRM-2', 10)]);
	clock.pass(120_000);
	await app('CRM-1', { app_user: 'B' });
	await link([{ ...told('CRM-2', 12), action: 'delete' }], { passOnDeletions: true });
	clock.pass(AGAIN_MS);
	expect(all().map(({ id }) => id)).toEqual(['CRM-1']);
});

test('a late event of a deleted guest is not recorded in the profile of the next holder', async () => {
	await link([told('CRM-1', 1)]);
	await settleAll(clock);
	await link([{ ...told('CRM-1', 5), action: 'delete' }], { passOnDeletions: true });
	await settleAll(clock);
	await app('CRM-1', { app_user: 'B' });
	await link([checkIn({ external_source_id: 'CRM-1' }, 3)]);
	await settleAll(clock);
	expect(all().find(({ id }) => id === 'CRM-1')).toMatchObject({ of: 'B', events: 'opened_app' });
});

describe('after a restart before the alias was on the profile of A, whose external ID has passed to B', () => {
	const ofB = checkIn({ user_id: 3, external_source_id: 'CRM-1' }, 4);
	const ofA = told('CRM-2', 3);
	beforeEach(async () => {
		sandbox.braze.knobs.effectDelayMs = { '/users/track': 1_000 };
		await link([told('CRM-1', 1)]);
		clock.pass(AGAIN_MS);
		forgetAllGuests();
	});

	test.each([
		['A first', [ofA, ofB]],
		['B first', [ofB, ofA]],
	])('in one run, %s: B is refused', async (_order, items) => {
		const { errors } = await link(items);
		expect(errors.map(({ json }) => json.error)).toEqual([
			expect.stringMatching(
				/Punchh user ID 730415, had, and may still have, the external ID CRM-1/,
			),
		]);
		await settleAll(clock);
		expect((await link([ofB])).errors).toHaveLength(1);
		expect(profilesLeft()).toEqual([
			['CRM-1', USER, '', ''],
			['CRM-2', USER, String(USER), ''],
		]);
	});

	test('B is recorded after a person has merged the two profiles of A', async () => {
		await link([ofA, ofB]);
		await settleAll(clock);
		await mergeUsers('CRM-1', 'CRM-2');
		expect((await link([ofB])).errors).toHaveLength(1);
		await settleAll(clock);
		expect((await link([ofB])).errors).toEqual([]);
		await settleAll(clock);
		expect(profilesLeft()).toEqual([
			['CRM-1', 3, '3', 'check-in-4'],
			['CRM-2', USER, String(USER), ''],
		]);
	});
});
