import { comparison, isEqual } from './compare';
import type { Context } from './context';
import { evaluate, FRAGMENT, parseExpression, strip, type Expression } from './expression';
import { Range, text, isTruthy, type Value } from './values';

/** A side of a comparison; `blank` and `empty` ask the other side. */
type Side = Expression | { asks: 'blank' | 'empty' };

/** One comparison, and how the next one counts with it. */
export interface Condition {
	left: Side;
	operator?: string;
	right: Side;
	next?: { relation: 'and' | 'or'; condition: Condition };
}

const JOINT = '\\b(?:\\s?and\\s?|\\s?or\\s?)\\b';
const PIECES = new RegExp(`(?:${JOINT}|(?:\\s*(?!${JOINT})(?:${FRAGMENT}|\\S+)\\s*)+)`, 'g');
const COMPARISON = new RegExp(`(${FRAGMENT})\\s*([=!<>a-z_]+)?\\s*(${FRAGMENT})?`);

/**
 * Reads `a == b and c`, which Liquid evaluates from the right.
 *
 * @returns nothing when it is no condition
 */
export function parseCondition(markup: string): Condition | undefined {
	const pieces = markup.match(PIECES) ?? [];
	let condition = parseComparison(pieces.pop());
	while (condition && pieces.length > 0) {
		const relation = strip(pieces.pop() ?? '');
		const before = parseComparison(pieces.pop());
		if (!before || (relation !== 'and' && relation !== 'or')) return undefined;
		before.next = { relation, condition };
		condition = before;
	}
	return condition;
}

function parseComparison(markup = ''): Condition | undefined {
	const found = COMPARISON.exec(markup);
	if (!found) return undefined;
	const [, left, operator, right = ''] = found;
	return { left: parseSide(left), operator, right: parseSide(right) };
}

/** Reads one side of a comparison. */
export function parseSide(markup: string): Side {
	return markup === 'blank' || markup === 'empty' ? { asks: markup } : parseExpression(markup);
}

/** Whether a condition holds. */
export function holds(first: Condition, context: Context): boolean {
	let condition = first;
	for (;;) {
		const isMet = compare(condition, context);
		const { next } = condition;
		if (!next || (next.relation === 'or') === isMet) return isMet;
		condition = next.condition;
	}
}

function compare({ left, operator, right }: Condition, context: Context): boolean {
	const valueOf = (side: Side) => ('asks' in side ? '' : evaluate(side, context));
	if (operator === undefined) return 'asks' in left || isTruthy(valueOf(left));
	if (operator === '==') return areEqual(left, right, context);
	if (operator === '!=' || operator === '<>') return !areEqual(left, right, context);
	if (operator === 'contains') return contains(valueOf(left), valueOf(right));
	if ('asks' in left || 'asks' in right) return false;
	return comparison(operator, valueOf(left), valueOf(right)) ?? false;
}

function areEqual(left: Side, right: Side, context: Context): boolean {
	if ('asks' in left) return 'asks' in right ? false : isSo(left.asks, evaluate(right, context));
	if ('asks' in right) return isSo(right.asks, evaluate(left, context));
	return isEqual(evaluate(left, context), evaluate(right, context));
}

/** `blank?` of Rails, or `empty?`, which only texts, lists and hashes have. */
function isSo(question: 'blank' | 'empty', value: Value): boolean {
	if (typeof value === 'string') return question === 'blank' ? !/\S/.test(value) : value === '';
	if (Array.isArray(value)) return value.length === 0;
	if (value instanceof Map) return value.size === 0;
	return question === 'blank' && !isTruthy(value);
}

function contains(whole: Value, part: Value): boolean {
	if (!isTruthy(part)) return false;
	if (typeof whole === 'string') return whole.includes(text(part));
	if (Array.isArray(whole)) return whole.some((one) => isEqual(one, part));
	if (whole instanceof Map) return typeof part === 'string' && whole.has(part);
	if (!(whole instanceof Range) || (typeof part !== 'bigint' && typeof part !== 'number'))
		return false;
	return part >= whole.first && part <= whole.last;
}
