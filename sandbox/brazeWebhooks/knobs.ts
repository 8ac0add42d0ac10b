/** What differs from send to send at Braze, and what can go wrong on purpose. */
export interface BrazeWebhookKnobs {
	/** All that is left to chance follows from it. */
	seed: number;
	/**
	 * One ID for each user, one for all users of a send, or the constant of messages that were not
	 * really sent.
	 */
	dispatchId: 'unique' | 'shared' | 'unsent';
	/** Share of the messages whose first answer gets lost, so that they are sent again; 0 to 1. */
	loseReplies: number;
	/** Share of the messages whose JSON has a quote too many, from 0 to 1. */
	brokenJson: number;
	/** Share of the messages to users without an external ID, from 0 to 1. */
	emptyUserId: number;
	/** Failures of a host in a minute above which it is left alone for a minute. */
	unhealthyThreshold: number;
	/** Whether a receiver that gives no answer (599) counts as well; no page says (29). */
	unhealthyByNoAnswer: boolean;
	/** Requests at the same time. */
	connections: number;
	/** How many lines of the log stay to be read, once they are finished. */
	keep: number;
}

/** As documented, and nothing wrong. */
export function defaultKnobs(): BrazeWebhookKnobs {
	return {
		seed: 1,
		dispatchId: 'shared',
		loseReplies: 0,
		brokenJson: 0,
		emptyUserId: 0,
		unhealthyThreshold: 3_000,
		unhealthyByNoAnswer: true,
		connections: 10,
		keep: 10_000,
	};
}
