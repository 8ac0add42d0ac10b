import type { Value } from '../values';

/** A filter, with how many arguments it takes; what it is applied to counts as one. */
export interface Filter {
	least: number;
	most: number;
	run: (input: Value, ...args: Value[]) => Value;
}

/** A filter that takes so many arguments, and perhaps some more. */
export function takes(least: number, run: Filter['run'], most = least): Filter {
	return { least, most, run };
}
