/** Every number by which the Punchh Trigger takes calls, beside those of all triggers. */
export const PUNCHH_TRIGGER_POLICY = {
	/**
	 * Punchh gives up after 15 s and then sends again three times only; after a 503 seven times. (PAR
	 * Webhooks Manager, "Webhook delivery")
	 */
	answerWithinMs: 14_000,
	/** Age of events that the editor proposes to drop. */
	defaultMaxAgeHours: 24,
} as const;
