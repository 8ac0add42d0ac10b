import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { forgetAllGuests } from '../../nodes/Braze/identity/memory/workspaces';
import { readExample } from '../../playground/provision';
import { startSandbox, type Sandbox } from '../../sandbox';
import { runCode } from '../harness/exampleCode';
import { jumpingClock } from '../harness/jumpingClock';
import { sample, sandboxCredentials } from '../harness/punchhEvents';
import { passThrough, runChain } from '../harness/runChain';

const EXAMPLE = 'send-again-what-was-not-recorded';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	sandbox.reset();
	forgetAllGuests();
});
afterAll(async () => await sandbox.close());

jumpingClock();

const named = (name: string): INode => readExample(EXAMPLE).nodes.find((one) => one.name === name)!;

/** A row of the table. */
const row = (id: number, payload?: IDataObject, more: IDataObject = {}) => {
	const event = { ...sample('checkin-loyalty-create-online'), content_id: `event ${id}`, ...more };
	if (payload !== undefined) event.payload = payload;
	return { id, content_id: event.content_id, event: JSON.stringify(event) };
};

/** A node of ours that shows the ID of the row that 'Recorded' deletes: that one is n8n's own. */
function recorded(): INode {
	const { filters } = named('Recorded').parameters as { filters: { conditions: IDataObject[] } };
	const [{ keyValue }] = filters.conditions;
	const attributes: INodeParameters = { attribute: [{ name: 'a', value: '1' }] };
	return {
		...named('Record in Braze'),
		...{ id: 'Recorded', name: 'Recorded' },
		parameters: {
			...{
				resource: 'user',
				operation: 'track',
				specifyObjects: 'fields',
				identifyBy: 'external_id',
			},
			...{
				external_id: `=row ${(keyValue as string).slice(1)}`,
				attributes,
				options: { dryRun: true },
			},
		},
	};
}

/**
 * The rows that are deleted, `row 0` for none, and those that are put back.
 *
 * @param remake what a node that somebody has put behind 'Take' makes of them, as items that n8n links by their places
 */
async function becomeOf(rows: IDataObject[], remake = (given: IDataObject[]) => given) {
	const outputs = await runChain({
		nodes: [passThrough('Take'), passThrough('Remade'), named('Record in Braze'), recorded()],
		items: rows,
		remade: { Remade: remake(rows) },
		credentials: sandboxCredentials(sandbox),
	});
	const [deleted, refused] = [outputs.Recorded[0] ?? [], outputs['Record in Braze'][1] ?? []];
	const jsonOf = ({ json }: { json: IDataObject }) => json;
	return {
		deleted: deleted.map(({ json }) => (json.identifier as IDataObject).external_id),
		putBack: runCode(EXAMPLE, 'Not recorded', refused.map(jsonOf)).map(({ id }) => id),
	};
}

const UNREADABLE = { checkin_id: 1 };

test('what Braze has is deleted, and nothing else', async () => {
	const became = await becomeOf([row(1), row(2, UNREADABLE), row(3)]);
	expect(became).toEqual({ deleted: ['row 1', 'row 3'], putBack: [2] });
});

test('an event without an ID of its own is deleted, too', async () => {
	const became = await becomeOf([row(4, undefined, { content_id: '' })]);
	expect(became).toEqual({ deleted: ['row 4'], putBack: [] });
});

test('where a node puts them into another order, no row of an event is deleted that Braze does not have', async () => {
	const rows = [row(5), row(6, UNREADABLE), row(7, UNREADABLE)];
	const became = await becomeOf(rows, (given) => [...given].reverse());
	expect(became).toEqual({ deleted: ['row 0'], putBack: [7, 6] });
	expect(sandbox.braze.profiles.flatMap(({ events }) => events)).toHaveLength(1);
});
