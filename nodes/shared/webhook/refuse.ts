import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { MESSAGES, respond } from './respond';
import type { TriggerState } from './state';

/**
 * Refuses a call: counts it, says why in n8n's log, and answers without starting anything. The
 * sender learns the reason only where it is about the form of the body.
 *
 * @param reason one of a few words, which are counted
 * @param detail for the log only
 */
export function refuse(
	this: IWebhookFunctions,
	state: TriggerState,
	status: number,
	reason: string,
	detail?: string,
): IWebhookResponseData {
	state.summary.countRefused(reason);
	this.logger.warn(`${this.getNode().name} refused a call: ${reason}`, {
		workflowId: this.getWorkflow().id,
		detail,
	});
	return respond(this.getResponseObject(), status, MESSAGES[status] ?? reason);
}
