import type { IDataObject } from 'n8n-workflow';

import { BRAZE_CAMPAIGNS, BRAZE_CANVASES } from '../../../../../sandbox/braze/seed';
import { byId } from '../../../../fixtures/braze/operation';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandboxCredentials } from '../../../../harness/punchhEvents';
import { runNode } from '../../../../harness/runNode';
import { AGAIN_MS, alias, checkIn, link, told } from '../linked/linked.setup';
import { sandbox, track } from '../punchhEvents.setup';

/** Addresses that other operations than Punchh Event > Track write to the profile of a guest. */

const clock = jumpingClock();

const [A, B] = [1, 2];
const OWN = {
	email: { email: 'family@example.com', phone: null },
	phone: { email: null, phone: '+15005550001' },
};
type Contact = keyof typeof OWN;
const NEW = { email: 'new@example.com', phone: '+15005550002' };

const run = async (parameters: IDataObject) =>
	await runNode({
		node: 'braze',
		credentials: sandboxCredentials(sandbox),
		parameters: parameters as never,
		items: [{}],
		onError: 'continueErrorOutput',
	});

const LIST = { resource: 'user', operation: 'linkPunchhGuest' };
const USER_TRACK = { resource: 'user', operation: 'track', specifyObjects: 'json' };
const tracking = (...attributes: IDataObject[]) => ({ ...USER_TRACK, objects: { attributes } });

const SENDS = {
	campaign: { campaign_id: byId(BRAZE_CAMPAIGNS[0].id), trigger_properties: '{}' },
	canvas: { canvas_id: byId(BRAZE_CANVASES[0].id), context: '{}' },
};
const send = (resource: keyof typeof SENDS, to: IDataObject, options: IDataObject) => ({
	...{ resource, operation: 'send', ...SENDS[resource] },
	...{ ...to, options },
});
const TO_ID = { sendTo: 'external_id', external_id: 'CRM-1' };

/** What writes an address or a number to the profile of A, who is linked. */
const WAYS: Record<string, (attributes: IDataObject) => IDataObject> = {
	'User > Track by external ID': (attributes) => tracking({ external_id: 'CRM-1', ...attributes }),
	'User > Track by the alias': (attributes) => tracking({ user_alias: alias(A), ...attributes }),
	'Campaign > Send': (attributes) => send('campaign', TO_ID, { attributes }),
	'Canvas > Send': (attributes) =>
		send('canvas', { sendTo: 'user_alias', ...alias(A) }, { attributes }),
};

/** What a workflow that finds guests by their address says of B, who has the same. */
async function reasonsOfB(contact: Contact, at = 9): Promise<unknown[]> {
	const identifiers = { identifier: [{ by: contact }] };
	const event = checkIn({ user_id: B, ...OWN[contact] }, at);
	const { errors } = await track([event], { identifiers }, { callingCode: 'US' });
	return errors.map(({ json }) => json.error);
}
const REFUSED = [expect.stringMatching(/^Another guest, with the Punchh user ID 1, has or had/)];

const valueOf = (contact: Contact) => ({ [contact]: OWN[contact][contact] });

beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

describe.each(Object.keys(OWN) as Contact[])('by the %s that is on the profile of A', (contact) => {
	test.each(Object.keys(WAYS))('after %s, nobody else is recorded', async (way) => {
		await link([told('CRM-1', 1, { user_id: A, email: null, phone: null })]);
		const { errors } = await run(WAYS[way](valueOf(contact)));
		expect(errors).toEqual([]);
		expect(await reasonsOfB(contact)).toEqual(REFUSED);

		await run(WAYS[way]({ [contact]: NEW[contact] }));
		expect(await reasonsOfB(contact, 10)).toEqual(REFUSED);
		clock.pass(AGAIN_MS);
		expect(await reasonsOfB(contact, 11)).toEqual([]);
	});

	test('nor after a list and what it writes, as the first load does it', async () => {
		const listed = { punchh_user_id: String(A), external_id: 'CRM-1' };
		await run({ ...listed, ...LIST, options: { makeProfiles: true } });
		await run(WAYS['User > Track by external ID'](valueOf(contact)));
		expect(await reasonsOfB(contact)).toEqual(REFUSED);
	});

	test('nor after a message to a guest of whom no event has come', async () => {
		const attributes = { ...valueOf(contact), punchh_user_id: A };
		await run(send('campaign', TO_ID, { attributes, send_to_existing_only: false }));
		expect(await reasonsOfB(contact)).toEqual(REFUSED);
		await link([told('CRM-1', 10, { user_id: A, email: null, phone: null })]);
		expect(await reasonsOfB(contact, 11)).toEqual(REFUSED);
	});

	test('nor if nobody knows whether Braze has it', async () => {
		await link([told('CRM-1', 1, { user_id: A, email: null, phone: null })]);
		const fault = { cut: 'after' } as const;
		sandbox.faults.add({ side: 'braze', path: '/users/track', count: 9, fault });
		await run(WAYS['User > Track by external ID'](valueOf(contact)));
		sandbox.faults.clear();
		expect(await reasonsOfB(contact)).toEqual(REFUSED);
	});

	test('but for what was refused, only shown, or is of nobody who is known', async () => {
		await link([told('CRM-1', 1, { user_id: A, email: null, phone: null })]);
		const objects = WAYS['User > Track by external ID'](valueOf(contact));
		await run({ ...objects, options: { dryRun: true } });
		const fault = { status: 400, body: { message: 'No' } };
		sandbox.faults.add({ side: 'braze', path: '/users/track', count: 1, fault });
		expect((await run(objects)).errors).toHaveLength(1);
		await run(tracking({ external_id: 'CRM-9', ...valueOf(contact) }));
		expect(await reasonsOfB(contact)).toEqual([]);
	});
});

test('a message by an address that may have found nobody does not make the address free', async () => {
	const byEmail = { identifiers: { identifier: [{ by: 'email' }] } };
	await track([checkIn({ user_id: A, ...OWN.email }, 1)], byEmail);
	const prioritization = 'identified,most_recently_updated';
	const to = { sendTo: 'email', ...valueOf('email'), prioritization };
	const { errors } = await run(send('campaign', to, { attributes: { email: NEW.email } }));
	expect(errors).toEqual([]);
	clock.pass(AGAIN_MS);
	expect(await reasonsOfB('email')).toEqual(REFUSED);
});
