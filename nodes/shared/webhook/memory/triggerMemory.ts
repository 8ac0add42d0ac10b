import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { nowMs } from '../../time';
import { Group, type Delivery, type GroupLimits } from '../group/group';
import { LogPace } from '../log';
import { WEBHOOK_POLICY } from '../policy';
import { Counts } from './counts';
import { HeldCredential } from './heldCredential';
import { secondOf, SeenEvents } from './seen';
import { SeenStorage } from './storage';
import { PendingEvents } from './pendingEvents';

/** What became of an event that has come before: acknowledged, or the status it is about to get. */
export type Earlier = 'acknowledged' | Promise<number>;

/** What a process remembers about one trigger between calls. Each n8n process has its own. */
export class TriggerMemory {
	readonly credential = new HeldCredential();

	readonly counts = new Counts();

	readonly logPace = new LogPace();

	private readonly seen = new SeenEvents();

	private readonly storage = new SeenStorage(this.seen);

	private readonly pending = new PendingEvents();

	/** The group that currently takes events. */
	private openGroup?: Group;

	private calledAtMs = nowMs();

	/** How much of what was acknowledged is stored. */
	get storing(): SeenStorage['status'] {
		return this.storage.status;
	}

	/** Records that the trigger was called. */
	touch(): void {
		this.calledAtMs = nowMs();
	}

	/** Whether the last call was so long ago that the trigger could not recognize any event. */
	get isOutdated(): boolean {
		return nowMs() - this.calledAtMs > WEBHOOK_POLICY.seen.ageSeconds * 1_000;
	}

	/** Learns from a call what was stored before a restart or by another process. */
	recall(call: IWebhookFunctions): void {
		this.storage.recall(call);
	}

	/** What became of the event with this key; undefined if it is new. */
	earlier(key: string): Earlier | undefined {
		const verdict = this.pending.verdictOf(key);
		if (verdict !== undefined) return verdict;
		return this.seen.has(key, secondOf(nowMs())) ? 'acknowledged' : undefined;
	}

	/**
	 * Records that an event has no status yet.
	 *
	 * @param over settles once it has one and nothing more can be sent
	 */
	begin(key: string, verdict: Promise<number>, over: Promise<unknown>): void {
		this.pending.add(key, verdict, over);
	}

	/** Records that the 200 for an event was sent, and makes sure that this gets stored. */
	acknowledge(call: IWebhookFunctions, key: string): void {
		this.seen.add(key, secondOf(nowMs()));
		this.storage.storeLater(call);
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
			this.openGroup = new Group(delivery, limits);
		}
		return this.openGroup;
	}

	/** Lets the leader wait until its group is complete, and forgets the group. */
	async complete(group: Group): Promise<void> {
		await group.complete();
		if (this.openGroup === group) this.openGroup = undefined;
	}
}

/** By trigger; the one called most recently is last. */
const memories = new Map<string, TriggerMemory>();

/**
 * The memory of the trigger that is being called. Memories of triggers that are no longer called
 * are dropped: n8n does not say when a workflow is deleted, and an unpublished one may be published
 * again.
 */
export function memoryOf(this: IWebhookFunctions): TriggerMemory {
	const name = `${this.getWorkflow().id}/${this.getNode().id}`;
	const memory = memories.get(name) ?? new TriggerMemory();
	memory.touch();
	memories.delete(name);
	memories.set(name, memory);
	for (const [oldest, { isOutdated }] of memories) {
		if (!isOutdated) break;
		memories.delete(oldest);
	}
	return memory;
}
