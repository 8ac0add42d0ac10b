import type { INode, IWorkflowBase } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';

/** The paths of triggers that do not name one, below the ID of the webhook. */
const TRIGGER_PATHS: Record<string, string> = {
	brazeTrigger: 'braze',
	chatTrigger: 'chat',
	punchhTrigger: 'punchh',
};

/**
 * Where n8n serves a node's webhook: at the path that the node names, or else at the ID of the
 * webhook, which n8n makes anew for each imported workflow that has none.
 */
export function webhookPath({ type, webhookId, parameters }: INode): string {
	const path = TRIGGER_PATHS[type.slice(type.lastIndexOf('.') + 1)];
	if (path !== undefined) return `${webhookId}/${path}`;
	return String(parameters.path || webhookId);
}

/** The URL's path at which n8n serves a node that waits for calls: forms stand apart. */
export function servedPath(node: INode): string {
	const isForm = node.type === 'n8n-nodes-base.formTrigger';
	return `/${isForm ? 'form' : 'webhook'}/${webhookPath(node)}`;
}

/** The URL's path at which a published workflow is called. @throws Error when nobody can call it */
export function triggerPath({ name, nodes }: Pick<IWorkflowBase, 'name' | 'nodes'>): string {
	const trigger = nodes.find(isServed);
	if (trigger === undefined) throw new Error(`Nothing calls the workflow "${name}"`);
	return servedPath(trigger);
}

/** Nodes that n8n gives an ID of a webhook, and that are called only while a run waits, or by a workflow. */
const NOT_SERVED = [
	'n8n-nodes-base.wait',
	'n8n-nodes-base.form',
	'n8n-nodes-base.executeWorkflowTrigger',
];

/** Whether a node is served from publishing on. */
export function isServed({ type, webhookId }: INode): boolean {
	return webhookId !== undefined && !NOT_SERVED.includes(type);
}

/** Whether a node starts a workflow when it is called. */
export function isCalled({ type }: INode): boolean {
	return /trigger|webhook$/i.test(type) && !/\.(manual|schedule)Trigger$/.test(type);
}

/** The node with the ID that its URL is made of. */
export function withWebhookId(node: INode): INode {
	return isCalled(node) ? { webhookId: randomUUID(), ...node } : node;
}
