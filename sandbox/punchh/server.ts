import type { FastifyInstance, FastifyReply } from 'fastify';
import { randomUUID } from 'node:crypto';

import { createServer, failureOf, logRequests } from '../server';
import { readCall, Refusal } from './call';
import { INVENTED, type PunchhError } from './errors';
import { ROUTES } from './routes';
import type { PunchhState } from './state';

const BODY_LIMIT = 16 * 1024 * 1024;

/** The stand-in for Punchh's APIs. */
export function createPunchhServer(state: PunchhState): FastifyInstance {
	const server = createServer(BODY_LIMIT);
	logRequests(server, state.requests);
	server.addHook('onRequest', async (_request, reply) => {
		reply.header('X-Request-Id', randomUUID());
	});
	server.setNotFoundHandler(async (_request, reply) => answer(reply, INVENTED.unknownPath));
	server.setErrorHandler(async (error, _request, reply) =>
		answer(reply, error instanceof Refusal ? error.error : INVENTED[failureOf(error)]),
	);
	for (const { method, path, check, status, handle } of ROUTES) {
		server.route({
			method,
			url: path,
			handler: async (request, reply) => {
				const call = readCall(request);
				check(call);
				return answer(reply, { status, body: handle(state, call) });
			},
		});
	}
	return server;
}

/** Objects as JSON, text as text, nothing as nothing. */
function answer(reply: FastifyReply, { status, body }: PunchhError): FastifyReply {
	reply.status(status);
	if (body === undefined) return reply.send();
	if (typeof body === 'string') return reply.type('text/plain').send(body);
	return reply.type('application/json').send(JSON.stringify(body));
}
