import type { Parts } from '../../parts/parts';
import { labelOf } from '../../punchh/webhooks/catalogue';
import type { Json } from '../../shared/json';
import { blankOutValue } from '../blankOut';
import { namesOfGuest } from '../guestOf';
import type { Delivery } from '../../punchh/webhooks/types';
import { guestOfDelivery, splitsOf } from '../splits';
import { brazeSteps } from './brazeSteps';
import { guestCallSteps } from './guestCalls';
import { outcomeOf } from './outcome';
import { profileSteps } from './profileSteps';
import { punchhSteps, waitingSteps, webhookNames } from './punchhSteps';
import { byTime, type BrazeStep, type Step, type Timeline } from './types';

/**
 * What happened to the event with this content_id, on both sides.
 *
 * @returns undefined when no delivery has it
 */
export function timelineOf(parts: Parts, contentId: string): Timeline | undefined {
	const deliveries = parts.punchhWebhooks.deliveries.filter((one) => one.contentId === contentId);
	if (deliveries.length === 0) return undefined;
	const [{ eventName, eventType, body }] = deliveries;
	const event = JSON.parse(body) as Json;
	const names = namesOfGuest(event.payload);
	const webhookOf = webhookNames(parts);
	const beginning = punchhSteps(parts, deliveries, event, webhookOf);
	const since = beginning[0].at ?? 0;
	const found = brazeSteps(parts, contentId, names, since);
	const person = guestOfDelivery(deliveries[0]);
	const until = nextOfGuest(parts, deliveries, person?.userId, lastOf(beginning, found));
	const calls = found.filter(({ match, at }) => match === 'content_id' || at < until);
	const profiles = profileSteps(parts, contentId, calls);
	const externalId = parts.punchh.findGuest(person?.userId)?.external_source_id;
	const known = externalId ? [...names, externalId] : names;
	const guestCalls = guestCallSteps(parts, known, { since, until });
	return {
		contentId,
		label: labelOf(eventName, eventType),
		guest: names[0],
		outcome: outcomeOf(deliveries, webhookOf, { calls, guestCalls, profiles }),
		split: splitsOf(parts).find(({ userId }) => userId === person?.userId),
		body: blankOutValue(event),
		steps: [
			...[...beginning, ...calls, ...guestCalls, ...profiles].sort(byTime),
			...waitingSteps(deliveries, webhookOf),
		],
	};
}

/**
 * When the last happened that is surely of the event: of calls that only name the guest, the first one
 * that Braze took, since one that failed is sent again.
 */
function lastOf(beginning: Step[], calls: BrazeStep[]): number {
	const first = calls.findIndex(({ objects }) => objects.some(({ taken }) => taken));
	const own = calls.filter(({ match }, index) => match === 'content_id' || index <= first);
	return Math.max(...[...beginning, ...own].map(({ at = 0 }) => at));
}

/** When the guest's next event was delivered: calls after that which only name the guest are of that one. */
function nextOfGuest(
	{ punchhWebhooks, attemptTimes }: Parts,
	own: Delivery[],
	userId: string | undefined,
	after: number,
): number {
	if (userId === undefined) return Infinity;
	const times = punchhWebhooks.deliveries
		.filter((one) => !own.includes(one) && guestOfDelivery(one)?.userId === userId)
		.flatMap((one) => one.attempts.map((_attempt, index) => attemptTimes.sentAt(one, index)));
	return Math.min(...times.filter((time) => time > after), Infinity);
}
