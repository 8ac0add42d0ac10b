import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { runItems } from '../shared/operations/run';
import { punchhOperations } from './actions';
import * as listSearch from './methods/listSearch';

export class Punchh implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Punchh',
		name: 'punchh',
		icon: { light: 'file:punchh.svg', dark: 'file:punchh.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: punchhOperations.subtitle,
		description:
			'Sign up, look up and update loyalty guests in Punchh, send them gifts, and manage custom segments',
		defaults: { name: 'Punchh' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: punchhOperations.credentials,
		properties: punchhOperations.properties,
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems.call(this, punchhOperations.resources);
	}
}
