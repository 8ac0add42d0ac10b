import type { Json } from '../../braze/json';
import type { Delivery } from '../../webhooks/types';
import type { Parts } from '../parts';
import type { Step } from './types';

/** The cause of an event, the event, and each attempt to deliver it. */
export function punchhSteps(
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
export function waitingSteps(deliveries: Delivery[]): Step[] {
	return deliveries
		.filter(({ state }) => state === 'PENDING' || state === 'SUSPENDED')
		.map(({ state, attempts }) => {
			const nextDelaySeconds = attempts.at(-1)?.nextDelaySeconds;
			return { kind: 'waiting' as const, state, nextDelaySeconds };
		});
}
