import { isEqual, order, orderOfTexts } from '../compare';
import { LiquidError } from '../errors';
import { ask } from '../expression';
import { inspect, isTruthy, Range, text, type Value } from '../values';
import { takes, type Filter } from './filter';

/** Filters of lists that Braze documents. (Braze: "Filters") */
export const LIST_FILTERS: Record<string, Filter> = {
	compact: takes(
		1,
		(input, property = null) => {
			if (property === null) return listOf(input).filter((one) => one !== null);
			return picked(listOf(input), property, (value) => value !== null);
		},
		2,
	),
	concat: takes(2, (input, more) => {
		if (!Array.isArray(more)) throw new LiquidError('concat filter requires an array argument');
		return [...listOf(input), ...more];
	}),
	first: takes(1, (input) => ask(input, 'first') ?? null),
	join: takes(1, (input, glue = ' ') => listOf(input).map(text).join(text(glue)), 2),
	last: takes(1, (input) => ask(input, 'last') ?? null),
	map: takes(2, (input, property) =>
		listOf(input).map((one) => (hasProperties(one) ? propertyOf(one, property) : null)),
	),
	reverse: takes(1, (input) => listOf(input).reverse()),
	size: takes(1, (input) => ask(input, 'size') ?? 0n),
	sort: takes(1, (input, property = null) => sorted(listOf(input), property, compared), 2),
	sort_natural: takes(1, (input, property = null) => sorted(listOf(input), property, natural), 2),
	uniq: takes(1, (input, property = null) => uniq(listOf(input), property), 2),
	where: takes(
		2,
		(input, property, wanted = null) =>
			picked(listOf(input), property, (value) =>
				wanted === null ? isTruthy(value) : isEqual(value, wanted),
			),
		3,
	),
};

/** What a filter of lists works on: lists inside lists are laid flat, anything else is a list of one. */
function listOf(input: Value): Value[] {
	if (input === null) return [];
	if (input instanceof Range) return input.toList();
	return Array.isArray(input)
		? input.flatMap((one) => (Array.isArray(one) ? listOf(one) : [one]))
		: [input];
}

/** What has a property by its name; a text has each text that it contains. */
function hasProperties(value: Value): boolean {
	return value instanceof Map || typeof value === 'string' || typeof value === 'bigint';
}

function propertyOf(value: Value, property: Value): Value {
	if (value instanceof Map)
		return typeof property === 'string' ? (value.get(property) ?? null) : null;
	if (typeof value === 'string') {
		if (typeof property === 'bigint') return [...value].at(Number(property)) ?? null;
		if (typeof property === 'string') return value.includes(property) ? property : null;
	}
	throw new LiquidError(`cannot select the property '${text(property)}'`);
}

/** Those whose property is as it should be; nothing at all where one has no properties. */
function picked(list: Value[], property: Value, isRight: (value: Value) => boolean): Value {
	const found: Value[] = [];
	for (const one of list) {
		if (!hasProperties(one)) return null;
		if (isRight(propertyOf(one, property))) found.push(one);
	}
	return found;
}

type Order = (left: Value, right: Value) => number;

function sorted(list: Value[], property: Value, order: Order): Value {
	if (property === null) return list.sort(order);
	if (!list.every(hasProperties)) return null;
	return list.sort((left, right) => order(propertyOf(left, property), propertyOf(right, property)));
}

function compared(left: Value, right: Value): number {
	const found = order(left, right);
	if (found !== undefined) return found;
	if (left !== null && right !== null) {
		throw new LiquidError('cannot sort values of incompatible types');
	}
	return left === null ? 1 : -1;
}

/** Capitals count as small letters, of ASCII only; nil comes last. */
function natural(left: Value, right: Value): number {
	if (left === null || right === null) return left === null ? 1 : -1;
	const small = (value: Value) => text(value).replace(/[A-Z]/g, (one) => one.toLowerCase());
	return orderOfTexts(small(left), small(right));
}

function uniq(list: Value[], property: Value): Value {
	if (property !== null && !list.every(hasProperties)) return null;
	const seen = new Set<string>();
	return list.filter((one) => {
		const key = inspect(property === null ? one : propertyOf(one, property));
		return !seen.has(key) && seen.add(key);
	});
}
