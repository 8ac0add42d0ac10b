import type { N8nClient, WorkflowFile } from '../../playground/n8nClient';
import { postToExample } from './stack';

/**
 * Publishes a workflow that starts with a Webhook node at `path`, and runs it once.
 *
 * @param credentialType what the last node needs, if it needs one
 * @returns the answer: all items of the last node
 */
export async function runThroughWebhook(
	client: N8nClient,
	path: string,
	nodes: Array<{ name: string; type: string; typeVersion: number; parameters: object }>,
	credentialType: string | undefined,
	body: unknown,
): Promise<Response> {
	const credentials = await client.listCredentials();
	const credential = credentials.find(({ type }) => type === credentialType);
	const reference =
		credential === undefined
			? {}
			: { credentials: { [credential.type]: { id: credential.id, name: credential.name } } };
	const webhook = {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: {
			httpMethod: 'POST',
			path,
			responseMode: 'lastNode',
			responseData: 'allEntries',
			options: {},
		},
		webhookId: `webhook-of-${path}`,
	};
	const chain = [webhook, ...nodes];
	const workflow = {
		name: path,
		nodes: chain.map((node, index) => ({
			id: node.name,
			position: [200 * index, 0],
			...node,
			// Only the last node of each chain needs the credential.
			...(index === chain.length - 1 ? reference : {}),
		})),
		connections: Object.fromEntries(
			chain
				.slice(1)
				.map((node, index) => [
					chain[index].name,
					{ main: [[{ node: node.name, type: 'main', index: 0 }]] },
				]),
		),
		// Some of the bodies carry a password.
		settings: { saveDataSuccessExecution: 'none', saveDataErrorExecution: 'none' },
	} as unknown as WorkflowFile;
	await client.publish(await client.createWorkflow(workflow));
	return await postToExample(path, body);
}
