const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** Every number by which triggers take, remember and answer calls, whoever the sender is. */
export const WEBHOOK_POLICY = {
	/** The memory of events that were acknowledged. */
	seen: {
		/**
		 * Senders send again for up to a day, and later what they held back. A signature may be good for
		 * 25 hours, and must not outlive this memory.
		 */
		ageSeconds: 26 * 60 * 60,
		/** Events that a process remembers. */
		inMemory: 100_000,
		/**
		 * The newest of them, which survive a restart. n8n reads all of them from its database for each
		 * call, twice where the call starts an execution: twice as many take a tenth of its speed.
		 */
		stored: 1_000,
	},
	/** How what was seen is stored, by a call of the trigger to itself. */
	storing: {
		/** How long after an acknowledgement, together with all that came meanwhile. */
		afterMs: 2 * SECOND_MS,
		/** Calls after the last event: processes that write at the same time agree after one or two. */
		mostRounds: 5,
		timeoutMs: 10 * SECOND_MS,
	},
	/**
	 * How long an event may be under way. In queue mode n8n may never answer a call whose job was lost
	 * with Redis: were its event under way for ever, it would never be taken when it is sent again.
	 */
	pendingMs: 10 * MINUTE_MS,
	credential: {
		/** How long a credential that was read is used. A secret that was revoked works for so long. */
		freshMs: 10 * SECOND_MS,
		/** A refused call has the credential read anew, unless that was done so short a time ago. */
		justReadMs: 250,
	},
	group: {
		/** A third of the 15 s after which the most impatient sender gives up. */
		longestWaitMs: 5 * SECOND_MS,
		/** Events of one group at most: what an execution carries and stores has to stay bearable. */
		mostEvents: 500,
		/** They are held in memory and stored together, so their bodies have a bound. */
		mostBytes: 4_000_000,
		/** What the editor proposes. */
		defaultEvents: 75,
		defaultWaitMs: 500,
	},
	/** A pause cannot be called off, so a call waits for another one's status in pauses this long. */
	answerPauseMs: 500,
	/** The log says the same at most once in this time. */
	logPauseMs: 10 * SECOND_MS,
} as const;
