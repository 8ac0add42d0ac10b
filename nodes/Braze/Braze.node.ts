import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { propertiesOf } from '../shared/operations/types';
import { runItems } from '../shared/operations/run';
import { operations } from './actions';
import { searchCampaigns, searchCanvases, searchCatalogs } from './methods/listSearch';

export class Braze implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Braze',
		name: 'braze',
		icon: { light: 'file:braze.svg', dark: 'file:braze.dark.svg' },
		group: ['output'],
		version: 1,
		// Makes words of names: punchhEvent and track become "Punchh Event: Track".
		subtitle:
			'={{ ($parameter["resource"] + ": " + $parameter["operation"]).replace(/[A-Z]/g, " $&").toTitleCase().replace(/\\bId\\b/, "ID") }}',
		description:
			'Record attributes, events and purchases in Braze, manage users and subscriptions, and send campaigns and Canvases',
		defaults: { name: 'Braze' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'brazeApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Campaign', value: 'campaign' },
					{ name: 'Canvas Flow', value: 'canvas' },
					{ name: 'Catalog Item', value: 'catalogItem' },
					{ name: 'Email', value: 'email' },
					{ name: 'Punchh Event', value: 'punchhEvent' },
					{ name: 'Subscription', value: 'subscription' },
					{ name: 'User', value: 'user' },
				],
				default: 'user',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['campaign'] } },
				options: [
					{
						name: 'Send',
						value: 'send',
						action: 'Send campaign to user',
						description:
							'Send an API-triggered campaign to users, one for each item, with values of their own. Braze leaves out users that it does not know, without a word.',
					},
				],
				default: 'send',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['canvas'] } },
				options: [
					{
						name: 'Send',
						value: 'send',
						action: 'Start canvas for user',
						description:
							'Let users enter an API-triggered Canvas, one for each item, with values of their own. Braze leaves out users that it does not know, without a word.',
					},
				],
				default: 'send',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['catalogItem'] } },
				options: [
					{
						name: 'Create or Update',
						value: 'upsert',
						action: 'Create or update catalog item',
						description:
							'Create a new record, or update the current one if it already exists (upsert)',
					},
					{
						name: 'Delete',
						value: 'delete',
						action: 'Delete catalog item',
						description: 'Remove an item from a catalog',
					},
				],
				default: 'upsert',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['email'] } },
				options: [
					{
						name: 'Add to Blocklist',
						value: 'addToBlocklist',
						action: 'Add email to blocklist',
						description:
							'Unsubscribe an email address and mark it as a hard bounce, so that Braze never sends to it',
					},
					{
						name: 'Set Status',
						value: 'setStatus',
						action: 'Set email subscription status',
						description:
							'Set the global email subscription state of an address, also of one that no user has yet',
					},
				],
				default: 'setStatus',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['punchhEvent'] } },
				options: [
					{
						name: 'Track',
						value: 'track',
						action: 'Track punchh event',
						description:
							'Record events of the Punchh Trigger as attributes, custom events and purchases of their guests. Answers with a verdict for each item.',
					},
				],
				default: 'track',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['subscription'] } },
				options: [
					{
						name: 'Get Status',
						value: 'getStatus',
						action: 'Get subscription statuses of user',
						description: 'List the subscription groups of a user with the state in each',
					},
					{
						name: 'Get Status in Group',
						value: 'getGroupStatus',
						action: 'Get subscription status of user in group',
						description: 'Tell whether a user is subscribed to one subscription group',
					},
					{
						name: 'Set Status',
						value: 'setStatus',
						action: 'Set subscription status of user in group',
						description:
							'Subscribe a user to a subscription group, or unsubscribe it. Braze answers with success even when it knows no such user.',
					},
				],
				default: 'setStatus',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['user'] } },
				options: [
					{
						name: 'Create Alias',
						value: 'createAlias',
						action: 'Create alias of user',
						description:
							'Give a user another identifier, or make a user that has only this one. Braze answers with success even when another user has the alias.',
					},
					{
						name: 'Delete',
						value: 'delete',
						action: 'Delete user',
						description: 'Delete a user for good, with all its history. Needs Confirm Deletion.',
					},
					{
						name: 'Export',
						value: 'export',
						action: 'Export user profile',
						description:
							'Read the profile of a user: attributes, events, purchases, messages received',
					},
					{
						name: 'Identify',
						value: 'identify',
						action: 'Identify user with external ID',
						description:
							'Give a profile that is known by alias, email or phone an external ID. Braze answers with success even when no profile matches.',
					},
					{
						name: 'Merge',
						value: 'merge',
						action: 'Merge users',
						description:
							'Move what one user has to another one and remove it. Braze answers with success even when it finds neither.',
					},
					{
						name: 'Remove External ID',
						value: 'removeExternalId',
						action: 'Remove external ID of user',
						description: 'Remove a deprecated external ID that a rename has left behind',
					},
					{
						name: 'Rename External ID',
						value: 'renameExternalId',
						action: 'Rename external ID of user',
						description:
							'Give a user another external ID. The present one stays valid until it is removed.',
					},
					{
						name: 'Track',
						value: 'track',
						action: 'Track user',
						description:
							'Record attributes, custom events and purchases of users. Unknown users are created. Answers with a verdict for each item.',
					},
					{
						name: 'Update Alias',
						value: 'updateAlias',
						action: 'Update alias of user',
						description:
							'Change the name of an alias under its label. Braze answers with success even when no user has it.',
					},
				],
				default: 'track',
			},
			...propertiesOf(operations),
		],
	};

	methods = { listSearch: { searchCampaigns, searchCanvases, searchCatalogs } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems.call(this, operations);
	}
}
