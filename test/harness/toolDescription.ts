import type { INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { nodeTypes } from './n8n';

/** What n8n adds to the parameters of a node that is a tool of an agent, and chooses an operation. */
const TOOL_PARAMETERS: INodeProperties[] = [
	{
		displayName: 'Tool Description',
		name: 'descriptionType',
		type: 'options',
		options: [
			{ name: 'Set Automatically', value: 'auto' },
			{ name: 'Set Manually', value: 'manual' },
		],
		default: 'auto',
	},
	{
		displayName: 'Description',
		name: 'toolDescription',
		type: 'string',
		required: true,
		default: '',
		displayOptions: { show: { descriptionType: ['manual'] } },
	},
];

/** The description of one of our nodes, or of the tool that n8n makes of it, by the type in a workflow. */
export function descriptionOf(type: string): INodeTypeDescription {
	const { description } = nodeTypes.getByNameAndVersion(type.replace(/Tool$/, '')) as INodeType;
	if (!type.endsWith('Tool')) return description;
	const properties = [...TOOL_PARAMETERS, ...description.properties];
	return { ...description, name: `${description.name}Tool`, properties };
}
