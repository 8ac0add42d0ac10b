import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandboxCredentials } from '../../../../harness/punchhEvents';
import { runNode } from '../../../../harness/runNode';
import { sandbox } from '../punchhEvents.setup';
import { AGAIN_MS, alias, CHANGED_ID, checkIn, guest, link, paths, USER } from './linked.setup';

const clock = jumpingClock();

const externalIds = () => sandbox.braze.profiles.map(({ external_id: id }) => id).sort();
const LOOK_UP = '/users/export/ids';

/** Lets everything be linked for good. */
async function settle(): Promise<void> {
	for (let time = 0; time < 3; time++) {
		clock.pass(AGAIN_MS);
		await link([checkIn({ user_id: 99 }, 50 + time)]);
	}
}

describe('what a process does not know is looked up in Braze', () => {
	test('an external ID that has changed since: the profiles are merged', async () => {
		await link([guest({ external_source_id: 'CRM-1' }, 1), checkIn({}, 2)]);
		forgetAllGuests();
		await link([guest({ external_source_id: 'CRM-2', previous_changes: CHANGED_ID }, 3)]);
		expect(sandbox.braze.profiles).toHaveLength(1);
		const [profile] = sandbox.braze.profiles;
		expect(profile).toMatchObject({ external_id: 'CRM-2', user_aliases: [alias()] });
		expect(profile.events).toHaveLength(1);
	});

	test("an external ID that has passed to another guest: nothing goes to the first one's profile", async () => {
		await link([guest({ external_source_id: 'CRM-1' }, 1)]);
		await settle();
		forgetAllGuests();
		const passed = guest({ user_id: 2, external_source_id: 'CRM-1', first_name: 'Ida' }, 3);
		const { errors } = await link([passed]);
		expect(errors[0].json.error).toContain(`Another guest, with the Punchh user ID ${USER}`);
		const first = () =>
			sandbox.braze.profiles.find(({ user_aliases: [own] }) => own?.alias_name === String(USER));
		expect(first()!.attributes).toMatchObject({ punchh_user_id: USER });

		// When the first one is heard of again, the ID becomes free.
		await link([guest({ external_source_id: 'CRM-9', previous_changes: CHANGED_ID }, 4)]);
		await settle();
		expect((await link([passed])).errors).toEqual([]);
		expect(first()).toMatchObject({ external_id: 'CRM-9' });
		expect(externalIds()).toEqual(['CRM-1', 'CRM-9', undefined]);
	});

	describe('an external ID that a guest had, and another one has now', () => {
		const ida = { user_id: 2, first_name: 'Ida' };
		const names = () =>
			Object.fromEntries(
				sandbox.braze.profiles.map(({ external_id: id, user_aliases: [own] }) => [
					own.alias_name,
					id,
				]),
			);

		beforeEach(async () => {
			await link([guest({ external_source_id: 'CRM-1' }, 1)]);
			await settle();
			forgetAllGuests();
		});

		test.each([
			['before the newer one', [2, 5]],
			['after it', [5, 2]],
			['after it, in a run of its own', [5, null, 2]],
		])('told by an event that comes late, %s: it is not merged', async (_when, order) => {
			const runs: number[][] = [[]];
			for (const at of order) {
				if (at === null) runs.push([]);
				else runs.at(-1)!.push(at);
			}
			for (const times of runs) {
				await link(
					times.map((at) =>
						guest({ ...ida, external_source_id: at === 2 ? 'CRM-1' : 'CRM-2' }, at),
					),
				);
			}
			await settle();
			expect(names()).toMatchObject({ [USER]: 'CRM-1', 2: 'CRM-2' });
		});

		test('told for a guest whom a list has linked: nothing goes to its profile', async () => {
			await runNode({
				node: 'braze',
				credentials: sandboxCredentials(sandbox),
				parameters: {
					resource: 'user',
					operation: 'linkPunchhGuest',
					punchh_user_id: '2',
					external_id: 'CRM-3',
				},
				items: [{}],
			});
			const { errors } = await link([guest({ ...ida, external_source_id: 'CRM-1' }, 5)]);
			expect(errors[0].json.error).toContain(`Another guest, with the Punchh user ID ${USER}`);
		});

		test('told for a guest who comes back after a deletion, the same', async () => {
			const { items, errors } = await link(
				[{ ...guest(ida, 3), action: 'delete' }, guest({ ...ida, external_source_id: 'CRM-1' }, 5)],
				{ passOnDeletions: true },
			);
			expect(items).toHaveLength(1);
			expect(errors[0].json.error).toContain(`Another guest, with the Punchh user ID ${USER}`);
			expect(names()[USER]).toBe('CRM-1');
		});
	});

	test('a profile whose alias is still missing is known by the attribute', async () => {
		const fault = { status: 500 };
		await link([checkIn({ user_id: 9 }, 0)]);
		sandbox.faults.add({ side: 'braze', path: '/users/alias/new', count: 10, fault });
		await link([guest({ external_source_id: 'CRM-1' }, 1)]);
		expect(sandbox.braze.profiles[1].user_aliases).toEqual([]);
		forgetAllGuests();
		const { errors } = await link([guest({ user_id: 2, external_source_id: 'CRM-1' }, 3)]);
		expect(errors[0].json.error).toContain(`Another guest, with the Punchh user ID ${USER}`);
		// And it is linked by what the guest itself tells.
		await link([guest({ external_source_id: 'CRM-1' }, 4)]);
		await settle();
		expect(sandbox.braze.profiles[1]).toMatchObject({
			external_id: 'CRM-1',
			user_aliases: [alias()],
			attributes: { punchh_user_id: USER },
		});
	});

	test('before a guest is linked and five minutes later, and only those with an external ID', async () => {
		await link([guest({ external_source_id: 'CRM-1' }, 1), checkIn({ user_id: 2 }, 1)]);
		expect(paths().filter((path) => path === LOOK_UP)).toHaveLength(2);
		await link([guest({ external_source_id: 'CRM-1' }, 2), checkIn({ user_id: 2 }, 2)]);
		expect(paths()).not.toContain(LOOK_UP);
		await settle();
		expect(paths().filter((path) => path === LOOK_UP)).toHaveLength(2);
		await link([guest({ external_source_id: 'CRM-1' }, 3), checkIn({ user_id: 2 }, 3)]);
		expect(paths()).not.toContain(LOOK_UP);
	});

	test('not with a key that may not, which is tried once', async () => {
		const fault = { status: 403, body: { message: 'Access denied' } };
		sandbox.faults.add({ side: 'braze', path: LOOK_UP, fault });
		const { errors } = await link([guest({ external_source_id: 'CRM-1' }, 1)]);
		expect(errors).toEqual([]);
		expect(paths().filter((path) => path === LOOK_UP)).toHaveLength(1);
		await link([guest({ user_id: 2, external_source_id: 'CRM-2' }, 1)]);
		expect(paths()).not.toContain(LOOK_UP);
	});
});

describe('while Braze does not say whose a profile is', () => {
	const passed = { user_id: 2, external_source_id: 'CRM-1', first_name: 'Ida' };
	const own = () => sandbox.braze.profiles.find(({ external_id: id }) => id === 'CRM-1');

	beforeEach(async () => {
		await link([
			guest({ external_source_id: 'CRM-1' }, 1),
			checkIn({}, 1),
			checkIn({ user_id: 2 }, 1),
		]);
		await settle();
		forgetAllGuests();
		// The five tries of two requests.
		sandbox.faults.add({ side: 'braze', path: LOOK_UP, count: 10, fault: { status: 500 } });
		paths();
	});

	test('nothing of the guest is recorded or linked, and everything of others', async () => {
		const { items, errors } = await link([
			guest(passed, 3),
			checkIn({ user_id: 2 }, 4),
			checkIn({ user_id: 3 }, 5),
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 2 }]);
		for (const { json } of errors) {
			expect(json.error).toContain('cannot be linked');
			expect(json.details).toMatchObject({ verdict: 'failed' });
		}
		expect(own()).toMatchObject({ attributes: { punchh_user_id: USER }, events: [{}] });
		expect(paths()).not.toContain('/users/identify');
		// The next run asks again.
		const later = await link([guest(passed, 3)]);
		expect(later.errors[0].json.error).toContain(`Another guest, with the Punchh user ID ${USER}`);
	});

	test('nobody is deleted', async () => {
		const { errors } = await link([{ ...guest(passed, 3), action: 'delete' }, guest(passed, 4)], {
			passOnDeletions: true,
		});
		expect(errors.map(({ json }) => json.details)).toMatchObject([
			{ verdict: 'failed' },
			{ verdict: 'failed' },
		]);
		expect(own()).toMatchObject({ attributes: { punchh_user_id: USER } });
		expect(paths()).not.toContain('/users/delete');
	});
});
