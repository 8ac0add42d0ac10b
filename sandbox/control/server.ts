import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';

import type { Parts } from '../parts/parts';
import { addCalls, type ControlCall } from './call';
import { CLOCK_CALLS } from './calls/clock';
import { EDITOR_CALLS } from './calls/editor';
import { FAULT_CALLS } from './calls/faults';
import { GUEST_CALLS } from './calls/guests';
import { KNOB_CALLS } from './calls/knobs';
import { MESSAGE_CALLS } from './calls/messages';
import { SEED_CALLS } from './calls/seed';
import { SEND_CALLS } from './calls/send';
import { STATE_CALLS } from './calls/state';
import { WEBHOOK_CALLS } from './calls/webhooks';
import { addPage } from './page';
import { addStream } from './stream';
import { askForToken } from './token';

/** Enough to seed some ten thousands of guests. */
const BODY_LIMIT = 16 * 1024 * 1024;

/** Every call of the control interface. */
export const CALLS: ControlCall[] = [
	...STATE_CALLS,
	...SEED_CALLS,
	...GUEST_CALLS,
	...WEBHOOK_CALLS,
	...MESSAGE_CALLS,
	...SEND_CALLS,
	...EDITOR_CALLS,
	...CLOCK_CALLS,
	...KNOB_CALLS,
	...FAULT_CALLS,
];

/**
 * The interface for people and tests: look at everything, change it, have things sent.
 *
 * @param token what every call has to carry that changes something
 */
export function createControlServer(parts: Parts, token: string): FastifyInstance {
	const server = Fastify({ forceCloseConnections: true, bodyLimit: BODY_LIMIT });
	server.setErrorHandler<FastifyError>(async (error, _request, reply) =>
		reply.status(error.statusCode ?? 500).send({ error: error.message }),
	);
	server.setNotFoundHandler(async ({ method, url }, reply) =>
		reply
			.status(404)
			.send({ error: `There is no ${method} ${url}; GET /calls lists what there is` }),
	);
	askForToken(server, token);
	server.get('/calls', async () =>
		CALLS.map(({ method, path, about }) => ({ call: `${method} ${path}`, about })),
	);
	addCalls(server, parts, CALLS);
	addStream(server, parts.changes);
	addPage(server, token);
	return server;
}
