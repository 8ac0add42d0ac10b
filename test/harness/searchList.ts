import { LoadOptionsContext } from 'n8n-core';
import {
	Workflow,
	type ILoadOptionsFunctions,
	type INode,
	type INodeListSearchResult,
	type INodeParameters,
} from 'n8n-workflow';

import {
	additionalData,
	credentialReferences,
	nodeTypes,
	PACKAGE,
	type CredentialValues,
} from './n8n';

/**
 * Fills a drop-down of one of our nodes, as the editor does.
 *
 * @param parameters what is set already; it may decide which credential the node has
 */
export async function searchList(
	nodeName: string,
	method: string,
	credentials: CredentialValues,
	filter?: string,
	paginationToken?: string,
	parameters: INodeParameters = {},
): Promise<INodeListSearchResult> {
	const type = `${PACKAGE}.${nodeName}`;
	const nodeType = nodeTypes.getByNameAndVersion(type);
	const node: INode = {
		id: 'subject',
		name: 'Subject',
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: credentialReferences(credentials),
	};
	const workflow = new Workflow({
		id: '1',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes,
	});
	const context = new LoadOptionsContext(workflow, node, additionalData(credentials), 'parameter');
	const search = nodeType.methods!.listSearch![method];
	return await search.call(context as ILoadOptionsFunctions, filter, paginationToken);
}
