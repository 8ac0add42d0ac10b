import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	Workflow,
	type ICredentialTestRequest,
	type ICredentialType,
	type IDataObject,
	type IExecuteData,
	type INode,
	type INodeType,
} from 'n8n-workflow';

import {
	additionalData,
	credentialReferences,
	nodeTypes,
	PACKAGE,
	type CredentialValues,
} from './n8n';

/** What n8n's editor shows after a press on the test button of a credential. */
export interface TestEnd {
	status: 'OK' | 'Error';
	message: string;
}

/** An error of n8n's HTTP helper. */
interface HttpError extends Error {
	cause?: { response?: { status: number }; code?: string };
}

/**
 * Tests a credential as n8n does: the request goes through n8n's own RoutingNode. How its rules are
 * read stands in n8n's server, in CredentialsTester, and is repeated here.
 *
 * @param more what an older n8n does otherwise with the request
 */
export async function testCredential(
	type: ICredentialType,
	values: IDataObject,
	more: Partial<ICredentialTestRequest['request']> = {},
): Promise<TestEnd> {
	const { rules = [] } = type.test!;
	const request = { ...type.test!.request, ...more };
	let answer: IDataObject | undefined;
	try {
		answer = await sendRequest(type, values, request);
	} catch (thrown) {
		const { cause, message } = thrown as HttpError;
		const status = cause?.response?.status;
		const rule = rules.find(
			(one) => one.type === 'responseCode' && one.properties.value === status,
		);
		return { status: 'Error', message: rule?.properties.message ?? cause?.code ?? message };
	}
	const rule = rules.find(
		({ type, properties }) =>
			type === 'responseSuccessBody' && at(answer, properties.key) === properties.value,
	);
	return rule === undefined
		? { status: 'OK', message: 'Connection successful!' }
		: { status: 'Error', message: rule.properties.message };
}

/** What an answer has at a path, as lodash reads it for n8n. */
function at(answer: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, key) => (value as IDataObject | undefined)?.[key], answer);
}

/** @returns the JSON of the answer */
async function sendRequest(
	type: ICredentialType,
	values: IDataObject,
	request: object,
): Promise<IDataObject | undefined> {
	const nodeType = testerOf(type, request);
	const context = contextOf(nodeType, { [type.name]: values });
	const decrypted = { id: type.name, name: type.name, type: type.name, data: values };
	const output = await new RoutingNode(context, nodeType, decrypted as never).runNode();
	return output?.[0]?.[0]?.json;
}

const NODE_TYPE = `${PACKAGE}.braze`;

/** A node that needs the credential, and sends the request that tests it. */
function testerOf({ name }: ICredentialType, request: object): INodeType {
	return {
		description: {
			...nodeTypes.getByNameAndVersion(NODE_TYPE).description,
			credentials: [{ name, required: true }],
			properties: [
				{ displayName: 'T', name: 't', type: 'string', routing: { request }, default: '' },
			],
		},
	} as unknown as INodeType;
}

function contextOf(nodeType: INodeType, credentials: CredentialValues): ExecuteContext {
	const node: INode = {
		id: 'subject',
		name: 'Subject',
		type: NODE_TYPE,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: credentialReferences(credentials),
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: { ...nodeTypes, getByName: () => nodeType, getByNameAndVersion: () => nodeType },
	});
	const executeData: IExecuteData = { node, data: {}, source: null };
	return new ExecuteContext(
		workflow,
		node,
		additionalData(credentials),
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		executeData,
		[],
	);
}
