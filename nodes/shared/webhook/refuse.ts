import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { MESSAGES, respond } from './respond';
import type { TriggerState } from './state';

/**
 * Refuses a call: counts it, says why in n8n's log, and answers without starting anything. The
 * sender learns the reason only where it is about the form of the body.
 *
 * @param reason one of a few words, which are counted
 * @param detail for the log only: what to look at, or what went wrong
 */
export function refuse(
	this: IWebhookFunctions,
	state: TriggerState,
	status: number,
	reason: string,
	detail?: string,
): IWebhookResponseData {
	state.summary.countRefused(reason);
	const times = state.refusalLog.due(reason, Date.now());
	if (times > 0) {
		const calls = times === 1 ? 'a call' : `${times} calls`;
		const why = detail === undefined ? reason : `${reason} (${detail})`;
		warn.call(this, `refused ${calls}: ${why}`);
	}
	return respond(this.getResponseObject(), status, MESSAGES[status] ?? reason);
}

/** Writes a line to n8n's log that says which trigger it is about; n8n shows the text only. */
export function warn(this: IWebhookFunctions, text: string): void {
	const { id: workflowId, name } = this.getWorkflow();
	this.logger.warn(`${this.getNode().name} of workflow '${name ?? workflowId}' ${text}`, {
		workflowId,
	});
}
