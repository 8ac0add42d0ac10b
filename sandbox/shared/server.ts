import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { moment } from './moment';

/** One call that a stand-in has answered. */
export interface LoggedRequest {
	/** Counts the requests of one stand-in, from 1; see numberOf. */
	number: number;
	/** When it was answered: milliseconds since 1970, of the machine's clock. */
	at: number;
	method: string;
	/** Path with query. */
	url: string;
	/** The body as it came in. */
	body: string;
	status: number;
	/** The answer as it went out. */
	answer: string;
}

/**
 * A server that hands every body over as the text that was sent, whatever its type: signatures are
 * over bytes, and what a vendor does with broken JSON is the vendor's own affair.
 *
 * @param bodyLimit in bytes; larger bodies end in the error handler, see failureOf
 * @param maxHeaderSize in bytes, of all headers together; Node refuses more by itself
 */
export function createServer(bodyLimit: number, maxHeaderSize?: number): FastifyInstance {
	let requests = 0;
	const server = Fastify({
		bodyLimit,
		http: { maxHeaderSize },
		forceCloseConnections: true,
		// IDs of catalog items in a path are up to 250 characters long.
		routerOptions: { maxParamLength: 1_000 },
		genReqId: () => String(++requests),
	});
	server.removeAllContentTypeParsers();
	server.addContentTypeParser('*', async (_request: FastifyRequest, body: IncomingMessage) =>
		(await readBytes(body, bodyLimit)).toString('utf8'),
	);
	// Punchh documents GET calls with a body.
	server.addHttpMethod('GET', { hasBody: true, overrideExisting: true });
	return server;
}

/**
 * Reads a body. One that is too large is thrown away as it comes, and refused when it has ended: a client
 * that is still writing would otherwise lose its connection before it sees the answer.
 *
 * @param limit in bytes
 * @throws what failureOf knows as `bodyTooLarge`
 */
export async function readBytes(body: IncomingMessage, limit: number): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of body as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size <= limit) chunks.push(chunk);
		if (size > limit + MOST_DROPPED) break;
	}
	if (size <= limit) return Buffer.concat(chunks);
	throw Object.assign(new Error('The body is too large'), { code: TOO_LARGE });
}

/** Bytes over the limit after which the connection ends all the same. */
const MOST_DROPPED = 256 * 1024 * 1024;

/** Fastify's own name for it. */
const TOO_LARGE = 'FST_ERR_CTP_BODY_TOO_LARGE';

/** The number under which a request is logged: what a handler notes about it can be found again. */
export function numberOf(request: FastifyRequest): number {
	return Number(request.id);
}

/** Characters of all bodies and answers in a log; more would fill the memory in a long run. */
const MOST_CHARACTERS = 100_000_000;

/**
 * Keeps a record of every call that the server answers.
 *
 * @param keep how many of the newest calls stay in the log; fewer where they are very long
 */
export function logRequests(
	server: FastifyInstance,
	log: LoggedRequest[],
	keep: () => number = () => 10_000,
): void {
	let characters = 0;
	const add = (request: LoggedRequest) => {
		// Others empty the log.
		if (log.length === 0) characters = 0;
		log.push(request);
		const dropped = dropOldest(log, keep());
		characters += lengthOf(request) - dropped.reduce((sum, one) => sum + lengthOf(one), 0);
		while (characters > MOST_CHARACTERS && log.length > 1) {
			characters -= log.splice(0, 1).reduce((sum, one) => sum + lengthOf(one), 0);
		}
	};
	server.addHook('onSend', async (request, reply, payload) => {
		add({
			number: numberOf(request),
			at: moment(),
			method: request.method,
			url: request.url,
			body: rawBody(request.body),
			status: reply.statusCode,
			answer: typeof payload === 'string' ? payload : '',
		});
	});
}

function lengthOf({ body, answer }: LoggedRequest): number {
	return body.length + answer.length;
}

/** Shortens a list to its newest entries, seldom enough that it costs nothing. Returns the others. */
export function dropOldest<T>(list: T[], keep: number): T[] {
	const tolerated = Math.ceil(keep / 10);
	return list.length > keep + tolerated ? list.splice(0, list.length - keep) : [];
}

/** Kinds of failure that reach an error handler. */
export type Failure = 'bodyTooLarge' | 'unsupportedMediaType' | 'unexpected';

/** What went wrong before or inside a handler, so that no fault of ours passes for a full body. */
export function failureOf(error: unknown): Failure {
	switch ((error as { code?: unknown }).code) {
		case TOO_LARGE:
			return 'bodyTooLarge';
		case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
			return 'unsupportedMediaType';
		default:
			return 'unexpected';
	}
}

/** The text of a request's body; empty when there is none. */
export function rawBody(body: unknown): string {
	return typeof body === 'string' ? body : '';
}

/** Starts listening on this machine only; port 0 takes any free one. Returns the URL. */
export async function listen(server: FastifyInstance, port: number): Promise<string> {
	await server.listen({ host: '127.0.0.1', port });
	return `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
}
