import type { FastifyRequest } from 'fastify';

import { rawBody } from '../../shared/server';
import { ERRORS, type PunchhError } from './errors';
import { INVENTED } from './invented';

export type Parameters = Record<string, unknown>;

/** A call whose query and JSON body have been read. */
export interface Call {
	method: string;
	/** Path and query as they were sent. */
	url: string;
	/** The caller's address. */
	ip: string;
	headers: FastifyRequest['headers'];
	rawBody: string;
	/** Query and body together, as Punchh's framework has them; the body wins. */
	params: Parameters;
	/** The query alone. */
	query: Parameters;
}

/** Thrown by a check or a handler; becomes the answer. */
export class Refusal extends Error {
	constructor(readonly error: PunchhError) {
		super('refused');
	}
}

/** Ends the call with an error, where an expression is wanted. */
export function refuse(error: PunchhError): never {
	throw new Refusal(error);
}

/** Reads a call; broken JSON is refused. A form stays in `rawBody` for its handler to read. */
export function readCall(request: FastifyRequest): Call {
	const sent = rawBody(request.body);
	const query = { ...(request.query as Parameters) };
	return {
		method: request.method,
		url: request.url,
		ip: request.ip,
		headers: request.headers,
		rawBody: sent,
		query,
		params: isForm(request.headers) ? query : { ...query, ...readJson(sent) },
	};
}

/** Whether the body is a form with a file, and no JSON. */
export function isForm(headers: FastifyRequest['headers']): boolean {
	return /^multipart\/form-data/i.test(headers['content-type'] ?? '');
}

function readJson(sent: string): Parameters {
	if (sent.trim() === '') return {};
	let body: unknown;
	try {
		body = JSON.parse(sent);
	} catch {
		throw new Refusal(ERRORS.brokenJson);
	}
	return isObject(body) ? body : refuse(INVENTED.notAnObject);
}

/** A value as text, whatever it is; nothing is ''. Never throws, as String() can on an object. */
export function text(value: unknown): string {
	if (value === undefined || value === null) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Whether a parameter is missing in Punchh's sense: absent or empty. */
export function isBlank(value: unknown): boolean {
	if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
	return text(value).trim() === '';
}

/** A number, or text that is one; anything else is undefined. */
export function numeric(value: unknown): number | undefined {
	if (typeof value !== 'number' && typeof value !== 'string') return undefined;
	const number = isBlank(value) ? NaN : Number(value);
	return Number.isFinite(number) ? number : undefined;
}

/** Whether a switch is on: true, 1, or either as text, as Punchh's framework reads it. */
export function isOn(value: unknown): boolean {
	return ['true', '1'].includes(text(value).toLowerCase());
}

export function isObject(value: unknown): value is Parameters {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
