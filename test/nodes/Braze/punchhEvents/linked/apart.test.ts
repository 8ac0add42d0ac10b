import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandboxCredentials } from '../../../../harness/punchhEvents';
import { runNode } from '../../../../harness/runNode';
import { sandbox } from '../punchhEvents.setup';
import { AGAIN_MS, alias, CHANGED_ID, checkIn, guest, link, paths, USER } from './linked.setup';

const clock = jumpingClock();

const crm = (name: string) => ({ alias_name: name, alias_label: 'crm' });

/** Two profiles of the guest, each with an alias of another system: Braze's Identify merges no such. */
async function seedApart(): Promise<void> {
	sandbox.braze.seed({
		profiles: [
			{ alias: alias(), attributes: { tier: 'Gold' } },
			{ alias: crm('x') },
			{ external_id: 'CRM-1', alias: crm('y'), attributes: { favourite: 'latte' } },
		],
	});
	// As Braze does it: an alias-only profile that has two aliases.
	await fetch(`${sandbox.brazeUrl}/users/merge`, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			authorization: `Bearer ${String(sandboxCredentials(sandbox).brazeApi.apiKey)}`,
		},
		body: JSON.stringify({
			merge_updates: [
				{
					identifier_to_merge: { user_alias: crm('x') },
					identifier_to_keep: { user_alias: alias() },
				},
			],
		}),
	});
	expect(sandbox.braze.profiles.map(({ user_aliases: aliases }) => aliases)).toEqual([
		[alias(), crm('x')],
		[crm('y')],
	]);
	paths();
}

/** Links the guest by a list. */
const listed = async (externalId: string) =>
	await runNode({
		node: 'braze',
		credentials: sandboxCredentials(sandbox),
		parameters: {
			resource: 'user',
			operation: 'linkPunchhGuest',
			punchh_user_id: String(USER),
			external_id: externalId,
		},
		items: [{}],
	});

const own = (at: number) =>
	guest({ external_source_id: 'CRM-1', previous_changes: CHANGED_ID }, at);

/** Lets time pass while other guests come. */
async function settle(): Promise<void> {
	for (let run = 0; run < 3; run++) {
		clock.pass(AGAIN_MS);
		await link([checkIn({ user_id: 99 }, 9_000 + run)]);
	}
}

const ofGuest = () =>
	sandbox.braze.profiles.filter(({ attributes }) => attributes.punchh_user_id !== 99);

const expectOne = () =>
	expect(ofGuest()).toMatchObject([
		{
			external_id: 'CRM-1',
			user_aliases: [crm('y'), alias()],
			attributes: { tier: 'Gold', favourite: 'latte', punchh_user_id: USER },
		},
	]);

const MERGE = '/users/merge';

describe('two profiles that share the label of another alias, which Identify leaves apart', () => {
	test('are merged, once', async () => {
		await seedApart();
		await link([checkIn({}, 1)]);
		const { items } = await link([own(2), checkIn({}, 3)]);
		expect(items[0].json).toMatchObject({ link: { verdict: 'accepted' } });
		expectOne();
		expect(ofGuest()[0].events).toHaveLength(2);
		await settle();
		expect(paths().filter((path) => path === MERGE)).toHaveLength(1);
		expectOne();
	});

	test('also if Braze shows them only after it was asked to identify them', async () => {
		sandbox.braze.now = () => clock.nowMs();
		sandbox.braze.knobs.exportDelayMs = 30_000;
		await seedApart();
		await link([own(2)]);
		expect(ofGuest()).toHaveLength(2);
		await settle();
		expectOne();
		expect(paths().filter((path) => path === MERGE)).toHaveLength(1);
		sandbox.braze.now = Date.now;
	});

	test('with a key that may not merge: not linked, and the output says what is missing', async () => {
		await seedApart();
		await link([checkIn({ user_id: 2, external_source_id: 'CRM-2' }, 1)]);
		const fault = { status: 403, body: { message: 'Access denied' } };
		sandbox.faults.add({ side: 'braze', path: MERGE, count: 10, fault });
		const { items } = await link([own(2)]);
		expect(items[0].json.link).toMatchObject({ verdict: 'failed' });
		expect(items[0].json.warnings).toEqual([expect.stringContaining('users.merge')]);
		sandbox.faults.clear();
		await link([checkIn({ user_id: 2 }, 3)]);
		expect(ofGuest().filter(({ external_id: id }) => id !== 'CRM-2')).toHaveLength(1);
	});

	test('are merged by a list as well', async () => {
		await seedApart();
		const { items } = await listed('CRM-1');
		expect(items[0].json).toMatchObject({ verdict: 'accepted' });
		expectOne();
	});
});

describe('a guest whom a list has linked with another external ID than an event tells', () => {
	const profiles = () => ofGuest().map(({ external_id: id, events }) => [id, events.length]);

	async function byList(): Promise<void> {
		sandbox.braze.seed({ profiles: [{ external_id: 'LIST-1' }] });
		await listed('LIST-1');
		await link([checkIn({}, 1)]);
	}

	test.each([
		['', true],
		[', with a key that may not look', false],
	])('is not linked, and the output says what to do%s', async (_which, mayLook) => {
		const fault = { status: 403, body: { message: 'Access denied' } };
		if (!mayLook) sandbox.faults.add({ side: 'braze', path: '/users/export/ids', count: 9, fault });
		await byList();
		const { items } = await link([own(2)]);
		expect(items[0].json).toMatchObject({ link: { external_id: 'CRM-1', verdict: 'rejected' } });
		expect(items[0].json.warnings).toEqual([
			expect.stringMatching(/are not linked: A list has linked.*LIST-1.*User > Merge/),
		]);
		await settle();
		expect(profiles()).toEqual([
			['LIST-1', 1],
			['CRM-1', 0],
		]);
	});

	test('is linked when somebody has merged the profiles', async () => {
		await byList();
		await link([own(2)]);
		await runNode({
			node: 'braze',
			credentials: sandboxCredentials(sandbox),
			parameters: {
				resource: 'user',
				operation: 'merge',
				mergeBy: 'external_id',
				merge_external_id: 'LIST-1',
				keepBy: 'external_id',
				keep_external_id: 'CRM-1',
			},
			items: [{}],
		});
		await settle();
		const { items } = await link([checkIn({}, 3)]);
		expect(items[0].json).not.toHaveProperty('warnings');
		expect(profiles()).toEqual([['CRM-1', 2]]);
	});
});

test('what a list says of a guest whom an event has linked before is no mistake: a new ID moves along', async () => {
	await link([own(1), checkIn({}, 2)]);
	forgetAllGuests();
	await listed('CRM-1');
	await link([guest({ external_source_id: 'CRM-2', previous_changes: CHANGED_ID }, 3)]);
	expect(ofGuest()).toMatchObject([{ external_id: 'CRM-2' }]);
});

test('while Braze does not answer whether a guest is one profile, events go on', async () => {
	await link([own(1)]);
	clock.pass(AGAIN_MS);
	sandbox.faults.add({
		side: 'braze',
		path: '/users/export/ids',
		count: 10,
		fault: { status: 500 },
	});
	const { errors } = await link([checkIn({}, 2)]);
	expect(errors).toEqual([]);
});

describe('a former external ID that a late event tells after a restart', () => {
	const told = (id: string, at: number, fields: IDataObject = {}) =>
		guest({ external_source_id: id, previous_changes: CHANGED_ID, ...fields }, at);

	test.each([
		['at once', false],
		['when everything is linked', true],
	])('is not put back, %s', async (_when, isSettled) => {
		await link([told('CRM-1', 1), checkIn({}, 2)]);
		await link([told('CRM-2', 10)]);
		if (isSettled) await settle();
		forgetAllGuests();
		const { items } = await link([checkIn({ external_source_id: 'CRM-1' }, 5)]);
		expect(items[0].json).toMatchObject({ identifier: { external_id: 'CRM-2' } });
		await settle();
		expect(ofGuest()).toMatchObject([{ external_id: 'CRM-2', user_aliases: [alias()] }]);
		expect(ofGuest()[0].events).toHaveLength(2);
	});

	test('and a newer one is taken over', async () => {
		await link([told('CRM-1', 1), told('CRM-2', 10)]);
		forgetAllGuests();
		await link([checkIn({ external_source_id: 'CRM-3' }, 11)]);
		forgetAllGuests();
		await link([checkIn({ external_source_id: 'CRM-2' }, 10.5)]);
		await settle();
		expect(ofGuest()).toMatchObject([{ external_id: 'CRM-3' }]);
		expect(ofGuest()[0].events).toHaveLength(2);
	});

	test('costs an attribute when the ID changes, and none before', async () => {
		const { items: first } = await link([told('CRM-1', 1), checkIn({}, 2)]);
		const { items } = await link([checkIn({ external_source_id: 'CRM-2' }, 10), checkIn({}, 11)]);
		expect(first[1].json.attributes).toBe(0);
		const written = sandbox.braze.profiles.map(
			({ attributes }) => attributes.punchh_external_id_since,
		);
		expect(written).toEqual([new Date(1_773_505_010_000).toISOString()]);
		expect(items.at(-1)!.json.attributes).toBe(0);
		const left = { dropFields: 'punchh_external_id_since' };
		await link([checkIn({ external_source_id: 'CRM-3' }, 12)], left);
		expect(JSON.stringify(sandbox.braze.requests.at(-1)!.body)).not.toContain('external_id_since');
	});
});
