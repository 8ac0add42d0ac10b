import type { Pool } from './rateLimits';

/** A limit that is enforced, in one of the ways in which Braze tells of it. */
export interface RateLimit {
	/**
	 * `epoch`: all answers have the three headers, with the reset as UTC seconds.
	 * `secondsLeft`: the same, with the reset as the seconds that are left.
	 * `retryAfter`: as `secondsLeft`, but a 429 has only `x-ratelimit-retry-after`.
	 */
	style: 'epoch' | 'secondsLeft' | 'retryAfter';
	/** Requests in one window. */
	limit: number;
	windowMs: number;
	/** The endpoints that it holds for; those of /users/track by default. */
	pool?: Pool;
}

/**
 * What depends on the plan or on the workspace, or is not documented, and can be switched. The
 * numbers are those of the open questions about Braze.
 */
export interface BrazeKnobs {
	/** Whether 75 objects are allowed in all, or in each array as on legacy plans (1). */
	limit: 'combined' | 'perArray';
	/** Which limit is enforced, and how its end is told (2, 3); null enforces none. */
	rateLimit: RateLimit | null;
	/** Whether an event or purchase may make an alias-only user with an explicit false (4). */
	aliasEvents: 'honourFalse' | 'updateOnly';
	/** The most bytes of an event's properties: 100,000, or 50,000 by older pages (5). */
	eventPropertiesBytes: number;
	/** Whether objects in event properties stay objects or become text (6). */
	nestedProperties: 'kept' | 'asText';
	/** What `attributes_processed` counts (9). */
	attributesProcessed: 'objects' | 'distinctUsers';
	/** Status of an answer to a request without any good object (10). */
	allBadStatus: 400 | 401;
	/** Whether an object with several faults gets one error or one for each (11). */
	errorsPerObject: 'first' | 'all';
	/** How an object that names nobody is refused; of the three forms the newest names five (40). */
	missingIdentifier: 'five' | 'three' | 'one';
	/**
	 * What becomes of an `ecommerce.*` event whose properties do not fit its schema: refused, named
	 * among the errors and kept all the same, or not looked at (12).
	 */
	ecommerceSchema: 'refused' | 'kept' | 'unchecked';
	/** Status of the answer to a body that is too large (13). */
	tooLargeStatus: 413 | 400;
	/** Whether an export must name its fields, as for accounts made since August 2024. */
	fieldsToExport: 'optional' | 'required';
	/** Names that were put on a blocklist in the dashboard; dropped without a word. */
	blockedNames: { attributes: string[]; events: string[]; products: string[] };
	/** External IDs that were blocklisted; refused. */
	blockedExternalIds: string[];
	/** How long a write stays invisible to the export: 0 to 30,000 were seen. */
	exportDelayMs: number;
	/** How many of the newest rows stay in each log; 0 keeps none. */
	keepRequests: number;
	keepVerdicts: number;
	keepDrops: number;
}

export function defaultKnobs(): BrazeKnobs {
	return {
		limit: 'combined',
		rateLimit: null,
		aliasEvents: 'honourFalse',
		eventPropertiesBytes: 100_000,
		nestedProperties: 'kept',
		attributesProcessed: 'objects',
		allBadStatus: 400,
		errorsPerObject: 'first',
		missingIdentifier: 'five',
		ecommerceSchema: 'refused',
		tooLargeStatus: 413,
		fieldsToExport: 'optional',
		blockedNames: { attributes: [], events: [], products: [] },
		blockedExternalIds: [],
		exportDelayMs: 0,
		keepRequests: 10_000,
		keepVerdicts: 200_000,
		keepDrops: 200_000,
	};
}
