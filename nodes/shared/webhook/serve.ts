import type { INodeType, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { refuse } from './answer/refuse';
import type { NamedCredentials } from './credential';
import { claimsToBeOwn } from './memory/ownCall';
import { memoryOf, type TriggerMemory } from './memory/triggerMemory';

/** What a trigger does with a call: it ends in an answer, or in items that start an execution. */
export type Receive = (
	this: IWebhookFunctions,
	memory: TriggerMemory,
	/** The credentials that the node names, by type. */
	credentials: NamedCredentials,
) => Promise<IWebhookResponseData>;

/**
 * Users register the webhook manually at the sender, which has no API for it. n8n has nothing to
 * create or delete there; it only has to be told that the webhook exists.
 */
export const registeredByHand: INodeType['webhookMethods'] = {
	default: {
		checkExists: async () => true,
		create: async () => true,
		delete: async () => true,
	},
};

/**
 * Serves one call to a trigger. Every path ends in an answer, even an unforeseen one: after a 503 the
 * sender sends again.
 */
export async function serve(
	this: IWebhookFunctions,
	receive: Receive,
): Promise<IWebhookResponseData> {
	// n8n copies the node each time it is asked for it, so it is asked once.
	const { id, credentials } = this.getNode();
	try {
		const memory = memoryOf.call(this, id);
		if (!claimsToBeOwn.call(this)) return await receive.call(this, memory, credentials);
		return memory.answerOwnCall(this) ?? refuseOwnCall.call(this, memory);
	} catch (error) {
		return refuse.call(this, memoryOf.call(this, id), 503, 'failed', (error as Error).message);
	}
}

/** Such a call is no event either, whatever its body says. */
function refuseOwnCall(this: IWebhookFunctions, memory: TriggerMemory): IWebhookResponseData {
	memory.counts.countReceived();
	const hint =
		"it has the header of the trigger's own calls, but a wrong secret: it is forged, or late";
	return refuse.call(this, memory, 409, 'not its own call', hint);
}
