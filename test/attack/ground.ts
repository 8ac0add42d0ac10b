import getPort from 'get-port';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';

import type { Execution } from '../../playground/n8nClient';
import { DATA } from '../../playground/paths';
import { CREDENTIAL_NAMES } from '../../playground/provision';
import type { N8nRelease } from '../../playground/releases';
import { startStack } from '../../playground/stack';
import { triggerPath } from '../../playground/webhookPaths';
import type { Ground } from './probe';

/**
 * Starts a real n8n and a sandbox of their own.
 *
 * @param release another n8n than the playground's
 */
export async function startGround(name: string, release?: N8nRelease): Promise<Ground> {
	const userFolder = join(DATA, name);
	await rm(userFolder, { recursive: true, force: true });
	const stack = await startStack({
		userFolder,
		n8nPort: await getPort({ host: '127.0.0.1' }),
		release,
		sandboxOptions: {},
		n8nSettings: { N8N_LOG_LEVEL: 'warn' },
		say: (line) => console.log(line),
	});
	return {
		...stack,
		state: async () => await (await fetch(`${stack.sandbox.controlUrl}/state`)).text(),
		executions: async (id) => (await stack.client.listExecutions(id)).length,
	};
}

/** A request with headers that fetch would not send, such as another Host. */
export async function rawCall(
	url: string,
	method: string,
	headers: Record<string, string>,
	body: Buffer | string = '',
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
	return await new Promise((resolve, reject) => {
		const sent = request(url, { method, headers }, (response) => {
			let text = '';
			response.on('data', (chunk) => (text += String(chunk)));
			response.on('end', () =>
				resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
			);
		});
		// A server that refuses a body may end the connection while it is being written.
		sent.on('error', (error) =>
			'code' in error && ['ECONNRESET', 'EPIPE'].includes(String(error.code))
				? resolve({ status: 0, headers: {}, text: String(error.code) })
				: reject(error),
		);
		sent.end(body);
	});
}

/** A trigger that is published by itself. */
export interface OwnTrigger {
	id: string;
	url: string;
}

/** Publishes one of our triggers with a credential of its own. */
export async function publishTrigger(
	{ client, n8n }: Ground,
	type: 'brazeTrigger' | 'punchhTrigger',
	parameters: INodeParameters,
	credential: { type: string; data: IDataObject },
): Promise<OwnTrigger> {
	const name = `Attacked ${randomUUID()}`;
	const { id } = await client.createCredential(name, credential.type, credential.data);
	const workflow = await client.createWorkflow({
		name,
		nodes: [
			{
				id: randomUUID(),
				name: 'Trigger',
				type: `n8n-nodes-punchh-braze.${type}`,
				typeVersion: 2,
				position: [0, 0],
				webhookId: randomUUID(),
				parameters: { authentication: 'credential', ...parameters },
				credentials: { [credential.type]: { id, name } },
			} as INode,
		],
		connections: {},
		settings: { executionOrder: 'v1' },
	});
	await client.publish(workflow);
	return { id: workflow.id, url: n8n.url + triggerPath(workflow) };
}

/** Nodes that use our credentials. */
const NODES = {
	braze: { type: 'n8n-nodes-punchh-braze.braze', typeVersion: 1 },
	punchh: { type: 'n8n-nodes-punchh-braze.punchh', typeVersion: 1 },
	httpRequest: { type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2 },
};

/** A node with its parameters, and the credential that it needs. */
export interface Subject {
	type: keyof typeof NODES;
	credential: string;
	parameters: INodeParameters;
}

/**
 * Runs a node once, on what a call of a webhook brings.
 *
 * @returns the execution as n8n stores it
 */
export async function runNode(
	{ client, n8n }: Ground,
	subject: Subject,
	body: IDataObject = {},
): Promise<Execution> {
	const path = randomUUID();
	const credentials = await client.listCredentials();
	const made = credentials.find(({ name }) => name === CREDENTIAL_NAMES[subject.credential])!;
	const workflow = await client.createWorkflow({
		name: `Attacked ${path}`,
		nodes: [webhookAt(path), subjectOf(subject, made)],
		connections: { Webhook: { main: [[{ node: 'Subject', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	await client.publish(workflow);
	const json = { 'Content-Type': 'application/json' };
	await rawCall(`${n8n.url}/webhook/${path}`, 'POST', json, JSON.stringify(body));
	return (await client.waitForExecutions(workflow.id, 1))[0];
}

export const webhookAt = (path: string): INode => ({
	id: randomUUID(),
	name: 'Webhook',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	position: [0, 0],
	webhookId: path,
	parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', options: {} },
});

export const subjectOf = (
	{ type, credential, parameters }: Subject,
	{ id, name }: { id: string; name: string },
): INode => ({
	id: randomUUID(),
	name: 'Subject',
	...NODES[type],
	position: [220, 0],
	parameters,
	credentials: { [credential]: { id, name } },
});
