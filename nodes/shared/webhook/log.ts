import type { IWebhookFunctions } from 'n8n-workflow';

import { WEBHOOK_POLICY } from './policy';

/** Writes a line to n8n's log that says which trigger it is about; n8n shows the text only. */
export function warn(this: IWebhookFunctions, text: string): void {
	const { id: workflowId, name } = this.getWorkflow();
	this.logger.warn(`${this.getNode().name} of workflow '${name ?? workflowId}' ${text}`, {
		workflowId,
	});
}

/** Keeps who floods n8n with calls from flooding its log too. */
export class LogPace {
	private readonly lastSaid = new Map<string, { atMs: number; since: number }>();

	/**
	 * @param what one of a few words
	 * @returns how often it happened since it was said last, this time included; 0 when it is not to
	 * be said now
	 */
	due(what: string, nowMs: number): number {
		const last = this.lastSaid.get(what) ?? { atMs: -Infinity, since: 0 };
		const times = last.since + 1;
		const isDue = nowMs - last.atMs >= WEBHOOK_POLICY.logPauseMs;
		this.lastSaid.set(what, isDue ? { atMs: nowMs, since: 0 } : { ...last, since: times });
		return isDue ? times : 0;
	}
}
