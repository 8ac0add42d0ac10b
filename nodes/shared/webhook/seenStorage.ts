import { sleep, type IWebhookFunctions, type IWebhookResponseData } from 'n8n-workflow';

import { callOurselves, isOwnCall } from './ownCall';
import { warn } from './refuse';
import { respond } from './respond';
import { secondOf } from './seen';
import type { TriggerState } from './state';

/** How long after an acknowledgement it is stored, together with all that came meanwhile. */
export const STORING = { afterMs: 2_000 };

/** Calls after the last event: processes that write at the same time agree after one or two. */
const MOST_ROUNDS = 5;

/** Takes over what the workflow's static data say: from before a restart, or from another process. */
export function recall(this: IWebhookFunctions, { seen }: TriggerState): void {
	seen.takeOver(this.getWorkflowStaticData('node').seen, secondOf(Date.now()));
}

/** Marks an event as seen, now that its 200 went out, and sees to it that this is stored. */
export function markSeen(this: IWebhookFunctions, state: TriggerState, key: string): void {
	state.seen.add(key, secondOf(Date.now()));
	state.isStored = false;
	state.roundsLeft = MOST_ROUNDS;
	if (!state.isStoring) void keepStored.call(this, state);
}

/**
 * n8n stores static data when a call ends, which is before it answers the call. So no call can store
 * that it was acknowledged itself, and after the last event there may be no other one for hours:
 * the trigger calls itself a little later, and that call stores it. It does so until a call finds
 * everything stored, because another process of n8n may have written at the same time.
 */
async function keepStored(this: IWebhookFunctions, state: TriggerState): Promise<void> {
	state.isStoring = true;
	try {
		while (!state.isStored && state.roundsLeft-- > 0) {
			await sleep(STORING.afterMs);
			if (!(await storeByOwnCall.call(this, state))) break;
		}
	} catch (error) {
		warnOnce.call(this, state, error as Error);
	} finally {
		state.isStoring = false;
	}
}

/**
 * @returns whether the call came in; not when the workflow was unpublished meanwhile, and n8n has no
 * such webhook now: the next event, if there ever is one, has it all stored
 * @throws when it came in nowhere, or somewhere else
 */
async function storeByOwnCall(this: IWebhookFunctions, state: TriggerState): Promise<boolean> {
	const { ownCalls } = state;
	const status = await callOurselves.call(this, state);
	if (state.ownCalls > ownCalls) return true;
	if (status === 404) return false;
	throw new Error(`something else answered its call to itself, with ${status}`);
}

/** Said once until it works again, because it would be said again every few seconds. */
function warnOnce(
	this: IWebhookFunctions,
	state: TriggerState,
	{ message, cause }: Error & { cause?: unknown },
): void {
	if (state.hasWarned) return;
	state.hasWarned = true;
	const detail = cause instanceof Error ? `${message}, ${cause.message}` : message;
	warn.call(this, `cannot store what it has seen, and knows it until n8n restarts: ${detail}`);
}

/**
 * What the trigger's call to itself does. n8n saves the static data as the call ends. A call of
 * another process, or of this package before it was updated, is no event either.
 */
export function storeSeen(this: IWebhookFunctions, state: TriggerState): IWebhookResponseData {
	if (!isOwnCall.call(this, state)) return respond(this.getResponseObject(), 409, 'Not mine');
	state.ownCalls++;
	state.hasWarned = false;
	recall.call(this, state);
	const stored = this.getWorkflowStaticData('node');
	const text = state.seen.toText(secondOf(Date.now()));
	state.isStored = text === stored.seen || sharesStaticData.call(this);
	if (!state.isStored) stored.seen = text;
	return respond(this.getResponseObject(), 200, 'Stored');
}

/**
 * Whether a node behind the trigger keeps static data too. n8n has one field for all of a workflow
 * and the last writer wins, so theirs could be lost; then the memory lasts until a restart only.
 */
function sharesStaticData(this: IWebhookFunctions): boolean {
	return this.getChildNodes(this.getNode().name, { includeNodeParameters: true }).some(
		({ parameters }) => JSON.stringify(parameters ?? {}).includes('StaticData'),
	);
}
