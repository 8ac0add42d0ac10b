import express, { type Request, type Response } from 'express';
import { createServer } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
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

import { memoryOf, type TriggerMemory } from '../../nodes/shared/webhook/memory/triggerMemory';
import { WEBHOOK_POLICY } from '../../nodes/shared/webhook/policy';
import {
	additionalData,
	credentialReferences,
	nodeTypes,
	PACKAGE,
	type CredentialValues,
} from './n8n';
import { fastClock } from './time';

export interface ServedTrigger {
	/** Address of the webhook, as n8n would serve it. */
	url: string;
	/** What started workflows, one entry for each execution. */
	executions: INodeExecutionData[][];
	/**
	 * How many calls the trigger was given, how many senders went away before their answer, and how
	 * many calls n8n is through with. The calls of the trigger to itself stand apart.
	 */
	counts: { calls: number; gone: number; answered: number; own: number };
	/** The warnings that the trigger wrote to n8n's log. */
	log: string[];
	/** Waits until the trigger has stored what it has seen. */
	stored(): Promise<void>;
	close(): Promise<void>;
}

/** What n8n does with an execution that a call has started. */
export interface Handling {
	/** The status with which n8n answers the call. */
	status: number;
	/** Whether n8n gets as far as saving static data, which it does before it answers. */
	saves: boolean;
}

/** How the n8n around the trigger behaves. */
export interface Surroundings {
	/** Name of the trigger's type in this package. */
	node?: 'brazeTrigger' | 'punchhTrigger';
	/** `manual` for calls to the Test URL. */
	mode?: 'webhook' | 'manual';
	/** What n8n keeps for the workflow between calls, and over a restart. */
	staticData?: IDataObject;
	/** Takes the items of an execution; by default they are stored at once. */
	handle?: (items: INodeExecutionData[]) => Promise<Handling>;
	/** Nodes behind the trigger. */
	behind?: INode[];
	/** What n8n listens at, and how it is called there: an IPv4 address, unless it says otherwise. */
	listen?: { address: string; host: string };
	/** Key and certificate, where n8n serves TLS by itself. */
	tls?: ServerOptions;
	/** The status with which something else answers a call of the trigger to itself, if it does. */
	answerOwn?: () => number | undefined;
}

const STORED: Handling = { status: 200, saves: true };

type RawRequest = Request & { rawBody?: Buffer; readRawBody(): Promise<void> };

/** The clock of the served triggers: it runs in real time, and tests move it on. */
export const clock = fastClock(1);

const { afterMs: STORED_AFTER_MS } = WEBHOOK_POLICY.storing;

/** Lets the time pass after which a trigger stores what it has seen, and then what that takes. */
export async function passStoringTime(): Promise<void> {
	clock.advance(STORED_AFTER_MS);
	await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Each served trigger is a workflow of its own, as if in a process that has just started. */
let workflows = 0;

/**
 * Serves one of our triggers over HTTP: n8n's own WebhookContext around a real request and answer.
 * What n8n's server does before and after `webhook()` is done here in its place: it reads the raw
 * body, saves static data that were changed, and answers where the node did not.
 */
export async function serveTrigger(
	parameters: INodeParameters,
	credentials: CredentialValues,
	{
		node = 'punchhTrigger',
		mode = 'webhook',
		staticData = {},
		handle = async () => STORED,
		behind = [],
		listen = { address: '127.0.0.1', host: '127.0.0.1' },
		tls,
		answerOwn = () => undefined,
	}: Surroundings = {},
): Promise<ServedTrigger> {
	const executions: INodeExecutionData[][] = [];
	const counts = { calls: 0, gone: 0, answered: 0, own: 0 };
	const log: string[] = [];
	const workflowId = String(++workflows);
	const type = `${PACKAGE}.${node}`;
	const [{ path }] = nodeTypes.getByNameAndVersion(type).description.webhooks!;
	const app = express();
	let memory: TriggerMemory | undefined;
	app.all(`/webhook/1/${path}`, async (request: Request, response: Response) => {
		const isOwn = request.headers['x-trigger-own-call'] !== undefined;
		const instead = isOwn ? answerOwn() : undefined;
		if (instead !== undefined) {
			counts.own++;
			response.status(instead).end();
			return;
		}
		const raw = request as RawRequest;
		raw.readRawBody = async () => {
			raw.rawBody ??= await readAll(request);
		};
		await raw.readRawBody();
		const { workflow, trigger } = makeWorkflow(
			workflowId,
			type,
			parameters,
			credentials,
			JSON.parse(JSON.stringify(staticData)) as IDataObject,
			behind,
		);
		response.once('close', () => {
			if (!response.writableFinished) counts.gone++;
		});
		const context = contextOf(raw, response, workflow, trigger, credentials, mode);
		const warn = (line: string) => void log.push(line);
		Object.defineProperty(context, 'logger', { value: { warn } });
		memory = memoryOf.call(context);
		const called = nodeTypes.getByNameAndVersion(type).webhook!.call(context);
		if (!isOwn) counts.calls++;
		const result = await called;
		const items = result.workflowData?.[0];
		if (items) executions.push(items);
		const { status, saves } = items ? await handle(items) : STORED;
		if (saves && workflow.staticData.__dataChanged === true) {
			Object.assign(staticData, JSON.parse(JSON.stringify(workflow.staticData)));
		}
		if (!result.noWebhookResponse) response.status(status).json({ message: 'Answered by n8n' });
		counts[isOwn ? 'own' : 'answered']++;
	});
	const server = tls === undefined ? createServer(app) : createTlsServer(tls, app);
	await new Promise<void>((resolve) => void server.listen(0, listen.address, resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http${tls === undefined ? '' : 's'}://${listen.host}:${port}/webhook/1/${path}`,
		executions,
		counts,
		log,
		stored: async () => {
			do await passStoringTime();
			while (memory?.storing.isComplete !== true || memory.storing.isUnderWay);
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => void server.close(() => resolve(undefined)));
			// It finds nobody there any more, and must not do so in a test that comes later.
			while (memory?.storing.isUnderWay) await passStoringTime();
		},
	};
}

function makeWorkflow(
	id: string,
	type: string,
	parameters: INodeParameters,
	credentials: CredentialValues,
	staticData: IDataObject,
	behind: INode[],
) {
	const trigger: INode = {
		id: 'trigger',
		name: 'Trigger',
		type,
		typeVersion: 2,
		position: [0, 0],
		parameters,
		webhookId: '1',
		credentials: credentialReferences(credentials),
	};
	const next = behind.map(({ name }) => ({ node: name, type: 'main' as const, index: 0 }));
	const workflow = new Workflow({
		id,
		name: 'Test',
		nodes: [trigger, ...behind],
		connections: { [trigger.name]: { main: [next] } },
		active: true,
		nodeTypes,
		staticData,
	});
	return { workflow, trigger: workflow.nodes[trigger.name] };
}

function contextOf(
	request: RawRequest,
	response: Response,
	workflow: Workflow,
	node: INode,
	credentials: CredentialValues,
	mode: 'webhook' | 'manual',
) {
	const { webhooks } = nodeTypes.getByNameAndVersion(node.type).description;
	const webhookDescription =
		webhooks!.find(({ httpMethod }) => httpMethod === request.method) ?? webhooks![0];
	const additional = additionalData(credentials);
	additional.httpRequest = request;
	additional.httpResponse = response;
	const data = { webhookDescription } as unknown as IWebhookData;
	return new WebhookContext(workflow, node, additional, mode, data, [], null);
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
