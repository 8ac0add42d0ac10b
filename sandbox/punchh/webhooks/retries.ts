/** The answers that Punchh counts as taken; 201 and 204 are not among them. */
const TAKEN = [200, 202];

/** Punchh's check of a receiver passes only with this. */
const CHECK_PASSED = 200;

const SHORT = [15, 45, 180];
const LONG = [60, 120, 300, 600, 1_800, 3_600, 7_200];

/**
 * Seconds before each retry, from Punchh's page on retry logic. What stands in no row is not
 * retried: redirects (documented), other 4xx (not stated). That a broken connection counts as a
 * time-out, and that `Retry-After` is ignored, is not stated either.
 */
const RETRY_TABLE: Record<string, readonly number[]> = {
	noAnswer: SHORT,
	'408': SHORT,
	'429': SHORT,
	'5xx': LONG,
};

/** Whether an event was taken. */
export function isTaken(status?: number): boolean {
	return status !== undefined && TAKEN.includes(status);
}

/** How much is kept of the body of an answer. */
const KEPT_CHARACTERS = 1_000;

/** What is kept of the body of an answer: also of a success, which may say that nothing came of it. */
export function keptAnswer(body: string): string | undefined {
	return body === '' ? undefined : body.slice(0, KEPT_CHARACTERS);
}

/** Whether a check of the receiver passed. */
export function isPassed(status?: number): boolean {
	return status === CHECK_PASSED;
}

/** Seconds before each retry after an answer, or after none (time-out, broken connection). */
export function retryDelays(status?: number): readonly number[] {
	if (status === undefined) return RETRY_TABLE.noAnswer;
	return RETRY_TABLE[status] ?? RETRY_TABLE[`${Math.floor(status / 100)}xx`] ?? [];
}
