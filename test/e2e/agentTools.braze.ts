import { operations } from '../../nodes/Braze/actions';
import { filledByModel, type AgentTool } from './agentTools';
import type { ToolInUse } from './agentTools.punchh';

const MARA = { External_ID: 'CRM-1' };

/** Some operations of the Braze node in use, by the name of the tool. */
export const BRAZE_TOOLS_IN_USE: Record<string, ToolInUse> = {
	Track_user: {
		resource: 'user',
		operation: 'track',
		chosen: {
			attributes: {
				attribute: [
					{
						name: 'favorite_drink',
						type: 'string',
						value: filledByModel({ displayName: 'Favorite Drink' }),
					},
				],
			},
		},
		fills: { ...MARA, Favorite_Drink: 'Cold Brew' },
		call: 'POST /users/track',
		says: /"verdict":"accepted"/,
	},
	Export_user: {
		resource: 'user',
		operation: 'export',
		before: ['Track_user'],
		fills: MARA,
		call: 'POST /users/export/ids',
		says: /"favorite_drink":"Cold Brew"/,
	},
	Create_alias_of_user: {
		resource: 'user',
		operation: 'createAlias',
		fills: { ...MARA, Alias_Name: '730415', Alias_Label: 'punchh_id' },
		call: 'POST /users/alias/new',
		says: /"verdict":"accepted"/,
	},
};

/** The other operations, with the choices that the editor starts with. */
const OTHERS: Array<[string, AgentTool]> = Object.entries(operations).flatMap(
	([resource, ofResource]) =>
		Object.keys(ofResource).map((operation): [string, AgentTool] => [
			`Braze_${resource}_${operation}`,
			{ resource, operation },
		]),
);

const isInUse = ({ resource, operation }: AgentTool) =>
	Object.values(BRAZE_TOOLS_IN_USE).some(
		(tool) => tool.resource === resource && tool.operation === operation,
	);

/** Every operation of the Braze node, by the name of the tool. */
export const BRAZE_TOOLS: Record<string, AgentTool> = {
	...BRAZE_TOOLS_IN_USE,
	...Object.fromEntries(OTHERS.filter(([, tool]) => !isInUse(tool))),
};
