import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { passedMs } from '../../time';
import { warn } from '../log';
import type { TriggerMemory } from '../memory/triggerMemory';
import { MESSAGES, respond } from './respond';

/** How a refused call is answered, and what the log says to check. */
export interface RefusalAnswer {
	status: number;
	hint: string;
}

/** What of a trigger's memory a refusal needs. */
type RefusalMemory = Pick<TriggerMemory, 'counts' | 'logPace' | 'refusalReports'>;

/**
 * Refuses a call: counts it, says why in n8n's log, and answers. It starts nothing but the report of
 * refused calls, where the user wants that and it is due. The sender learns the reason only if it is
 * about the form of the body.
 *
 * @param memory the trigger's
 * @param reason one of a fixed set, which is counted
 * @param detail for the log only: what to check, or what went wrong; what to check as a fixed text is
 *   also for the report
 */
export function refuse(
	this: IWebhookFunctions,
	{ counts, logPace, refusalReports }: RefusalMemory,
	status: number,
	reason: string,
	detail?: string | { hint: string },
): IWebhookResponseData {
	counts.countRefused(reason);
	const answered = respond(this.getResponseObject(), status, MESSAGES[status] ?? reason);
	const times = logPace.due(reason, passedMs());
	if (times === 0) return answered;
	const hint = typeof detail === 'object' ? detail.hint : undefined;
	const calls = times === 1 ? 'a call' : `${times} calls`;
	const why = detail === undefined ? reason : `${reason} (${hint ?? String(detail)})`;
	warn.call(this, `refused ${calls}: ${why}`);
	const report = refusalReports.take(this, reason, hint);
	return report === undefined ? answered : { ...answered, workflowData: [[{ json: report }]] };
}

/** Refuses a call for one of the reasons in a table. */
export function refuseAs<Reason extends string>(
	this: IWebhookFunctions,
	memory: RefusalMemory,
	answers: Record<Reason, RefusalAnswer>,
	reason: Reason,
): IWebhookResponseData {
	return refuse.call(this, memory, answers[reason].status, reason, answers[reason]);
}
