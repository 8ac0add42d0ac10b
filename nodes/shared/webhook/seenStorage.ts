import type { Response } from 'express';
import { sleep, type IDataObject, type IWebhookFunctions } from 'n8n-workflow';

import { minuteOf, type SeenEvents } from './seen';

/** The text is written at most once in this time, and a few times more after a quiet spell. */
const PAUSE_MS = 1_000;
const BURST = 5;

/** When a trigger may write the workflow's static data: n8n writes all of it, on every change. */
export class WritePace {
	private allowance = BURST;

	private countedAtMs = 0;

	/** Whether it is time to write; asking does not use it up. */
	isDue(nowMs: number): boolean {
		const earned = (nowMs - this.countedAtMs) / PAUSE_MS;
		this.allowance = Math.min(BURST, this.allowance + Math.max(0, earned));
		this.countedAtMs = nowMs;
		return this.allowance >= 1;
	}

	wrote(): void {
		this.allowance -= 1;
	}
}

/** What of a trigger's state is kept in the workflow's static data. */
export interface Remembered {
	seen: SeenEvents;
	pace: WritePace;
}

/** Takes over what the workflow's static data say: from before a restart, or from another process. */
export function recall(this: IWebhookFunctions, { seen }: Remembered): void {
	seen.takeOver(this.getWorkflowStaticData('node').seen, minuteOf(Date.now()));
}

/**
 * Has n8n store what this process has seen, if it is time. n8n saves static data when a call ends
 * without an error, before it answers, so events of the call itself count only where that end means
 * that n8n has taken them.
 *
 * @param accepted keys of the call's own events that n8n has taken when it saves
 */
export function remember(
	this: IWebhookFunctions,
	{ seen, pace }: Remembered,
	accepted: string[] = [],
): void {
	const now = Date.now();
	if (!pace.isDue(now)) return;
	const stored = this.getWorkflowStaticData('node');
	const text = seen.toText(accepted, minuteOf(now));
	if (text === (stored.seen ?? '') || sharesStaticData.call(this)) return;
	stored.seen = text;
	pace.wrote();
	void setAgain(stored, () => seen.toText(accepted, minuteOf(now)), this.getResponseObject());
}

/** n8n loses the mark within the first turns of the event loop, and takes longer to store. */
const SET_AGAIN = { everyMs: 1, times: 25 };

/**
 * n8n 2.40 saves static data only when they are marked as changed, and takes the mark away while it
 * prepares the execution: its `establishContextForPersistence` wraps the same data anew. Setting
 * them once more after that, while n8n stores the execution, has them saved with this call - together
 * with what other calls have had acknowledged meanwhile.
 */
async function setAgain(
	stored: IDataObject,
	text: () => string,
	response: Pick<Response, 'writableEnded'>,
): Promise<void> {
	for (let times = 0; times < SET_AGAIN.times && !response.writableEnded; times++) {
		await sleep(SET_AGAIN.everyMs);
		stored.seen = text();
	}
}

/**
 * Whether a node behind the trigger keeps static data too. n8n has one field for all of a workflow
 * and the last writer wins, so theirs would be lost; then the memory lasts until a restart only.
 */
function sharesStaticData(this: IWebhookFunctions): boolean {
	return this.getChildNodes(this.getNode().name, { includeNodeParameters: true }).some(
		({ parameters }) => JSON.stringify(parameters ?? {}).includes('StaticData'),
	);
}
