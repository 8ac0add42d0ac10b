/** Every number that says how patient the Braze node is and how much it sends at a time. */
export const POLICY = {
	/** How long an answer may take. Braze asks senders of batches to wait at least this long. */
	timeoutMs: 30_000,

	/** What the panel offers as its defaults; operations on lists always send so. */
	sending: {
		lanes: 8,
		requestsPerSecond: 0,
		attempts: 5,
		// Hourly limits can ask for up to an hour; nobody wants an execution that hangs that long.
		longestWaitMs: 120_000,
		repeatUnsafe: false,
	},

	/** How long all requests of a run wait after a 429 that does not say how long. */
	holdMs: 1_000,

	/** So many requests in a row without an answer: Braze is away, and the rest is better kept. */
	mostUnanswered: 20,

	/**
	 * Most requests divided in search of what Braze refuses, without anything accepted meanwhile. One
	 * bad object of 75 takes seven; where whatever is sent is refused, the search ends.
	 */
	mostSearches: 200,

	/** Drop-downs: a person is waiting. */
	lists: { attempts: 2, longestWaitMs: 5_000, mostPages: 10 },
} as const;
