import type { INodeParameters, INodeTypeDescription } from 'n8n-workflow';

import type { WorkflowFile } from '../../playground/n8nClient';
import { toolParameters, type AgentTool } from './agentTools';

/** A node of the workflow, before it has an ID, a place and its credentials. */
interface NodeDraft {
	name: string;
	type: string;
	typeVersion: number;
	parameters: INodeParameters;
	/** Types of the credentials that it needs. */
	needs?: string[];
	webhookId?: string;
}

/** The tools as nodes; a tool's name is made of its node's. */
export function toolNodes(
	{ name, credentials, ...description }: INodeTypeDescription,
	tools: Record<string, AgentTool>,
): NodeDraft[] {
	return Object.entries(tools).map(([toolName, tool]) => ({
		name: toolName.replaceAll('_', ' '),
		type: `n8n-nodes-punchh-braze.${name}Tool`,
		typeVersion: 1,
		parameters: toolParameters({ name, credentials, ...description }, tool),
		needs: credentials!.map((one) => one.name),
	}));
}

const AGENT: NodeDraft[] = [
	{
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: { httpMethod: 'POST', path: 'agent', responseMode: 'lastNode', options: {} },
		webhookId: 'agent-webhook',
	},
	{
		name: 'AI Agent',
		type: '@n8n/n8n-nodes-langchain.agent',
		typeVersion: 3,
		parameters: { promptType: 'define', text: '={{ JSON.stringify($json.body) }}', options: {} },
	},
	{
		name: 'Model',
		type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
		typeVersion: 1.2,
		parameters: { model: { __rl: true, mode: 'id', value: 'stand-in' }, options: {} },
		needs: ['openAiApi'],
	},
];

/**
 * A workflow whose agent is asked by a webhook at the path `agent`, and has the tools.
 *
 * @param made the credentials of this n8n, of which each node gets the first of each type that it needs
 */
export function agentWorkflow(
	tools: NodeDraft[],
	made: Array<{ id: string; name: string; type: string }>,
): WorkflowFile {
	const credentialOf = (type: string) => {
		const { id, name } = made.find((credential) => credential.type === type)!;
		return [type, { id, name }];
	};
	const to = (type: string) => ({ [type]: [[{ node: 'AI Agent', type, index: 0 }]] });
	return {
		name: 'Agent with tools',
		nodes: [...AGENT, ...tools].map(({ needs = [], ...node }, index) => ({
			id: node.name,
			position: [200 * index, 0],
			credentials: Object.fromEntries(needs.map(credentialOf)) as object,
			...node,
		})),
		connections: {
			Webhook: to('main'),
			Model: to('ai_languageModel'),
			...Object.fromEntries(tools.map(({ name }) => [name, to('ai_tool')])),
		},
		// The model signs guests up and logs them in: passwords are in the conversation.
		settings: {
			executionOrder: 'v1',
			saveDataSuccessExecution: 'none',
			saveDataErrorExecution: 'none',
		},
	} as unknown as WorkflowFile;
}
