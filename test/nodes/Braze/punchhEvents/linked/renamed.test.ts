import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandboxCredentials } from '../../../../harness/punchhEvents';
import { runNode } from '../../../../harness/runNode';
import { sandbox } from '../punchhEvents.setup';
import { AGAIN_MS, CHANGED_ID, checkIn, guest, link, paths, USER } from './linked.setup';

const clock = jumpingClock();

const user = async (operation: string, parameters: IDataObject) =>
	await runNode({
		node: 'braze',
		credentials: sandboxCredentials(sandbox),
		parameters: { resource: 'user', operation, ...parameters } as never,
		items: [{}],
		onError: 'continueErrorOutput',
	});

const rename = async (from: string, to: string) =>
	await user('renameExternalId', { current_external_id: from, new_external_id: to });

/** Lets time pass while other guests come, until all links have been asked for again. */
async function settle(): Promise<void> {
	for (let run = 0; run < 3; run++) {
		clock.pass(AGAIN_MS);
		await link([checkIn({ user_id: 99 }, 9_000 + run)]);
	}
}

const mara = (id: string, at: number) =>
	guest({ external_source_id: id, previous_changes: CHANGED_ID }, at);
const ida = (id: string, at: number) =>
	guest({ user_id: 2, external_source_id: id, previous_changes: CHANGED_ID }, at);

const profiles = () =>
	sandbox.braze.profiles
		.filter(({ attributes }) => attributes.punchh_user_id !== 99)
		.map(({ external_id: id, attributes, user_aliases: aliases, events }) => [
			id,
			attributes.punchh_user_id,
			aliases.map(({ alias_name: name }) => name).join(),
			events.map(({ properties }) => (properties as IDataObject).content_id).join(),
		]);

describe('an external ID that was replaced in Braze, which still finds the profile by it', () => {
	async function renamed(): Promise<void> {
		await link([mara('CRM-1', 1), checkIn({}, 2)]);
		await settle();
		await rename('CRM-1', 'CRM-9');
		clock.pass(2 * AGAIN_MS);
	}

	test.each([
		['', false],
		[', after a restart', true],
	])(
		'belongs to no other guest, who is refused until it is removed%s',
		async (_when, isRestarted) => {
			await renamed();
			if (isRestarted) forgetAllGuests();
			const { errors } = await link([ida('CRM-1', 4), checkIn({ user_id: 2 }, 5)]);
			expect(errors.map(({ json }) => json.error)).toEqual([
				expect.stringMatching(/730415, (has|had, and may still have,) the external ID CRM-1/),
			]);
			await settle();
			expect(profiles()).toEqual([
				['CRM-9', USER, String(USER), 'check-in-2'],
				[undefined, 2, '2', 'check-in-5'],
			]);
			await user('removeExternalId', { external_id: 'CRM-1' });
			clock.pass(2 * AGAIN_MS);
			expect((await link([ida('CRM-1', 6)])).errors).toEqual([]);
			await settle();
			expect(profiles()).toEqual([
				['CRM-9', USER, String(USER), 'check-in-2'],
				['CRM-1', 2, '2', 'check-in-5'],
			]);
		},
	);

	test('belongs to no other guest, also with a key that may not look', async () => {
		const fault = { status: 403, body: { message: 'Access denied' } };
		sandbox.faults.add({ side: 'braze', path: '/users/export/ids', count: 99, fault });
		await renamed();
		const { errors } = await link([ida('CRM-1', 4), ida('CRM-9', 5)]);
		expect(errors.map(({ json }) => json.error)).toEqual([
			expect.stringContaining('730415, had, and may still have, the external ID CRM-1'),
			expect.stringContaining('730415, had, and may still have, the external ID CRM-9'),
		]);
		await user('removeExternalId', { external_id: 'CRM-1' });
		clock.pass(2 * AGAIN_MS);
		expect((await link([ida('CRM-1', 6)])).errors).toEqual([]);
	});

	test('that is still of its guest: nothing is merged into itself', async () => {
		await renamed();
		paths();
		await link([checkIn({ external_source_id: 'CRM-1' }, 3), checkIn({}, 4)]);
		await settle();
		await link([mara('CRM-9', 5), checkIn({}, 6)]);
		await settle();
		expect(paths()).not.toContain('/users/merge');
		expect(profiles()).toEqual([
			['CRM-9', USER, String(USER), 'check-in-2,check-in-3,check-in-4,check-in-6'],
		]);
	});

	test('belongs to no other guest in a list', async () => {
		await renamed();
		forgetAllGuests();
		const { errors } = await user('linkPunchhGuest', { punchh_user_id: '2', external_id: 'CRM-1' });
		expect(errors[0].json.error).toMatch(/the external ID of another guest.*730415/);
	});
});

test('of several in one request, each is found', async () => {
	const all = [11, 12, 13];
	const of = (who: number, id: string, at: number) =>
		guest({ user_id: who, external_source_id: id, previous_changes: CHANGED_ID }, at);
	await link(all.map((who) => of(who, `CRM-${who}`, 1)));
	await settle();
	for (const who of all) await rename(`CRM-${who}`, `NEW-${who}`);
	forgetAllGuests();
	const { errors } = await link(all.map((who) => of(who + 10, `CRM-${who}`, 2)));
	expect(errors).toHaveLength(3);
	expect(profiles().map(([id, who]) => [id, who])).toEqual([
		['NEW-11', 11],
		['NEW-12', 12],
		['NEW-13', 13],
	]);
});

test('a profile is exported by an ID that was replaced', async () => {
	sandbox.braze.seed({ profiles: [{ external_id: 'CRM-1' }] });
	await rename('CRM-1', 'CRM-9');
	const { items } = await user('export', {
		findUserBy: 'external_id',
		external_id: 'CRM-1',
		fields_to_export: [],
	});
	expect(items.map(({ json }) => json.external_id)).toEqual(['CRM-9']);
});

test('an ID that is removed although events still tell it: the next one is of the same profile', async () => {
	const fault = { status: 403, body: { message: 'Access denied' } };
	sandbox.faults.add({ side: 'braze', path: '/users/export/ids', count: 99, fault });
	await link([mara('CRM-1', 1), checkIn({}, 2)]);
	await settle();
	await rename('CRM-1', 'CRM-9');
	await link([checkIn({ external_source_id: 'CRM-1' }, 3)]);
	await user('removeExternalId', { external_id: 'CRM-1' });
	await link([mara('CRM-3', 5)]);
	await settle();
	expect(profiles().map(([id, who]) => [id, who])).toEqual([['CRM-3', USER]]);
});

test('a list that links a guest after a renaming leaves no former profile', async () => {
	const fault = { status: 403, body: { message: 'Access denied' } };
	sandbox.faults.add({ side: 'braze', path: '/users/export/ids', count: 99, fault });
	await link([mara('CRM-1', 1), checkIn({}, 2)]);
	sandbox.faults.add({ side: 'braze', path: '/users/merge', count: 9, fault: { status: 500 } });
	await link([mara('CRM-2', 3)]);
	sandbox.faults.clear();
	await rename('CRM-2', 'CRM-9');
	await link([checkIn({ user_id: 99 }, 4)]);
	await user('linkPunchhGuest', { punchh_user_id: String(USER), external_id: 'CRM-9' });
	await settle();
	expect(profiles()).toEqual([['CRM-9', USER, String(USER), 'check-in-2']]);
});

describe.each([
	['', true],
	[', with a key that may not look', false],
])('a guest whose external ID is renamed%s', (_which, mayLook) => {
	test.each(['CRM-1', 'CRM-9', 'CRM-3'])('and told as %s then is one profile', async (id) => {
		const fault = { status: 403, body: { message: 'Access denied' } };
		if (!mayLook)
			sandbox.faults.add({ side: 'braze', path: '/users/export/ids', count: 99, fault });
		await link([mara('CRM-1', 1), checkIn({}, 2)]);
		await settle();
		await rename('CRM-1', 'CRM-9');
		paths();
		await link([mara(id, 5), checkIn({}, 6)]);
		await settle();
		const isNew = id === 'CRM-3';
		// Braze finds the renamed profile by the ID before as well: nothing is merged into itself.
		expect(paths().includes('/users/merge')).toBe(isNew);
		expect(profiles().map(([, ...rest]) => rest.slice(0, 2))).toEqual([[USER, String(USER)]]);
		expect(profiles()[0][0]).toBe(isNew ? id : 'CRM-9');
		expect(profiles()[0][3]).toMatch(/^check-in-(2,check-in-6|6,check-in-2)$/);
	});
});
