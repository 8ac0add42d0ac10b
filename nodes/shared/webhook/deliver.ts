import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { Delivery } from './delivery';
import { Group, type GroupLimits } from './group';
import { addressOf } from './ownCall';
import { closed, respond, respondAs, whenSent } from './respond';
import { secondOf, shortKey } from './seen';
import { markSeen, recall } from './seenStorage';
import type { TriggerState } from './state';

/**
 * Drops an event that came before; puts any other into the group that is open, or into one of its
 * own, and hands a complete group to n8n. Only the call that leads a group starts an execution.
 */
export async function deliver(
	this: IWebhookFunctions,
	state: TriggerState,
	event: Omit<Delivery, 'response'>,
	limits: GroupLimits,
): Promise<IWebhookResponseData> {
	const response = this.getResponseObject();
	const key = event.key === undefined ? undefined : shortKey(event.key);
	const delivery: Delivery = { ...event, key, response };
	if (key !== undefined) {
		state.address = addressOf(this.getRequestObject()) ?? state.address;
		recall.call(this, state);
		whenSent(response, () => markSeen.call(this, state, key));
		if (dropSeen(state, key, delivery)) {
			state.summary.countDuplicate();
			return { noWebhookResponse: true };
		}
	}
	const group = join(state, delivery, limits);
	if (key !== undefined) {
		// A copy waits for its status, until it has one and nothing more can be sent.
		const over = Promise.all([group.verdict, closed(response)]);
		state.underWay.add(key, group.verdict, over);
	}
	if (group.leader !== delivery) return { noWebhookResponse: true };

	await group.complete();
	if (state.group === group) state.group = undefined;
	void group.verdict.then((status) => state.summary.countExecution(status, group.members.length));
	return { workflowData: [group.members.map(({ item }) => ({ json: item }))] };
}

/**
 * Whether the event of a call came before. Then the call is answered here: at once where that event
 * was acknowledged, else in the same way as the call that is still under way with it.
 */
function dropSeen(state: TriggerState, key: string, delivery: Delivery): boolean {
	const first = state.underWay.verdictOf(key);
	if (first !== undefined) {
		void respondAs(delivery, first);
		return true;
	}
	if (!state.seen.has(key, secondOf(Date.now()))) return false;
	respond(delivery.response, 200, 'Already received');
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
