import express, { type Request, type Response } from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebhookContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type IWebhookData,
} from 'n8n-workflow';

import {
	additionalData,
	credentialReferences,
	nodeTypes,
	PACKAGE,
	type CredentialValues,
} from './n8n';

export interface ServedTrigger {
	/** Address of the webhook, as n8n would serve it. */
	url: string;
	/** What started workflows, one entry for each execution. */
	executions: INodeExecutionData[][];
	close(): Promise<void>;
}

type RawRequest = Request & { rawBody?: Buffer; readRawBody(): Promise<void> };

/**
 * Serves the Punchh Trigger over HTTP: n8n's own WebhookContext around a real request and answer.
 * What n8n's server does before and after `webhook()` is done here in its place: it reads the raw
 * body, and answers where the node did not.
 */
export async function serveTrigger(
	parameters: INodeParameters,
	credentials: CredentialValues,
): Promise<ServedTrigger> {
	const executions: INodeExecutionData[][] = [];
	const app = express();
	app.all('/webhook/1/punchh', async (request: Request, response: Response) => {
		const raw = request as RawRequest;
		raw.readRawBody = async () => {
			raw.rawBody ??= await readAll(request);
		};
		await raw.readRawBody();
		const result = await callWebhook(raw, response, parameters, credentials);
		if (result.workflowData?.[0]) executions.push(result.workflowData[0]);
		if (!result.noWebhookResponse) response.status(200).json({ message: 'Workflow was started' });
	});
	const server = await new Promise<Server>((resolve) => {
		const started = app.listen(0, '127.0.0.1', () => resolve(started));
	});
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/webhook/1/punchh`,
		executions,
		close: async () => await new Promise((resolve) => void server.close(() => resolve())),
	};
}

async function callWebhook(
	request: RawRequest,
	response: Response,
	parameters: INodeParameters,
	credentials: CredentialValues,
) {
	const type = `${PACKAGE}.punchhTrigger`;
	const node: INode = {
		id: 'trigger',
		name: 'Punchh Trigger',
		type,
		typeVersion: 2,
		position: [0, 0],
		parameters,
		webhookId: '1',
		credentials: credentialReferences(credentials),
	};
	const workflow = new Workflow({
		id: '1',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes,
	});
	const nodeType = nodeTypes.getByNameAndVersion(type);
	const webhookDescription = nodeType.description.webhooks!.find(
		({ httpMethod }) => httpMethod === request.method,
	)!;
	const additional = additionalData(credentials);
	additional.httpRequest = request;
	additional.httpResponse = response;
	const data = { webhookDescription } as unknown as IWebhookData;
	const context = new WebhookContext(workflow, node, additional, 'webhook', data, [], null);
	return await nodeType.webhook!.call(context);
}

async function readAll(request: Request): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

/** The `json` of the only item that was emitted; fails when there is another number of items. */
export function onlyItem({ executions }: ServedTrigger): IDataObject {
	expect(executions).toHaveLength(1);
	expect(executions[0]).toHaveLength(1);
	return executions[0][0].json;
}
