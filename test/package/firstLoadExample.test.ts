import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IDataObject,
	type INode,
	type INodeParameters,
	type IWorkflowBase,
} from 'n8n-workflow';

import { forgetAllGuests } from '../../nodes/Braze/identity/workspaces';
import { readExample } from '../../playground/provision';
import { startSandbox, type Sandbox } from '../../sandbox';
import { runCode } from '../harness/exampleCode';
import { jumpingClock } from '../harness/jumpingClock';
import { additionalData, credentialReferences, nodeTypes } from '../harness/n8n';
import { sandboxCredentials } from '../harness/punchhEvents';

const EXAMPLE = 'first-load-of-guests';

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

/** Runs the Braze nodes of the example for the rows of a CSV, as n8n does after its Code node. */
async function load(rows: IDataObject[], options: INodeParameters = {}): Promise<string[]> {
	const { connections, nodes } = readExample(EXAMPLE);
	const credentials = sandboxCredentials(sandbox);
	const named = (name: string): INode => nodes.find((node) => node.name === name)!;
	const link = named('Link').parameters;
	const parameters = { ...link, options: { ...(link.options as INodeParameters), ...options } };
	const braze = [{ ...named('Link'), parameters }, named('Write the profile')].map(
		(node): INode => ({ ...node, credentials: credentialReferences(credentials) }),
	);
	const guests: INode = { ...named('Guests'), type: 'test.input', typeVersion: 1, parameters: {} };
	const workflow = new Workflow({
		id: '1',
		nodes: [guests, ...braze],
		connections: {
			Guests: { main: [[{ node: 'Link', type: 'main', index: 0 }]] },
			Link: connections.Link,
		},
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1' },
	});
	const additional = { ...additionalData(credentials), executionId: '1' };
	additional.hooks = new ExecutionLifecycleHooks('manual', '1', {} as IWorkflowBase);
	const items = runCode(EXAMPLE, 'Guests', rows).map((json) => ({ json }));
	const data = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node: guests, data: { main: [items] }, source: null }],
		},
	});
	const run = await new WorkflowExecute(additional, 'manual', data).processRunExecutionData(
		workflow,
	);
	const { runData } = run.data.resultData;
	return braze.flatMap(({ name }) =>
		(runData[name]?.[0].data?.main[1] ?? []).map(({ json }) => String(json.error)),
	);
}

const held = () =>
	sandbox.braze.profiles.map(({ external_id: id, user_aliases: aliases, attributes }) => [
		id,
		aliases.map(({ alias_name: name }) => name).join(),
		attributes,
	]);

test('each guest is one profile with what the file says', async () => {
	sandbox.braze.seed({
		profiles: [{ external_id: 'CRM-2', attributes: { first_name: 'Jo', last_name: 'Park' } }],
	});
	const rows = [
		{ user_id: '1', crm_id: ' CRM-1 ', first_name: 'Mara', email: 'm@a.b', email_opt_in: 'FALSE' },
		{ user_id: '2', crm_id: 'CRM-2', first_name: 'Joe', last_name: '' },
		{ user_id: '3', crm_id: 'CRM-3' },
	];
	for (let again = 0; again < 2; again++) {
		expect(await load(rows)).toEqual([]);
		expect(held()).toEqual([
			['CRM-2', '2', { first_name: 'Joe', last_name: 'Park', punchh_user_id: 2 }],
			[
				'CRM-1',
				'1',
				{ first_name: 'Mara', email: 'm@a.b', email_subscribe: 'unsubscribed', punchh_user_id: 1 },
			],
			['CRM-3', '3', { punchh_user_id: 3 }],
		]);
	}
});

test.each([
	["another guest's in Braze", 'CRM-1', 'is the external ID of another guest'],
	['none', 'N/A', 'because it means that there is none'],
	['shortened by a spreadsheet', '4,47911E+11', 'is not the whole ID'],
])('nothing of a row is written whose external ID is %s', async (_what, id, reason) => {
	const mara = { user_id: '1', crm_id: 'CRM-1', first_name: 'Mara' };
	await load([mara]);
	forgetAllGuests();
	const before = held();
	const refused = { user_id: '2', crm_id: id, first_name: 'Jo' };
	expect(await load([refused])).toEqual([expect.stringContaining(reason)]);
	expect(held()).toEqual(before);
});

test("a guest without an external ID gets no profile and no name; the adapter's is linked", async () => {
	sandbox.braze.seed({ profiles: [{ external_id: '1', attributes: { visits: 3 } }] });
	const rows = ['1', '2'].map((user_id) => ({ user_id, crm_id: '', first_name: 'Jo' }));
	const refused = await load(rows, { adapterProfiles: true });
	expect(refused).toEqual(Array(2).fill(expect.stringContaining("'external_id'")));
	expect(held()).toEqual([['1', '1', { visits: 3, punchh_user_id: 1 }]]);
});
