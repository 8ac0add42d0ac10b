import type { IDataObject } from 'n8n-workflow';

import type { BrazeRequest } from '../transport/connect';

/**
 * What became of something that was to be sent:
 * accepted - Braze queued it; rejected - Braze or our own check refused it; failed - its request
 * surely was not taken; unknown - it was sent and nobody can tell.
 */
export type VerdictKind = 'accepted' | 'rejected' | 'failed' | 'unknown';

export interface Verdict {
	kind: VerdictKind;
	/** Why it is not accepted, beginning with Braze's own words where there are any. */
	reason?: string;
	/** What to do about it. */
	hint?: string;
	/** What is odd about it although it was accepted. */
	warning?: string;
	/** What Braze answered about it, for the output of its item. */
	output?: IDataObject[];
}

/**
 * Units that go out in one request: objects of /users/track, or entries of a list. Braze promises no
 * order between requests, so one about the same user as an earlier one waits for that.
 */
export interface Batch<Unit> {
	units: Unit[];
	/** The batches that must have ended before this one is sent; all of them stand earlier. */
	after: Array<Batch<Unit>>;
}

/** One of Braze's endpoints, as data: what it needs, how units become a request, how to read it. */
export interface Endpoint<Unit> {
	/** The permission that the REST API key needs. */
	permission: string;
	/** What to check when the address is not found, where the instance is not to blame. */
	notFoundHint?: string;
	/** Whether a 2xx must say `"message": "success"`; some endpoints answer without a message. */
	saysSuccess: boolean;
	request(units: Unit[]): BrazeRequest;
	/** Whether sending them twice has the effect of sending them once. */
	isRepeatSafe(units: Unit[]): boolean;
	/** What to do about units of which nobody knows whether Braze took them. */
	openHint(units: Unit[]): string;
	/** The units that an entry of the answer's `errors` means; none where it names none. */
	named(error: unknown, units: Unit[]): Unit[];
	/** The verdict for a unit that the answer's `errors` name. */
	rejection(unit: Unit, reason: string): Verdict;
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
	/** How many requests are on their way at the same time. */
	lanes: number;
	/** Most requests begun in one second; 0 means no limit of ours. */
	requestsPerSecond: number;
	/** Tries in all after lost answers and failures of Braze. */
	attempts: number;
	/** How long Braze may refuse everything for its rate limit, in milliseconds. */
	longestWaitMs: number;
	/** Whether what counts twice when it arrives twice is repeated after a lost answer, too. */
	repeatUnsafe: boolean;
}
