/** The numbers of the Punchh Trigger, in addition to those of all triggers. */
export const PUNCHH_TRIGGER_POLICY = {
	/**
	 * Punchh gives up after 15 s and then retries only three times; after a 503, seven times. (PAR
	 * Webhooks Manager, "Webhook delivery")
	 */
	answerWithinMs: 14_000,
	/** The default age in the editor for dropping events. */
	defaultMaxAgeHours: 24,
} as const;
