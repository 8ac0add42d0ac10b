import type { IDataObject, INode, INodeExecutionData, OnError } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';

import type { Execution } from '../../../playground/n8nClient';
import { CREDENTIAL_NAMES } from '../../../playground/provision';
import { rawCall, subjectOf, webhookAt, type Subject } from '../../attack/ground';
import type { MatrixGround, Row } from '../ground';

/** A node with items of which only the first is accepted. */
interface Refusing extends Subject {
	items: IDataObject[];
	/** What the error of each of the others says. */
	says: RegExp[];
}

const NODES: Record<string, Refusing> = {
	Punchh: {
		type: 'punchh',
		credential: 'punchhApi',
		parameters: {
			resource: 'guest',
			operation: 'get',
			findGuestBy: 'userId',
			userId: '={{ $json.id }}',
		},
		items: [{ id: '730415' }, { id: '1' }, { id: 'no number' }],
		says: [/not found/i, /User ID/],
	},
	Braze: {
		type: 'braze',
		credential: 'brazeApi',
		parameters: {
			resource: 'user',
			operation: 'track',
			specifyObjects: 'json',
			objects: '={{ $json.objects }}',
		},
		items: [
			{ objects: '{"attributes":[{"external_id":"a","b":1}]}' },
			{ objects: '{"attributes":[{"b":1}]}' },
			{ objects: '{"purchases":[{"external_id":"a","product_id":"p","price":"x"}]}' },
		],
		says: [/external_id/, /currency|price|time/],
	},
};

/** Runs a node on its items. */
async function run(
	{ client, n8n }: MatrixGround,
	subject: Refusing,
	onError: OnError,
): Promise<Execution> {
	const path = randomUUID();
	const credentials = await client.listCredentials();
	const made = credentials.find(({ name }) => name === CREDENTIAL_NAMES[subject.credential])!;
	const split: INode = {
		id: randomUUID(),
		name: 'Split Out',
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		position: [110, 0],
		parameters: { fieldToSplitOut: 'body.items', options: {} },
	};
	const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
	const workflow = await client.createWorkflow({
		name: `Refused items ${path}`,
		nodes: [webhookAt(path), split, { ...subjectOf(subject, made), onError }],
		connections: { Webhook: to('Split Out'), 'Split Out': to('Subject') },
		settings: { executionOrder: 'v1' },
	});
	await client.publish(workflow);
	const json = { 'Content-Type': 'application/json' };
	await rawCall(`${n8n.url}/webhook/${path}`, 'POST', json, JSON.stringify(subject));
	return (await client.waitForExecutions(workflow.id, 1))[0];
}

/** What left through each output, in n8n's own words. */
function outputsOf({ data }: Execution): INodeExecutionData[][] {
	const [{ data: put }] = data.resultData.runData.Subject;
	return (put?.main ?? []).map((items) => items ?? []);
}

/** Whether an item is the refusal of one, and nothing else of it. */
function isRefusal(item: INodeExecutionData, { items, says }: Refusing, index: number): boolean {
	const { error, ...rest } = item.json;
	const [, ...refused] = items;
	const keeps = Object.entries(refused[index]).every(([key, value]) => rest[key] === value);
	const link = item.pairedItem as { item: number };
	// Not the item's own fields, which may have the same words.
	const reason = JSON.stringify([error, rest.details, rest.message]);
	return says[index].test(reason) && keeps && link.item === index + 1;
}

const throughErrorOutput = ([name, subject]: [string, Refusing]): Row => ({
	what: `${name}: a refused item leaves through the error output, with its reason`,
	async see(ground) {
		const execution = await run(ground, subject, 'continueErrorOutput');
		const [accepted, refused = []] = outputsOf(execution);
		const right = refused.filter((item, index) => isRefusal(item, subject, index)).length;
		return {
			holds: accepted.length === 1 && refused.length === 2 && right === 2,
			saw: `${accepted.length} accepted, ${right} of ${refused.length} refused`,
		};
	},
});

const withoutErrorOutput = ([name, subject]: [string, Refusing]): Row => ({
	what: `${name} without an error output: a refused item fails the execution`,
	async see(ground) {
		const { status } = await run(ground, subject, 'stopWorkflow');
		return { holds: status === 'error', saw: status };
	},
});

export const rows: Row[] = Object.entries(NODES).flatMap((node) => [
	throughErrorOutput(node),
	withoutErrorOutput(node),
]);
