import type { Json } from '../../braze/json';
import type { LoggedRequest } from '../../server';
import { blankOutText } from '../blankOut';
import { isAboutGuest } from '../guestOf';
import type { Parts } from '../parts';
import { faultsOf } from '../shown';
import { objectsOf, type JudgedObject } from '../verdicts';
import { byTime, type BrazeStep } from './types';

const MATCHED_REQUESTS = 50;
/** How far back calls are searched for the guest when none has the content_id. */
const SEARCHED_REQUESTS = 2_000;

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Calls with the content_id in them; when there is none, those about the guest. */
export function brazeSteps(
	parts: Parts,
	contentId: string,
	names: string[],
	since: number,
): BrazeStep[] {
	const log = withCutRequests(parts).filter(({ at }) => at >= since);
	const named = log.filter(({ body }) => body.includes(contentId)).slice(-MATCHED_REQUESTS);
	const isWanted = (object: unknown) =>
		JSON.stringify(object).includes(contentId) || isAboutGuest(object, names);
	if (named.length > 0) return stepsOf(parts, named, 'content_id', isWanted);
	const isOfAnother = namesEvent(parts);
	const recent = log.slice(-SEARCHED_REQUESTS).filter(({ body }) => !isOfAnother(body));
	const steps = stepsOf(parts, recent, 'guest', (object) => isAboutGuest(object, names));
	return steps.filter(({ objects }) => objects.length > 0).slice(-MATCHED_REQUESTS);
}

/** Tells whether a body has the content_id of any event: what has one belongs to that alone. */
function namesEvent({ punchhWebhooks }: Parts): (body: string) => boolean {
	const known = new Set(punchhWebhooks.deliveries.map((delivery) => delivery.contentId));
	return (body) => (body.match(UUID) ?? []).some((id) => known.has(id));
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
	isWanted: (object: unknown) => boolean,
): BrazeStep[] {
	const judged = objectsOf(
		parts.braze,
		requests.map(({ number }) => number),
	);
	const faults = faultsOf(parts, 'braze');
	return requests.map((request) => {
		const { number, at, method, url, status } = request;
		const objects = (judged.get(number) ?? unjudged(request))
			.filter(({ object }) => isWanted(object))
			.map((object) => ({ ...object, title: titleOf(object.object) }));
		return {
			kind: 'request',
			at,
			number,
			method,
			url,
			status,
			fault: faults.get(number),
			match,
			objects,
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

/** An object in a few words. */
function titleOf(object: unknown): string {
	const { name, product_id: product, ...rest } = object as Json;
	if (typeof name === 'string') return name;
	if (typeof product === 'string') return product;
	const identifiers = ['external_id', 'user_alias', 'braze_id', 'email', 'phone'];
	return Object.keys(rest)
		.filter((key) => !identifiers.includes(key) && key !== '_update_existing_only')
		.join(', ');
}
