/** A deliberate break of the source. Some test must fail on it. */
export interface Mutant {
	area: string;
	/** What goes wrong for a user, in one sentence. */
	breaks: string;
	/**
	 * The text that is replaced. It stands once in all of the source; whitespace in it matches any
	 * whitespace, so that a row outlives moved files and other line breaks.
	 */
	find: string;
	replace: string;
	/** Parts of the paths of the test files that have to catch it, as Jest takes them. */
	tests: string[];
}
