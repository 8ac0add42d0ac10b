import Fastify, { type FastifyInstance } from 'fastify';

import type { BrazeState } from '../braze/state';
import type { Guest, PunchhState } from '../punchh/state';
import { DEFAULT_SAMPLES, freshEvent, sampleNames, type EventType } from '../webhooks/events';
import { AUTH_SCHEMES, sendCheck, sendEvent, type AuthScheme } from '../webhooks/send';
import { blankOut, blankOutText } from './blankOut';

interface SendOrder {
	url: string;
	auth: AuthScheme;
	event?: EventType;
	sample?: string;
	check?: boolean;
}

const SEND_ORDER = {
	type: 'object',
	required: ['url'],
	additionalProperties: false,
	properties: {
		url: { type: 'string', pattern: '^http://(127\\.0\\.0\\.1|localhost)(:\\d+)?/' },
		auth: { type: 'string', enum: [...AUTH_SCHEMES], default: 'hmacSha256' },
		event: { type: 'string', enum: Object.keys(DEFAULT_SAMPLES) },
		sample: { type: 'string', enum: sampleNames() },
		check: { type: 'boolean' },
	},
};

/** The interface for people and tests: look at everything, reset it, have webhooks sent. */
export function createControlServer(punchh: PunchhState, braze: BrazeState): FastifyInstance {
	const server = Fastify({ forceCloseConnections: true });
	server.post('/reset', async () => {
		punchh.reset();
		braze.reset();
		return { reset: true };
	});
	server.get('/state', async () => ({
		punchh: {
			guests: punchh.guests.map((guest) => withoutSecrets(guest)),
			segments: punchh.segments,
			members: punchh.members,
			requests: punchh.requests.map(blankOut),
		},
		braze: {
			profiles: braze.profiles,
			requests: braze.requests.map(blankOut),
			drops: braze.drops,
		},
	}));
	server.post<{ Body: SendOrder }>(
		'/webhooks/send',
		{ schema: { body: SEND_ORDER } },
		async ({ body: { url, auth, event = 'guest', sample, check } }, reply) => {
			try {
				if (check) return await sendCheck(url, auth);
				return await sendEvent(url, auth, freshEvent(sample ?? DEFAULT_SAMPLES[event]));
			} catch (error) {
				return reply
					.status(502)
					.send({ error: `No answer from ${url}: ${(error as Error).message}` });
			}
		},
	);
	return server;
}

/** A guest without what would let someone act as the guest. */
function withoutSecrets(guest: Guest): Partial<Guest> {
	const shown: Partial<Guest> = { ...guest };
	delete shown.password;
	delete shown.access_token;
	delete shown.authentication_token;
	// Tokens of a device are kept among the fields.
	shown.fields = JSON.parse(blankOutText(JSON.stringify(guest.fields))) as Guest['fields'];
	return shown;
}
