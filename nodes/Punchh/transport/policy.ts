import type { RetryPolicy } from '../../shared/http/retry';

/** How long an answer may take. */
export const TIMEOUT_MS = 30_000;

/**
 * Punchh does not say how long to wait after a 429; with doubling pauses these tries last a minute.
 */
export const RETRY: RetryPolicy = { attempts: 4, attemptsWhenLimited: 8, longestWaitMs: 60_000 };

/** A sign-up has its own retries, because it looks for the guest before it tries again. */
export const SIGN_UP_RETRY = { attempts: 4, firstPauseMs: 500 };

/** After this many items in a row without an answer Punchh is down, and the rest is not tried. */
export const MOST_UNANSWERED = 20;

/** How many items are processed at once. */
export const CONCURRENCY = {
	/** In order, unless the user says otherwise. */
	preset: 1,
	/** Few enough not to hit Punchh's limits, enough for tens of thousands of guests in a night. */
	externalIds: 5,
	most: 50,
};

/**
 * The most identifiers that a call may carry. PAR developer portal, "Add Users to Custom Segment".
 */
export const GUESTS_PER_CALL = { async: 1000, sync: 100 };

/** Rows to request per page of a list; the maximum is not documented. */
export const PAGE_SIZE = 100;

/** A list with more rows than this, of which all are wanted, is taken for one that never ends. */
export const MOST_ROWS = 10_000;
