import type { Json } from '../braze/json';
import type { Profile } from '../braze/state';
import type { Fault } from '../faults/rules';
import type { LoggedRequest } from '../server';
import type { Attempt, Delivery } from '../webhooks/types';
import { blankOutText, blankOutValue } from './blankOut';
import { isAboutGuest, namesOfGuest } from './guestOf';
import type { Parts } from './parts';
import { faultsOf } from './shown';
import { objectsOf, type JudgedObject } from './verdicts';

/** What happened to an event, step by step; `at` is milliseconds since 1970, of the machine's clock. */
export type Step =
	| { kind: 'origin'; at: number; label: string; request?: number }
	| { kind: 'published'; at: number; name: string; action: unknown; deliveries: number }
	| {
			kind: 'attempt';
			at: number;
			webhook: string;
			delivery: number;
			number: number;
			attempt: Attempt;
	  }
	| { kind: 'waiting'; at?: undefined; state: Delivery['state']; nextDelaySeconds?: number }
	| BrazeStep
	| { kind: 'profile'; at: number; name: string; braze_id: string; copies: number };

/** A call of Braze that was about the event. */
export interface BrazeStep {
	kind: 'request';
	at: number;
	number: number;
	method: string;
	url: string;
	/** 0 when the connection was cut before Braze saw the request. */
	status: number;
	fault?: Fault;
	/** Whether the content_id stood in it, or only the same guest. */
	match: 'content_id' | 'guest';
	/** Those of its objects that are about the event or its guest. */
	objects: Array<JudgedObject & { title: string }>;
}

/** One event from Punchh to Braze. */
export interface Timeline {
	contentId: string;
	event: { eventName: string; eventType: string };
	/** The best name of the guest. */
	guest?: string;
	/** All in one sentence. */
	outcome: string;
	/** The event as it was sent. */
	body: unknown;
	steps: Step[];
}

const MATCHED_REQUESTS = 50;
/** How far back calls are searched for the guest when none has the content_id. */
const SEARCHED_REQUESTS = 2_000;

/** @returns undefined when no delivery has this content_id */
export function timelineOf(parts: Parts, contentId: string): Timeline | undefined {
	const deliveries = parts.punchhWebhooks.deliveries.filter((one) => one.contentId === contentId);
	if (deliveries.length === 0) return undefined;
	const [{ eventName, eventType, body }] = deliveries;
	const event = JSON.parse(body) as Json;
	const names = namesOfGuest(event.payload);
	const beginning = punchhSteps(parts, contentId, deliveries, event);
	const calls = brazeSteps(parts, contentId, names, beginning[0].at ?? 0);
	const profiles = profileSteps(parts, contentId, calls);
	return {
		contentId,
		event: { eventName, eventType },
		guest: names[0],
		outcome: [sentenceOfPunchh(deliveries), sentenceOfBraze(calls, profiles)].join(' '),
		body: blankOutValue(event),
		steps: [...[...beginning, ...calls, ...profiles].sort(byTime), ...waitingSteps(deliveries)],
	};
}

function punchhSteps(
	{ origins, attemptTimes, punchhWebhooks }: Parts,
	contentId: string,
	deliveries: Delivery[],
	event: Json,
): Step[] {
	const origin = origins.find(contentId) ?? { at: 0, label: 'Not known any more' };
	const webhooks = new Map(punchhWebhooks.webhooks.map(({ id, name }) => [id, name]));
	const attempts = deliveries.flatMap((delivery) =>
		delivery.attempts.map((attempt, index) => ({
			kind: 'attempt' as const,
			at: attemptTimes.sentAt(delivery, index),
			webhook: webhooks.get(delivery.webhookId) ?? 'a webhook that was removed',
			delivery: delivery.id,
			number: attempt.number,
			attempt,
		})),
	);
	const name = [String(event.event_name), String(event.event_type)].filter(Boolean).join(' · ');
	const { at } = origin;
	return [
		{ kind: 'origin', ...origin },
		{ kind: 'published', at, name, action: event.action, deliveries: deliveries.length },
		...attempts,
	];
}

/** What still lies ahead of deliveries that have not ended. */
function waitingSteps(deliveries: Delivery[]): Step[] {
	return deliveries
		.filter(({ state }) => state === 'PENDING' || state === 'SUSPENDED')
		.map(({ state, attempts }) => {
			const nextDelaySeconds = attempts.at(-1)?.nextDelaySeconds;
			return { kind: 'waiting' as const, state, nextDelaySeconds };
		});
}

/** Calls with the content_id in them; when there is none, those about the guest. */
function brazeSteps(parts: Parts, contentId: string, names: string[], since: number): BrazeStep[] {
	const log = withCutRequests(parts).filter(({ at }) => at >= since);
	const named = log.filter(({ body }) => body.includes(contentId)).slice(-MATCHED_REQUESTS);
	const isWanted = (object: unknown) =>
		JSON.stringify(object).includes(contentId) || isAboutGuest(object, names);
	if (named.length > 0) return stepsOf(parts, named, 'content_id', isWanted);
	const recent = log.slice(-SEARCHED_REQUESTS);
	const steps = stepsOf(parts, recent, 'guest', (object) => isAboutGuest(object, names));
	return steps.filter(({ objects }) => objects.length > 0).slice(-MATCHED_REQUESTS);
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
			reason: 'not looked at',
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

/** Each profile that the objects went to, with how often it has the event now. */
function profileSteps(
	parts: Parts,
	contentId: string,
	calls: BrazeStep[],
): Array<Step & { copies: number }> {
	const found = new Map<Profile, number>();
	for (const { at, objects } of calls) {
		for (const { object, taken, effect } of objects) {
			const profile = taken && effect !== false ? profileOf(parts, object as Json) : undefined;
			if (profile !== undefined) found.set(profile, at);
		}
	}
	return [...found].map(([profile, at]) => ({
		kind: 'profile',
		at,
		name: String(profile.external_id ?? profile.attributes.email ?? profile.braze_id),
		braze_id: profile.braze_id,
		copies: profile.events.filter((event) => JSON.stringify(event).includes(contentId)).length,
	}));
}

function profileOf({ braze: { store } }: Parts, object: Json): Profile | undefined {
	const { external_id: id, user_alias: alias, braze_id: brazeId, email, phone } = object;
	if (typeof id === 'string') return store.byExternalId(id);
	if (alias !== undefined) return store.byAlias(alias as never);
	if (brazeId !== undefined) return store.byBrazeId(brazeId);
	return email === undefined
		? store.byContact('phone', phone)[0]
		: store.byContact('email', email)[0];
}

function sentenceOfPunchh(deliveries: Delivery[]): string {
	const isIn = (state: Delivery['state']) => deliveries.some((one) => one.state === state);
	const tries = Math.max(...deliveries.map(({ attempts }) => attempts.length));
	if (isIn('PENDING') || isIn('SENDING')) return 'Punchh is still trying to deliver it.';
	if (isIn('SUSPENDED')) return 'Punchh holds it: the webhook is suspended.';
	if (isIn('FAILED')) return `Punchh has given up after ${times(tries, 'try', 'tries')}.`;
	return `Delivered after ${times(tries, 'try', 'tries')}.`;
}

function sentenceOfBraze(calls: BrazeStep[], profiles: Array<{ copies: number }>): string {
	if (calls.length === 0) return 'Nothing about it has reached Braze.';
	const objects = calls.flatMap((call) => call.objects);
	const taken = objects.filter((object) => object.taken).length;
	const copies = profiles.reduce((sum, profile) => sum + profile.copies, 0);
	const most = Math.max(0, ...profiles.map((profile) => profile.copies));
	const said = `Braze took ${taken} of ${times(objects.length, 'object', 'objects')} that were sent`;
	if (copies === 0) return `${said}; no profile has an event with its content_id.`;
	return `${said}; the event stands ${most === 1 ? 'once' : `${most} times`} on the profile.`;
}

function times(count: number, one: string, many: string): string {
	return `${count} ${count === 1 ? one : many}`;
}

function byTime(one: { at?: number }, other: { at?: number }): number {
	return (one.at ?? 0) - (other.at ?? 0);
}
