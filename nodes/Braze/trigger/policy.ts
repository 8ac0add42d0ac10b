/** The numbers of the Braze Trigger, in addition to those of all triggers. */
export const BRAZE_TRIGGER_POLICY = {
	/** Braze waits for 90 s. (Braze: "Create a webhook") */
	answerWithinMs: 85_000,
} as const;
