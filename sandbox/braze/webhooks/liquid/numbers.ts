import { rubyFloat } from '../../../shared/railsJson';
import { LiquidError } from './errors';
import { text, type Value } from './values';

/** An exact decimal, Ruby's BigDecimal: `digits` × 10^-`scale`. Liquid reckons with these. */
export class Decimal {
	constructor(
		readonly digits: bigint,
		readonly scale: number,
	) {}

	/** @param value as `-12.50` or `1.0e+16` */
	static of(value: string): Decimal {
		const [mantissa, exponent = '0'] = value.split('e');
		const [whole, fraction = ''] = mantissa.split('.');
		return new Decimal(BigInt(whole + fraction), fraction.length - Number(exponent)).atLeast(0);
	}

	/** The same number with at least so many places. */
	atLeast(scale: number): Decimal {
		if (this.scale >= scale) return this;
		return new Decimal(this.digits * power(scale - this.scale), scale);
	}

	toFloat(): number {
		return Number(`${this.digits}e${-this.scale}`);
	}
}

/** A `number` is one that no decimal can be: infinite, NaN, or the zero below zero. */
export type Numeric = bigint | Decimal | number;

/** What Liquid reckons with: a float is read by its digits, and a text as far as it is a number. */
export function toNumber(value: Value): Numeric {
	if (typeof value === 'bigint') return value;
	if (typeof value === 'number') return isSpecial(value) ? value : Decimal.of(rubyFloat(value));
	if (typeof value !== 'string') return 0n;
	const bare = value.trim();
	return /^-?\d+\.\d+$/.test(bare) ? Decimal.of(bare) : toInteger(value);
}

/** `to_i`: the whole number with which a text begins. */
export function toInteger(value: Value): bigint {
	if (typeof value === 'bigint') return value;
	if (typeof value === 'number') return BigInt(Math.trunc(value));
	const found = /^\s*([+-]?)(\d+(?:_\d+)*)/.exec(text(value));
	if (!found) return 0n;
	const digits = BigInt(found[2].replaceAll('_', ''));
	return found[1] === '-' ? -digits : digits;
}

/**
 * `Integer()`: a whole number, or a text that is one and nothing else.
 *
 * @throws LiquidError for anything else, a float included
 */
export function strictInteger(value: Value): bigint {
	if (typeof value === 'bigint') return value;
	const found = /^\s*([+-]?)(0x[\da-f]+|0b[01]+|0o?[0-7]+|[1-9]\d*(?:_\d+)*|0)\s*$/i.exec(
		text(value),
	);
	if (!found) throw new LiquidError('invalid integer');
	const digits = found[2].replaceAll('_', '').replace(/^0o?(?=\d)/i, '0o');
	return found[1] === '-' ? -BigInt(digits) : BigInt(digits);
}

/** What a filter hands on: decimals as floats. */
export function result(value: Numeric): bigint | number {
	return value instanceof Decimal ? value.toFloat() : value;
}

type Operation = (left: bigint, right: bigint) => bigint;

const SUMS: Record<string, Operation> = {
	plus: (left, right) => left + right,
	minus: (left, right) => left - right,
	modulo: (left, right) => left - floorDivided(left, right) * right,
};

/** Reckons as the filter of that name does; whole numbers stay whole. */
export function reckon(name: string, left: Numeric, right: Numeric): Numeric {
	if (name === 'times') return product(left, right);
	if (name === 'divided_by') return quotient(left, right);
	if (name === 'modulo' && isZero(right)) throw new LiquidError('divided by 0');
	if (typeof left === 'number' || typeof right === 'number') return ofSpecials(name, left, right);
	const operation = SUMS[name];
	if (typeof left === 'bigint' && typeof right === 'bigint') return operation(left, right);
	const [one, other] = aligned(left, right);
	return new Decimal(operation(one.digits, other.digits), one.scale);
}

function product(left: Numeric, right: Numeric): Numeric {
	if (typeof left === 'bigint' && typeof right === 'bigint') return left * right;
	if (typeof left === 'number' || typeof right === 'number')
		return ofSpecials('times', left, right);
	const [one, other] = [decimal(left), decimal(right)];
	const digits = one.digits * other.digits;
	const isBelowZero = digits === 0n && (one.digits < 0n || other.digits < 0n);
	return isBelowZero ? -0 : new Decimal(digits, one.scale + other.scale);
}

/** Digits of a quotient; a float needs 17. */
const PRECISION = 40;

function quotient(left: Numeric, right: Numeric): Numeric {
	if (typeof left === 'bigint' && typeof right === 'bigint') {
		if (right === 0n) throw new LiquidError('divided by 0');
		return floorDivided(left, right);
	}
	if (isZero(right) || typeof left === 'number' || typeof right === 'number') {
		return ofSpecials('divided_by', left, right);
	}
	const [one, other] = aligned(left, right);
	if (one.digits === 0n && other.digits < 0n) return -0;
	const room = PRECISION + String(other.digits).length;
	return new Decimal((one.digits * power(room)) / other.digits, room);
}

/** Towards minus infinity, as Ruby divides. */
export function floorDivided(left: bigint, right: bigint): bigint {
	const towardsZero = left / right;
	const isExact = towardsZero * right === left;
	return isExact || left < 0n === right < 0n ? towardsZero : towardsZero - 1n;
}

/** Reckons as floats do, which is what decimals do where one is no decimal, or is divided by zero. */
function ofSpecials(name: string, left: Numeric, right: Numeric): Numeric {
	const [one, other] = [Number(result(left)), Number(result(right))];
	const sums: Record<string, number> = {
		...{ plus: one + other, minus: one - other, times: one * other },
		...{ divided_by: one / other, modulo: one % other },
	};
	const value = sums[name];
	return isSpecial(value) ? value : Decimal.of(rubyFloat(value));
}

function isSpecial(value: number): boolean {
	return !Number.isFinite(value) || Object.is(value, -0);
}

/**
 * What can be rounded.
 *
 * @throws LiquidError for infinite numbers and NaN
 */
function finite(value: Numeric): Decimal | bigint {
	if (typeof value !== 'number') return value;
	if (value === 0) return 0n;
	const name = Number.isNaN(value) ? "'NaN' (Not a Number)" : `'${value}'`;
	throw new LiquidError(`Computation results in ${name}`);
}

/** Half away from zero, to so many decimals; before the point when negative. */
export function rounded(value: Numeric, places: number): Numeric {
	const { digits, scale } = decimal(finite(value));
	if (places >= scale) return value;
	const unit = power(scale - places);
	const size = digits < 0n ? -digits : digits;
	const up = ((size * 2n + unit) / (unit * 2n)) * (digits < 0n ? -1n : 1n);
	if (places > 0) return up === 0n && digits < 0n ? -0 : new Decimal(up, places);
	return up * power(-places);
}

/** The nearest whole number below, or above. */
export function wholeBelow(value: Numeric): bigint {
	const { digits, scale } = decimal(finite(value));
	return floorDivided(digits, power(scale));
}

export function wholeAbove(value: Numeric): bigint {
	return -wholeBelow(negative(finite(value)));
}

export function negative(value: Numeric): Numeric {
	if (value instanceof Decimal) return new Decimal(-value.digits, value.scale);
	return -value;
}

export function isBelow(left: Numeric, right: Numeric): boolean {
	if (typeof left === 'number' || typeof right === 'number') return result(left) < result(right);
	const [one, other] = aligned(left, right);
	return one.digits < other.digits;
}

function isZero(value: Numeric): boolean {
	return typeof value === 'number' ? value === 0 : decimal(value).digits === 0n;
}

function aligned(left: Decimal | bigint, right: Decimal | bigint): [Decimal, Decimal] {
	const [one, other] = [decimal(left), decimal(right)];
	return [one.atLeast(other.scale), other.atLeast(one.scale)];
}

function decimal(value: Decimal | bigint): Decimal {
	return value instanceof Decimal ? value : new Decimal(value, 0);
}

function power(exponent: number): bigint {
	return 10n ** BigInt(exponent);
}
