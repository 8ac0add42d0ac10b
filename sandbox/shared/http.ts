import type { IncomingHttpHeaders } from 'node:http';

import type { JsonValue } from './json';

/** One request as the sandbox's endpoints see it. */
export interface Call {
	method: string;
	/** Path with the query string, exactly as it came over the wire: this is what gets signed. */
	path: string;
	query: Map<string, string>;
	headers: IncomingHttpHeaders;
	/** The bytes of the body; empty when there is none or when it was over the server's limit. */
	rawBody: Buffer;
	bodyTooLarge: boolean;
	/** The parsed body; undefined when it is empty or not JSON. */
	json: JsonValue | undefined;
}

/** What an endpoint answers. A string body is sent as plain text, no body as an empty one. */
export interface Answer {
	status: number;
	body?: JsonValue;
	headers?: Record<string, string>;
}

/** One row of a server's endpoint table. */
export interface Endpoint {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	path: string;
	run: (call: Call) => Answer;
}

/** Looks at a call before its endpoint runs: an answer ends the call, undefined lets it pass. */
export type Check = (call: Call) => Answer | undefined;

/** Puts checks in front of an endpoint; they run in the given order and the first answer wins. */
export function guarded(checks: readonly Check[], run: Endpoint['run']): Endpoint['run'] {
	return (call) => {
		for (const check of checks) {
			const refusal = check(call);
			if (refusal) return refusal;
		}
		return run(call);
	};
}

/** The token of an `Authorization: Bearer <token>` header; the scheme word may have any case. */
export function bearerToken(headers: IncomingHttpHeaders): string | undefined {
	return /^bearer +(.+)$/i.exec(headers.authorization ?? '')?.[1]?.trim();
}
