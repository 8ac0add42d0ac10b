import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { Delivery } from './delivery';
import { Group, type GroupLimits } from './group';
import { closed, respond, respondAs, whenSent } from './respond';
import { minuteOf } from './seen';
import { recall, remember } from './seenStorage';
import type { TriggerState } from './state';

/** How events become executions. */
export interface DeliverySettings {
	group: GroupLimits;
	/** When the sender gets its answer: once n8n has stored the execution, or once it succeeded. */
	acknowledge: 'onReceived' | 'lastNode';
}

/**
 * Drops an event that came before; puts any other into the group that is open, or into one of its
 * own, and hands a complete group to n8n. Only the call that leads a group starts an execution.
 */
export async function deliver(
	this: IWebhookFunctions,
	state: TriggerState,
	event: Pick<Delivery, 'item' | 'key' | 'bytes'>,
	{ group: limits, acknowledge }: DeliverySettings,
): Promise<IWebhookResponseData> {
	const delivery: Delivery = {
		...event,
		request: this.getRequestObject(),
		response: this.getResponseObject(),
	};
	if (delivery.key !== undefined) recall.call(this, state);
	if (dropSeen(state, delivery)) {
		state.summary.countDuplicate();
		remember.call(this, state);
		return { noWebhookResponse: true };
	}
	const group = join(state, delivery, limits);
	track(state, delivery, group.verdict);
	if (group.leader !== delivery) return { noWebhookResponse: true };

	await group.complete();
	if (state.group === group) state.group = undefined;

	state.summary.countExecution(group.members.length);
	// n8n saves as soon as it has stored the execution; with the other choice also after a failure.
	const accepted =
		acknowledge === 'onReceived' ? group.members.flatMap(({ key }) => key ?? []) : [];
	if (delivery.key !== undefined) remember.call(this, state, accepted);
	return { workflowData: [group.members.map(({ item }) => ({ json: item }))] };
}

/**
 * Whether the event of a call came before. Then the call is answered here: at once where that event
 * was acknowledged, else in the same way as the call that is still under way with it.
 */
function dropSeen(state: TriggerState, { key, response }: Delivery): boolean {
	if (key === undefined) return false;
	const first = state.inFlight.get(key);
	if (first !== undefined) {
		whenSent(response, () => state.seen.add(key, minuteOf(Date.now())));
		void respondAs(response, first);
		return true;
	}
	if (!state.seen.has(key, minuteOf(Date.now()))) return false;
	respond(response, 200, 'Already received');
	return true;
}

function join(state: TriggerState, delivery: Delivery, limits: GroupLimits): Group {
	if (state.group?.isOpen) {
		state.group.add(delivery);
	} else {
		state.group = new Group(delivery, limits);
	}
	return state.group;
}

/**
 * From here on a copy of the event waits for this one's status. The event counts as seen only when
 * its own 200 went out; it stays under way until it has its status and nothing more can be sent.
 */
function track(state: TriggerState, { key, response }: Delivery, verdict: Promise<number>): void {
	if (key === undefined) return;
	state.inFlight.set(key, verdict);
	whenSent(response, () => state.seen.add(key, minuteOf(Date.now())));
	void Promise.all([verdict, closed(response)]).then(() => state.inFlight.delete(key));
}
