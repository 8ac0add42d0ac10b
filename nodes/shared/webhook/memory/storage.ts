import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { nowMs, sleepMs } from '../../time';
import { respond } from '../answer/respond';
import { warn } from '../log';
import { WEBHOOK_POLICY } from '../policy';
import { OwnCalls } from './ownCall';
import { secondOf, type SeenEvents } from './seen';

const { afterMs, mostRounds } = WEBHOOK_POLICY.storing;

/**
 * Keeps what a trigger has seen in the workflow's static data.
 *
 * n8n stores static data when a call ends, which is before it answers the call. So no call can
 * store its own acknowledgment, and after the last event there may be no other call for hours. That
 * is why the trigger calls itself a little later, and that call stores it. It repeats this until a
 * call finds everything stored, because another n8n process may have written at the same time.
 */
export class SeenStorage {
	private readonly ownCalls = new OwnCalls();

	/** Whether the static data has everything that `seen` has. */
	private isComplete = true;

	/** Whether an update is in progress. */
	private isUnderWay = false;

	/** How many more times to try before the next event. */
	private roundsLeft = 0;

	/** Whether the log already says that storing fails. */
	private hasWarned = false;

	constructor(private readonly seen: SeenEvents) {}

	/** Whether everything is stored, and whether the trigger is still working on it. */
	get status(): { isComplete: boolean; isUnderWay: boolean } {
		const { isComplete, isUnderWay } = this;
		return { isComplete, isUnderWay };
	}

	/** Takes over what was stored before a restart or by another process; learns its own address. */
	recall(call: IWebhookFunctions): void {
		this.ownCalls.learnAddress(call.getRequestObject());
		this.takeOver(call);
	}

	/** Makes sure that an event that was just acknowledged gets stored. */
	storeLater(call: IWebhookFunctions): void {
		this.isComplete = false;
		this.roundsLeft = mostRounds;
		if (!this.isUnderWay) void this.keepStoring(call);
	}

	/**
	 * Answers the trigger's call to itself: n8n saves the static data when the call ends.
	 *
	 * @returns undefined for a call that only claims to be one: a forged one, or one from another
	 *   process or from before this package was updated
	 */
	answerOwnCall(call: IWebhookFunctions): IWebhookResponseData | undefined {
		if (!this.ownCalls.takeIn(call)) return undefined;
		this.hasWarned = false;
		this.takeOver(call);
		const stored = call.getWorkflowStaticData('node');
		const text = this.seen.toText(secondOf(nowMs()));
		this.isComplete = text === stored.seen || sharesStaticData.call(call);
		if (!this.isComplete) stored.seen = text;
		return respond(call.getResponseObject(), 200, 'Stored');
	}

	private takeOver(call: IWebhookFunctions): void {
		this.seen.takeOver(call.getWorkflowStaticData('node').seen, secondOf(nowMs()));
	}

	private async keepStoring(call: IWebhookFunctions): Promise<void> {
		this.isUnderWay = true;
		try {
			while (!this.isComplete && this.roundsLeft-- > 0) {
				await sleepMs(afterMs);
				if (!(await this.ownCalls.make(call))) break;
			}
		} catch (error) {
			this.warnOnce(call, error as Error);
		} finally {
			this.isUnderWay = false;
		}
	}

	/** Logs the failure once until it works again, because it would recur every few seconds. */
	private warnOnce(call: IWebhookFunctions, { message, cause }: Error & { cause?: unknown }): void {
		if (this.hasWarned) return;
		this.hasWarned = true;
		const detail = cause instanceof Error ? `${message}, ${cause.message}` : message;
		warn.call(
			call,
			`cannot store which events it has seen, and will forget them when n8n restarts: ${detail}`,
		);
	}
}

/**
 * Whether a node after the trigger also keeps static data. n8n has one field for the whole workflow
 * and the last writer wins, so that node's data could be lost; the memory then lasts only until a
 * restart.
 */
function sharesStaticData(this: IWebhookFunctions): boolean {
	return this.getChildNodes(this.getNode().name, { includeNodeParameters: true }).some(
		({ parameters }) => JSON.stringify(parameters ?? {}).includes('StaticData'),
	);
}
