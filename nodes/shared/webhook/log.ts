import type { IWebhookFunctions } from 'n8n-workflow';

import { shownText } from '../values/shownText';
import { WEBHOOK_POLICY } from './policy';

const { logPauseMs, longestLogLine } = WEBHOOK_POLICY;

/**
 * Writes one line to n8n's log, whatever is in the text: a sender can put words into it. It names the
 * trigger, because n8n shows only the text.
 */
export function warn(this: IWebhookFunctions, text: string): void {
	const { id: workflowId, name } = this.getWorkflow();
	const line = `${this.getNode().name} of workflow '${name ?? workflowId}' ${text}`;
	this.logger.warn(shownText(line, longestLogLine), { workflowId });
}

/** Keeps a flood of calls from flooding n8n's log. */
export class LogPace {
	private readonly lastLogged = new Map<string, { atMs: number; since: number }>();

	/**
	 * @param what one of a fixed set
	 * @param atMs a reading of the clock that is never set
	 * @returns how often it has happened since it was last logged, including this time; 0 if it should
	 *   not be logged now
	 */
	due(what: string, atMs: number): number {
		const last = this.lastLogged.get(what) ?? { atMs: -Infinity, since: 0 };
		const times = last.since + 1;
		const isDue = atMs - last.atMs >= logPauseMs;
		this.lastLogged.set(what, isDue ? { atMs, since: 0 } : { ...last, since: times });
		return isDue ? times : 0;
	}
}
