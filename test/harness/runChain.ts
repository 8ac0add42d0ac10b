import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type IWorkflowBase,
} from 'n8n-workflow';

import { additionalData, credentialReferences, nodeTypes, type CredentialValues } from './n8n';

interface ChainRun {
	/** In their order, each behind the normal output of the one before it; the first hands on the items. */
	nodes: INode[];
	items: IDataObject[];
	/** What nodes make of their items, instead of running; n8n links it to those by its places. */
	remade?: Record<string, IDataObject[]>;
	credentials: CredentialValues;
}

/** A node that hands on what it gets, with the name of one of an example that is not ours. */
export function passThrough(name: string): INode {
	return { id: name, name, type: 'test.input', typeVersion: 1, position: [0, 0], parameters: {} };
}

const toItems = (values: IDataObject[]) => values.map((json) => ({ json }));

/**
 * Runs nodes one after the other in n8n's own engine.
 *
 * @returns the outputs of each node that ran, by its name
 */
export async function runChain({
	nodes,
	items,
	remade = {},
	credentials,
}: ChainRun): Promise<Record<string, Array<INodeExecutionData[] | null>>> {
	const chain = nodes.map((node) => ({ ...node, credentials: credentialReferences(credentials) }));
	const nextOf = (index: number) => ({ node: chain[index + 1].name, type: 'main', index: 0 });
	const workflow = new Workflow({
		id: '1',
		nodes: chain,
		connections: Object.fromEntries(
			chain.slice(0, -1).map(({ name }, index) => [name, { main: [[nextOf(index)]] }]),
		) as unknown as IWorkflowBase['connections'],
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1' },
	});
	const additional = { ...additionalData(credentials), executionId: '1' };
	additional.hooks = new ExecutionLifecycleHooks('manual', '1', {} as IWorkflowBase);
	const pinData = Object.fromEntries(
		Object.entries(remade).map(([name, values]) => [name, toItems(values)]),
	);
	const data = createRunExecutionData({
		resultData: { pinData },
		executionData: {
			nodeExecutionStack: [{ node: chain[0], data: { main: [toItems(items)] }, source: null }],
		},
	});
	const run = await new WorkflowExecute(additional, 'manual', data).processRunExecutionData(
		workflow,
	);
	return Object.fromEntries(
		Object.entries(run.data.resultData.runData).map(([name, [{ data: output }]]) => [
			name,
			output?.main ?? [],
		]),
	);
}
