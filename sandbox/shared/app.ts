import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

import type { Answer, Call, Endpoint } from './http';
import { parseJson } from './json';
import { readBody, type ReadBody } from './readBody';

const requestTimeoutMs = 60_000;

/** What one of the vendor servers is made of. */
export interface VendorServer {
	endpoints: readonly Endpoint[];
	/** Bodies over this size are read to the end and thrown away; the call says so. */
	maxBodyBytes: number;
	notFound: (call: Call) => Answer;
	/** A request that the HTTP layer refuses; gets its 4xx status. */
	refused: (status: number) => Answer;
	/** Sees every call with its answer: adds the vendor's headers and writes the request log. */
	finish: (call: Call, answer: Answer) => Answer;
}

/**
 * A fastify server for a vendor. Bodies are taken as raw bytes for every method, because Punchh
 * signs bytes and documents GET requests that carry a body.
 */
export function createApp(vendor: VendorServer): FastifyInstance {
	const bodies = new WeakMap<FastifyRequest, ReadBody>();
	const handle = (run: Endpoint['run']) => (request: FastifyRequest, reply: FastifyReply) => {
		const call = toCall(request, bodies.get(request));
		return send(reply, vendor.finish(call, run(call)));
	};
	const refuse = (request: FastifyRequest, reply: FastifyReply, status: number) => {
		const call = toCall(request, bodies.get(request));
		return send(reply, vendor.finish(call, vendor.refused(status)));
	};
	const app = fastify({
		exposeHeadRoutes: false,
		forceCloseConnections: true,
		requestTimeout: requestTimeoutMs,
		frameworkErrors: (error, request, reply) => refuse(request, reply, error.statusCode ?? 400),
	});
	app.addHook('onRequest', async (request) => {
		bodies.set(request, await readBody(request.raw, vendor.maxBodyBytes));
	});
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', (_request, _payload, done) => done(null));
	for (const { method, path, run } of vendor.endpoints) {
		app.route({ method, url: path, handler: handle(run) });
	}
	app.setNotFoundHandler(handle(vendor.notFound));
	app.setErrorHandler((error: { statusCode?: number }, request, reply) => {
		const status = error.statusCode ?? 500;
		if (status >= 500) console.error(error);
		return refuse(request, reply, status);
	});
	return app;
}

function toCall(request: FastifyRequest, read?: ReadBody): Call {
	const path = request.raw.url ?? '/';
	const rawBody = read?.bytes ?? Buffer.alloc(0);
	const question = path.indexOf('?');
	return {
		method: request.method,
		path,
		query: new Map(new URLSearchParams(question < 0 ? '' : path.slice(question + 1))),
		headers: request.headers,
		rawBody,
		bodyTooLarge: read?.tooLarge ?? false,
		json: parseJson(rawBody),
	};
}

function send(reply: FastifyReply, answer: Answer): FastifyReply {
	reply.code(answer.status).headers(answer.headers ?? {});
	if (answer.body === undefined) return reply.send();
	if (typeof answer.body === 'string') return reply.type('text/plain').send(answer.body);
	return reply.type('application/json').send(JSON.stringify(answer.body));
}
