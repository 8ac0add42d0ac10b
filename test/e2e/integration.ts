import { createServer, type Server } from 'node:http';

import { BRAZE_KEY } from '../../sandbox/braze/seed';

/** How an integration acts that the sandbox calls. */
export interface Acting {
	/** Statuses of its next answers, and what it says with those that are no success. */
	statuses: number[];
	words: string;
	/** What it says with a 200. */
	said: string;
	/** Whether it tracks what it answers with 200. */
	tracks: boolean;
	/** The key that it has for Braze. */
	key: string;
	/** Attributes that it sends besides. */
	more: Record<string, unknown>;
}

/** Of one that answers with 200 and does nothing. */
export const NO_ACTING: Acting = {
	...{ statuses: [], words: '', said: '' },
	...{ tracks: false, key: BRAZE_KEY, more: {} },
};

/** A simple integration, which is no n8n; it does not listen yet. */
export function createIntegration(acting: Acting, brazeUrl: () => string): Server {
	return createServer((request, response) => {
		let body = '';
		request.on('data', (chunk) => (body += String(chunk)));
		request.on('end', () => {
			const status = request.method === 'GET' ? 200 : (acting.statuses.shift() ?? 200);
			const tracked =
				acting.tracks && status === 200 && body !== ''
					? trackEvent(brazeUrl(), body, acting)
					: Promise.resolve();
			void tracked.finally(() =>
				response.writeHead(status).end(status === 200 ? acting.said : acting.words),
			);
		});
	});
}

/** What a simple integration does: the guest's attributes and the event, in one request. */
async function trackEvent(
	brazeUrl: string,
	body: string,
	{ key, more }: Pick<Acting, 'key' | 'more'>,
): Promise<void> {
	const event = JSON.parse(body) as { content_id: string; payload: Record<string, never> };
	const { user, points_earned: points, location_name: location } = event.payload;
	const { email, user_id: id } = user as Record<string, unknown>;
	const who = { external_id: String(id) };
	const time = new Date().toISOString();
	const properties = { content_id: event.content_id, points_earned: points, location };
	const request = {
		attributes: [{ ...who, ...more, email, favourite_store: location, anniversary: null }],
		events: [{ ...who, name: 'Loyalty Check-In', time, properties }],
		purchases: [{ ...who, product_id: 'Check-in', currency: 'points', price: 12.75, time }],
	};
	const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
	const url = `${brazeUrl}/users/track`;
	await fetch(url, { method: 'POST', headers, body: JSON.stringify(request) });
}
