import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../../harness/jumpingClock';
import {
	AGAIN_MS,
	checkIn,
	guest,
	link,
	mergeUsers,
	onUser,
	settleAll,
} from '../linked/linked.setup';
import { sandbox, track } from '../punchhEvents.setup';

/** An address that passes from guest to guest, and a workflow that finds guests by it. */

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

const BY_EMAIL = { identifiers: { identifier: [{ by: 'email' }] } };
const ADAPTER = { preset: 'adapter' };

/** A guest's new address; `at` is in seconds. */
const moves = (id: number, name: string, at: number, more: IDataObject = {}) =>
	guest(
		{
			user_id: id,
			external_source_id: `CRM-${id}`,
			email: `${name}@example.com`,
			previous_changes: ['email'],
			...more,
		},
		at,
	);

/** An event of a guest that is recorded by this address, as soon as it is free again. */
async function comesByEmail(id: number, name: string) {
	clock.pass(AGAIN_MS);
	const event = checkIn({ user_id: id, email: `${name}@example.com` }, 50);
	return await track([event], BY_EMAIL);
}

const ofOthers = (id: number) =>
	sandbox.braze.profiles.filter(({ attributes: { email, punchh_user_id: who }, events }) => {
		const ids = events.map(({ properties }) => (properties as IDataObject).content_id);
		return email === 'x@example.com' && (who === id || ids.includes('check-in-50'));
	});

/** Writes an address together with an event, so that nothing is repeated when the answer is lost. */
async function writesUnanswered(id: number, name: string) {
	sandbox.faults.add({ side: 'braze', path: '/users/track', count: 1, fault: { cut: 'after' } });
	const own = { user_id: id, external_source_id: `CRM-${id}`, email: `${name}@example.com` };
	const { errors } = await link([checkIn(own, 1)], {}, { attributesToSend: 'all' });
	expect(errors[0].json.details).toMatchObject({ verdict: 'unknown' });
}

describe('nobody else is recorded by the address of a guest', () => {
	test.each<[history: string, other: number, play: () => Promise<unknown>]>([
		[
			'who has it after somebody else',
			1,
			async () => {
				await link([moves(1, 'x', 1)]);
				await link([moves(1, 'y', 2)]);
				clock.pass(AGAIN_MS);
				await link([moves(2, 'x', 3)]);
			},
		],
		[
			'who has it within the minutes until it is free',
			1,
			async () => {
				await link([moves(1, 'x', 1)]);
				await link([moves(1, 'y', 2), moves(2, 'x', 3)]);
			},
		],
		[
			'who has it back within these minutes',
			2,
			async () => {
				await link([moves(1, 'x', 1)]);
				await link([moves(1, 'y', 2)]);
				await link([moves(1, 'x', 3)]);
			},
		],
		[
			'who had it together with somebody who has another one now',
			3,
			async () => {
				await link([moves(1, 'x', 1), moves(2, 'x', 2)]);
				await link([moves(1, 'y', 3)]);
			},
		],
		[
			'who had it together with somebody who is deleted',
			3,
			async () => {
				await link([moves(1, 'x', 1), moves(2, 'x', 2)]);
				const gone = { ...moves(1, 'x', 3), action: 'delete' };
				await link([gone], { passOnDeletions: true });
			},
		],
		[
			'to whom it was written by the map of the adapter',
			2,
			async () => await track([moves(1, 'x', 1)], ADAPTER),
		],
		[
			'to whom it may have been written, as the answer was lost',
			2,
			async () => await writesUnanswered(1, 'x'),
		],
		[
			'who was recorded by it, in a profile that is still there',
			2,
			async () => {
				await track([moves(1, 'x', 1)], BY_EMAIL);
				await track([moves(1, 'y', 2)], BY_EMAIL);
			},
		],
		[
			'who was recorded by it before the external ID was known',
			2,
			async () => {
				const choice = { identifiers: { identifier: [{ by: 'external_id' }, { by: 'email' }] } };
				await track([moves(1, 'x', 1, { external_source_id: null })], choice);
				await track([moves(1, 'x', 2)], choice);
				await track([moves(1, 'y', 3)], choice);
			},
		],
		[
			'of whom one of two profiles is deleted',
			2,
			async () => {
				await track([moves(1, 'x', 1)], BY_EMAIL);
				const gone = { ...moves(1, 'y', 3), action: 'delete' };
				await track([moves(1, 'y', 2)], BY_EMAIL);
				await track([gone], BY_EMAIL, { passOnDeletions: true });
			},
		],
		[
			'with whose profile that of another one was merged',
			3,
			async () => {
				await link([moves(1, 'x', 1), moves(2, 'y', 1)]);
				await settleAll(clock);
				await mergeUsers('CRM-1', 'CRM-2');
			},
		],
		[
			'who has the profile of another one since the alias has another name',
			3,
			async () => {
				await link([moves(1, 'x', 1)]);
				await settleAll(clock);
				const alias = { alias_label: 'punchh_user_id' };
				await onUser('updateAlias', { ...alias, old_alias_name: '1', new_alias_name: '2' });
			},
		],
	])('%s', async (_history, other, play) => {
		await play();
		const { errors } = await comesByEmail(other, 'x');
		expect(errors.map(({ json }) => json.error)).toEqual([
			expect.stringMatching(/has or had the same Email$/),
		]);
		expect(ofOthers(other)).toEqual([]);
	});
});

describe('an address is free', () => {
	test('when both who had it have another one', async () => {
		await link([moves(1, 'x', 1), moves(2, 'x', 2)]);
		await link([moves(1, 'y', 3), moves(2, 'z', 4)]);
		expect((await comesByEmail(3, 'x')).errors).toEqual([]);
	});

	test('that may have been written, when the profile certainly has another one', async () => {
		await writesUnanswered(1, 'x');
		await link([moves(1, 'y', 2)]);
		expect((await comesByEmail(2, 'x')).errors).toEqual([]);
	});

	test('five minutes after the last of them has another one', async () => {
		await link([moves(1, 'x', 1), moves(2, 'x', 2)]);
		await link([moves(1, 'y', 3)]);
		clock.pass(AGAIN_MS - 1_000);
		await link([moves(2, 'z', 4)]);
		clock.pass(-AGAIN_MS + 2_000);
		expect((await comesByEmail(3, 'x')).errors).toHaveLength(1);
		clock.pass(AGAIN_MS);
		expect((await comesByEmail(3, 'x')).errors).toEqual([]);
	});

	test('after a linked guest who was also recorded by it has another one', async () => {
		await link([moves(1, 'x', 1)]);
		expect((await comesByEmail(1, 'x')).errors).toEqual([]);
		await link([moves(1, 'y', 3)]);
		expect((await comesByEmail(2, 'x')).errors).toEqual([]);
	});
});
