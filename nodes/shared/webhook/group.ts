import { sleep } from 'n8n-workflow';

import { respondAs, statusOf } from './respond';
import type { Delivery } from './delivery';

/** When a group is complete; whichever comes first. */
export interface GroupLimits {
	maxEvents: number;
	maxWaitMs: number;
}

/** One event alone, which waits for nobody. */
export const NO_GROUP: GroupLimits = { maxEvents: 1, maxWaitMs: 0 };

/** Events of one execution are held in memory and stored together, so their bodies have a bound. */
const MAX_BYTES = 4_000_000;

/** How often a waiting group looks whether n8n is shutting down. */
const LOOK_EVERY_MS = 25;

/**
 * Calls whose events go into one execution. The first call, the leader, waits and then hands all of
 * them to n8n; what n8n answers it is the verdict for all.
 */
export class Group {
	readonly members: Delivery[] = [];

	/** The status that all members get. */
	readonly verdict: Promise<number>;

	private bytes = 0;

	private isFull = false;

	private announceFull: () => void = () => {};

	private readonly full = new Promise<void>((resolve) => (this.announceFull = resolve));

	constructor(
		readonly leader: Delivery,
		private readonly limits: GroupLimits,
	) {
		this.verdict = statusOf(leader.response);
		this.add(leader);
	}

	/** Whether the group still takes events. */
	get isOpen(): boolean {
		return !this.isFull;
	}

	add(delivery: Delivery): void {
		this.members.push(delivery);
		this.bytes += delivery.bytes;
		if (delivery !== this.leader) void respondAs(delivery.response, this.verdict);
		if (this.members.length >= this.limits.maxEvents || this.bytes >= MAX_BYTES) this.close();
	}

	/**
	 * Waits until the group is complete, for the leader.
	 *
	 * @returns whether it may go to n8n; not when n8n is shutting down, because it might no longer
	 *   store it: then every member is to be refused, so that they are sent again
	 */
	async complete(): Promise<boolean> {
		const endsAtMs = Date.now() + this.limits.maxWaitMs;
		while (!this.isFull) {
			const leftMs = endsAtMs - Date.now();
			if (leftMs <= 0 || isShuttingDown(this.leader)) break;
			await Promise.race([this.full, sleep(Math.min(LOOK_EVERY_MS, leftMs))]);
		}
		this.close();
		return !isShuttingDown(this.leader);
	}

	private close(): void {
		this.isFull = true;
		this.announceFull();
	}
}

/** n8n stops listening first when it shuts down, and goes on with the calls that it has. */
function isShuttingDown({ request }: Delivery): boolean {
	const { server } = request.socket as { server?: { listening?: boolean } };
	return server?.listening === false;
}
