/** A request that waits for its turn. */
interface Waiting {
	most: number;
	begin: () => void;
}

/** What the requests of a run share, whatever workspaces they go to. */
export class RunWide {
	private inFlight = 0;

	private readonly waiting: Waiting[] = [];

	private numbered = 0;

	/**
	 * Does some work when fewer than `most` are being done, in the order in which they ask: a workspace
	 * with many requests leaves the next place to another one.
	 */
	async inTurn<Result>(most: number, work: () => Promise<Result>): Promise<Result> {
		if (this.waiting.length > 0 || this.inFlight >= most) {
			await new Promise<void>((begin) => this.waiting.push({ most, begin }));
		} else {
			this.inFlight++;
		}
		try {
			return await work();
		} finally {
			this.inFlight--;
			while (this.waiting.length > 0 && this.inFlight < this.waiting[0].most) {
				this.inFlight++;
				this.waiting.shift()!.begin();
			}
		}
	}

	/** Takes numbers for requests that are only shown, and returns the first. */
	takeNumbers(count: number): number {
		const first = this.numbered + 1;
		this.numbered += count;
		return first;
	}
}
