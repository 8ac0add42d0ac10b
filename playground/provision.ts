import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../sandbox';
import {
	BRAZE_CAMPAIGNS,
	BRAZE_CANVASES,
	BRAZE_KEY,
	BRAZE_WEBHOOK_HEADER,
} from '../sandbox/braze/seed';
import { PUNCHH_KEYS, REDEEMABLES, SEGMENTS, WEBHOOK_SECRETS } from '../sandbox/punchh/seed';
import type { N8nClient, StoredWorkflow, WorkflowFile } from './n8nClient';
import { ROOT } from './paths';
import type { Secrets } from './secrets';
import { isCalled } from './webhookPaths';

const EXAMPLES = join(ROOT, 'examples');

/** The example workflows by the name of their file, without its ending. */
export type Workflows = Record<string, StoredWorkflow>;

/** Reads an example as a user would import it. */
export function readExample(name: string): WorkflowFile {
	return JSON.parse(readFileSync(join(EXAMPLES, `${name}.json`), 'utf8')) as WorkflowFile;
}

/** Names of the examples, without the ending of the file. */
export function exampleNames(): string[] {
	return readdirSync(EXAMPLES)
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.replace(/\.json$/, ''));
}

/** Names of the examples that take calls or uploads. */
export function calledExampleNames(): string[] {
	return exampleNames().filter((name) => readExample(name).nodes.some(isCalled));
}

type SandboxUrls = Pick<Sandbox, 'punchhUrl' | 'brazeUrl'>;

/** What a user would enter in each credential to reach the sandbox. */
export function sandboxCredentials({
	punchhUrl,
	brazeUrl,
}: SandboxUrls): Record<string, IDataObject> {
	return {
		punchhApi: { baseUrl: punchhUrl, apiKey: PUNCHH_KEYS.admin },
		punchhMobileApi: {
			baseUrl: punchhUrl,
			client: PUNCHH_KEYS.client,
			secret: PUNCHH_KEYS.secret,
			digestAlgorithm: 'byPath',
		},
		punchhWebhookApi: {
			scheme: 'hmacSha256',
			secret: WEBHOOK_SECRETS.secret,
			clientKey: WEBHOOK_SECRETS.clientKey,
		},
		brazeApi: { instance: 'custom', customUrl: brazeUrl, apiKey: BRAZE_KEY },
		brazeWebhookApi: { scheme: 'header', ...BRAZE_WEBHOOK_HEADER },
	};
}

/** What whoever calls an example has to know. */
export function callerCredential({ callerPassword }: Secrets): { user: string; password: string } {
	return { user: 'caller', password: callerPassword };
}

/** The header with which an example is called. */
export function callerHeader(secrets: Secrets): { authorization: string } {
	const { user, password } = callerCredential(secrets);
	return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}

/** What a user would enter in each credential of the examples. */
export function exampleCredentials(
	sandbox: SandboxUrls,
	secrets: Secrets,
): Record<string, IDataObject> {
	return {
		...sandboxCredentials(sandbox),
		httpBasicAuth: callerCredential(secrets),
		// The playground has no model, and asks nobody else's: whoever wants to chat enters both.
		openAiApi: { apiKey: 'enter-your-key', url: 'http://127.0.0.1:9/v1' },
	};
}

/**
 * Makes credentials for the sandbox, and one for the callers of the examples, and imports and publishes every example. What is there already
 * is left as it is, so that a user's changes survive the next start.
 */
export async function provision(
	client: N8nClient,
	sandbox: SandboxUrls,
	secrets: Secrets,
): Promise<Workflows> {
	const references = await ensureCredentials(client, exampleCredentials(sandbox, secrets));
	const present = await client.listWorkflows();
	const workflows: Workflows = {};
	for (const name of exampleNames()) {
		const example = withChoices(withCredentials(readExample(name), references), name);
		const existing = present.find((workflow) => workflow.name === example.name);
		if (existing) {
			workflows[name] = await client.getWorkflow(existing.id);
		} else {
			workflows[name] = await client.createWorkflow(example);
			await client.publish(workflows[name]);
		}
	}
	return workflows;
}

/** What the playground's credentials are called in the editor. */
export const CREDENTIAL_NAMES: Record<string, string> = {
	punchhApi: 'Punchh (sandbox)',
	punchhMobileApi: 'Punchh mobile and SSO (sandbox)',
	punchhWebhookApi: 'Punchh webhooks (sandbox)',
	brazeApi: 'Braze (sandbox)',
	brazeWebhookApi: 'Braze webhooks (sandbox)',
	httpBasicAuth: 'Callers of the examples',
	openAiApi: 'Chat model (enter key and URL)',
};

/** Credentials of an n8n, by their types. */
export type References = Record<string, { id: string; name: string }>;

/** Makes the credentials that are not there yet. */
export async function ensureCredentials(
	client: N8nClient,
	credentials: Record<string, IDataObject>,
): Promise<References> {
	const present = await client.listCredentials();
	const references: References = {};
	for (const [type, data] of Object.entries(credentials)) {
		const name = CREDENTIAL_NAMES[type];
		const existing = present.find((credential) => credential.name === name);
		const { id } = existing ?? (await client.createCredential(name, type, data));
		references[type] = { id, name };
	}
	return references;
}

/** Puts the made credentials in the places of those that an example names. */
export function withCredentials(workflow: WorkflowFile, references: References): WorkflowFile {
	const nodes = workflow.nodes.map((node) => ({
		...node,
		credentials: Object.fromEntries(
			Object.keys(node.credentials ?? {}).map((type) => [type, references[type]]),
		),
	}));
	return { ...workflow, nodes };
}

const [LAPSED_GUESTS, COFFEE_LOVERS] = SEGMENTS.map(({ custom_segment_id: id, name }) => ({
	id: String(id),
	name,
}));
const [REWARD_REMINDER] = BRAZE_CAMPAIGNS;
const [WIN_BACK] = BRAZE_CANVASES;
const FREE_COFFEE = { id: String(REDEEMABLES[0].redeemable_id), name: REDEEMABLES[0].name };

/** What a user would choose from a list in an example, by the parameters that ask for it. */
const CHOICES: Record<string, Record<string, { id: string; name: string }>> = {
	'add-guests-to-segment': { segment: LAPSED_GUESTS },
	'braze-canvas-to-punchh-segment': { segment: COFFEE_LOVERS },
	'expiring-points-to-braze-campaign': { campaign_id: REWARD_REMINDER },
	'loyalty-assistant': { segment: LAPSED_GUESTS },
	'reward-to-braze-canvas': { canvas_id: WIN_BACK },
	'sign-up-and-greet': { campaign_id: REWARD_REMINDER },
	'win-back-from-braze': { segment: LAPSED_GUESTS, redeemable: FREE_COFFEE },
};

/** What a user would type. The playground has no messenger: whoever wants the report enters one. */
const TYPED: Record<string, Record<string, string>> = {
	'daily-report': { url: 'http://127.0.0.1:9/enter-the-url-of-your-messenger' },
};

/** Chooses what the sandbox has where an example leaves the choice to its user. */
export function withChoices(workflow: WorkflowFile, example: string): WorkflowFile {
	const choices = Object.entries(CHOICES[example] ?? {});
	const nodes = workflow.nodes.map((node) => {
		const asked = choices.filter(([parameter]) => parameter in node.parameters);
		const chosen = asked.map(([parameter, { id, name }]) => [
			parameter,
			{ __rl: true, mode: 'list', value: id, cachedResultName: name },
		]);
		const typed = Object.entries(TYPED[example] ?? {}).filter(([name]) => name in node.parameters);
		const filled = Object.fromEntries([...chosen, ...typed]);
		return { ...node, parameters: { ...node.parameters, ...filled } };
	});
	return { ...workflow, nodes };
}
