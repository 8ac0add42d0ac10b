import type { IDataObject } from 'n8n-workflow';

import { sleepMs } from '../../time';
import type { Deadlines } from '../answer/deadlines';
import { N8nAnswer } from '../answer/n8nAnswer';
import { respondAs, type WaitingCall } from '../answer/respond';
import { WEBHOOK_POLICY } from '../policy';

/** A genuine call with an event that the user has selected, waiting for its answer. */
export interface Delivery extends WaitingCall {
	item: IDataObject;
	/** Size of the body. */
	bytes: number;
}

/** When a group is complete, whichever comes first. */
export interface GroupLimits {
	maxEvents: number;
	maxWaitMs: number;
}

/** A single event, which waits for no others. */
export const NO_GROUP: GroupLimits = { maxEvents: 1, maxWaitMs: 0 };

/**
 * Calls whose events go into one execution. The first call, the leader, waits and then hands all of
 * them to n8n; the answer that it gets from n8n is the verdict for all, whoever is left to hear it.
 */
export class Group {
	readonly members: Delivery[] = [];

	/** What n8n answers for all members, however late. */
	readonly verdict: Promise<number>;

	private bytes = 0;

	private isFull = false;

	private announceFull: () => void = () => {};

	/**
	 * n8n may let an execution wait for its turn, or run a long one, for longer than the sender waits.
	 * Senders repeat a 503 more often than a call that nobody answered.
	 */
	constructor(
		readonly leader: Delivery,
		private readonly limits: GroupLimits,
		private readonly deadlines: Deadlines,
	) {
		const answer = new N8nAnswer(leader.response);
		this.verdict = answer.status;
		deadlines.watch(answer.status, leader.answerWithinMs, () => answer.answerFirst(503));
		this.add(leader);
	}

	/** Whether the group still takes events. */
	get isOpen(): boolean {
		return !this.isFull;
	}

	add(delivery: Delivery): void {
		this.members.push(delivery);
		this.bytes += delivery.bytes;
		if (delivery !== this.leader) respondAs(delivery, this.verdict, this.deadlines);
		const isFull =
			this.members.length >= this.limits.maxEvents || this.bytes >= WEBHOOK_POLICY.group.mostBytes;
		if (isFull) this.close();
	}

	/**
	 * Lets the leader wait until the group is complete. If n8n shuts down in the meantime, the
	 * connections of all members end with its process: nothing was stored or acknowledged, and the
	 * sender sends everything again.
	 */
	async complete(): Promise<void> {
		if (this.isFull) return;
		const full = new Promise<void>((resolve) => (this.announceFull = resolve));
		await Promise.race([full, sleepMs(this.limits.maxWaitMs)]);
		this.close();
	}

	private close(): void {
		this.isFull = true;
		this.announceFull();
	}
}
