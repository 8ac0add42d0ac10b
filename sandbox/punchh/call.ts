import type { FastifyRequest } from 'fastify';

import { ERRORS, INVENTED, type PunchhError } from './errors';
import { rawBody } from '../server';

export type Parameters = Record<string, unknown>;

/** A call whose query and JSON body have been read. */
export interface Call {
	method: string;
	/** Path and query as they were sent. */
	url: string;
	headers: FastifyRequest['headers'];
	rawBody: string;
	/** Query and body together, as Punchh's framework has them; the body wins. */
	params: Parameters;
}

/** Thrown by a check or a handler; becomes the answer. */
export class Refusal extends Error {
	constructor(readonly error: PunchhError) {
		super('refused');
	}
}

/** Reads a call; broken JSON is refused. */
export function readCall(request: FastifyRequest): Call {
	const text = rawBody(request.body);
	let body: unknown = {};
	if (text.trim() !== '') {
		try {
			body = JSON.parse(text);
		} catch {
			throw new Refusal(ERRORS.brokenJson);
		}
	}
	if (!isObject(body)) throw new Refusal(INVENTED.notAnObject);
	return {
		method: request.method,
		url: request.url,
		headers: request.headers,
		rawBody: text,
		params: { ...(request.query as Parameters), ...body },
	};
}

/** Whether a parameter is missing in Punchh's sense: absent or empty. */
export function isBlank(value: unknown): boolean {
	return value === undefined || value === null || String(value).trim() === '';
}

export function isObject(value: unknown): value is Parameters {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
