import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { forgetAllGuests } from '../../nodes/Braze/identity/memory/workspaces';
import { toPunchhItem } from '../../nodes/Punchh/events/envelope';
import { readExample } from '../../playground/provision';
import { startSandbox, type Sandbox } from '../../sandbox';
import { sample, sandboxCredentials } from '../harness/punchhEvents';
import { passThrough, runChain } from '../harness/runChain';

const EXAMPLE = 'deletions-to-braze';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	sandbox.reset();
	forgetAllGuests();
});
afterAll(async () => await sandbox.close());

const deletionOf = (id: number): IDataObject => {
	const event = sample('guest-update-profile', { user_id: id, external_source_id: null });
	return toPunchhItem({ ...event, content_id: `deletion ${id}`, action: 'delete' }, 0);
};
const EVENTS = [1, 2].map(deletionOf);
const rowOf = (id: number) => ({ content_id: `deletion ${id}`, guest: String(id) });

/** The node that deletes, as its user has confirmed it. */
function confirmed(): INode {
	const node = readExample(EXAMPLE).nodes.find(({ name }) => name === 'Delete in Braze')!;
	const options = { ...(node.parameters.options as INodeParameters), passOnDeletions: true };
	return { ...node, parameters: { ...node.parameters, options } };
}

/**
 * Runs the example for two deletions that came in one group.
 *
 * @param remade what nodes that its user has put between make of the items, which n8n links by their places
 * @returns who is left in Braze, and why others were not deleted
 */
async function pass(remade: Record<string, IDataObject[]>) {
	sandbox.braze.seed({
		profiles: [1, 2].map((id) => ({
			external_id: `CRM-${id}`,
			alias: { alias_name: String(id), alias_label: 'punchh_user_id' },
		})),
	});
	const before = ['Punchh Trigger', 'Held back', 'Deleted?', 'Audit row', 'Remade'];
	const outputs = await runChain({
		nodes: [...before.map(passThrough), confirmed()],
		items: EVENTS,
		remade,
		credentials: sandboxCredentials(sandbox),
	});
	const left = sandbox.braze.profiles.map(({ external_id: id }) => id);
	const errors = outputs['Delete in Braze'][1] ?? [];
	return { left, errors: errors.map(({ json }) => String(json.error)) };
}

test('both guests are deleted', async () => {
	expect(await pass({ 'Audit row': [rowOf(1), rowOf(2)] })).toEqual({ left: [], errors: [] });
});

test('a node behind the trigger that holds a guest back: that guest stays, and the other is deleted', async () => {
	const remade = { 'Held back': [EVENTS[1]], 'Audit row': [rowOf(2)] };
	expect(await pass(remade)).toEqual({ left: ['CRM-1'], errors: [] });
});

test('the same behind the audit row: nobody is deleted for somebody else', async () => {
	const remade = { 'Audit row': [rowOf(1), rowOf(2)], Remade: [rowOf(2)] };
	const { left, errors } = await pass(remade);
	expect(left).toEqual(['CRM-1', 'CRM-2']);
	expect(errors).toEqual([expect.stringContaining("'Event' is not a Punchh event")]);
});
