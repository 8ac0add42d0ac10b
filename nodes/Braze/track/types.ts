import type { IDataObject } from 'n8n-workflow';

import type { RetryPolicy } from '../../shared/http/retry';
import type { Plan } from './limits';

/** The three arrays of a /users/track body, in the order in which Braze works through them. */
export const TRACK_ARRAYS = ['attributes', 'events', 'purchases'] as const;
export type TrackArray = (typeof TRACK_ARRAYS)[number];

/** One object for /users/track as an item asks for it. */
export interface TrackObject {
	array: TrackArray;
	body: IDataObject;
}

/** An object that passed our checks, serialised and ready to be packed. */
export interface PreparedObject {
	array: TrackArray;
	/** The object as JSON text, as it goes over the wire. */
	text: string;
	/** Length of `text` in UTF-8 bytes. */
	bytes: number;
	/** Same value = same user, as far as the identifiers tell; undefined = a user of its own. */
	user: string | undefined;
	/** Whether sending it twice has the effect of sending it once. */
	repeatSafe: boolean;
	/** How many data points it is likely to cost. */
	dataPoints: number;
	/** What became of it; none as long as it was not sent. */
	verdict?: Verdict;
}

/**
 * An object of an item after our own checks. With neither a problem nor a prepared object it is sound
 * and is held back, because another object of its item is not.
 */
export interface CheckedObject {
	array: TrackArray;
	problem?: string;
	prepared?: PreparedObject;
}

/**
 * What became of an object:
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
}

/** Tells the user something about an item, in a sentence. */
export type Warn = (text: string) => void;

/** How objects are sent; the choices of the panel's 'Options' with their defaults filled in. */
export interface SendSettings {
	plan: Plan;
	/** How many requests are on their way at the same time. */
	concurrency: number;
	/** Most requests begun in one second; 0 means no limit of ours. */
	requestsPerSecond: number;
	retry: RetryPolicy;
	/** Whether what counts twice when it arrives twice is repeated after a lost answer, too. */
	repeatUnsafe: boolean;
}
