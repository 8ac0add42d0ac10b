import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { nowMs } from '../../time';
import { warn, type LogPace } from '../log';
import type { Counts } from '../memory/counts';
import { MESSAGES, respond } from './respond';

/** How a refused call is answered, and what the log says to check. */
export interface RefusalAnswer {
	status: number;
	hint: string;
}

/**
 * Refuses a call: counts it, says why in n8n's log, and answers without starting anything. The
 * sender learns the reason only if it is about the form of the body.
 *
 * @param memory the trigger's
 * @param reason one of a fixed set, which is counted
 * @param detail for the log only: what to check, or what went wrong
 */
export function refuse(
	this: IWebhookFunctions,
	{ counts, logPace }: { counts: Counts; logPace: LogPace },
	status: number,
	reason: string,
	detail?: string,
): IWebhookResponseData {
	counts.countRefused(reason);
	const times = logPace.due(reason, nowMs());
	if (times > 0) {
		const calls = times === 1 ? 'a call' : `${times} calls`;
		const why = detail === undefined ? reason : `${reason} (${detail})`;
		warn.call(this, `refused ${calls}: ${why}`);
	}
	return respond(this.getResponseObject(), status, MESSAGES[status] ?? reason);
}

/** Refuses a call for one of the reasons in a table. */
export function refuseAs<Reason extends string>(
	this: IWebhookFunctions,
	memory: { counts: Counts; logPace: LogPace },
	answers: Record<Reason, RefusalAnswer>,
	reason: Reason,
): IWebhookResponseData {
	const { status, hint } = answers[reason];
	return refuse.call(this, memory, status, reason, hint);
}
