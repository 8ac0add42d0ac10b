import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { nowMs, sleepMs } from '../../time';
import { respond } from '../answer/respond';
import { warn } from '../log';
import { WEBHOOK_POLICY } from '../policy';
import { OwnCalls } from './ownCall';
import { secondOf, type SeenEvents } from './seen';
import type { TriggerState } from './triggerState';

const { afterMs, mostRounds } = WEBHOOK_POLICY.storing;

/**
 * Keeps what a trigger has seen in the workflow's static data.
 *
 * n8n stores static data when a call ends, which is before it answers the call. So no call can store
 * that its own event was taken, and after the last event there may be no other call for hours. That
 * is why the trigger calls itself a little later, and that call stores it. It repeats this until a
 * call finds everything stored, because another n8n process may have written at the same time.
 */
export class SeenStorage {
	private readonly ownCalls: OwnCalls;

	private readonly state: TriggerState['storing'];

	constructor(
		private readonly seen: SeenEvents,
		{ ownCalls, storing }: TriggerState,
	) {
		this.ownCalls = new OwnCalls(ownCalls);
		this.state = storing;
	}

	/** Whether everything is stored, and whether the trigger is still working on it. */
	get status(): Pick<TriggerState['storing'], 'isComplete' | 'isUnderWay'> {
		return this.state;
	}

	/** Takes over what was stored before a restart or by another process; learns its own address. */
	recall(call: IWebhookFunctions): void {
		// While it stores, it need not be learned again from each call.
		if (!this.state.isUnderWay || !this.ownCalls.hasAddress) {
			this.ownCalls.learnAddress(call.getRequestObject());
		}
		this.takeOver(call);
	}

	/** Makes sure that an event that n8n has just taken gets stored. */
	storeLater(call: IWebhookFunctions): void {
		this.state.isComplete = false;
		this.state.roundsLeft = mostRounds;
		if (!this.state.isUnderWay) void this.keepStoring(call);
	}

	/**
	 * Answers the trigger's call to itself: n8n saves the static data when the call ends.
	 *
	 * @returns undefined for a call that only claims to be one: a forged one, or one from another process
	 */
	answerOwnCall(call: IWebhookFunctions): IWebhookResponseData | undefined {
		if (!this.ownCalls.takeIn(call)) return undefined;
		this.state.hasWarned = false;
		this.takeOver(call);
		const stored = call.getWorkflowStaticData('node');
		const text = this.seen.toText(secondOf(nowMs()));
		this.state.isComplete = text === stored.seen || sharesStaticData.call(call);
		if (!this.state.isComplete) stored.seen = text;
		return respond(call.getResponseObject(), 200, 'Stored');
	}

	private takeOver(call: IWebhookFunctions): void {
		this.seen.takeOver(call.getWorkflowStaticData('node').seen, secondOf(nowMs()));
	}

	private async keepStoring(call: IWebhookFunctions): Promise<void> {
		this.state.isUnderWay = true;
		try {
			while (!this.state.isComplete && this.state.roundsLeft-- > 0) {
				await sleepMs(afterMs);
				if (!(await this.ownCalls.make(call))) break;
			}
		} catch (error) {
			this.warnOnce(call, error as Error);
		} finally {
			this.state.isUnderWay = false;
		}
	}

	/** Logs the failure once until it works again, because it would recur every few seconds. */
	private warnOnce(call: IWebhookFunctions, { message, cause }: Error & { cause?: unknown }): void {
		if (this.state.hasWarned) return;
		this.state.hasWarned = true;
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
export function sharesStaticData(this: IWebhookFunctions): boolean {
	return this.getChildNodes(this.getNode().name, { includeNodeParameters: true }).some(
		({ parameters }) => JSON.stringify(parameters ?? {}).includes('StaticData'),
	);
}
