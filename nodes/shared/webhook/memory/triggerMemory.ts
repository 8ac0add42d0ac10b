import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { nowMs } from '../../time';
import { Deadlines } from '../answer/deadlines';
import { Group, type Delivery, type GroupLimits } from '../group/group';
import { LogPace } from '../log';
import { WEBHOOK_POLICY } from '../policy';
import { Counts } from './counts';
import { HeldCredential } from './heldCredential';
import { secondOf, SeenEvents } from './seen';
import { RefusalReports } from './refusalReports';
import { SeenStorage } from './storage';
import { PendingEvents } from './pendingEvents';
import { newTriggerState, triggerStates, type TriggerState } from './triggerState';

/** What became of an event that has come before: taken by n8n, or the status it is about to get. */
export type Earlier = 'taken' | Promise<number>;

/** What a process remembers about one trigger between calls. Each n8n process has its own. */
export class TriggerMemory {
	readonly credential = new HeldCredential();

	readonly counts = new Counts();

	readonly logPace = new LogPace();

	readonly refusalReports = new RefusalReports(this.counts);

	/** Of the calls that wait for n8n's answer. */
	readonly deadlines = new Deadlines();

	private readonly seen: SeenEvents;

	private readonly storage: SeenStorage;

	private readonly pending: PendingEvents;

	/** The group that currently takes events. */
	private openGroup?: Group;

	constructor(state: TriggerState) {
		this.seen = new SeenEvents(state.seen);
		this.storage = new SeenStorage(this.seen, state);
		this.pending = new PendingEvents(state.pending);
	}

	/** How much of what was taken is stored. */
	get storing(): SeenStorage['status'] {
		return this.storage.status;
	}

	/** Learns from a call what was stored before a restart or by another process. */
	recall(call: IWebhookFunctions): void {
		this.storage.recall(call);
	}

	/** What became of the event with this key; undefined if it is new. */
	earlier(key: string): Earlier | undefined {
		const verdict = this.pending.verdictOf(key);
		if (verdict !== undefined) return verdict;
		return this.seen.has(key, secondOf(nowMs())) ? 'taken' : undefined;
	}

	/**
	 * Follows an event that n8n is given: pending until n8n answers, whoever is left to hear it, and
	 * seen if the answer is 200. n8n gives that answer only once it has stored the execution or, where
	 * that is chosen, once the workflow has succeeded.
	 */
	follow(call: IWebhookFunctions, key: string, verdict: Promise<number>): void {
		void verdict.then((status) => {
			if (status !== 200) return;
			this.seen.add(key, secondOf(nowMs()));
			this.storage.storeLater(call);
		});
		this.pending.add(key, verdict);
	}

	/** Answers the trigger's call to itself, which stores what was seen; undefined if it is none. */
	answerOwnCall(call: IWebhookFunctions): IWebhookResponseData | undefined {
		return this.storage.answerOwnCall(call);
	}

	/** Adds an event to the open group, or to a new one that it leads. */
	join(delivery: Delivery, limits: GroupLimits): Group {
		if (this.openGroup?.isOpen) {
			this.openGroup.add(delivery);
		} else {
			this.openGroup = new Group(delivery, limits, this.deadlines);
		}
		return this.openGroup;
	}

	/** Lets the leader wait until its group is complete, and forgets the group. */
	async complete(group: Group): Promise<void> {
		await group.complete();
		if (this.openGroup === group) this.openGroup = undefined;
	}
}

const memories = new WeakMap<TriggerState, TriggerMemory>();

/**
 * The memory of the trigger that is being called. Those of triggers that were not called for so long
 * that they could not recognize any event are dropped: n8n does not say when a workflow is deleted,
 * and an unpublished one may be published again.
 */
export function memoryOf(this: IWebhookFunctions, nodeId: string): TriggerMemory {
	const name = `${this.getWorkflow().id}/${nodeId}`;
	const states = triggerStates(this.getRequestObject().app);
	const state = states.get(name) ?? newTriggerState();
	state.calledAtMs = nowMs();
	states.delete(name);
	states.set(name, state);
	for (const [oldest, { calledAtMs }] of states) {
		if (nowMs() - calledAtMs <= WEBHOOK_POLICY.seen.ageSeconds * 1_000) break;
		states.delete(oldest);
	}
	const memory = memories.get(state) ?? new TriggerMemory(state);
	memories.set(state, memory);
	return memory;
}
