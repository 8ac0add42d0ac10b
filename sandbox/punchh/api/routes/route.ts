import type { Check } from '../auth';
import type { Call } from '../call';
import type { PunchhState } from '../state';

/** One endpoint: how its caller proves itself, and what it answers when all is well. */
export interface Route {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	path: string;
	check: Check;
	/** Status of success. */
	status: number;
	/** Returns the body of success (undefined: none); throws a Refusal otherwise. */
	handle: (state: PunchhState, call: Call) => unknown;
}

/** A row of a table of endpoints that all have the same check, unless one says otherwise. */
export type Endpoint = Omit<Route, 'check'> & { check?: Check };

/** Gives a table of endpoints its check. */
export function checkedBy(check: Check, endpoints: Endpoint[]): Route[] {
	return endpoints.map((endpoint) => ({ check, ...endpoint }));
}
