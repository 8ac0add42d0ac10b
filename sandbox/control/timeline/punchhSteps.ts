import type { Parts } from '../../parts/parts';
import { labelOf } from '../../punchh/webhooks/catalogue';
import type { Delivery } from '../../punchh/webhooks/types';
import type { Json } from '../../shared/json';
import { shownAttempt } from '../shown';
import type { Step } from './types';

/** The name of the webhook that a delivery goes to. */
export type WebhookOf = (delivery: Delivery) => string;

export function webhookNames({ punchhWebhooks }: Parts): WebhookOf {
	const names = new Map(punchhWebhooks.webhooks.map(({ id, name }) => [id, name]));
	return ({ webhookId }) => names.get(webhookId) ?? 'a webhook that was removed';
}

/** The cause of an event, the event, and each attempt to deliver it. */
export function punchhSteps(
	{ origins, attemptTimes }: Parts,
	deliveries: Delivery[],
	event: Json,
	webhookOf: WebhookOf,
): Step[] {
	const [{ contentId, eventName, eventType }] = deliveries;
	const origin = origins.find(contentId) ?? { at: 0, label: 'Not known any more' };
	const attempts = deliveries.flatMap((delivery) =>
		delivery.attempts.map((attempt, index) => ({
			kind: 'attempt' as const,
			at: attemptTimes.sentAt(delivery, index),
			webhook: webhookOf(delivery),
			delivery: delivery.id,
			number: attempt.number,
			attempt: shownAttempt(attempt),
		})),
	);
	const name = [String(event.event_name), String(event.event_type)].filter(Boolean).join(' · ');
	const { at } = origin;
	return [
		{ kind: 'origin', ...origin },
		{
			kind: 'published',
			...{ at, name, action: event.action },
			label: labelOf(eventName, eventType),
			webhooks: deliveries.map(webhookOf),
		},
		...attempts,
	];
}

/** What still lies ahead of deliveries that have not ended. */
export function waitingSteps(deliveries: Delivery[], webhookOf: WebhookOf): Step[] {
	return deliveries
		.filter(({ state }) => state === 'PENDING' || state === 'SUSPENDED')
		.map((delivery) => ({
			kind: 'waiting' as const,
			webhook: webhookOf(delivery),
			state: delivery.state,
			nextDelaySeconds: delivery.attempts.at(-1)?.nextDelaySeconds,
		}));
}
