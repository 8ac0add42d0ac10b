import type { FastifyInstance } from 'fastify';

import { SUBJECTS, type Changes, type Subject } from '../parts/changes';

/** Changes within this time are sent together. */
const GATHER_MS = 200;

/**
 * GET /stream: server-sent events that say what is not as it was, e.g. `{"changed":["braze"]}`. The
 * first, sent at once, names everything.
 */
export function addStream(server: FastifyInstance, changes: Changes): void {
	server.get('/stream', (request, reply) => {
		reply.hijack();
		reply.raw.writeHead(200, {
			'Content-Type': 'text/event-stream',
			'Cache-Control': 'no-store',
		});
		const tell = (changed: Iterable<Subject>) =>
			reply.raw.write(`data: ${JSON.stringify({ changed: [...changed] })}\n\n`);
		tell(SUBJECTS);
		const listener = gathered(tell);
		changes.on('change', listener);
		request.raw.once('close', () => changes.off('change', listener));
	});
}

/** Calls back once for all subjects that come within a short time. */
function gathered(tell: (subjects: Set<Subject>) => void): (subject: Subject) => void {
	let waiting = new Set<Subject>();
	return (subject) => {
		waiting.add(subject);
		if (waiting.size > 1) return;
		setTimeout(() => {
			const subjects = waiting;
			waiting = new Set();
			tell(subjects);
		}, GATHER_MS).unref();
	};
}
