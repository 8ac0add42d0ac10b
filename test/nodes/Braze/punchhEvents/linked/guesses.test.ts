import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandboxCredentials } from '../../../../harness/punchhEvents';
import { runNode } from '../../../../harness/runNode';
import { sandbox } from '../punchhEvents.setup';
import { AGAIN_MS, CHANGED_ID, checkIn, guest, link, USER } from './linked.setup';

/** What this process only takes for granted does not win over what an event or Braze has told. */

const clock = jumpingClock();

const told = (externalId: string, at: number, more = {}) =>
	guest({ external_source_id: externalId, previous_changes: CHANGED_ID, ...more }, at);

/** Lets the links be asked for as often as they are. */
async function settle(): Promise<void> {
	for (let round = 0; round < 3; round++) {
		clock.pass(AGAIN_MS);
		await link([checkIn({ user_id: 99 }, 9_000 + round)]);
	}
}

const profileOf = (externalId: string) =>
	sandbox.braze.profiles.find(({ external_id: id }) => id === externalId);

async function linkByList(externalId: string): Promise<void> {
	sandbox.braze.seed({ profiles: [{ external_id: externalId }] });
	await runNode({
		node: 'braze',
		credentials: sandboxCredentials(sandbox),
		parameters: {
			...{ resource: 'user', operation: 'linkPunchhGuest' },
			...{ punchh_user_id: String(USER), external_id: externalId },
		},
		items: [{}],
	});
}

test("after a restart, the user ID as external ID of Punchh's adapter does not replace the guest's own", async () => {
	await link([told('CRM-1', 1), checkIn({}, 2)]);
	await settle();
	forgetAllGuests();
	const { items } = await link([checkIn({}, 5)], { adapterProfiles: true });
	expect(items[0].json.identifier).toEqual({ external_id: 'CRM-1' });
	await settle();
	expect(profileOf(String(USER))).toBeUndefined();
	expect(profileOf('CRM-1')!.events).toHaveLength(2);
	// No event has told since when.
	expect(profileOf('CRM-1')!.attributes).not.toHaveProperty('punchh_external_id_since');
});

test('an external ID that could not be merged, because a list says otherwise, is nobody else’s', async () => {
	sandbox.faults.add({
		...{ side: 'braze', path: '/users/export/ids', count: 99 },
		fault: { status: 403, body: { message: 'Access denied' } },
	});
	await linkByList('LIST-1');
	await link([told('CRM-1', 1), checkIn({}, 2)]);
	await link([told('CRM-2', 3), checkIn({}, 4)]);
	await settle();
	await settle();
	await link([told('CRM-1', 8, { user_id: 2 }), checkIn({ user_id: 2 }, 9)]);
	const { attributes, events } = profileOf('CRM-1')!;
	expect(attributes.punchh_user_id).toBe(USER);
	expect(events.map(({ properties }) => (properties as { content_id: string }).content_id)).toEqual(
		['check-in-2'],
	);
});
