import { randomUUID } from 'node:crypto';

import { BUSINESS } from '../../seed';
import type { Envelope } from '../../webhooks/events';
import type { PunchhState } from '../state';

/** The families of events that calls of the API cause. */
type Family = 'users' | 'checkins' | 'redemptions' | 'rewards' | 'transactional_notifications';

/** What an event is about. */
interface Subject {
	family: Family;
	/** The sub-kind; '' where the family has none. */
	type?: string;
	action: 'create' | 'update' | 'delete';
	payload: Record<string, unknown>;
	/** Keys beside the payload that only this family has. */
	extra?: Record<string, unknown>;
}

/**
 * Sends an event, wrapped as Punchh's webhooks are. The time is in milliseconds for guests and in
 * seconds for all others, and only notifications carry the slug, as in the samples of PAR's pages.
 */
export function send(state: PunchhState, subject: Subject): void {
	const { family, type = '', action, payload, extra } = subject;
	const ms = state.now();
	const event: Envelope = {
		content_id: randomUUID(),
		timestamp: family === 'users' ? ms : Math.floor(ms / 1_000),
		business_id: BUSINESS.id,
		business_uuid: BUSINESS.uuid,
		...(family === 'transactional_notifications' ? { business_slug: BUSINESS.slug } : {}),
		event_name: family,
		event_type: type,
		action,
		...extra,
		payload,
	};
	state.emit(event);
}
