import type { Context } from './context';
import { strictInteger, toInteger } from './numbers';
import { Drop, Range, type Value } from './values';

/** What stands in a template for a value: the value itself, or how to find it. */
export type Expression =
	| { literal: Value }
	| { range: [Expression, Expression] }
	| { name: Expression; lookups: Lookup[] };

/** A step from a value to one inside it; `size` and its like may also be asked of the value. */
interface Lookup {
	key: Expression;
	asked?: string;
}

const SPACE = '[ \\t\\r\\n\\f\\v]';
const QUOTED = `"[^"]*"|'[^']*'`;
/** A word of a tag: a text in quotes, or all up to a space, comma or pipe. */
export const FRAGMENT = `(?:${QUOTED}|(?:[^ \\t\\r\\n\\f\\v,|'"]|${QUOTED})+)`;
/** `limit: 2` and its like. */
export const ATTRIBUTE = `(\\w[\\w-]*)${SPACE}*:${SPACE}*(${FRAGMENT})`;

const LITERALS: Record<string, Value> = {
	...{ nil: null, null: null, '': null, true: true, false: false },
	...{ blank: '', empty: '' },
};
const COMMANDS = ['size', 'first', 'last'];
const STEP = /\[[^\]]+\]|[\w-]+\??/g;

/** Reads an expression as Liquid's lax parser does: what fits no form is the name of a variable. */
export function parseExpression(written: string): Expression {
	const markup = strip(written);
	const quote = markup[0];
	if ((quote === '"' || quote === "'") && markup.endsWith(quote)) {
		return { literal: markup.slice(1, -1) };
	}
	if (/^-?\d+$/.test(markup)) return { literal: BigInt(markup) };
	const range = /^\(\s*(\S+)\s*\.\.\s*(\S+)\s*\)$/.exec(markup);
	if (range) return parseRange(range[1], range[2]);
	if (/^-?\d[\d.]+$/.test(markup)) return { literal: Number.parseFloat(markup) };
	if (Object.hasOwn(LITERALS, markup)) return { literal: LITERALS[markup] };
	return parseLookup(markup);
}

function parseRange(first: string, last: string): Expression {
	const ends: [Expression, Expression] = [parseExpression(first), parseExpression(last)];
	const [from, to] = ends.map((end) => ('literal' in end ? toInteger(end.literal) : undefined));
	if (from === undefined || to === undefined) return { range: ends };
	return { literal: new Range(from, to) };
}

function parseLookup(markup: string): Expression {
	const [name, ...steps] = markup.match(STEP) ?? [];
	const lookups = steps.map((step): Lookup => {
		if (step.startsWith('[')) return { key: parseExpression(step.slice(1, -1)) };
		return { key: { literal: step }, ...(COMMANDS.includes(step) && { asked: step }) };
	});
	if (name === undefined) return { literal: null };
	const isNamed = !name.startsWith('[');
	return { name: isNamed ? { literal: name } : parseExpression(name.slice(1, -1)), lookups };
}

/** The value of an expression; nil where there is none. */
export function evaluate(expression: Expression, context: Context): Value {
	if ('literal' in expression) return expression.literal;
	if ('range' in expression) {
		const [first, last] = expression.range.map((end) => rangeEnd(evaluate(end, context)));
		return new Range(first, last);
	}
	const name = evaluate(expression.name, context);
	let value = typeof name === 'string' ? context.find(name) : null;
	for (const { key, asked } of expression.lookups) {
		const found = inside(value, evaluate(key, context));
		value = found ?? (asked === undefined ? null : (ask(value, asked) ?? null));
		if (found === undefined && asked === undefined) return null;
	}
	return value;
}

function rangeEnd(value: Value): bigint {
	return value === null || typeof value === 'string' ? toInteger(value) : strictInteger(value);
}

/** What stands under a key; nothing when there is no such key. */
function inside(value: Value, key: Value): Value | undefined {
	if (value instanceof Map) {
		if (typeof key === 'string') return value.get(key);
		return typeof key === 'bigint' ? null : undefined;
	}
	if (Array.isArray(value))
		return typeof key === 'bigint' ? (value.at(Number(key)) ?? null) : undefined;
	if (value instanceof Drop) return typeof key === 'string' ? value.get(key) : undefined;
	return undefined;
}

/** `size`, `first` and `last` of a value, as Rails has them; nothing where it has none. */
export function ask(value: Value, question: string): Value | undefined {
	if (question === 'size') return sizeOf(value);
	if (typeof value === 'string') {
		const letters = [...value];
		return (question === 'first' ? letters[0] : letters.at(-1)) ?? '';
	}
	if (value instanceof Range) return question === 'first' ? value.first : value.last;
	if (Array.isArray(value)) return (question === 'first' ? value[0] : value.at(-1)) ?? null;
	if (!(value instanceof Map) || question === 'last') return undefined;
	const [first] = value;
	return first ?? null;
}

/** Of a whole number: the bytes that Ruby keeps it in. */
function sizeOf(value: Value): bigint | undefined {
	if (typeof value === 'string') return BigInt([...value].length);
	if (Array.isArray(value)) return BigInt(value.length);
	if (value instanceof Map || value instanceof Range) return BigInt(value.size);
	return typeof value === 'bigint' ? 8n : undefined;
}

/** Ruby's `strip`: white space of ASCII. */
export function strip(text: string): string {
	return text.replace(/^[\0 \t\r\n\f\v]+|[\0 \t\r\n\f\v]+$/g, '');
}
