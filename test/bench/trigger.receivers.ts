import { randomUUID } from 'node:crypto';
import type { IDataObject, INode } from 'n8n-workflow';

import { BRAZE_KEY } from '../../sandbox/braze/seed';
import { createCredential, NO_OPERATION, publishTrigger, type Instance } from '../drills/instance';
import { CALLER, type Receiver } from './calls.load';

/** Publishes what takes calls: n8n's Webhook node, the Punchh Trigger, and its GET check. */
export async function publishReceivers(instance: Instance): Promise<Receiver[]> {
	const credential = await createCredential(instance.client);
	const publish = async (name: string, parameters: IDataObject) =>
		(await publishTrigger(instance, credential, name, parameters)).url;
	const single = await publish('single', {});
	const grouped = { groupEvents: true, maxEvents: 75, maxWait: 250 };
	return [
		{ name: "n8n's Webhook node", method: 'POST', url: await publishWebhook(instance) },
		{ name: 'Punchh Trigger', method: 'POST', url: single },
		{ name: 'Punchh Trigger, grouping', method: 'POST', url: await publish('grouped', grouped) },
		{ name: 'GET check', method: 'GET', url: single },
		{ name: '... with a Braze node behind', method: 'GET', url: await publishBraze(instance) },
		...(await publishOthers(instance, publish)),
	];
}

/** The Webhook node with a credential, and the trigger without: what reading one costs in n8n. */
async function publishOthers(
	instance: Instance,
	publish: (name: string, parameters: IDataObject) => Promise<string>,
): Promise<Receiver[]> {
	const { id } = await instance.client.createCredential('Caller', 'httpHeaderAuth', CALLER);
	const credentials = { httpHeaderAuth: { id, name: 'Caller' } };
	const asking = { parameters: { authentication: 'headerAuth' }, credentials };
	const method = 'POST';
	const url = await publishWebhook(instance, asking);
	const open = await publish('open', { authentication: 'none' });
	return [
		{ name: 'Webhook node, Header Auth', method, url },
		{ name: 'Punchh Trigger, no authentication', method, url: open },
	];
}

/** n8n works out the parameters of all nodes at each call, also of those that do not run. */
async function publishBraze(instance: Instance): Promise<string> {
	const credential = await createCredential(instance.client);
	const values = { instance: 'custom', customUrl: 'http://127.0.0.1:9', apiKey: BRAZE_KEY };
	const { id } = await instance.client.createCredential('Braze', 'brazeApi', values);
	const next = {
		type: 'n8n-nodes-punchh-braze.braze',
		typeVersion: 1,
		parameters: { resource: 'punchhEvent', operation: 'track', event: '={{ $json }}' },
		credentials: { brazeApi: { id, name: 'Braze' } },
	};
	return (await publishTrigger(instance, credential, 'braze', {}, next)).url;
}

/** What people build today: n8n's Webhook node, which answers when the execution is stored. */
async function publishWebhook(
	{ client, server }: Instance,
	{ parameters, credentials }: Pick<Partial<INode>, 'parameters' | 'credentials'> = {},
): Promise<string> {
	const path = randomUUID();
	const webhook = {
		id: randomUUID(),
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		position: [0, 0],
		webhookId: path,
		parameters: {
			httpMethod: 'POST',
			path,
			responseMode: 'onReceived',
			options: {},
			...parameters,
		},
		credentials,
	} as INode;
	const workflow = await client.createWorkflow({
		name: 'webhook',
		nodes: [webhook, { id: randomUUID(), name: 'Next', position: [220, 0], ...NO_OPERATION }],
		connections: { Webhook: { main: [[{ node: 'Next', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	await client.publish(workflow);
	return `${server.url}/webhook/${path}`;
}
