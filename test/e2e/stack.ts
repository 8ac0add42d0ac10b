import type { BrazeState } from '../../sandbox/braze/api/state';
import type { PunchhState } from '../../sandbox/punchh/api/state';
import { N8nClient } from '../../playground/n8nClient';

interface RunningStack {
	userFolder: string;
	n8nUrl: string;
	/** Of the owner, so that not every file has to log in. */
	session: string;
	webhookUrl: string;
	controlUrl: string;
	punchhUrl: string;
	brazeUrl: string;
	workflowIds: Record<string, string>;
}

/** What the set-up started, as far as tests need to know. */
export const stack = JSON.parse(process.env.E2E ?? '{}') as RunningStack;

/** A client of the running n8n, logged in as its owner. */
export function connect(): N8nClient {
	return new N8nClient(stack.n8nUrl, stack.session);
}

/** Everything that the sandbox remembers. */
export async function sandboxState(): Promise<{ punchh: PunchhState; braze: BrazeState }> {
	return (await (await fetch(`${stack.controlUrl}/state`)).json()) as never;
}

/** Makes a call of the sandbox's control interface. @throws Error with its answer when refused */
export async function control(method: string, path: string, body?: unknown): Promise<void> {
	const response = await fetch(stack.controlUrl + path, {
		method,
		headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
}

/** Empties the sandbox. */
export async function resetSandbox(): Promise<void> {
	await control('POST', '/reset');
}

/** Posts JSON to a Webhook node of an example, and returns its answer. */
export async function postToExample(path: string, body: unknown): Promise<Response> {
	return await fetch(`${stack.n8nUrl}/webhook/${path}`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
	});
}
