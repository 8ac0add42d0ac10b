import type { Parts } from '../../parts/parts';
import { labelOf } from '../../punchh/webhooks/catalogue';
import type { Json } from '../../shared/json';
import { blankOutValue } from '../blankOut';
import { namesOfGuest } from '../guestOf';
import { guestOfEvent, splitsOf } from '../splits';
import { brazeSteps } from './brazeSteps';
import { outcomeOf } from './outcome';
import { profileSteps } from './profileSteps';
import { punchhSteps, waitingSteps, webhookNames } from './punchhSteps';
import { byTime, type Timeline } from './types';

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
	const calls = brazeSteps(parts, contentId, names, beginning[0].at ?? 0);
	const profiles = profileSteps(parts, contentId, calls);
	const person = guestOfEvent(body);
	return {
		contentId,
		label: labelOf(eventName, eventType),
		guest: names[0],
		outcome: outcomeOf(deliveries, webhookOf, calls, profiles),
		split: splitsOf(parts).find(({ userId }) => userId === person?.userId),
		body: blankOutValue(event),
		steps: [
			...[...beginning, ...calls, ...profiles].sort(byTime),
			...waitingSteps(deliveries, webhookOf),
		],
	};
}
