import execa from 'execa';
import getPort from 'get-port';
import type { IDataObject, INode } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { ensureN8n, type N8nInstallation } from '../../playground/installN8n';
import { installPackage } from '../../playground/installPackage';
import { N8nClient } from '../../playground/n8nClient';
import { startN8n, type N8nServer } from '../../playground/n8nServer';
import { DATA } from '../../playground/paths';
import { ensureSecrets } from '../../playground/secrets';
import { webhookPath } from '../../playground/webhookPaths';
import { WEBHOOK_SECRETS } from '../../sandbox/punchh/seed';
import { EVENT_TYPES } from '../../sandbox/punchh/webhooks/events';

/** Where an n8n keeps its executions. */
export interface Storage {
	installation: N8nInstallation;
	/** File of SQLite, or URL of PostgreSQL. */
	database: string;
}

/** A real n8n of its own with the packed package, for what would disturb other tests. */
export interface Instance extends Storage {
	server: N8nServer;
	client: N8nClient;
	userFolder: string;
	port: number;
}

/**
 * Starts an n8n with an empty database.
 *
 * @param env settings of n8n; the log says warnings only, unless they say otherwise
 */
export async function startInstance(
	name: string,
	env: Record<string, string> = {},
	say: (line: string) => void = console.log,
): Promise<Instance> {
	const userFolder = join(DATA, name);
	await rm(userFolder, { recursive: true, force: true });
	const installation = await ensureN8n(say);
	await installPackage(installation, userFolder, say);
	const port = await getPort({ host: '127.0.0.1' });
	const server = await startN8n(installation, userFolder, port, settings(env));
	const client = new N8nClient(server.url);
	await client.logIn((await ensureSecrets(userFolder)).ownerPassword);
	const database = join(userFolder, '.n8n', 'database.sqlite');
	return { server, client, userFolder, installation, port, database };
}

/** Stops n8n in order and starts it again on the same data and port. */
export async function restart(instance: Instance, env: Record<string, string> = {}): Promise<void> {
	const { installation, userFolder, port } = instance;
	await instance.server.stop();
	instance.server = await startN8n(installation, userFolder, port, settings(env));
	await instance.client.logIn((await ensureSecrets(userFolder)).ownerPassword);
}

/** Ends n8n as a power failure does: at once, whatever it is doing. */
export async function kill({ server }: Instance): Promise<void> {
	process.kill(server.pid, 'SIGKILL');
	await server.ended;
}

/** What every n8n of the drills is started with. */
export function settings(env: Record<string, string>): Record<string, string> {
	// All executions stay, so that every item can be counted.
	return { N8N_LOG_LEVEL: 'warn', EXECUTIONS_DATA_PRUNE: 'false', ...env };
}

/** A published workflow that begins with the Punchh Trigger. */
export interface PublishedTrigger {
	id: string;
	url: string;
}

/** Makes a Punchh Webhook API credential with the secrets of the sandbox. */
export async function createCredential(client: N8nClient): Promise<{ id: string; name: string }> {
	const { secret, clientKey } = WEBHOOK_SECRETS;
	const name = 'Punchh webhooks';
	const data = { scheme: 'hmacSha256', secret, clientKey };
	const { id } = await client.createCredential(name, 'punchhWebhookApi', data);
	return { id, name };
}

/**
 * Publishes a workflow: the Punchh Trigger, and behind it one node.
 *
 * @param next the node that gets the events; one that does nothing when absent
 */
export async function publishTrigger(
	{ client, server }: { client: N8nClient; server: { url: string } },
	credential: { id: string; name: string },
	name: string,
	parameters: IDataObject = {},
	next: Pick<INode, 'type' | 'typeVersion' | 'parameters' | 'credentials'> = NO_OPERATION,
): Promise<PublishedTrigger> {
	const trigger = {
		id: randomUUID(),
		name: 'Punchh Trigger',
		type: 'n8n-nodes-punchh-braze.punchhTrigger',
		typeVersion: 2,
		position: [0, 0],
		webhookId: randomUUID(),
		// Groups are asked for where they are meant.
		parameters: {
			authentication: 'credential',
			events: [...EVENT_TYPES],
			groupEvents: false,
			...parameters,
		},
		credentials: { punchhWebhookApi: credential },
	} as INode;
	const workflow = await client.createWorkflow({
		name,
		nodes: [trigger, { id: randomUUID(), name: 'Next', position: [220, 0], ...next }],
		connections: { [trigger.name]: { main: [[{ node: 'Next', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	await client.publish(workflow);
	return { id: workflow.id, url: `${server.url}/webhook/${webhookPath(trigger)}` };
}

export const NO_OPERATION = { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };

/** Runs SQL on the SQLite of a running n8n, to make it fail where a test wants it to. */
export async function runSql({ installation, database }: Storage, sql: string): Promise<void> {
	const script =
		"const { DatabaseSync } = require('node:sqlite'); const [file, sql] = process.argv.slice(1); new DatabaseSync(file, { timeout: 5000 }).exec(sql)";
	await execa(installation.node, ['--no-warnings', '-e', script, database, sql]);
}

/** What the trigger put into one execution. */
export interface Emitted {
	/** Of the execution, in n8n's words. */
	status: string;
	contentIds: string[];
}

/**
 * What the trigger of a workflow put out, oldest execution first. Read from the database, because
 * ten thousand executions take n8n's own interface too long.
 */
export async function emitted(
	{ installation, database }: Storage,
	workflowId: string,
): Promise<Emitted[]> {
	const { stdout } = await execa(
		installation.node,
		['--no-warnings', join(__dirname, 'readItems.cjs'), database, workflowId],
		{
			maxBuffer: 1e9,
			env: { NODE_PATH: join(dirname(installation.n8n), '..', '..') },
		},
	);
	return JSON.parse(stdout) as Emitted[];
}

/** The content_id of every item that the trigger put out, one list for each execution. */
export async function emittedIds(storage: Storage, workflowId: string): Promise<string[][]> {
	return (await emitted(storage, workflowId)).map(({ contentIds }) => contentIds);
}
