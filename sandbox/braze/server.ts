import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { BRAZE_KEYS } from '../seed';
import { createServer, failureOf, logRequests, rawBody, type Failure } from '../server';
import { INVENTED } from './checks';
import type { BrazeState, Json } from './state';
import { track, type Answer } from './track';

/** Braze refuses bodies over 4 MB. */
const BODY_LIMIT = 4 * 1024 * 1024;

interface Endpoint {
	permission: string;
	handle: (state: BrazeState, body: Json) => Answer;
}

/** Braze's endpoints, all of them POST, and the permission that a key needs for each. */
const ENDPOINTS: Record<string, Endpoint> = {
	'/users/track': { permission: 'users.track', handle: track },
	'/users/export/ids': { permission: 'users.export.ids', handle: exportByIds },
};

const FAILURES: Record<Failure, Answer> = {
	bodyTooLarge: { status: 413, body: { message: 'Request Entity Too Large' } },
	unsupportedMediaType: { status: 415, body: { message: 'Unsupported Media Type' } },
	unexpected: { status: 400, body: { message: INVENTED.unexpected } },
};

const PARSE_ERROR = 'Error while parsing request body. Please check your syntax.';

/** The stand-in for Braze's REST API. */
export function createBrazeServer(state: BrazeState): FastifyInstance {
	const server = createServer(BODY_LIMIT);
	logRequests(server, state.requests);
	server.setNotFoundHandler(async (_request, reply) =>
		send(reply, { status: 404, body: { message: 'Invalid URL' } }),
	);
	server.setErrorHandler(async (error, _request, reply) => send(reply, FAILURES[failureOf(error)]));
	for (const [url, endpoint] of Object.entries(ENDPOINTS)) {
		server.post(url, async (request, reply) => send(reply, answer(state, endpoint, request)));
	}
	return server;
}

/** Key, permission, type and syntax are checked in this order, before the endpoint sees anything. */
function answer(state: BrazeState, endpoint: Endpoint, request: FastifyRequest): Answer {
	const key = /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
	const permissions = Object.hasOwn(BRAZE_KEYS, key) ? BRAZE_KEYS[key] : undefined;
	if (permissions === undefined) {
		// Measured: Braze repeats the key in clear.
		return { status: 401, body: { message: `Invalid API key: ${key}` } };
	}
	if (!permissions.includes(endpoint.permission)) {
		return { status: 403, body: { message: 'Access Denied' } };
	}
	if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
		return FAILURES.unsupportedMediaType;
	}
	let body: unknown;
	try {
		body = JSON.parse(rawBody(request.body));
	} catch {
		return { status: 400, body: { message: PARSE_ERROR } };
	}
	const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
	return endpoint.handle(state, isObject ? (body as Json) : {});
}

function send(reply: FastifyReply, { status, body }: Answer): FastifyReply {
	const windowMs = 3_000;
	return reply
		.status(status)
		.headers({
			'x-ratelimit-limit': '3000',
			'x-ratelimit-remaining': '2999',
			'x-ratelimit-reset': String(Math.ceil((Date.now() + windowMs) / 1_000)),
		})
		.send(body);
}

/** POST /users/export/ids, by external_ids only: what a person needs to see a profile. */
function exportByIds(state: BrazeState, { external_ids: ids }: Json): Answer {
	const wanted = Array.isArray(ids) ? ids.map(String) : [];
	const users = state.profiles
		.filter(({ external_id: id }) => id !== undefined && wanted.includes(id))
		.map(({ attributes, external_id, braze_id, user_aliases }) => ({
			external_id,
			braze_id,
			user_aliases,
			custom_attributes: attributes,
		}));
	const found = users.map(({ external_id: id }) => id);
	const invalid = wanted.filter((id) => !found.includes(id));
	return { status: 201, body: { message: 'success', users, invalid_user_ids: invalid } };
}
