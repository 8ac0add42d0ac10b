import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodIssue } from 'zod';

import { isDeeperThan, isObject, type Json } from '../../shared/json';
import {
	createServer,
	failureOf,
	logRequests,
	numberOf,
	rawBody,
	readBytes,
	type Failure,
} from '../../shared/server';
import { BRAZE_KEYS } from '../seed';
import { ENDPOINTS } from './endpoints';
import { refusal, type Answer, type Call, type Endpoint } from './endpoints/endpoint';
import type { BrazeState } from './state';
import { DOCUMENTED, INVENTED, SEEN } from './wordings';

/** Braze refuses bodies over 4 MB. */
const BODY_LIMIT = 4 * 1024 * 1024;

/** Ours: nothing that is meant nests so deep, and much deeper can't be written as JSON again. */
const MOST_LEVELS = 200;

const FAILURES: Record<Failure, Answer> = {
	bodyTooLarge: refusal(DOCUMENTED.tooLarge, 413),
	unsupportedMediaType: refusal(DOCUMENTED.unsupportedMediaType, 415),
	unexpected: refusal(INVENTED.unexpected),
};

declare module 'fastify' {
	interface FastifyRequest {
		/** Whether the body's bytes are UTF-8; others are no JSON, whatever they look like. */
		hasGoodBytes: boolean;
	}
}

/** The stand-in for Braze's REST API. */
export function createBrazeServer(state: BrazeState): FastifyInstance {
	const server = createServer(BODY_LIMIT);
	readStrictly(server);
	logRequests(server, state.requests, () => state.knobs.keepRequests);
	server.addHook('onRequest', async (_request, reply) => {
		reply.header('date', new Date(state.now()).toUTCString());
	});
	server.setNotFoundHandler(async (_request, reply) => send(reply, refusal(SEEN.invalidUrl, 404)));
	server.setErrorHandler(async (error, _request, reply) => send(reply, failed(state, error)));
	for (const endpoint of ENDPOINTS) {
		server.route({
			method: endpoint.method,
			url: endpoint.path,
			handler: async (request, reply) => send(reply, answer(state, endpoint, request, reply)),
		});
	}
	return server;
}

function failed({ knobs }: BrazeState, error: unknown): Answer {
	const failure = failureOf(error);
	const answer = FAILURES[failure];
	return failure === 'bodyTooLarge' ? { ...answer, status: knobs.tooLargeStatus } : answer;
}

/** Bodies are text as everywhere in the sandbox, with a note whether their bytes were good. */
function readStrictly(server: FastifyInstance): void {
	server.decorateRequest('hasGoodBytes', true);
	server.removeAllContentTypeParsers();
	server.addContentTypeParser('*', async (request: FastifyRequest, body: IncomingMessage) => {
		const bytes = await readBytes(body, BODY_LIMIT);
		request.hasGoodBytes = isUtf8(bytes);
		return bytes.toString();
	});
}

/** Key, permission, limit, type and syntax are checked in this order, ahead of the endpoint. */
function answer(
	state: BrazeState,
	endpoint: Endpoint,
	request: FastifyRequest,
	reply: FastifyReply,
): Answer {
	const params = request.params as Call['params'];
	// A trailing slash leaves the last part of a path empty.
	if (Object.values(params).includes('')) return refusal(SEEN.invalidUrl, 404);
	const key = /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
	const permissions = Object.hasOwn(BRAZE_KEYS, key) ? BRAZE_KEYS[key] : undefined;
	if (permissions === undefined) return refusal(SEEN.invalidKey(key), 401);
	if (permissions !== 'all' && !permissions.includes(endpoint.permission)) {
		return refusal(DOCUMENTED.accessDenied, 403);
	}
	const { allowed, headers } = state.limiter.pass(
		endpoint.pool,
		state.knobs.rateLimit,
		state.now(),
	);
	reply.headers(headers);
	if (!allowed) return refusal(INVENTED.rateLimited, 429);

	state.effects.applyDue();
	const delayMs = (state.knobs.effectDelayMs as Record<string, number | undefined>)[endpoint.path];
	const apply: Call['apply'] = (effect) => state.effects.add(delayMs ?? 0, effect);
	const call = { request: numberOf(request), params, apply };
	if (endpoint.reads === 'nothing') return handle(state, endpoint, {}, call);
	if (endpoint.reads === 'query') return handle(state, endpoint, queryOf(request), call);
	if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
		return FAILURES.unsupportedMediaType;
	}
	const body = parse(request);
	return body === undefined ? refusal(SEEN.parseError) : handle(state, endpoint, body, call);
}

/** The body; empty when it is JSON but no object, undefined when it is not JSON. */
function parse(request: FastifyRequest): Json | undefined {
	if (!request.hasGoodBytes) return undefined;
	try {
		const body: unknown = JSON.parse(rawBody(request.body));
		if (isDeeperThan(body, MOST_LEVELS)) return undefined;
		return isObject(body) ? body : {};
	} catch {
		return undefined;
	}
}

/** The query, with `name[]` for lists read as `name`. */
function queryOf(request: FastifyRequest): Json {
	const query = request.query as Json;
	return Object.fromEntries(
		Object.entries(query).map(([name, value]) => [name.replace(/\[\]$/, ''), value]),
	);
}

function handle(state: BrazeState, endpoint: Endpoint, given: Json, call: Call): Answer {
	if (endpoint.input === undefined) return endpoint.handle(state, given as never, call);
	const checked = endpoint.input.safeParse(given);
	if (!checked.success) return refusal(wordingOf(checked.error.issues[0]));
	return endpoint.handle(state, checked.data as never, call);
}

/** Our own words for what a schema found; those of a check of ours stand in the schema. */
function wordingOf(issue: ZodIssue): string {
	if (issue.code === 'custom' && issue.message !== 'Invalid input') return issue.message;
	const field = issue.path.join('.');
	if (issue.code === 'too_big' && issue.type === 'array') return INVENTED.tooMany(field);
	const isMissing = issue.code === 'invalid_type' && issue.received === 'undefined';
	return isMissing ? INVENTED.required(field) : INVENTED.invalid(field);
}

function send(reply: FastifyReply, { status, body }: Answer): FastifyReply {
	return reply.status(status).send(body);
}
