import type { INode } from 'n8n-workflow';

import type { N8nClient, StoredWorkflow, WorkflowFile } from '../../playground/n8nClient';
import { postToWebhook, stack } from './stack';

/** A node of a chain, before it has a place. */
interface ChainedNode {
	name: string;
	type: string;
	typeVersion: number;
	parameters: object;
}

/**
 * Publishes a workflow that starts with a Webhook node at `path`, and runs it once.
 *
 * @param credentialType what the last node needs, if it needs one
 * @returns the answer: all items of the last node
 */
export async function runThroughWebhook(
	client: N8nClient,
	path: string,
	nodes: ChainedNode[],
	credentialType: string | undefined,
	body: unknown,
): Promise<Response> {
	const credentials = await client.listCredentials();
	const credential = credentials.find(({ type }) => type === credentialType);
	const reference =
		credential === undefined
			? {}
			: { credentials: { [credential.type]: { id: credential.id, name: credential.name } } };
	await client.publish(await client.createWorkflow(chainOf(path, nodes, reference)));
	return await postToWebhook(path, body);
}

/**
 * Publishes a copy of an example in which its user has chosen otherwise; it has paths of its own.
 *
 * @param choose what differs, for each node
 */
export async function publishCopy(
	client: N8nClient,
	example: string,
	choose: (node: INode) => Partial<INode>,
): Promise<StoredWorkflow> {
	const { nodes, ...workflow } = await client.getWorkflow(stack.workflowIds[example]);
	const copy = nodes.map((node) => ({ ...node, webhookId: undefined, ...choose(node) }));
	const stored = await client.createWorkflow({
		...workflow,
		name: `${workflow.name} (copy)`,
		nodes: copy,
		// A test looks at what has run.
		settings: { ...workflow.settings, saveDataSuccessExecution: 'all' },
	});
	await client.publish(stored);
	return stored;
}

/** For publishCopy: what a run has left behind counts as left at once, not after an hour. */
export function withoutPatience({ name, parameters }: INode): Partial<INode> {
	if (name !== 'Left by a run') return {};
	const impatient = JSON.stringify(parameters).replace('hours: 1', 'hours: 0');
	return { parameters: JSON.parse(impatient) as INode['parameters'] };
}

/** A Webhook node at a path and what follows it, in a row; the last of them has the credential. */
function chainOf(path: string, nodes: ChainedNode[], reference: object): WorkflowFile {
	const chain = [webhookAt(path), ...nodes];
	return {
		name: path,
		nodes: chain.map((node, index) => ({
			id: node.name,
			position: [200 * index, 0],
			...node,
			...(index === chain.length - 1 ? reference : {}),
		})),
		connections: Object.fromEntries(
			nodes.map(({ name }, index) => [
				chain[index].name,
				{ main: [[{ node: name, type: 'main', index: 0 }]] },
			]),
		),
		// Some of the bodies carry a password.
		settings: { saveDataSuccessExecution: 'none', saveDataErrorExecution: 'none' },
	} as unknown as WorkflowFile;
}

const webhookAt = (path: string) => ({
	name: 'Webhook',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	parameters: {
		httpMethod: 'POST',
		path,
		responseMode: 'lastNode',
		responseData: 'allEntries',
		options: {},
	},
	webhookId: `webhook-of-${path}`,
});
