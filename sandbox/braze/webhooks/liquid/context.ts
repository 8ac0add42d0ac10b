import { Aborted } from './errors';
import type { Hash, Value } from './values';

/** A tag or output that failed, or that will not do what it seems to. */
export interface Problem {
	/** Of the template, from 1. */
	line: number;
	text: string;
}

/** What `connected_content` hears, and by which tags it may be saved. */
export interface Outside {
	/** The answer to every call: JSON, or any text; empty when the call fails. */
	connectedContent: string;
}

/** What a template may cost, so that an endless one ends. */
const LIMITS = { milliseconds: 1_000, characters: 10_000_000 };

/** Everything that a template knows while it is rendered. */
export class Context {
	/** Variables: those of the innermost loop first. */
	private readonly scopes: Hash[] = [new Map<string, Value>()];

	/** What `break` and `continue` leave for the loop around them. */
	interrupt?: 'break' | 'continue';

	readonly problems: Problem[] = [];

	/** Where tags note what they need at their next turn. */
	readonly registers = {
		offsets: new Map<string, number>(),
		cycles: new Map<string, number>(),
		loops: [] as Value[],
		changed: undefined as string | undefined,
	};

	private readonly begun = performance.now();

	private written = 0;

	constructor(
		/** What stands outside of the template; counters are kept here too. */
		readonly environment: Hash,
		readonly outside: Outside,
	) {}

	/** The value of a variable. */
	find(name: string): Value {
		const scope = this.scopes.find((one) => one.has(name));
		return (scope ?? this.environment).get(name) ?? null;
	}

	/** Sets a variable of the whole template. */
	assign(name: string, value: Value): void {
		if (typeof value === 'string') this.spend(value.length);
		this.scopes[this.scopes.length - 1].set(name, value);
	}

	/** Runs with variables that only count meanwhile. */
	within<T>(run: (scope: Hash) => T): T {
		const scope: Hash = new Map();
		this.scopes.unshift(scope);
		try {
			return run(scope);
		} finally {
			this.scopes.shift();
		}
	}

	/**
	 * Notes how much was written.
	 *
	 * @throws Aborted when that or the time is too much
	 */
	spend(characters: number): void {
		this.written += characters;
		const isLate = performance.now() - this.begun > LIMITS.milliseconds;
		if (isLate) throw new Aborted('The template takes too long');
		if (this.written > LIMITS.characters) throw new Aborted('The template becomes too long');
	}
}
