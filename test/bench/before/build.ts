// Measures one build of the package in n8n's own engine, and prints one line of JSON:
// build.ts <dist> <case> <URL of Braze>. The parent runs it for each build in turn.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express, { type Request, type Response } from 'express';
import { ExecutionLifecycleHooks, WebhookContext, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IDataObject,
	type INodeParameters,
	type INodeType,
	type IWebhookData,
	type IWorkflowBase,
} from 'n8n-workflow';

import { EVENT_TYPES, freshEvents } from '../../../sandbox/punchh/webhooks/events';
import { engine, nodeOf, type Engine } from './engine';

/** What one measure took, in milliseconds. */
export interface Took {
	wallMs: number;
	cpuMs: number;
}

/** A node of ours with what it is to do. */
interface Work {
	node: 'braze' | 'punchhTrigger';
	parameters: INodeParameters;
	items: IDataObject[];
}

const FILES = { braze: 'Braze/Braze.node.js', punchhTrigger: 'Punchh/PunchhTrigger.node.js' };
/** Of the one node that a case is about. */
const TYPE = 'bench.subject';
const SECRET = 'a-secret-of-the-bench';
/** As long as those that Braze makes. */
const BRAZE_KEY = '0f2d5c1e-9a4b-4c7d-8e3f-6b5a49382716';
const TIME = '2026-03-14T16:20:11Z';

const range = <T>(count: number, make: (index: number) => T) =>
	Array.from({ length: count }, (_, index) => make(index));

const track = (items: IDataObject[]): Work => ({
	node: 'braze',
	parameters: {
		resource: 'user',
		operation: 'track',
		specifyObjects: 'json',
		objects: '={{ $json }}',
	},
	items,
});

const punchhTrigger = (parameters: INodeParameters): Work => ({
	node: 'punchhTrigger',
	parameters: {
		events: [...EVENT_TYPES],
		authentication: 'credential',
		groupEvents: false,
		...parameters,
	},
	items: [],
});

export const CASES: Record<string, () => Work> = {
	'10,000 renames of external IDs': () => ({
		node: 'braze',
		parameters: {
			resource: 'user',
			operation: 'renameExternalId',
			current_external_id: '={{ $json.from }}',
			new_external_id: '={{ $json.to }}',
		},
		items: range(10_000, (id) => ({ from: `u${id}`, to: `crm-${id}` })),
	}),
	'10,000 items through Track': () =>
		track(
			range(10_000, (id) => ({
				events: [
					{ external_id: `u${id}`, name: 'visited', time: TIME, properties: { points: 25, id } },
				],
			})),
		),
	'10,000 objects of 200 users': () =>
		track(
			range(10_000, (id) => ({
				events: [{ external_id: `u${id % 200}`, name: 'visited', time: TIME }],
			})),
		),
	'5,000 Punchh events': () => ({
		node: 'braze',
		parameters: {
			resource: 'punchhEvent',
			operation: 'track',
			event: '={{ $json }}',
			preset: 'recommended',
			attributesToSend: 'all',
		},
		items: freshEvents(5_000) as unknown as IDataObject[],
	}),
	'3,000 calls of the Punchh Trigger': () => punchhTrigger({}),
	'3,000 calls, grouped': () => punchhTrigger({ groupEvents: true, maxEvents: 75, maxWait: 20 }),
};

async function measure(dist: string, name: string, brazeUrl: string): Promise<Took> {
	const work = CASES[name]();
	const loaded = (await import(join(dist, 'nodes', FILES[work.node]))) as Record<string, unknown>;
	const [Class] = Object.values(loaded).filter((one) => typeof one === 'function');
	const node = new (Class as new () => INodeType)();
	const measureOnce = async () =>
		work.node === 'braze'
			? await measureRun(work, engine(TYPE, node), brazeUrl)
			: await measureCalls(work, engine(TYPE, node));
	// A real n8n has run for days. The first run of a process is for the most part about compiling.
	await measureOnce();
	return await measureOnce();
}

/** CPU and wall time of some work; what the engine needs to start is not counted twice. */
async function timed(run: () => Promise<void>): Promise<Took> {
	const before = process.cpuUsage();
	const beganAt = performance.now();
	await run();
	const { user, system } = process.cpuUsage(before);
	return { wallMs: performance.now() - beganAt, cpuMs: (user + system) / 1_000 };
}

async function measureRun(
	work: Work,
	{ nodeTypes, additionalData, references }: Engine,
	brazeUrl: string,
): Promise<Took> {
	const credentials = {
		brazeApi: { instance: 'custom', customUrl: brazeUrl, apiKey: BRAZE_KEY },
	};
	const input = nodeOf('Input', 'test.input', {}, 1);
	const subject = {
		...nodeOf('Subject', TYPE, work.parameters, 1),
		credentials: references(credentials),
	};
	const workflow = new Workflow({
		id: '1',
		nodes: [input, subject],
		connections: { Input: { main: [[{ node: 'Subject', type: 'main', index: 0 }]] } },
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1' },
	});
	const additional = additionalData(credentials);
	additional.hooks = new ExecutionLifecycleHooks('manual', '1', {} as IWorkflowBase);
	const main = [work.items.map((json) => ({ json }))];
	const data = createRunExecutionData({
		executionData: { nodeExecutionStack: [{ node: input, data: { main }, source: null }] },
	});
	return await timed(async () => {
		const execution = new WorkflowExecute(additional, 'manual', data);
		const run = await execution.processRunExecutionData(workflow);
		const [{ error, data: output }] = run.data.resultData.runData.Subject;
		if (error) throw error;
		const sent = output!.main[0]?.length;
		if (sent !== work.items.length) throw new Error(`${sent} items came out`);
	});
}

/** Calls a trigger over HTTP, twenty at a time, in this process. */
async function measureCalls(work: Work, engine: Engine): Promise<Took> {
	const path = '/webhook/1/punchh';
	const app = express();
	app.post(path, async (request, response) => await callTrigger(work, engine, request, response));
	const server = createServer(app);
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
	const bodies = freshEvents(3_000).map((event) => JSON.stringify(event));
	const headersOf = (body: string) => {
		const signature = createHmac('sha256', SECRET)
			.update(path + body)
			.digest('hex');
		return { 'Content-Type': 'application/json', authorization: `hmac ${signature}` };
	};
	const queue = bodies.values();
	const lane = async () => {
		for (const body of queue) {
			const { status } = await fetch(url, { method: 'POST', body, headers: headersOf(body) });
			if (status !== 200) throw new Error(`The trigger answered ${status}`);
		}
	};
	return await timed(async () => void (await Promise.all(range(20, lane))));
}

/** What n8n does for each call: a workflow anew, and its webhook with the raw body. */
async function callTrigger(
	{ parameters }: Work,
	{ nodeTypes, additionalData, references }: Engine,
	request: Request,
	response: Response,
): Promise<void> {
	const credentials = { punchhWebhookApi: { scheme: 'hmacSha256', secret: SECRET } };
	const trigger = {
		...nodeOf('Trigger', TYPE, parameters, 2),
		webhookId: '1',
		credentials: references(credentials),
	};
	const workflow = new Workflow({
		id: '1',
		nodes: [trigger],
		connections: {},
		active: true,
		nodeTypes,
	});
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	Object.assign(request, { rawBody: Buffer.concat(chunks) });
	const additional = additionalData(credentials);
	Object.assign(additional, { httpRequest: request, httpResponse: response });
	const { description, webhook } = nodeTypes.getByNameAndVersion(TYPE);
	const data = { webhookDescription: description.webhooks![0] } as unknown as IWebhookData;
	const node = workflow.nodes.Trigger;
	const context = new WebhookContext(workflow, node, additional, 'webhook', data, [], null);
	const { noWebhookResponse } = await webhook!.call(context);
	if (!noWebhookResponse) response.status(200).end();
}

if (require.main === module) {
	const [dist, name, brazeUrl] = process.argv.slice(2);
	measure(dist, name, brazeUrl).then(
		(took) => {
			console.log(JSON.stringify(took));
			process.exit(0);
		},
		(error: unknown) => {
			console.error(error);
			process.exit(1);
		},
	);
}
