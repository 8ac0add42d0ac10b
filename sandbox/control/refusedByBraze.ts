import type { Parts } from '../parts/parts';
import type { Delivery } from '../punchh/webhooks/types';
import type { Json } from '../shared/json';
import type { LoggedRequest } from '../shared/server';
import { namesOfGuest } from './guestOf';

/** How far back calls of Braze are looked at: a list of deliveries is read again and again. */
const LATEST_CALLS = 2_000;

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** The IDs in the body of a call, which may be long and does not change. */
const idsInBodies = new WeakMap<LoggedRequest, Set<string>>();

function idsIn(request: LoggedRequest): Set<string> {
	const ids = idsInBodies.get(request) ?? new Set(request.body.match(UUID));
	idsInBodies.set(request, ids);
	return ids;
}

/**
 * Tells the status with which Braze refused what came of a delivery: that of the latest track request
 * with its content_id; of a guest event, whose attributes carry none, that of the latest one about its
 * guest that names no event.
 *
 * @returns a function that answers undefined where Braze took it, or got nothing of it
 */
export function refusedByBraze(parts: Parts): (delivery: Delivery) => number | undefined {
	const calls = parts.braze.requests
		.slice(-LATEST_CALLS)
		.filter(({ url }) => url === '/users/track')
		.reverse();
	if (calls.every(({ status }) => status < 400)) return () => undefined;
	const known = new Set(parts.punchhWebhooks.deliveries.map(({ contentId }) => contentId));
	const ofNoEvent = calls.filter((call) => ![...idsIn(call)].some((id) => known.has(id)));
	return (delivery) => {
		const named = calls.find((call) => idsIn(call).has(delivery.contentId));
		const { status } = named ?? aboutGuest(parts, ofNoEvent, delivery) ?? {};
		return status !== undefined && status >= 400 ? status : undefined;
	};
}

/** The latest of some calls about the guest of a guest event that was sent before. */
function aboutGuest(
	{ attemptTimes }: Parts,
	calls: LoggedRequest[],
	delivery: Delivery,
): LoggedRequest | undefined {
	if (delivery.eventName !== 'users' || delivery.attempts.length === 0) return undefined;
	const since = attemptTimes.sentAt(delivery, 0);
	const names = namesOfGuest((JSON.parse(delivery.body) as Json).payload);
	return calls.find(
		({ at, body }) => at >= since && names.some((name) => body.includes(JSON.stringify(name))),
	);
}
