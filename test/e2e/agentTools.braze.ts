import { brazeOperations } from '../../nodes/Braze/actions';
import { filledByModel, type AgentTool } from './agentTools';
import type { ToolInUse } from './agentTools.punchh';
import {
	BRAZE_CAMPAIGNS,
	BRAZE_CANVASES,
	BRAZE_CATALOG,
	BRAZE_SUBSCRIPTION_GROUPS,
} from '../../sandbox/braze/seed';

const MARA = { External_ID: 'CRM-1' };
const GROUP = { Subscription_Group_ID: BRAZE_SUBSCRIPTION_GROUPS[0].id };
const ACCEPTED = /"verdict":"accepted"/;

/** The operations of the Braze node in use, by the name of the tool. */
export const BRAZE_TOOLS_IN_USE: Record<string, ToolInUse> = {
	Track_user: {
		resource: 'user',
		operation: 'track',
		chosen: {
			attributes: {
				attribute: [
					{
						name: 'favorite_drink',
						type: 'asGiven',
						value: filledByModel({ displayName: 'Favorite Drink' }),
					},
				],
			},
		},
		fills: { ...MARA, Favorite_Drink: 'Cold Brew' },
		call: 'POST /users/track',
		says: ACCEPTED,
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
		says: ACCEPTED,
	},
	Update_alias_of_user: {
		resource: 'user',
		operation: 'updateAlias',
		fills: { Alias_Label: 'punchh_id', Old_Alias_Name: '730415', New_Alias_Name: '730416' },
		call: 'POST /users/alias/update',
		says: ACCEPTED,
	},
	Identify_user: {
		resource: 'user',
		operation: 'identify',
		fills: { ...MARA, Alias_Name: '730415', Alias_Label: 'punchh_id' },
		call: 'POST /users/identify',
		says: ACCEPTED,
	},
	Merge_users: {
		resource: 'user',
		operation: 'merge',
		fills: { External_ID_to_Merge: 'CRM-2', External_ID_to_Keep: 'CRM-1' },
		call: 'POST /users/merge',
		says: ACCEPTED,
	},
	Delete_user: {
		resource: 'user',
		operation: 'delete',
		chosen: { confirmDeletion: true },
		before: ['Track_user'],
		fills: MARA,
		call: 'POST /users/delete',
		says: /"deleted_in_request":1/,
	},
	Rename_external_ID: {
		resource: 'user',
		operation: 'renameExternalId',
		before: ['Track_user'],
		fills: { Current_External_ID: 'CRM-1', New_External_ID: 'CRM-9' },
		call: 'POST /users/external_ids/rename',
		says: ACCEPTED,
	},
	Remove_external_ID: {
		resource: 'user',
		operation: 'removeExternalId',
		before: ['Track_user', 'Rename_external_ID'],
		fills: MARA,
		call: 'POST /users/external_ids/remove',
		says: ACCEPTED,
	},
	Set_subscription: {
		resource: 'subscription',
		operation: 'setStatus',
		before: ['Track_user'],
		fills: { ...MARA, ...GROUP, 'SMS_Double_Opt-In': false },
		call: 'POST /v2/subscription/status/set',
		says: ACCEPTED,
	},
	Get_subscriptions: {
		resource: 'subscription',
		operation: 'getStatus',
		before: ['Track_user', 'Set_subscription'],
		fills: MARA,
		call: 'GET /subscription/user/status',
		says: /"status":"Subscribed"/,
	},
	Get_subscription_in_group: {
		resource: 'subscription',
		operation: 'getGroupStatus',
		before: ['Track_user', 'Set_subscription'],
		fills: { ...MARA, ...GROUP },
		call: 'GET /subscription/status/get',
		says: /"status":"Subscribed"/,
	},
	Send_campaign: {
		resource: 'campaign',
		operation: 'send',
		before: ['Track_user'],
		fills: { ...MARA, Campaign: BRAZE_CAMPAIGNS[0].id, Trigger_Properties: { reward: 'Free tea' } },
		call: 'POST /campaigns/trigger/send',
		says: /"dispatch_id":/,
	},
	Start_Canvas: {
		resource: 'canvas',
		operation: 'send',
		before: ['Track_user'],
		fills: { ...MARA, Canvas: BRAZE_CANVASES[0].id, Context: { reward: 'Free tea' } },
		call: 'POST /canvas/trigger/send',
		says: /"dispatch_id":/,
	},
	Set_email_status: {
		resource: 'email',
		operation: 'setStatus',
		fills: { Email: 'mara@example.com' },
		call: 'POST /email/status',
		says: ACCEPTED,
	},
	Block_email: {
		resource: 'email',
		operation: 'addToBlocklist',
		fills: { Email: 'mara@example.com' },
		call: 'POST /email/blocklist',
		says: ACCEPTED,
	},
	Write_catalog_item: {
		resource: 'catalogItem',
		operation: 'upsert',
		fills: { Catalog: BRAZE_CATALOG.name, Item_ID: 'mocha', Fields: { name: 'Mocha', price: 4 } },
		call: `PUT /catalogs/${BRAZE_CATALOG.name}/items`,
		says: ACCEPTED,
	},
	Delete_catalog_item: {
		resource: 'catalogItem',
		operation: 'delete',
		chosen: { confirmDeletion: true },
		fills: { Catalog: BRAZE_CATALOG.name, Item_ID: 'tea' },
		call: `DELETE /catalogs/${BRAZE_CATALOG.name}/items`,
		says: ACCEPTED,
	},
};

/** The other operations, with the choices that the editor starts with. */
const OTHERS: Array<[string, AgentTool]> = Object.entries(brazeOperations.resources).flatMap(
	([resource, { operations: ofResource }]) =>
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
