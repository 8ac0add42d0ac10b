import * as n8nWorkflow from 'n8n-workflow';

/**
 * Whether the n8n that runs us exports a function from `n8n-workflow`. Versions differ in how they treat
 * what a node hands them, and nothing says which one it is; an export that came with a change does.
 */
function offers(name: string): boolean {
	return typeof (n8nWorkflow as Record<string, unknown>)[name] === 'function';
}

/**
 * From 2.36 on n8n moves an item to the error output if its JSON has nothing but `error`, `message` and
 * `details`. Before, `details` made it leave as a success; `error` and `message` alone did not. (Seen in
 * 1.123.81, 2.20.12, 2.34.6, 2.38.7)
 */
export const routesErrorDetails = offers('recordConsumedAuth');

/**
 * From 2.8 on n8n answers a webhook that responds immediately once it has stored the execution; before,
 * it answered first. (Seen in 1.123.81, 2.20.12)
 */
export const storesBeforeAnswer = offers('validateNodeCredentials');

/** Whether n8n reads a parameter for the description of a webhook by itself, without an expression. */
export const readsWebhookParameters = offers('webhookDescriptionFields');
