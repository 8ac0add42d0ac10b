/** The numbers of the Braze Trigger, in addition to those of all triggers. */
export const BRAZE_TRIGGER_POLICY = {
	/** Braze waits for 90 s. (Braze: "Create a webhook") */
	answerWithinMs: 85_000,
	/**
	 * How old a signature may be at most. Braze can retry for 24 hours with the signature of its first
	 * try. What is valid longer than duplicates are remembered could be replayed.
	 */
	longestWindowMinutes: 25 * 60,
	/** How far ahead Braze's clock may be. Together with the window it fits into that memory. */
	mostAheadMs: 60 * 60_000,
} as const;
