import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { numberOf, rawBody } from '../shared/server';
import type { Faults } from './faults';
import type { Fault, Side } from './rules';

/** Lets the rules disturb a stand-in. The stand-in's own code knows nothing of it. */
export function attachFaults(server: FastifyInstance, side: Side, faults: Faults): void {
	const cutAfter = new WeakSet<FastifyRequest>();
	server.addHook('preHandler', (request, reply, next) => {
		const fault = faults.take({
			side,
			number: numberOf(request),
			method: request.method,
			url: request.url,
			body: rawBody(request.body),
		});
		if (fault === undefined) next();
		else if ('status' in fault) void answer(reply, fault);
		else if ('delayMs' in fault) setTimeout(next, fault.delayMs).unref();
		else if (fault.cut === 'before') cut(request, reply);
		else {
			cutAfter.add(request);
			next();
		}
	});
	// Comes after the hook that keeps the log, so that what was applied is also logged.
	server.addHook('onSend', (request, _reply, payload, next) => {
		if (cutAfter.has(request)) request.raw.socket.destroy();
		next(null, payload);
	});
}

function cut(request: FastifyRequest, reply: FastifyReply): void {
	reply.hijack();
	request.raw.socket.destroy();
}

/** In the vendor's place; JSON, HTML or plain text unless a header says otherwise. */
function answer(
	reply: FastifyReply,
	{ status, headers = {}, body = '' }: Extract<Fault, { status: number }>,
): FastifyReply {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	reply.status(status).type(typeOf(body));
	for (const [name, value] of Object.entries(headers)) {
		reply.header(name, typeof value === 'string' ? value : String(inSeconds(value.epochIn)));
	}
	return reply.send(text);
}

function typeOf(body: unknown): string {
	if (typeof body !== 'string') return 'application/json';
	return body.trimStart().startsWith('<') ? 'text/html' : 'text/plain';
}

/** Unix seconds, so many seconds from now. */
function inSeconds(seconds: number): number {
	return Math.ceil(Date.now() / 1_000) + seconds;
}
