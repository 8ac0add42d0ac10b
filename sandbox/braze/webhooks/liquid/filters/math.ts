import {
	isBelow,
	negative,
	reckon,
	result,
	rounded,
	toNumber,
	wholeAbove,
	wholeBelow,
} from '../numbers';
import type { Value } from '../values';
import { takes, type Filter } from './filter';

/** Filters of numbers that Braze documents. (Braze: "Filters") */
export const MATH_FILTERS: Record<string, Filter> = {
	abs: takes(1, (input) => {
		const number = toNumber(input);
		return result(isBelow(number, 0n) ? negative(number) : number);
	}),
	at_least: takes(2, (input, least) => {
		const [number, bound] = [toNumber(input), toNumber(least)];
		return result(isBelow(number, bound) ? bound : number);
	}),
	at_most: takes(2, (input, most) => {
		const [number, bound] = [toNumber(input), toNumber(most)];
		return result(isBelow(bound, number) ? bound : number);
	}),
	ceil: takes(1, (input) => wholeAbove(toNumber(input))),
	divided_by: operation('divided_by'),
	floor: takes(1, (input) => wholeBelow(toNumber(input))),
	minus: operation('minus'),
	modulo: operation('modulo'),
	plus: operation('plus'),
	round: takes(1, round, 2),
	times: operation('times'),
};

function operation(name: string): Filter {
	return takes(2, (input, other) => result(reckon(name, toNumber(input), toNumber(other))));
}

function round(input: Value, places: Value = 0n): Value {
	const count = Number(result(toNumber(places)));
	return result(rounded(toNumber(input), Math.trunc(count)));
}
