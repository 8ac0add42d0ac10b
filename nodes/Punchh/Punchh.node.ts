import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { propertiesOf } from '../shared/operation';
import { runItems } from '../shared/runItems';
import { operations } from './actions';
import { searchCustomSegments } from './methods/listSearch';

export class Punchh implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Punchh',
		name: 'punchh',
		icon: { light: 'file:punchh.svg', dark: 'file:punchh.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Sign up and update loyalty guests and fill custom segments in Punchh',
		defaults: { name: 'Punchh' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [
			// n8n looks at the first entry of a name only, so one entry has to say all of its conditions.
			{
				name: 'punchhApi',
				required: true,
				displayOptions: { hide: { operation: ['signUp'], updateApi: ['mobile', 'sso'] } },
			},
			{
				name: 'punchhMobileApi',
				required: true,
				displayOptions: { hide: { resource: ['segment'], updateApi: ['dashboard'] } },
			},
		],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Guest', value: 'guest' },
					{ name: 'Segment', value: 'segment' },
				],
				default: 'guest',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['guest'] } },
				options: [
					{
						name: 'Sign Up',
						value: 'signUp',
						action: 'Sign up guest',
						description: 'Make a new loyalty guest, with an external ID if you like',
					},
					{
						name: 'Update External ID',
						value: 'updateExternalId',
						action: 'Update external ID of guest',
						description: 'Give a guest the ID by which another system, such as Braze, knows it',
					},
				],
				default: 'signUp',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['segment'] } },
				options: [
					{
						name: 'Add Guest',
						value: 'addGuest',
						action: 'Add guest to segment',
						description: 'Make a guest a member of a custom segment (Custom List)',
					},
				],
				default: 'addGuest',
			},
			...propertiesOf(operations),
		],
	};

	methods = { listSearch: { searchCustomSegments } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems.call(this, operations);
	}
}
