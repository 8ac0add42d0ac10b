import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { propertiesOf } from '../shared/operations/types';
import { runItems } from '../shared/operations/run';
import { operations, selectors } from './actions';
import * as listSearch from './methods/listSearch';

/** Operations on guests that only the business admin key can do. */
const DASHBOARD_ONLY = [
	'ban',
	'deactivate',
	'delete',
	'get',
	'getTimeline',
	'reactivate',
	'sendMessage',
	'unban',
];

export class Punchh implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Punchh',
		name: 'punchh',
		icon: { light: 'file:punchh.svg', dark: 'file:punchh.dark.svg' },
		group: ['output'],
		version: 1,
		// Makes words of names: punchhEvent and track become "Punchh Event: Track".
		subtitle:
			'={{ ($parameter["resource"] + ": " + $parameter["operation"]).replace(/[A-Z]/g, " $&").toTitleCase().replace(/\\bId\\b/, "ID") }}',
		description:
			'Sign up, look up and update loyalty guests in Punchh, send them gifts, and manage custom segments',
		defaults: { name: 'Punchh' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [
			// n8n looks at the first entry of a name only, so one entry has to say all of its conditions.
			{
				name: 'punchhApi',
				required: true,
				displayOptions: { hide: { api: ['mobile', 'sso'], ifGuestExists: ['fail'] } },
			},
			{
				name: 'punchhMobileApi',
				required: true,
				displayOptions: {
					hide: {
						resource: ['loyalty', 'segment', 'segmentMember'],
						operation: DASHBOARD_ONLY,
						api: ['dashboard'],
						signUpApi: ['eclub'],
					},
				},
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
					{ name: 'Loyalty', value: 'loyalty' },
					{ name: 'Segment', value: 'segment' },
					{ name: 'Segment Member', value: 'segmentMember' },
				],
				default: 'guest',
				description: 'What the operation is about',
			},
			...selectors,
			...propertiesOf(operations),
		],
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems.call(this, operations);
	}
}
