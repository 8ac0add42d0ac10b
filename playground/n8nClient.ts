import { parse } from 'flatted';
import type {
	IDataObject,
	INode,
	INodeTypeDescription,
	IRunExecutionData,
	IWorkflowBase,
} from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';

import { fetchFresh } from './fetchFresh';
import { N8nSession, POLL_MS } from './n8nSession';
import { isCalled, isServed, servedPath, withWebhookId } from './webhookPaths';

export interface Execution {
	id: string;
	workflowId: string;
	status: string;
	finished: boolean;
	data: IRunExecutionData;
}

/** A workflow as it is exported, and as it is kept by an instance. */
export type WorkflowFile = Pick<IWorkflowBase, 'name' | 'nodes' | 'connections' | 'settings'>;
export type StoredWorkflow = WorkflowFile & { id: string; versionId: string; active: boolean };

const ENDED = ['success', 'error', 'crashed', 'canceled'];

/** Speaks to an n8n as its editor does. */
export class N8nClient extends N8nSession {
	/** @param server which process answers Production URLs, if it is another one */
	constructor(
		url: string,
		session?: string,
		private readonly server: { url: string } = { url },
	) {
		super(url, session);
	}

	async listCredentials(): Promise<Array<{ id: string; name: string; type: string }>> {
		return await this.call('GET', '/rest/credentials');
	}

	async createCredential(name: string, type: string, data: IDataObject): Promise<{ id: string }> {
		return await this.call('POST', '/rest/credentials', { name, type, data });
	}

	/** Saves other values in a credential, as its form does. */
	async updateCredential(
		{ id, name, type }: { id: string; name: string; type: string },
		data: IDataObject,
	): Promise<void> {
		await this.call('PATCH', `/rest/credentials/${id}`, { name, type, data });
	}

	async deleteCredential(id: string): Promise<void> {
		await this.call('DELETE', `/rest/credentials/${id}`);
	}

	/** Makes a credential and presses its test button. */
	async testCredential(
		type: string,
		data: IDataObject,
	): Promise<{ status: 'OK' | 'Error'; message: string }> {
		const name = `Tested ${type}`;
		const { id } = await this.createCredential(name, type, data);
		return await this.call('POST', '/rest/credentials/test', {
			credentials: { id, name, type, data },
		});
	}

	/** The workflows by name; the list has no nodes. */
	async listWorkflows(): Promise<Array<{ id: string; name: string }>> {
		return await this.call('GET', '/rest/workflows');
	}

	async getWorkflow(id: string): Promise<StoredWorkflow> {
		return await this.call('GET', `/rest/workflows/${id}`);
	}

	/** Makes a workflow of its own from a file, as the editor does when it imports one. */
	async createWorkflow({
		name,
		nodes,
		connections,
		settings,
	}: WorkflowFile): Promise<StoredWorkflow> {
		const made = await this.call<StoredWorkflow>('POST', '/rest/workflows', {
			...{ name, nodes, connections, settings },
			active: false,
		});
		// n8n 1.x leaves it to its editor to give the nodes that are called an ID for their URL.
		const lacksId = made.nodes.some((node) => isCalled(node) && node.webhookId === undefined);
		return lacksId ? await this.updateNodes(made, made.nodes.map(withWebhookId)) : made;
	}

	/** Saves other nodes in a workflow. */
	async updateNodes({ id }: StoredWorkflow, nodes: INode[]): Promise<StoredWorkflow> {
		return await this.call('PATCH', `/rest/workflows/${id}`, { nodes });
	}

	/** Publishes a workflow and waits until its webhooks answer, which n8n sees to afterwards. */
	async publish({ id, versionId, nodes }: StoredWorkflow): Promise<void> {
		await this.call('POST', `/rest/workflows/${id}/activate`, { versionId });
		for (const node of nodes.filter(isServed)) {
			await this.waitForWebhook(servedPath(node));
		}
	}

	/** Takes a published workflow back, so that n8n no longer serves its webhooks. */
	async unpublish({ id }: StoredWorkflow): Promise<void> {
		await this.call('POST', `/rest/workflows/${id}/deactivate`, {});
	}

	/** Has the Test URL of a trigger wait for one call, as the editor's button does. */
	async listenForTest({ id }: StoredWorkflow, trigger: string): Promise<void> {
		const { waitingForWebhook } = await this.runFrom(id, trigger);
		if (waitingForWebhook !== true) throw new Error(`n8n does not listen for ${trigger}`);
	}

	/** Executes a workflow from one of its triggers, as the editor's button does. */
	async runFrom(workflowId: string, trigger: string): Promise<{ waitingForWebhook?: boolean }> {
		const body = { triggerToStartFrom: { name: trigger } };
		return await this.call('POST', `/rest/workflows/${workflowId}/run`, body);
	}

	/** An OPTIONS call tells which methods a path takes, and starts nothing. */
	private async waitForWebhook(path: string, withinMs = 30_000): Promise<void> {
		const deadline = Date.now() + withinMs;
		// Without an origin n8n does not answer in full.
		const asked = { method: 'OPTIONS', headers: { origin: this.server.url } };
		for (;;) {
			const { headers } = await fetchFresh(this.server.url + path, asked);
			if (headers.get('access-control-allow-methods')?.includes('POST')) return;
			if (Date.now() > deadline) throw new Error(`n8n does not serve ${path}`);
			await sleep(POLL_MS);
		}
	}

	/** Retries a failed execution, as the button in the list of executions does. */
	async retry(executionId: string): Promise<void> {
		await this.call('POST', `/rest/executions/${executionId}/retry`, { loadWorkflow: false });
	}

	/** Stops an execution, as its button does. @throws Error when it has ended */
	async stopExecution(executionId: string): Promise<void> {
		await this.call('POST', `/rest/executions/${executionId}/stop`);
	}

	/** Every node type that the editor offers. */
	async listNodeTypes(): Promise<INodeTypeDescription[]> {
		const response = await this.send('GET', '/types/nodes.json');
		return (await response.json()) as INodeTypeDescription[];
	}

	/** Executions of a workflow, newest first, without their data. */
	async listExecutions(workflowId: string): Promise<Array<{ id: string; status: string }>> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const page = await this.call<{ results: Array<{ id: string; status: string }> }>(
			'GET',
			`/rest/executions?filter=${filter}&limit=100`,
		);
		return page.results;
	}

	async getExecution(id: string): Promise<Execution> {
		const execution = await this.call<Omit<Execution, 'data'> & { data: string }>(
			'GET',
			`/rest/executions/${id}`,
		);
		return { ...execution, data: parse(execution.data) as IRunExecutionData };
	}

	/**
	 * Waits until a workflow has as many executions as expected and all of them have ended.
	 *
	 * @returns them, oldest first
	 * @throws Error when they have not ended in time
	 */
	async waitForExecutions(
		workflowId: string,
		count: number,
		withinMs = 30_000,
	): Promise<Execution[]> {
		const ended = await this.waitForEnds(workflowId, count, withinMs);
		return await Promise.all(ended.map(async ({ id }) => await this.getExecution(id)));
	}

	/** As waitForExecutions, without their data, which may be large. */
	async waitForEnds(
		workflowId: string,
		count: number,
		withinMs = 30_000,
	): Promise<Array<{ id: string; status: string }>> {
		const deadline = Date.now() + withinMs;
		for (;;) {
			const listed = await this.listExecutions(workflowId);
			const ended = listed.filter(({ status }) => ENDED.includes(status));
			if (ended.length >= count && ended.length === listed.length) return ended.reverse();
			if (Date.now() > deadline) {
				throw new Error(`${ended.length} of ${count} executions ended in ${withinMs / 1_000} s`);
			}
			await sleep(POLL_MS);
		}
	}

	/**
	 * Does what starts a workflow once, and waits until that execution has ended.
	 *
	 * @returns how it ended; `executionAfter` has its data too
	 * @throws Error when it has not ended in time
	 */
	async endAfter(
		workflowId: string,
		start: () => Promise<unknown>,
		withinMs?: number,
	): Promise<{ id: string; status: string }> {
		const { length } = await this.listExecutions(workflowId);
		await start();
		return (await this.waitForEnds(workflowId, length + 1, withinMs)).at(-1)!;
	}

	/**
	 * Does what starts a workflow of which n8n keeps no execution that succeeds, and waits until all have ended.
	 *
	 * @returns those that were kept since, newest first
	 * @throws Error when they have not ended in time
	 */
	async keptAfter(
		workflowId: string,
		start: () => Promise<unknown>,
		withinMs?: number,
	): Promise<Array<{ id: string; status: string }>> {
		const { length } = await this.listExecutions(workflowId);
		await start();
		let ended = await this.waitForEnds(workflowId, length, withinMs);
		// n8n looks for those that run and those that have ended one after the other: one that ends meanwhile is in neither.
		for (let before = -1; ended.length !== before; ) {
			before = ended.length;
			await sleep(POLL_MS);
			ended = await this.waitForEnds(workflowId, length, withinMs);
		}
		return ended.slice(length).reverse();
	}

	/** As endAfter, with the execution's data. */
	async executionAfter(workflowId: string, start: () => Promise<unknown>): Promise<Execution> {
		return await this.getExecution((await this.endAfter(workflowId, start)).id);
	}
}
