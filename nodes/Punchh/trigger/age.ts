import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { nowMs, passedMs } from '../../shared/time';
import { isScalar } from '../../shared/values/json';
import { shownText } from '../../shared/values/shownText';
import { warn } from '../../shared/webhook/log';
import { respondDropped } from '../../shared/webhook/answer/respond';
import type { TriggerMemory } from '../../shared/webhook/memory/triggerMemory';
import type { PunchhItem } from '../events/item';

/** Twice as long as a UUID. */
const LONGEST_ID = 72;

/** Whether the event is older than the user allows; an event without a time counts as new. */
export function isTooOld({ occurred_at: at }: PunchhItem, maxAgeMs?: number): boolean {
	return maxAgeMs !== undefined && nowMs() - Date.parse(at) > maxAgeMs;
}

/**
 * Answers an event that is too old, and logs it: either someone replayed a recorded call, or Punchh
 * held back a real event, and n8n cannot tell which.
 */
export function dropTooOld(
	this: IWebhookFunctions,
	{ counts, logPace }: TriggerMemory,
	{ event, content_id: id, occurred_at: at }: PunchhItem,
): IWebhookResponseData {
	counts.countTooOld();
	const times = logPace.due('too old', passedMs());
	if (times > 0) {
		const what = times === 1 ? 'an event that is' : `${times} events that are`;
		const known = isScalar(id) ? `, content_id "${shownText(String(id), LONGEST_ID)}"` : '';
		warn.call(this, `dropped ${what} too old: ${event} of ${at}${known}`);
	}
	return respondDropped(
		this.getResponseObject(),
		'Too old',
		"beyond 'Drop Events Older Than (Hours)' in the Punchh Trigger",
	);
}
