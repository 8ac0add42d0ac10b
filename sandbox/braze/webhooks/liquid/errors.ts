/** What Ruby's Liquid writes in place of a tag or an output that failed. */
export class LiquidError extends Error {}

/** A failure inside Ruby that Liquid gives no words. */
export class InternalError extends LiquidError {
	constructor() {
		super('internal');
	}
}

/** A template that cannot be read. */
export class LiquidSyntaxError extends Error {
	/** @param line where it stands, from 1 */
	constructor(
		message: string,
		readonly line: number,
	) {
		super(`${message} (line ${line})`);
	}
}

/** Thrown when a template aborts the message that it is part of, or costs too much. */
export class Aborted extends Error {}
