import type { Context } from './context';
import { Aborted, InternalError, LiquidError } from './errors';
import { evaluate, FRAGMENT, parseExpression, type Expression } from './expression';
import { FILTERS, type Filter } from './filters';
import type { Value } from './values';

/** A value with the filters that it goes through. */
export interface Output {
	value: Expression;
	filters: FilterCall[];
}

interface FilterCall {
	filter: Filter;
	args: Expression[];
	/** Arguments with names, as in `default: 'x', allow_false: true`. */
	named?: Array<[string, Expression]>;
}

const WHOLE = new RegExp(`(${FRAGMENT})([^]*)`);
const FILTER = new RegExp(`(?:\\s+|${FRAGMENT}|,)+`, 'g');
const ARGUMENT = new RegExp(`[:,]\\s*((?:\\w+\\s*:\\s*)?${FRAGMENT})`, 'g');
const NAMED = new RegExp(`^(\\w[\\w-]*)\\s*:\\s*(${FRAGMENT})$`);
/** Blanks in a range, which Liquid allows in an output. */
const RANGE = /^\s*\(\s*([^\s'"|,]+?)\s*\.\.\s*([^\s'"|,]+?)\s*\)/;

/**
 * Reads what stands in an output, or behind the `=` of an `assign`.
 *
 * @throws Error when a filter is not known
 */
export function parseOutput(markup: string): Output {
	const found = WHOLE.exec(markup.replace(RANGE, '($1..$2)'));
	if (!found) return { value: { literal: null }, filters: [] };
	const pipe = found[2].indexOf('|');
	const calls = pipe < 0 ? [] : (found[2].slice(pipe + 1).match(FILTER) ?? []);
	return {
		value: parseExpression(found[1]),
		filters: calls.filter((call) => /\w/.test(call)).map(parseFilter),
	};
}

function parseFilter(call: string): FilterCall {
	const [name] = /\w+/.exec(call)!;
	if (!Object.hasOwn(FILTERS, name)) throw new Error(`undefined filter ${name}`);
	const parsed: FilterCall = { filter: FILTERS[name], args: [] };
	for (const [, argument] of call.matchAll(ARGUMENT)) {
		const named = NAMED.exec(argument);
		if (named) (parsed.named ??= []).push([named[1], parseExpression(named[2])]);
		else parsed.args.push(parseExpression(argument));
	}
	return parsed;
}

/**
 * The value that comes out of all filters.
 *
 * @throws LiquidError when a filter fails
 */
export function valueOf({ value, filters }: Output, context: Context): Value {
	let current = evaluate(value, context);
	for (const { filter, args, named } of filters) {
		const given = args.map((argument) => evaluate(argument, context));
		if (named) {
			given.push(new Map(named.map(([name, one]) => [name, evaluate(one, context)])));
		}
		current = apply(filter, current, given);
		if (typeof current === 'string') context.spend(current.length);
	}
	return current;
}

function apply({ least, most, run }: Filter, input: Value, args: Value[]): Value {
	const count = args.length + 1;
	if (count < least || count > most) {
		const expected = least === most ? least : `${least}..${most}`;
		throw new LiquidError(`wrong number of arguments (given ${count}, expected ${expected})`);
	}
	try {
		return run(input, ...args);
	} catch (error) {
		throw error instanceof LiquidError || error instanceof Aborted ? error : new InternalError();
	}
}
