import { portsOf, startSandbox, type Sandbox, type SandboxOptions } from '../sandbox';
import { refuseTakenPorts } from '../sandbox/shared/ports';
import { ensureN8n, type N8nInstallation } from './installN8n';
import { installPackage } from './installPackage';
import { N8nClient } from './n8nClient';
import { startN8n, type N8nServer } from './n8nServer';
import { provision, type Workflows } from './provision';
import type { N8nRelease } from './releases';
import { ensureSecrets, type Secrets } from './secrets';
import { triggerPath } from './webhookPaths';

/** A real n8n with this package installed, next to the sandbox, ready to be used. */
export interface Stack {
	installation: N8nInstallation;
	n8n: N8nServer;
	client: N8nClient;
	sandbox: Sandbox;
	/** Passwords of this n8n. */
	secrets: Secrets;
	workflows: Workflows;
	/** Production URL of the Punchh Trigger in the events example. */
	webhookUrl: string;
	stop(): Promise<void>;
}

export interface StackOptions {
	/** N8N_USER_FOLDER of the instance; what is in it is kept. */
	userFolder: string;
	n8nPort: number;
	/** Another n8n than the playground's. */
	release?: N8nRelease;
	sandboxOptions: SandboxOptions;
	/** Environment variables of n8n beside those that every playground has. */
	n8nSettings?: Record<string, string>;
	/** Prints a line about what is going on. */
	say: (line: string) => void;
}

/** Installs what is missing and starts everything. */
export async function startStack(options: StackOptions): Promise<Stack> {
	const { userFolder, n8nPort, release, sandboxOptions, n8nSettings, say } = options;
	// n8n would take long to find out, and say it in its log only. get-port cannot tell: for a while
	// it calls a port taken that it gave out itself.
	await refuseTakenPorts({ N8N_PORT: n8nPort, ...portsOf(sandboxOptions) });
	const installation = await ensureN8n(say, release);
	await installPackage(installation, userFolder, say);
	const secrets = await ensureSecrets(userFolder);
	say('Starting the sandbox and n8n ...');
	const sandbox = await startSandbox(sandboxOptions);
	let n8n: N8nServer | undefined;
	try {
		n8n = await startN8n(installation, userFolder, n8nPort, n8nSettings);
		const client = new N8nClient(n8n.url);
		await client.logIn(secrets.ownerPassword);
		say('Creating credentials and the example workflows ...');
		const workflows = await provision(client, sandbox, secrets);
		return {
			installation,
			n8n,
			client,
			sandbox,
			secrets,
			workflows,
			webhookUrl: n8n.url + triggerPath(workflows['punchh-events-to-braze']),
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
