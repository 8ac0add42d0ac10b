import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { Deadlines } from './answer/deadlines';
import { respondAs, respondDropped, type WaitingCall } from './answer/respond';
import type { Delivery, GroupLimits } from './group/group';
import { shortKey } from './memory/seen';
import type { Earlier, TriggerMemory } from './memory/triggerMemory';

/** An event of a genuine call that the user has selected. */
export interface WantedEvent extends Omit<Delivery, 'response'> {
	/** What identifies it when it comes again; undefined if nothing does, or nothing should. */
	key: string | undefined;
}

/**
 * Drops an event that has come before; adds any other to the open group, or to one of its own, and
 * hands a complete group to n8n. Only the call that leads a group starts an execution.
 */
export async function deliver(
	this: IWebhookFunctions,
	memory: TriggerMemory,
	{ key: longKey, ...event }: WantedEvent,
	limits: GroupLimits,
): Promise<IWebhookResponseData> {
	const key = longKey === undefined ? undefined : shortKey(longKey);
	const delivery: Delivery = { ...event, response: this.getResponseObject() };
	if (key !== undefined) {
		memory.recall(this);
		const earlier = memory.earlier(key);
		if (earlier !== undefined) {
			memory.counts.countDuplicate();
			return answerDuplicate(delivery, earlier, memory.deadlines);
		}
	}
	const group = memory.join(delivery, limits);
	if (key !== undefined) memory.follow(this, key, group.verdict);
	if (group.leader !== delivery) return { noWebhookResponse: true };

	await memory.complete(group);
	void group.verdict.then((status) => memory.counts.countExecution(status, group.members.length));
	return { workflowData: [group.members.map(({ item }) => ({ json: item }))] };
}

/**
 * Answers a call whose event has come before: at once if n8n has taken that event, otherwise the same
 * way as the call that is still pending.
 */
function answerDuplicate(
	call: WaitingCall,
	earlier: Earlier,
	deadlines: Deadlines,
): IWebhookResponseData {
	if (earlier === 'taken') return respondDropped(call.response, 'Already received');
	respondAs(call, earlier, deadlines);
	return { noWebhookResponse: true };
}
