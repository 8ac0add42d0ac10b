import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../harness/jumpingClock';
import type { NodeRun } from '../../../harness/runNode';
import { guest, link, refuse, settleAll, told } from './linked/linked.setup';
import { app, BEN, MARA } from './linked/strangers.setup';
import { sandbox, track } from './punchhEvents.setup';

/** A workflow that identifies guests by the external ID, and deletes whichever profile has it: it looks before. */

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

const BY_ID = { identifiers: { identifier: [{ by: 'external_id' }] } };
const erase = async (user: IDataObject = MARA, parameters: NodeRun['parameters'] = BY_ID) => {
	const gone = { ...guest({ external_source_id: 'CRM-2', ...user }, 9), action: 'delete' };
	return await track([{ ...gone, timestamp: clock.nowMs() }], parameters, {
		passOnDeletions: true,
	});
};
const left = () =>
	sandbox.braze.profiles.map(({ external_id: id }) => id).filter((id) => id !== undefined);

test('a guest whom this process has forgotten, and who is linked, is not deleted with another', async () => {
	await link([told('CRM-2', 1, { ...BEN, user_id: 2 })]);
	await settleAll(clock);
	forgetAllGuests();
	const { errors } = await erase();
	expect(errors.map(({ json }) => json.error)).toEqual([
		'In Braze, CRM-2 is the external ID of another guest, with the Punchh user ID 2',
	]);
	expect(errors[0].json.details).toMatchObject({ verdict: 'rejected' });
	expect(left()).toEqual(['CRM-2']);
});

test('nor is another person', async () => {
	app(BEN);
	const { errors } = await erase();
	expect(errors.map(({ json }) => json.error)).toEqual([
		"In Braze, CRM-2 seems to be another person's external ID",
	]);
	expect(JSON.stringify(errors)).not.toContain(BEN.email);
	expect(left()).toEqual(['CRM-2']);
});

test('nor is another person whom an earlier event has shown, if the deletion has no names', async () => {
	app(BEN);
	await link([told('CRM-2', 1, MARA)]);
	const { errors } = await erase({ ...MARA, first_name: null, last_name: null });
	expect(errors.map(({ json }) => json.error)).toEqual([
		"In Braze, CRM-2 seems to be another person's external ID",
	]);
	expect(left()).toEqual(['CRM-2']);
});

test('nor by a deletion without names, if this process has recorded them elsewhere', async () => {
	app(BEN);
	app(MARA, 'CRM-1');
	const own = { ...MARA, external_source_id: 'CRM-1', previous_changes: Object.keys(MARA) };
	expect((await track([guest(own, 1)], BY_ID)).errors).toEqual([]);
	clock.pass(400_000);
	const { errors } = await erase({ ...MARA, first_name: null, last_name: null });
	expect(errors.map(({ json }) => json.error)).toEqual([
		"In Braze, CRM-2 seems to be another person's external ID",
	]);
	expect(left()).toEqual(['CRM-2', 'CRM-1']);
});

test.each([
	['whose profile says so', MARA, BY_ID],
	['whose profile says nothing', {}, BY_ID],
	['of the adapter', MARA, { ...BY_ID, preset: 'adapter' }],
])('the guest is: %s', async (_who, profile, parameters) => {
	app(profile);
	expect((await erase(MARA, parameters)).errors).toEqual([]);
	expect(left()).toEqual([]);
});

test('while Braze does not answer, nobody is', async () => {
	app(MARA);
	refuse('/users/export/ids', 500);
	const { errors } = await erase();
	expect(errors[0].json.details).toMatchObject({ verdict: 'failed' });
	expect(left()).toEqual(['CRM-2']);
});

test('with a key that may not look, the guest is', async () => {
	app(MARA);
	refuse('/users/export/ids', 403);
	expect((await erase()).errors).toEqual([]);
	expect(left()).toEqual([]);
});
