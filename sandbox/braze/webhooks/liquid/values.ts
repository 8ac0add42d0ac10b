import { rubyFloat } from '../../../shared/railsJson';
import { Aborted } from './errors';
import { momentText, type Moment } from './moment';

/**
 * A value of Ruby: a `bigint` is an Integer and a `number` a Float, because Ruby's Liquid prints and
 * divides them differently; a `Map` is a Hash.
 */
export type Value =
	| null
	| boolean
	| bigint
	| number
	| string
	| Value[]
	| Hash
	| Range
	| Drop
	| Moment;

export type Hash = Map<string, Value>;

/** Whole numbers from one to another, both included. */
export class Range {
	constructor(
		readonly first: bigint,
		readonly last: bigint,
	) {}

	get size(): number {
		return this.last < this.first ? 0 : Number(this.last - this.first) + 1;
	}

	toString(): string {
		return `${this.first}..${this.last}`;
	}

	/** @throws Aborted when nobody could wait for the end of it */
	toList(): bigint[] {
		if (this.size > MOST_NUMBERS) throw new Aborted('The template has too long a range');
		return Array.from({ length: this.size }, (_one, index) => this.first + BigInt(index));
	}
}

const MOST_NUMBERS = 1_000_000;

/** What a loop says about itself; `name` is the class that Ruby prints. */
export class Drop {
	constructor(
		readonly name: string,
		readonly get: (key: string) => Value,
	) {}
}

/** A value of JSON as Ruby has it. */
export function fromJson(value: unknown): Value {
	if (value === undefined || value === null) return null;
	if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
	if (Array.isArray(value)) return value.map(fromJson);
	if (typeof value === 'object') {
		return new Map(Object.entries(value).map(([key, inner]) => [key, fromJson(inner)]));
	}
	return value as boolean | string | bigint;
}

/** Only these two are false in Ruby. */
export function isTruthy(value: Value): boolean {
	return value !== null && value !== false;
}

/** `to_s`. */
export function text(value: Value): string {
	if (value === null) return '';
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return rubyFloat(value);
	if (typeof value !== 'object') return String(value);
	if (value instanceof Range) return value.toString();
	if (value instanceof Drop) return value.name;
	return Array.isArray(value) || value instanceof Map ? inspect(value) : momentText(value);
}

/** What an output prints: a list is joined, with nothing between. */
export function printed(value: Value): string {
	return Array.isArray(value) ? value.map(printed).join('') : text(value);
}

/** `inspect`, as lists and hashes print what they hold. */
export function inspect(value: Value): string {
	if (value === null) return 'nil';
	if (typeof value === 'string') return quoted(value);
	if (Array.isArray(value)) return `[${value.map(inspect).join(', ')}]`;
	if (value instanceof Map) {
		const pairs = [...value].map(([key, inner]) => `${quoted(key)}=>${inspect(inner)}`);
		return `{${pairs.join(', ')}}`;
	}
	return text(value);
}

const ESCAPES: Record<string, string> = {
	'"': '\\"',
	'\\': '\\\\',
	'\n': '\\n',
	'\r': '\\r',
	'\t': '\\t',
	'\f': '\\f',
	'\v': '\\v',
	'\b': '\\b',
	'\u0007': '\\a',
	'\u001b': '\\e',
};

function quoted(value: string): string {
	const inner = [...value].map((one, index, all) => {
		if (one === '#' && /[{$@]/.test(all[index + 1] ?? '')) return '\\#';
		if (ESCAPES[one]) return ESCAPES[one];
		const code = one.codePointAt(0)!;
		if (code < 32 || code === 127) return `\\u${hex(code, 4)}`.replace(/^\\u00/, '\\x');
		return /\p{Cc}|\p{Cn}|\p{Zl}|\p{Zp}|\p{Co}|\p{Cs}/u.test(one) ? unprintable(code) : one;
	});
	return `"${inner.join('')}"`;
}

function unprintable(code: number): string {
	return code > 0xffff ? `\\u{${hex(code, 0)}}` : `\\u${hex(code, 4)}`;
}

function hex(code: number, digits: number): string {
	return code.toString(16).toUpperCase().padStart(digits, '0');
}
