import { once } from 'node:events';
import { createServer } from 'node:net';

import { startSandbox, type Sandbox, type SandboxPorts } from '../sandbox';
import { ensureN8n } from './installN8n';
import { installPackage } from './installPackage';
import { N8nClient, webhookPath } from './n8nClient';
import { startN8n, type N8nServer } from './n8nServer';
import { provision, type Workflows } from './provision';

/** A real n8n with this package installed, next to the sandbox, ready to be used. */
export interface Stack {
	n8n: N8nServer;
	client: N8nClient;
	sandbox: Sandbox;
	workflows: Workflows;
	/** Production URL of the Punchh Trigger in the events example. */
	webhookUrl: string;
	stop(): Promise<void>;
}

export interface StackOptions {
	/** N8N_USER_FOLDER of the instance; what is in it is kept. */
	userFolder: string;
	n8nPort: number;
	sandboxPorts: SandboxPorts;
	/** Environment variables of n8n beside those that every playground has. */
	n8nSettings?: Record<string, string>;
	/** Prints a line about what is going on. */
	say: (line: string) => void;
}

/** Installs what is missing and starts everything. */
export async function startStack(options: StackOptions): Promise<Stack> {
	const { userFolder, n8nPort, sandboxPorts, n8nSettings, say } = options;
	await refuseTakenPort(n8nPort);
	const installation = await ensureN8n(say);
	await installPackage(userFolder, say);
	say('Starting the sandbox and n8n ...');
	const sandbox = await startSandbox(sandboxPorts);
	let n8n: N8nServer | undefined;
	try {
		n8n = await startN8n(installation, userFolder, n8nPort, n8nSettings);
		const client = new N8nClient(n8n.url);
		await client.logIn();
		say('Creating credentials and the example workflows ...');
		const workflows = await provision(client, sandbox);
		return {
			n8n,
			client,
			sandbox,
			workflows,
			webhookUrl: triggerUrl(n8n.url, workflows),
			stop: async () => await stopAll(n8n, sandbox),
		};
	} catch (error) {
		await stopAll(n8n, sandbox);
		throw error;
	}
}

async function stopAll(n8n: N8nServer | undefined, sandbox: Sandbox): Promise<void> {
	await n8n?.stop();
	await sandbox.close();
}

function triggerUrl(n8nUrl: string, workflows: Workflows): string {
	const { nodes } = workflows['punchh-events-to-braze'];
	const trigger = nodes.find(({ type }) => type.endsWith('.punchhTrigger'));
	if (trigger === undefined) throw new Error('The events example has no Punchh Trigger any more');
	return `${n8nUrl}/webhook/${webhookPath(trigger)}`;
}

/**
 * n8n would take long to find out, and say it in its log only. get-port cannot tell: for a while it
 * calls a port taken that it gave out itself.
 */
async function refuseTakenPort(port: number): Promise<void> {
	const server = createServer().listen(port, '127.0.0.1');
	await once(server, 'listening').catch(() => {
		throw new Error(`Port ${port} is in use. End what uses it, or choose another in N8N_PORT.`);
	});
	server.close();
	await once(server, 'close');
}
