/** All numbers that govern how long the Braze node waits and how much it sends at a time. */
export const POLICY = {
	/** How long an answer may take. Braze asks senders of batches to wait at least this long. */
	timeoutMs: 30_000,

	/** The defaults in the panel; operations on lists always use them. */
	sending: {
		lanes: 8,
		requestsPerSecond: 0,
		attempts: 5,
		// Hourly limits can ask for up to an hour; nobody wants an execution that hangs that long.
		longestWaitMs: 120_000,
		repeatUnsafe: false,
	},

	/**
	 * Requests at a time for operations on lists. They are small, and Braze's limits on them are wide;
	 * a 429 makes all of them wait together.
	 */
	listLanes: 24,

	/** How long all requests of a run wait after a 429 that does not say how long. */
	holdMs: 1_000,

	/** After this many requests in a row without an answer Braze is down, and the rest is not sent. */
	mostUnanswered: 20,

	/**
	 * How many requests to divide to find what Braze refuses, without anything accepted in between. One
	 * bad object in 75 takes seven; if everything is refused, the search ends.
	 */
	mostSearches: 200,

	/** Linking a guest's external ID with the Punchh user ID, and what is remembered for it. */
	linking: {
		// Braze advises up to five minutes between calls that depend on each other.
		againMs: 300_000,
		/** A profile can be made so long after the call that makes it; half of that was seen. */
		mostLagMs: 60_000,
		/** How far Punchh's clock may be ahead of this server's. What is later than that happens now. */
		mostAheadMs: 3_600_000,
		/** Links to repeat in a run without new ones, 50 in a request. The rest has its turn later. */
		mostAgainInRun: 5_000,
		mostGuests: 100_000,
		/** So many rows of a list, one after another, that differ from their profiles are no coincidence. */
		fewestUnlikeRows: 5,
		/** Guests whose attributes are remembered, each of about 2 kB. */
		mostGuestsWithAttributes: 10_000,
		mostWorkspaces: 20,
	},

	/**
	 * What is remembered of what Braze has, in case Punchh sends it again: with eight events a second,
	 * enough for the two hours before its last try. Some 15 MB for a node.
	 */
	sentBefore: { mostNodes: 20, mostObjects: 60_000 },

	/** Dropdowns: a person is waiting. */
	lists: { attempts: 2, longestWaitMs: 5_000, mostPages: 10 },
} as const;
