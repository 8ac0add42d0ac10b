const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** All numbers that govern how triggers accept, remember and answer calls, whoever the sender is. */
export const WEBHOOK_POLICY = {
	/** The memory of events that n8n has taken. */
	seen: {
		/**
		 * Eight days: a recorded call must not become acceptable again by being forgotten. An event of
		 * Punchh is taken for a week by default, and a signature of Braze is valid for 25 hours.
		 */
		ageSeconds: 8 * 24 * 60 * 60,
		/** How many events a process remembers. */
		inMemory: 100_000,
		/**
		 * How many of the newest survive a restart. n8n reads all of them from its database for each
		 * call, twice if the call starts an execution: storing twice as many costs a tenth of its
		 * speed.
		 */
		stored: 1_000,
	},
	/** How the trigger stores what it has seen, by calling itself. */
	storing: {
		/** How long after an acknowledgment, together with everything that came in the meantime. */
		afterMs: 2 * SECOND_MS,
		/** Calls after the last event; processes that write at the same time agree after one or two. */
		mostRounds: 5,
		timeoutMs: 10 * SECOND_MS,
	},
	/** A secret with fewer characters can be found by trying, if it is no random one. */
	shortestSecret: 16,
	/** How large a body may be, in MB; n8n itself reads 16 unless it is told otherwise. */
	body: { defaultMegabytes: 1, mostMegabytes: 16 },
	/**
	 * How long an event may be pending. Under a concurrency limit, n8n may let it wait for its turn for
	 * long. But in queue mode n8n may never answer a call whose job was lost with Redis: then the
	 * event must be accepted when it is sent again. Of Punchh's retries after a 503, the last two come
	 * 108 and 228 minutes after the first call. (PAR Webhooks Manager, "Webhook delivery")
	 */
	pendingMs: 100 * MINUTE_MS,
	credential: {
		/**
		 * How long a credential is used before it is read again. A revoked secret works for that long.
		 */
		freshMs: 10 * SECOND_MS,
		/**
		 * A refused call makes the trigger read the credential again, unless it was read this recently.
		 */
		justReadMs: 250,
	},
	group: {
		/** A third of the 15 s after which the most impatient sender gives up. */
		longestWaitMs: 5 * SECOND_MS,
		/** Most events in one group: an execution must not become too large to carry and store. */
		mostEvents: 500,
		/** Most bytes in the bodies of one group, which are held in memory and stored together. */
		mostBytes: 4_000_000,
		/** The defaults in the editor. */
		defaultEvents: 75,
		defaultWaitMs: 500,
	},
	/**
	 * A pause cannot be canceled, so a call waits for another call's status in pauses of this length.
	 */
	answerPauseMs: 500,
	/** A line of the log has at most so many characters. */
	longestLogLine: 600,
	/** How often refused calls may start an execution that tells of them, if that is wanted. */
	refusalReportMs: 60 * MINUTE_MS,
	/** The log repeats a message at most once in this time. */
	logPauseMs: 10 * SECOND_MS,
} as const;
