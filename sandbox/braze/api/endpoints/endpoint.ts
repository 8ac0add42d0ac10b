import type { z } from 'zod';

import type { Json } from '../../../shared/json';
import type { Pool } from '../pools';
import type { BrazeState } from '../state';

/** An answer of Braze: `message`, and what goes with it. */
export interface Answer {
	status: number;
	body: Json;
}

/** What an endpoint may know of a call beside its body or query. */
export interface Call {
	/** Number of the request in the log. */
	request: number;
	/** Parts of the path. */
	params: Record<string, string>;
	/** Has what the call does to users happen: at once, or after the delay of its path. */
	apply: (effect: () => void) => void;
}

/** One endpoint, as the server reads it. */
export interface Endpoint {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** With `:name` for the parts that vary. */
	path: string;
	/** The permission that a key needs. */
	permission: string;
	/** Endpoints that share a rate limit. */
	pool: Pool;
	/** What the handler reads. */
	reads: 'body' | 'query' | 'nothing';
	/** The form of that; undefined where the handler checks it itself. */
	input?: z.ZodTypeAny;
	/** Gets the input after its check. */
	handle: (state: BrazeState, input: never, call: Call) => Answer;
}

/** An endpoint whose handler gets what its schema says. */
export function endpoint<Schema extends z.ZodTypeAny>(
	row: Omit<Endpoint, 'input' | 'handle'> & {
		input: Schema;
		handle: (state: BrazeState, input: z.output<Schema>, call: Call) => Answer;
	},
): Endpoint {
	return row;
}

/** An endpoint that checks its input itself, as a bare object. */
export function plainEndpoint(
	row: Omit<Endpoint, 'input' | 'handle'> & {
		handle: (state: BrazeState, input: Json, call: Call) => Answer;
	},
): Endpoint {
	return row;
}

/** An answer of success; 201 is what most endpoints give. */
export function success(body: Json = {}, status = 201): Answer {
	return { status, body: { ...body, message: 'success' } };
}

export function refusal(message: string, status = 400): Answer {
	return { status, body: { message } };
}
