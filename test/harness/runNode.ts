import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type ExecutionError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type IRun,
	type IWorkflowBase,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import {
	additionalData,
	credentialReferences,
	nodeTypes,
	PACKAGE,
	type CredentialValues,
} from './n8n';

export interface NodeRun {
	/** Name of the node type in this package, e.g. `braze`. */
	node: string;
	parameters: INodeParameters;
	items: IDataObject[];
	credentials: CredentialValues;
	onError?: INode['onError'];
	/** Whether n8n runs the node again when it has failed, as 'Retry On Fail' in its settings says. */
	retryOnFail?: boolean;
	/** Which execution of which workflow it is, and what has started it; when absent, by hand one of a workflow of its own. */
	execution?: { id: string; workflowId: string; mode: WorkflowExecuteMode };
	/** When it resolves, the execution is stopped as a user would stop it. */
	stopWhen?: Promise<unknown>;
}

export interface NodeResult {
	/** Items of the normal output. */
	items: INodeExecutionData[];
	/** Items of the error output, when the node has one. */
	errors: INodeExecutionData[];
	/** Set when the node stopped. */
	error?: ExecutionError;
	run: IRun;
}

let runs = 0;

/** What a node has sent in one workflow is nothing to it in another. */
const byHand = () => ({ id: `${++runs}`, workflowId: `by hand ${runs}`, mode: 'manual' as const });

/** Runs one of our nodes on items, behind an input node, in n8n's own engine. */
export async function runNode(given: NodeRun): Promise<NodeResult> {
	const input = node('Input', 'test.input', {});
	const subject: INode = {
		...node('Subject', `${PACKAGE}.${given.node}`, given.parameters),
		credentials: credentialReferences(given.credentials),
		onError: given.onError,
		...(given.retryOnFail ? { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } : {}),
	};
	const { id, workflowId, mode } = given.execution ?? byHand();
	const workflow = new Workflow({
		id: workflowId,
		nodes: [input, subject],
		connections: { Input: { main: [[{ node: 'Subject', type: 'main', index: 0 }]] } },
		active: false,
		nodeTypes,
		settings: { timezone: 'America/New_York', executionOrder: 'v1' },
	});
	const additional = { ...additionalData(given.credentials), executionId: id };
	additional.hooks = new ExecutionLifecycleHooks(mode, id, {} as IWorkflowBase);
	const data = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [
				{ node: input, data: { main: [given.items.map((json) => ({ json }))] }, source: null },
			],
		},
	});
	const running = new WorkflowExecute(additional, mode, data).processRunExecutionData(workflow);
	void given.stopWhen?.then(() => running.cancel());
	const run = await running;
	const [result] = run.data.resultData.runData.Subject;
	return {
		items: result.data?.main[0] ?? [],
		errors: result.data?.main[1] ?? [],
		error: result.error,
		run,
	};
}

function node(name: string, type: string, parameters: INodeParameters): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters };
}
