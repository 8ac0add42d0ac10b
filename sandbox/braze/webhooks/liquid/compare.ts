import { LiquidError } from './errors';
import { compareMoments, Moment } from './moment';
import { inspect, Range, type Value } from './values';

/** `==`. */
export function isEqual(left: Value, right: Value): boolean {
	if (isNumber(left) && isNumber(right)) return left == right;
	if (Array.isArray(left) && Array.isArray(right)) {
		return left.length === right.length && left.every((one, index) => isEqual(one, right[index]));
	}
	if (left instanceof Map && right instanceof Map) {
		return (
			left.size === right.size &&
			[...left].every(([key, value]) => right.has(key) && isEqual(value, right.get(key)!))
		);
	}
	if (left instanceof Range && right instanceof Range) {
		return left.first === right.first && left.last === right.last;
	}
	if (left instanceof Moment && right instanceof Moment) return compareMoments(left, right) === 0;
	return left === right;
}

/** `<=>`: below, at or above zero; nothing where Ruby has no order. */
export function order(left: Value, right: Value): number | undefined {
	if (isNumber(left) && isNumber(right)) return Number(left > right) - Number(left < right);
	if (typeof left === 'string' && typeof right === 'string') return orderOfTexts(left, right);
	if (left instanceof Moment && right instanceof Moment) return compareMoments(left, right);
	return isEqual(left, right) ? 0 : undefined;
}

/** By bytes of UTF-8, which is by code points; JavaScript's own order is by halves of them. */
export function orderOfTexts(left: string, right: string): number {
	return Math.sign(Buffer.compare(Buffer.from(left), Buffer.from(right)));
}

const COMPARISONS: Record<string, (order: number) => boolean> = {
	'<': (one) => one < 0,
	'>': (one) => one > 0,
	'<=': (one) => one <= 0,
	'>=': (one) => one >= 0,
};

/**
 * `<` and its like.
 *
 * @returns nothing where one side has no such method, as nil and true
 * @throws LiquidError when the two sides cannot be compared
 */
export function comparison(operator: string, left: Value, right: Value): boolean | undefined {
	if (!(operator in COMPARISONS)) throw new LiquidError(`Unknown operator ${operator}`);
	if (!isOrdered(left) || !isOrdered(right)) return undefined;
	const found = order(left, right);
	if (found !== undefined) return COMPARISONS[operator](found);
	const other = isNumber(right) ? inspect(right) : classOf(right);
	throw new LiquidError(`comparison of ${classOf(left)} with ${other} failed`);
}

export function isNumber(value: Value): value is bigint | number {
	return typeof value === 'bigint' || typeof value === 'number';
}

function isOrdered(value: Value): boolean {
	return isNumber(value) || typeof value === 'string' || value instanceof Moment;
}

function classOf(value: Value): string {
	if (typeof value === 'bigint') return 'Integer';
	if (typeof value === 'number') return 'Float';
	return typeof value === 'string' ? 'String' : 'Time';
}
