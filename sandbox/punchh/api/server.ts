import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHash, randomUUID } from 'node:crypto';

import { createServer, failureOf, logRequests } from '../../shared/server';
import { readCall, Refusal } from './call';
import { ERRORS, type PunchhError } from './errors';
import { INVENTED } from './invented';
import { checkHeaders, NODE_HEADER_LIMIT } from './limits';
import { DASHBOARD } from './routes/dashboard';
import { LOYALTY } from './routes/loyalty';
import { MOBILE } from './routes/mobile';
import type { Route } from './routes/route';
import { SEGMENTS } from './routes/segments';
import { SSO } from './routes/sso';
import type { PunchhState } from './state';

/** Punchh's endpoints (PAR developer portal: Mobile, Online Ordering SSO, Platform Functions). */
export const ROUTES: Route[] = [...MOBILE, ...SSO, ...DASHBOARD, ...SEGMENTS, ...LOYALTY];

/** Above the 15 MB that a file may have. */
const BODY_LIMIT = 16 * 1024 * 1024;

/** What answers carry besides. The names are documented; the values are ours. */
const HEADERS = {
	'X-Runtime': '0.001000',
	'x-pch-env': 'sandbox',
	'Cache-Control': 'max-age=0, private, must-revalidate',
	Expires: 'Fri, 01 Jan 1990 00:00:00 GMT',
};

/** On the mobile API the newest versions of the apps as well. */
const MOBILE_HEADERS = { 'x-max-ios': '1.0.0', 'x-max-android': '1.0.0' };

/** Refusals that count as a failed authentication. */
const FAILED_AUTHENTICATION = [401, 412];

/** The stand-in for Punchh's APIs. */
export function createPunchhServer(state: PunchhState): FastifyInstance {
	const server = createServer(BODY_LIMIT, NODE_HEADER_LIMIT);
	logRequests(server, state.requests, () => state.knobs.keepRequests);
	server.addHook('onRequest', async (request, reply) => {
		const date = new Date(state.now()).toUTCString();
		reply.headers({ 'X-Request-Id': randomUUID(), date, ...HEADERS });
		if (request.url.startsWith('/api2/mobile/')) reply.headers(MOBILE_HEADERS);
	});
	server.addHook('onSend', async (_request, reply, payload) => {
		if (typeof payload === 'string') reply.header('Etag', etagOf(payload));
	});
	server.addHook('onRequest', async (request) => checkHeaders(request));
	server.setNotFoundHandler(async (_request, reply) => answer(reply, ERRORS.unknownPath));
	server.setErrorHandler(async (error, _request, reply) =>
		answer(reply, error instanceof Refusal ? error.error : INVENTED[failureOf(error)]),
	);
	for (const route of ROUTES) {
		server.route({
			method: route.method,
			url: route.path,
			handler: async (request, reply) => answer(reply, await perform(state, route, request)),
		});
	}
	return server;
}

/** One call, from its limits to the body of its answer. */
async function perform(
	state: PunchhState,
	{ method, path, check, status, handle }: Route,
	request: FastifyRequest,
): Promise<PunchhError> {
	const call = readCall(request);
	state.limits.check(state, call, `${method} ${path}`);
	try {
		check(state, call);
		return { status, body: await handle(state, call) };
	} catch (error) {
		if (isFailedAuthentication(error)) state.limits.noteFailure(state, call);
		throw error;
	}
}

function etagOf(text: string): string {
	return `W/"${createHash('md5').update(text).digest('hex')}"`;
}

function isFailedAuthentication(error: unknown): boolean {
	if (!(error instanceof Refusal)) return false;
	return FAILED_AUTHENTICATION.includes(error.error.status) || error.error === ERRORS.wrongLogin;
}

/** Objects as JSON, text as text, nothing as nothing. */
function answer(reply: FastifyReply, { status, body, headers = {} }: PunchhError): FastifyReply {
	reply.status(status).headers(headers);
	if (body === undefined) return reply.send();
	if (typeof body === 'string') return reply.type('text/plain').send(body);
	return reply.type('application/json').send(JSON.stringify(body));
}
