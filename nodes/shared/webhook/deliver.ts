import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { closed, respond, respondAs, whenSent, type WaitingCall } from './answer/respond';
import type { Delivery, GroupLimits } from './group/group';
import { shortKey } from './memory/seen';
import type { Earlier, TriggerMemory } from './memory/triggerMemory';

/** An event of a call that was found genuine and wanted. */
export interface WantedEvent extends Omit<Delivery, 'response'> {
	/** What it is recognised by; undefined where it must not or cannot be recognised. */
	key: string | undefined;
}

/**
 * Drops an event that came before; puts any other into the group that is open, or into one of its
 * own, and hands a complete group to n8n. Only the call that leads a group starts an execution.
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
		whenSent(delivery.response, () => memory.acknowledge(this, key));
		const earlier = memory.earlier(key);
		if (earlier !== undefined) {
			memory.counts.countDuplicate();
			return answerDuplicate(delivery, earlier);
		}
	}
	const group = memory.join(delivery, limits);
	if (key !== undefined) {
		// A copy waits for its status, until it has one and nothing more can be sent.
		const over = Promise.all([group.verdict, closed(delivery.response)]);
		memory.begin(key, group.verdict, over);
	}
	if (group.leader !== delivery) return { noWebhookResponse: true };

	await memory.complete(group);
	void group.verdict.then((status) => memory.counts.countExecution(status, group.members.length));
	return { workflowData: [group.members.map(({ item }) => ({ json: item }))] };
}

/**
 * Answers a call whose event came before: at once where that event was acknowledged, else in the
 * same way as the call that is still under way with it.
 */
function answerDuplicate(call: WaitingCall, earlier: Earlier): IWebhookResponseData {
	if (earlier === 'acknowledged') return respond(call.response, 200, 'Already received');
	void respondAs(call, earlier);
	return { noWebhookResponse: true };
}
