/** The numbers of the Punchh Trigger, in addition to those of all triggers. */
export const PUNCHH_TRIGGER_POLICY = {
	/**
	 * Punchh gives up after 15 s, the way to n8n and back included, and then retries only three times;
	 * after a 503, seven times. (PAR Webhooks Manager, "Webhook delivery")
	 */
	answerWithinMs: 12_000,
	/**
	 * How old an event may be unless the user says otherwise: a week. A signature contains no time, so
	 * without a limit a recorded call would be good forever.
	 */
	defaultMaxAgeHours: 7 * 24,
	/**
	 * A body of up to this size is hashed for all addresses that may be signed without a pause. Each
	 * takes some 20 ms for 16 MB.
	 */
	hashedAtOnceBytes: 100_000,
} as const;
