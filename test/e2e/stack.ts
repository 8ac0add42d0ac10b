import { fetchFresh } from '../../playground/fetchFresh';
import type { BrazeState } from '../../sandbox/braze/api/state';
import type { PunchhState } from '../../sandbox/punchh/api/state';
import { N8nClient } from '../../playground/n8nClient';
import { callerHeader } from '../../playground/provision';
import type { Secrets } from '../../playground/secrets';
import { FormRun } from '../harness/formRun';
import { tokenHeader } from '../sandbox/http';

const JSON_TYPE = { 'Content-Type': 'application/json' };

interface RunningStack {
	userFolder: string;
	n8nUrl: string;
	/** Of the owner, so that not every file has to log in. */
	session: string;
	secrets: Secrets;
	webhookUrl: string;
	controlUrl: string;
	punchhUrl: string;
	brazeUrl: string;
	/** What changes the sandbox. */
	controlToken: string;
	/** Of the examples. */
	workflowIds: Record<string, string>;
	/** Paths at which n8n serves the examples. */
	triggerPaths: Record<string, string>;
}

/** What the set-up started, as far as tests need to know. */
export const stack = JSON.parse(process.env.E2E ?? '{}') as RunningStack;

/** A client of the running n8n, logged in as its owner. */
export function connect(): N8nClient {
	return new N8nClient(stack.n8nUrl, stack.session);
}

/** Everything that the sandbox remembers. */
export async function sandboxState(): Promise<{ punchh: PunchhState; braze: BrazeState }> {
	return (await (await fetchFresh(`${stack.controlUrl}/state`)).json()) as never;
}

/** Makes a call of the sandbox's control interface. @throws Error with its answer when refused */
export async function control(method: string, path: string, body?: unknown): Promise<void> {
	const response = await fetchFresh(stack.controlUrl + path, {
		method,
		headers: { ...tokenHeader(stack.controlToken), ...(body === undefined ? {} : JSON_TYPE) },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
}

/** Empties the sandbox. */
export async function resetSandbox(): Promise<void> {
	await control('POST', '/reset');
}

/** Hands a CSV to the form of an example. */
export async function handIn(name: string, csv: string): Promise<FormRun> {
	const url = stack.n8nUrl + stack.triggerPaths[name];
	return await FormRun.upload(url, callerHeader(stack.secrets), csv);
}

/** Posts JSON to the Webhook node of an example, by default with its proof. */
export async function postToExample(
	name: string,
	body: unknown,
	proof: Record<string, string> = callerHeader(stack.secrets),
): Promise<Response> {
	return await post(stack.triggerPaths[name], body, proof);
}

/** Posts JSON to a Webhook node of a test's own, which asks for no proof. */
export async function postToWebhook(path: string, body: unknown): Promise<Response> {
	return await post(`/webhook/${path}`, body, {});
}

async function post(path: string, body: unknown, headers: object): Promise<Response> {
	return await fetchFresh(stack.n8nUrl + path, {
		method: 'POST',
		headers: { ...JSON_TYPE, ...headers },
		body: JSON.stringify(body),
	});
}
