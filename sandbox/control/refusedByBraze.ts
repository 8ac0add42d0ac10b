import type { Parts } from '../parts/parts';
import type { Delivery } from '../punchh/webhooks/types';
import type { Json } from '../shared/json';
import type { LoggedRequest } from '../shared/server';
import { namesOfGuest } from './guestOf';
import { objectChooser } from './timeline/brazeSteps';
import type { EventObject } from './timeline/types';
import { objectsOf, type JudgedObject } from './verdicts';

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

/** What Braze refused of what came of a delivery. */
export interface BrazeRefusal {
	/** With which it answered. */
	status: number;
	/** How many of the objects of the event, where it took the request as a whole. */
	refused?: number;
	of?: number;
}

/**
 * Tells what Braze refused of what came of a delivery, by the latest track request with its content_id;
 * of a guest event, whose attributes carry none, by the latest one about its guest that names no event.
 *
 * @returns a function that answers undefined where Braze took all of it, or got nothing of it
 */
export function refusedByBraze(parts: Parts): (delivery: Delivery) => BrazeRefusal | undefined {
	const calls = parts.braze.requests
		.slice(-LATEST_CALLS)
		.filter(({ url }) => url === '/users/track')
		.reverse();
	const partly = partlyRefused(parts, calls);
	if (partly.size === 0 && calls.every(({ status }) => status < 400)) return () => undefined;
	const known = new Set(parts.punchhWebhooks.deliveries.map(({ contentId }) => contentId));
	const ofNoEvent = calls.filter((call) => ![...idsIn(call)].some((id) => known.has(id)));
	const choose = objectChooser(parts);
	return (delivery) => {
		const named = calls.find((call) => idsIn(call).has(delivery.contentId));
		const { number, status } = named ?? aboutGuest(parts, ofNoEvent, delivery) ?? {};
		if (status === undefined || number === undefined) return undefined;
		if (status >= 400) return { status };
		const objects = partly.get(number);
		const own = objects && choose(delivery.contentId, namesIn(delivery), objects);
		return own && refusalOf(status, own);
	};
}

/** The objects of the calls that Braze took, and of which it refused some, by the number of the call. */
function partlyRefused({ braze }: Parts, calls: LoggedRequest[]): Map<number, JudgedObject[]> {
	const taken = calls.filter(({ status }) => status < 400).map(({ number }) => number);
	const judged = objectsOf(braze, taken);
	return new Map([...judged].filter(([, objects]) => objects.some((object) => !object.taken)));
}

function refusalOf(status: number, objects: EventObject[]): BrazeRefusal | undefined {
	const own = objects.filter(({ shared }) => !shared);
	const refused = own.filter(({ taken }) => !taken).length;
	return refused === 0 ? undefined : { status, refused, of: own.length };
}

function namesIn({ body }: Delivery): string[] {
	return namesOfGuest((JSON.parse(body) as Json).payload);
}

/** The latest of some calls about the guest of a guest event that was sent before. */
function aboutGuest(
	{ attemptTimes }: Parts,
	calls: LoggedRequest[],
	delivery: Delivery,
): LoggedRequest | undefined {
	if (delivery.eventName !== 'users' || delivery.attempts.length === 0) return undefined;
	const since = attemptTimes.sentAt(delivery, 0);
	const names = namesIn(delivery);
	return calls.find(
		({ at, body }) => at >= since && names.some((name) => body.includes(JSON.stringify(name))),
	);
}
