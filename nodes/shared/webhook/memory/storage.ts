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
 * n8n stores static data when a call ends, which is before it answers the call. So no call can store
 * that it was acknowledged itself, and after the last event there may be no other one for hours: the
 * trigger calls itself a little later, and that call stores it. It does so until a call finds
 * everything stored, because another process of n8n may have written at the same time.
 */
export class SeenStorage {
	private readonly ownCalls = new OwnCalls();

	/** Whether the static data say all that `seen` says. */
	private isComplete = true;

	/** Whether they are about to be brought up to date. */
	private isUnderWay = false;

	/** How often that is tried until the next event. */
	private roundsLeft = 0;

	/** Whether the log says already that it fails. */
	private hasWarned = false;

	constructor(private readonly seen: SeenEvents) {}

	/** Whether all is stored, and whether the trigger is about to store or still tries to. */
	get status(): { isComplete: boolean; isUnderWay: boolean } {
		const { isComplete, isUnderWay } = this;
		return { isComplete, isUnderWay };
	}

	/** Takes over what was stored before a restart or by another process; learns the way to itself. */
	recall(call: IWebhookFunctions): void {
		this.ownCalls.learnAddress(call.getRequestObject());
		this.takeOver(call);
	}

	/** Sees to it that an event that was seen just now is stored. */
	storeLater(call: IWebhookFunctions): void {
		this.isComplete = false;
		this.roundsLeft = mostRounds;
		if (!this.isUnderWay) void this.keepStoring(call);
	}

	/**
	 * Answers the trigger's call to itself: n8n saves the static data as the call ends. A call of
	 * another process, or of this package before it was updated, is no event either.
	 */
	answerOwnCall(call: IWebhookFunctions): IWebhookResponseData {
		if (!this.ownCalls.takeIn(call)) return respond(call.getResponseObject(), 409, 'Not mine');
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

	/** Said once until it works again, because it would be said again every few seconds. */
	private warnOnce(call: IWebhookFunctions, { message, cause }: Error & { cause?: unknown }): void {
		if (this.hasWarned) return;
		this.hasWarned = true;
		const detail = cause instanceof Error ? `${message}, ${cause.message}` : message;
		warn.call(call, `cannot store what it has seen, and knows it until n8n restarts: ${detail}`);
	}
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
