import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { MESSAGES, respond } from './respond';
import type { TriggerState } from './state';
import type { Refusal } from './verifyRequest';

/** Punchh sends again after a 503, not after a 401: a credential can be mended meanwhile. */
export const STATUS_OF_REFUSAL: Record<Refusal, number> = {
	'credential not readable': 503,
	'not configured': 401,
	'no proof': 401,
	'wrong proof': 401,
	'wrong client key': 401,
};

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
	this.logger.warn(`Punchh Trigger refused a call: ${reason}`, {
		workflowId: this.getWorkflow().id,
		node: this.getNode().name,
		detail,
	});
	return respond(this.getResponseObject(), status, MESSAGES[status] ?? reason);
}
