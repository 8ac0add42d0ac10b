import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandboxCredentials } from '../../../../harness/punchhEvents';
import { runNode } from '../../../../harness/runNode';
import { sandbox } from '../punchhEvents.setup';
import {
	alias,
	CHANGED_ID,
	checkIn,
	guest,
	link,
	paths,
	profilesLeft,
	settleAll,
	told,
	USER,
} from './linked.setup';

const clock = jumpingClock();

const PASS_ON = { passOnDeletions: true };
const gone = (payload: IDataObject, at: number) => ({ ...guest(payload, at), action: 'delete' });
const eventsOf = (externalId: string) =>
	sandbox.braze.profiles
		.find(({ external_id: id }) => id === externalId)
		?.events.map(({ properties }) => (properties as IDataObject).content_id);

test('a deletion follows both identifiers, and the guest is forgotten', async () => {
	await link([guest({ external_source_id: 'CRM-1' }, 1)]);
	sandbox.braze.seed({ profiles: [] });
	const { items } = await link([gone({ external_source_id: 'CRM-1' }, 2)], PASS_ON);
	expect(items[0].json).toMatchObject({ verdict: 'accepted', deleted: true });
	expect(sandbox.braze.profiles).toEqual([]);
	await link([checkIn({}, 3)]);
	expect(sandbox.braze.profiles[0]).toMatchObject({ user_aliases: [alias()] });
	expect(sandbox.braze.profiles[0].external_id).toBeUndefined();
});

test('a profile under an external ID that the guest had before is deleted too', async () => {
	await link([guest({ external_source_id: 'CRM-1' }, 1), checkIn({}, 2)]);
	sandbox.faults.add({ side: 'braze', path: '/users/merge', count: 5, fault: { status: 500 } });
	await link([guest({ external_source_id: 'CRM-2', previous_changes: CHANGED_ID }, 3)]);
	expect(sandbox.braze.profiles).toHaveLength(2);
	await link([gone({ external_source_id: 'CRM-2' }, 4)], PASS_ON);
	expect(sandbox.braze.profiles).toEqual([]);
});

describe('a guest who comes back in the run that deletes', () => {
	beforeEach(async () => {
		await link([guest({ external_source_id: 'CRM-1', city: 'Oldtown' }, 1), checkIn({}, 2)]);
	});

	test.each(['CRM-1', 'CRM-5'])('with %s: is one new profile, linked and marked', async (id) => {
		const { errors } = await link(
			[
				gone({ external_source_id: 'CRM-1' }, 3),
				checkIn({}, 4),
				guest({ external_source_id: id }, 5),
			],
			PASS_ON,
		);
		expect(errors).toEqual([]);
		forgetAllGuests();
		await link([checkIn({}, 6)]);
		expect(sandbox.braze.profiles).toMatchObject([
			{ external_id: id, user_aliases: [alias()], attributes: { punchh_user_id: USER } },
		]);
		expect(eventsOf(id)).toEqual(['check-in-4', 'check-in-6']);
	});

	test('twice, and the deletion is reported twice', async () => {
		const { items, errors } = await link(
			[
				gone({ external_source_id: 'CRM-1' }, 3),
				gone({ external_source_id: 'CRM-1' }, 3),
				guest({ external_source_id: 'CRM-2' }, 4),
				gone({ external_source_id: 'CRM-2' }, 5),
				guest({ external_source_id: 'CRM-3' }, 6),
			],
			PASS_ON,
		);
		expect(errors).toEqual([]);
		expect(items.map(({ json }) => json.verdict)).toEqual([
			'accepted',
			'accepted',
			'skipped',
			'accepted',
			'accepted',
		]);
		expect(sandbox.braze.profiles).toMatchObject([
			{ external_id: 'CRM-3', user_aliases: [alias()] },
		]);
	});

	test('and old events and the deletion come again in between: those are skipped', async () => {
		const { items, errors } = await link(
			[
				gone({ external_source_id: 'CRM-1' }, 3),
				checkIn({}, 2),
				gone({ external_source_id: 'CRM-1' }, 3),
				guest({ external_source_id: 'CRM-2' }, 4),
			],
			PASS_ON,
		);
		expect(errors).toEqual([]);
		const copies = { verdict: 'skipped', reason: 'The guest was deleted after this event' };
		expect(items.slice(1, 3).map(({ json }) => json)).toEqual([
			{ ...copies, content_id: 'check-in-2' },
			{ ...copies, content_id: 'guest-3' },
		]);
		expect(sandbox.braze.profiles).toMatchObject([
			{ external_id: 'CRM-2', user_aliases: [alias()] },
		]);
	});

	test('is held back when the deletion fails, and made when it works the second time', async () => {
		sandbox.faults.add({ side: 'braze', path: '/users/delete', count: 1, fault: { status: 403 } });
		const { items, errors } = await link(
			[
				gone({ external_source_id: 'CRM-1' }, 3),
				guest({ external_source_id: 'CRM-2' }, 4),
				gone({ external_source_id: 'CRM-2' }, 5),
				guest({ external_source_id: 'CRM-3' }, 6),
			],
			PASS_ON,
		);
		expect([...items, ...errors]).toHaveLength(4);
		const ids = sandbox.braze.profiles.map(({ external_id: id }) => id);
		expect(ids).not.toContain('CRM-2');
	});

	test('shows the same in a dry run', async () => {
		paths();
		const { items } = await link(
			[gone({ external_source_id: 'CRM-1' }, 3), guest({ external_source_id: 'CRM-5' }, 4)],
			{ ...PASS_ON, dryRun: true },
		);
		expect(paths()).toEqual([]);
		expect(items.map(({ json }) => json.identifier)).toEqual([
			{ external_id: 'CRM-1' },
			{ external_id: 'CRM-5' },
		]);
	});
});

test('a guest whose alias a list has put on the profile of another external ID is not deleted', async () => {
	sandbox.braze.seed({ profiles: [{ external_id: 'LIST-1' }] });
	await runNode({
		node: 'braze',
		credentials: sandboxCredentials(sandbox),
		parameters: {
			resource: 'user',
			operation: 'linkPunchhGuest',
			punchh_user_id: String(USER),
			external_id: 'LIST-1',
		},
		items: [{}],
	});
	await link([guest({ external_source_id: 'CRM-1', previous_changes: CHANGED_ID }, 2)]);
	const { errors } = await link([gone({ external_source_id: 'CRM-1' }, 3)], PASS_ON);
	expect(errors[0].json.error).toMatch(/A list has linked .* with LIST-1/);
	expect(sandbox.braze.profiles.map(({ external_id: id }) => id)).toEqual(['LIST-1', 'CRM-1']);
});

test('a guest who shares the profile of another one is not deleted with it', async () => {
	const shares = { ...PASS_ON, sharedIdentifiers: 'warn' };
	await link([guest({ external_source_id: 'CRM-1' }, 1)], shares);
	await link([checkIn({ user_id: 2, external_source_id: 'CRM-1' }, 2)], shares);
	const { errors } = await link([gone({ user_id: 2 }, 3)], shares);
	expect(errors[0].json.error).toMatch(/730415, has or had the same External ID/);
	expect(eventsOf('CRM-1')).toEqual(['check-in-2']);
});

test('a deletion that is not passed on links nobody', async () => {
	sandbox.braze.seed({ profiles: [{ external_id: 'CRM-2', attributes: { app: 'ben' } }] });
	await link([told('CRM-1', 1)]);
	await settleAll(clock);
	paths();
	const deletion = { ...told('CRM-2', 2), action: 'delete', timestamp: clock.nowMs() };
	const { items } = await link([deletion]);
	expect(items[0].json).toMatchObject({ verdict: 'skipped' });
	expect(paths()).toEqual([]);
	await settleAll(clock);
	expect(profilesLeft().map(([id]) => id)).toEqual(['CRM-1', 'CRM-2']);
});
