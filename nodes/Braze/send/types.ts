import type { IDataObject } from 'n8n-workflow';

import type { BrazeRequest } from '../transport/connect';

/**
 * What became of something that should be sent:
 * accepted - Braze queued it; rejected - Braze or our own check refused it; failed - Braze
 * certainly did not accept its request; unknown - it was sent, and it is not known what happened.
 */
export type VerdictKind = 'accepted' | 'rejected' | 'failed' | 'unknown';

export interface Verdict {
	kind: VerdictKind;
	/** Why it was not accepted, starting with Braze's own message if there is one. */
	reason?: string;
	/** What to do about it. */
	hint?: string;
	/** The status with which Braze refused the whole request, if it did. */
	status?: number;
	/** A problem in spite of being accepted. */
	warning?: string;
	/** Whether another execution has sent it, and this one did not. */
	isEarlier?: true;
	/** What Braze answered about it, for the output of its item. */
	output?: IDataObject[];
}

/**
 * Units that are sent in one request: objects of /users/track, or entries of a list. Braze promises
 * no order between requests, so a request about the same user as an earlier one waits for that one.
 */
export interface Batch<Unit> {
	units: Unit[];
	/** The batches that must end before this one is sent; all of them come earlier. */
	after: Array<Batch<Unit>>;
}

/** One of Braze's endpoints, as data: what it needs, how units become a request, how to read it. */
export interface Endpoint<Unit> {
	/** The permission that the REST API key needs. */
	permission: string;
	/** What to check if the address is not found, unless the instance is to blame. */
	notFoundHint?: string;
	/** Whether a 2xx must say `"message": "success"`; some endpoints answer without a message. */
	saysSuccess: boolean;
	request(units: Unit[]): BrazeRequest;
	/** Whether sending them twice has the same effect as sending them once. */
	isRepeatSafe(units: Unit[]): boolean;
	/** What to do about units if it is not known whether Braze accepted them. */
	openHint(units: Unit[]): string;
	/** The units that an entry of the answer's `errors` names, if any. */
	named(error: unknown, units: Unit[]): Unit[];
	/** Whether an answer that refuses the request says all the same that something of it was taken. */
	tookSome(answer: unknown): boolean;
	/**
	 * What a successful answer says about each of the units that its `errors` do not name.
	 *
	 * @param unnamed units whose verdict is asked for
	 * @param units all of the request, in its order
	 */
	read(answer: unknown, unnamed: Unit[], units: Unit[]): Verdict[];
}

/** How batches are sent; the choices of the panel's 'Options' with their defaults filled in. */
export interface SendSettings {
	/** How many requests are sent at the same time. */
	lanes: number;
	/** Most requests begun in one second; 0 means no limit of ours. */
	requestsPerSecond: number;
	/** Tries in all after lost answers and failures of Braze. */
	attempts: number;
	/** How long Braze may refuse everything for its rate limit, in milliseconds. */
	longestWaitMs: number;
	/** Whether to repeat after a lost answer even what counts twice if it arrives twice. */
	repeatUnsafe: boolean;
}
