import type { Parts } from '../../parts/parts';
import type { Json } from '../../shared/json';
import type { LoggedRequest } from '../../shared/server';
import { blankOutText } from '../blankOut';
import { isAboutGuest } from '../guestOf';
import { faultsOf, refusal } from '../shown';
import { objectsOf, type JudgedObject } from '../verdicts';
import { titleOf } from './titles';
import { byTime, type BrazeStep, type EventObject } from './types';

const MATCHED_REQUESTS = 50;
/** How many calls after the event are searched for the guest when none has the content_id. */
const SEARCHED_REQUESTS = 2_000;

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Calls with the content_id in them; when there is none, the first ones about the guest. */
export function brazeSteps(
	parts: Parts,
	contentId: string,
	names: string[],
	since: number,
): BrazeStep[] {
	const log = withCutRequests(parts).filter(({ at }) => at >= since);
	const named = log.filter(({ body }) => body.includes(contentId)).slice(-MATCHED_REQUESTS);
	const choose = chooser(contentId, names, eventFinder(parts));
	if (named.length > 0) return stepsOf(parts, named, 'content_id', choose);
	// The first ones: what comes long after the event belongs to later ones of the guest.
	const steps = stepsOf(parts, log.slice(0, SEARCHED_REQUESTS), 'guest', choose);
	return steps.filter(({ objects }) => objects.length > 0).slice(0, MATCHED_REQUESTS);
}

/** Chooses the objects of a request that are about an event. */
type Choose = (objects: JudgedObject[]) => EventObject[];

/**
 * Objects with the content_id, and those about the guest that name no other event. Where a request
 * also carries other events of the guest, or only other events, nothing tells whose the latter are.
 */
function chooser(
	contentId: string,
	names: string[],
	namesEvent: (text: string) => boolean,
): Choose {
	return (objects) => {
		const read = objects.map((judged) => {
			const text = JSON.stringify(judged.object);
			const isOwn = text.includes(contentId);
			const isOfAnother = !isOwn && namesEvent(text);
			return { judged, isOwn, isOfAnother, isGuests: isAboutGuest(judged.object, names) };
		});
		const hasOwn = read.some(({ isOwn }) => isOwn);
		const isShared = read.some(({ isOfAnother, isGuests }) => isOfAnother && (isGuests || !hasOwn));
		return read
			.filter(({ isOwn, isOfAnother, isGuests }) => isOwn || (isGuests && !isOfAnother))
			.map(({ judged, isOwn }) => ({
				...judged,
				title: titleOf(judged),
				...(isShared && !isOwn && { shared: true as const }),
			}));
	};
}

/** Chooses the objects of requests that are about any of the events, one after the other. */
export function objectChooser(
	parts: Parts,
): (contentId: string, names: string[], objects: JudgedObject[]) => EventObject[] {
	const namesEvent = eventFinder(parts);
	return (contentId, names, objects) => chooser(contentId, names, namesEvent)(objects);
}

/** Tells whether a text has the content_id of any event: what has one belongs to that alone. */
function eventFinder({ punchhWebhooks }: Parts): (text: string) => boolean {
	const known = new Set(punchhWebhooks.deliveries.map((delivery) => delivery.contentId));
	return (text) => (text.match(UUID) ?? []).some((id) => known.has(id));
}

/** Requests that were cut before they were applied stand only among the faults. */
function withCutRequests({ braze, faults }: Parts): LoggedRequest[] {
	const cut = faults.hits
		.filter(({ side, fault }) => side === 'braze' && 'cut' in fault && fault.cut === 'before')
		.map((hit) => ({ ...hit, status: 0, answer: '' }));
	return [...braze.requests, ...cut].sort(byTime);
}

function stepsOf(
	parts: Parts,
	requests: LoggedRequest[],
	match: BrazeStep['match'],
	choose: Choose,
): BrazeStep[] {
	const judged = objectsOf(
		parts.braze,
		requests.map(({ number }) => number),
	);
	const faults = faultsOf(parts, 'braze');
	return requests.map((request) => {
		const { number, at, method, url, status } = request;
		const all = judged.get(number) ?? unjudged(request);
		const objects = choose(all);
		return {
			kind: 'request',
			...{ at, number, method, url, status, match, objects },
			fault: faults.get(number),
			refusal: refusal(request),
			others: all.length - objects.length,
		};
	});
}

/** The objects of a request that failed as a whole: none was looked at. */
function unjudged({ body }: LoggedRequest): JudgedObject[] {
	let read: Json;
	try {
		read = JSON.parse(blankOutText(body)) as Json;
	} catch {
		return [];
	}
	return ['attributes', 'events', 'purchases'].flatMap((array) =>
		(Array.isArray(read[array]) ? (read[array] as unknown[]) : []).map((object, index) => ({
			array,
			index,
			taken: false,
			unread: true,
			object,
			drops: [],
		})),
	);
}
