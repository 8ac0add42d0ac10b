import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import {
	alias,
	checkIn,
	guest,
	KEYS,
	link,
	named,
	nameOf,
	onUser,
	profilesLeft,
	refuse,
	settleAll,
	told,
} from './linked.setup';

/** An external ID that one guest has given up, and that a person gives to another guest's profile. */

const clock = jumpingClock();

const [A, B] = [1, 2];
const of = (who: number, name: string) => ({ user_id: who, first_name: name });
const rename = async (from: string, to: string) =>
	await onUser('renameExternalId', { current_external_id: from, new_external_id: to });

/** A has CRM-1, and B has given up CRM-2. */
async function givenUp(mayLook: boolean): Promise<void> {
	if (!mayLook) refuse('/users/export/ids', 403);
	sandbox.braze.now = () => clock.nowMs();
	await link([told('CRM-1', 1, of(A, 'Ada')), told('CRM-2', 2, of(B, 'Ben'))]);
	await settleAll(clock);
	await link([checkIn({ user_id: A }, 3), told('CRM-3', 4, of(B, 'Ben'))]);
}

const APART = [
	['CRM-2', A, String(A), 'check-in-3'],
	['CRM-3', B, String(B), ''],
];

describe.each(KEYS)(
	'User > Rename External ID gives it to the profile of A%s',
	(_which, mayLook) => {
		test('which is not merged into that of B', async () => {
			await givenUp(mayLook);
			expect((await rename('CRM-1', 'CRM-2')).errors).toEqual([]);
			await settleAll(clock);
			expect(profilesLeft()).toEqual(APART);
		});

		test('nor while Braze still renames', async () => {
			await givenUp(mayLook);
			sandbox.braze.knobs.effectDelayMs = {
				'/users/external_ids/rename': 5_000,
				'/users/merge': 9_000,
			};
			await rename('CRM-1', 'CRM-2');
			await link([told('CRM-4', 5, of(B, 'Ben'))]);
			await settleAll(clock);
			expect(profilesLeft().map(([id, who]) => [id, who])).toEqual([
				['CRM-2', A],
				['CRM-4', B],
			]);
		});

		test('nor deleted with B', async () => {
			await givenUp(mayLook);
			await rename('CRM-1', 'CRM-2');
			const { errors } = await link([{ ...guest({ user_id: B }, 5), action: 'delete' }], {
				passOnDeletions: true,
			});
			expect(errors).toEqual([]);
			expect(profilesLeft()).toEqual(APART.slice(0, 1));
		});

		test('whose events are recorded there', async () => {
			await givenUp(mayLook);
			await rename('CRM-1', 'CRM-2');
			const { errors } = await link([
				told('CRM-2', 5, { user_id: A }),
				named('Adele', 6, { user_id: A }),
			]);
			expect(errors).toEqual([]);
			expect(nameOf('CRM-2')).toBe('Adele');
			await settleAll(clock);
			expect(profilesLeft()).toEqual(APART);
		});
	},
);

describe.each(KEYS)(
	'B is still known by it, and Braze has no such profile%s',
	(_which, mayLook) => {
		test('nothing of B is recorded in that of A', async () => {
			if (!mayLook) refuse('/users/export/ids', 403);
			await link([told('CRM-1', 1, of(A, 'Ada')), told('CRM-2', 2, of(B, 'Ben'))]);
			await onUser('delete', {
				findUserBy: 'braze_id',
				braze_id: String(
					sandbox.braze.profiles.find(({ external_id: id }) => id === 'CRM-2')!.braze_id,
				),
				confirmDeletion: true,
			});
			const { items } = await rename('CRM-1', 'CRM-2');
			expect(items[0].json.warnings).toEqual([expect.stringContaining('Punchh user ID 2')]);
			const { errors } = await link([checkIn({ user_id: B }, 3), told('CRM-2', 4, of(B, 'Bo'))]);
			expect(errors.map(({ json }) => json.error)).toEqual([
				'Another guest, with the Punchh user ID 1, had, and may still have, the external ID CRM-2',
			]);
			await settleAll(clock);
			expect(profilesLeft()).toEqual([
				[undefined, B, String(B), 'check-in-3'],
				['CRM-2', A, String(A), ''],
			]);
		});
	},
);

describe.each(KEYS)('a person gives it to the profile of a stranger%s', (_which, mayLook) => {
	const stranger = { email: 'ada@example.com', first_name: 'Ada' };
	const identified = { external_id: 'CRM-2', merge_behavior: 'merge' };
	const ways: Record<string, () => Promise<unknown>> = {
		'Rename External ID': async () => await rename('CRM-7', 'CRM-2'),
		'Identify by email': async () =>
			await onUser('identify', {
				findProfileBy: 'email',
				email: stranger.email,
				prioritization: 'unidentified,most_recently_updated',
				...identified,
			}),
		'Identify by another alias': async () =>
			await onUser('identify', {
				findProfileBy: 'user_alias',
				alias_name: 'Ada',
				alias_label: 'crm',
				...identified,
			}),
	};

	test.each(Object.keys(ways))('with %s: it is not merged into that of B', async (way) => {
		sandbox.braze.now = () => clock.nowMs();
		const id = way === 'Rename External ID' ? { external_id: 'CRM-7' } : {};
		const own = { alias: { alias_name: 'Ada', alias_label: 'crm' }, attributes: stranger };
		sandbox.braze.seed({ profiles: [{ ...id, ...own }] });
		await givenUp(mayLook);
		await ways[way]();
		await settleAll(clock);
		expect(nameOf('CRM-2')).toBe('Ada');
	});
});

test.each(KEYS)('User > Identify gives it to the alias of A%s', async (_which, mayLook) => {
	if (!mayLook) refuse('/users/export/ids', 403);
	await link([checkIn({ user_id: A }, 1), told('CRM-2', 2, of(B, 'Ben'))]);
	await settleAll(clock);
	await link([told('CRM-3', 4, of(B, 'Ben'))]);
	await onUser('identify', {
		findProfileBy: 'user_alias',
		...alias(A),
		external_id: 'CRM-2',
		merge_behavior: 'merge',
	});
	await settleAll(clock);
	expect(profilesLeft()).toEqual([
		['CRM-2', A, String(A), 'check-in-1'],
		['CRM-3', B, String(B), ''],
	]);
});

test.each(KEYS)('the answer of the renaming is lost%s', async (_which, mayLook) => {
	await givenUp(mayLook);
	sandbox.faults.add({
		side: 'braze',
		path: '/users/external_ids/rename',
		count: 1,
		fault: { cut: 'after' },
	});
	const { errors } = await rename('CRM-1', 'CRM-2');
	expect(errors[0].json.details).toMatchObject({ verdict: 'unknown' });
	await settleAll(clock);
	expect(profilesLeft()).toEqual(APART);
	expect((await link([told('CRM-2', 5, { user_id: A })])).errors).toEqual([]);
});
