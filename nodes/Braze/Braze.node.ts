import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { runItems } from '../shared/operations/run';
import { brazeOperations } from './actions';
import * as listSearch from './methods/listSearch';

export class Braze implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Braze',
		name: 'braze',
		icon: { light: 'file:braze.svg', dark: 'file:braze.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: brazeOperations.subtitle,
		description:
			'Record attributes, events and purchases in Braze, manage users and subscriptions, and send campaigns and Canvases',
		defaults: { name: 'Braze' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: brazeOperations.credentials,
		properties: brazeOperations.properties,
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems.call(this, brazeOperations.resources);
	}
}
