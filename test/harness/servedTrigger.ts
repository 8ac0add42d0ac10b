import type { Request, Response } from 'express';
import type { ServerOptions } from 'node:https';
import { join } from 'node:path';
import { WebhookContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type IWebhookData,
} from 'n8n-workflow';

import { memoryOf, type TriggerMemory } from '../../nodes/shared/webhook/memory/triggerMemory';
import {
	additionalData,
	credentialReferences,
	nodeTypes,
	PACKAGE,
	type CredentialValues,
} from './n8n';

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

/** The types whose bodies n8n reads, and parses, before it asks the node; others it leaves alone. */
const READ_BY_N8N = /^(application\/(json|x-www-form-urlencoded)|text\/plain)|\/xml$|\+xml$/i;

/** Each served trigger is a workflow of its own, as if in a process that has just started. */
let workflows = 0;

/** n8n as it usually is; static data are the workflow's own. */
export const AS_USUAL: Required<Omit<Surroundings, 'staticData' | 'tls'>> = {
	node: 'punchhTrigger',
	mode: 'webhook',
	handle: async () => STORED,
	behind: [],
	listen: { address: '127.0.0.1', host: '127.0.0.1' },
	answerOwn: () => undefined,
};

/** Punchh's samples are months old. A test of the default limit says so. */
const ANY_AGE = { maxAgeHours: 0 };

/** A trigger in the place of n8n's server: what it was given, and what came of it. */
export class Served {
	readonly executions: INodeExecutionData[][] = [];

	readonly counts = { calls: 0, gone: 0, answered: 0, own: 0 };

	readonly log: string[] = [];

	readonly path: string;

	memory: TriggerMemory | undefined;

	private readonly workflowId = String(++workflows);

	private code: INodeType;

	private readonly type: string;

	private readonly parameters: INodeParameters;

	constructor(
		parameters: INodeParameters,
		private readonly credentials: CredentialValues,
		private readonly around: Required<Omit<Surroundings, 'tls'>>,
	) {
		this.type = `${PACKAGE}.${around.node}`;
		const options = { ...ANY_AGE, ...(parameters.options as INodeParameters) };
		const own = around.node === 'punchhTrigger' ? { ...parameters, options } : parameters;
		// Groups wait for their time, so they are asked for where they are meant.
		this.parameters = { groupEvents: false, ...own };
		this.code = nodeTypes.getByNameAndVersion(this.type);
		const [{ path }] = this.code.description.webhooks!;
		this.path = `/webhook/1/${path}`;
	}

	/** Serves the next calls with the code of the trigger loaded anew, as after an update of the package. */
	async update(): Promise<void> {
		const name = this.around.node.replace(/^./, (first) => first.toUpperCase());
		const file = join(__dirname, `../../nodes/${name.replace('Trigger', '')}/${name}.node`);
		await jest.isolateModulesAsync(async () => {
			const loaded = (await import(file)) as Record<string, new () => INodeType>;
			this.code = new loaded[name]();
		});
	}

	/** One call, from its arrival to its answer. */
	async answer(request: Request, response: Response): Promise<void> {
		const isOwn = request.headers['x-trigger-own-call'] !== undefined;
		const instead = isOwn ? this.around.answerOwn() : undefined;
		if (instead !== undefined) {
			this.counts.own++;
			response.status(instead).end();
			return;
		}
		const raw = request as RawRequest;
		raw.readRawBody = async () => {
			raw.rawBody ??= await readAll(request);
		};
		if (READ_BY_N8N.test(request.headers['content-type'] ?? '')) await raw.readRawBody();
		response.once('close', () => {
			if (!response.writableFinished) this.counts.gone++;
		});
		const { context, workflow } = this.contextOf(raw, response);
		this.memory = memoryOf.call(context, context.getNode().id);
		const called = this.code.webhook!.call(context);
		if (!isOwn) this.counts.calls++;
		const result = await called;
		const status = await this.start(result.workflowData?.[0], workflow);
		if (!result.noWebhookResponse) response.status(status).json({ message: 'Answered by n8n' });
		this.counts[isOwn ? 'own' : 'answered']++;
	}

	private contextOf(request: RawRequest, response: Response) {
		const { parameters, credentials, around } = this;
		const { workflow, trigger } = makeWorkflow(
			this.workflowId,
			this.type,
			parameters,
			credentials,
			JSON.parse(JSON.stringify(around.staticData)) as IDataObject,
			around.behind,
		);
		const context = contextOf(request, response, workflow, trigger, credentials, around.mode);
		const warn = (line: string) => void this.log.push(line);
		Object.defineProperty(context, 'logger', { value: { warn } });
		return { context, workflow };
	}

	/** Starts an execution, if there are items, and saves static data. @returns n8n's status */
	private async start(
		items: INodeExecutionData[] | undefined,
		workflow: Workflow,
	): Promise<number> {
		if (items) this.executions.push(items);
		const { status, saves } = items ? await this.around.handle(items) : STORED;
		if (saves && workflow.staticData.__dataChanged === true) {
			Object.assign(this.around.staticData, JSON.parse(JSON.stringify(workflow.staticData)));
		}
		return status;
	}
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
