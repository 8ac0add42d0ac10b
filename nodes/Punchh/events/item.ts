import type { IDataObject } from 'n8n-workflow';

import { isEmpty, isObject, isScalar } from '../../shared/values/json';
import { familyOf, lowered, type PunchhEvent } from './families';

/** The guest that an event is about, as far as the event says. */
export interface EventGuest {
	user_id: number | string | null;
	external_id: string | null;
	email: string | null;
	phone: string | null;
}

/**
 * A Punchh event: its envelope, key for key, and what is derived from it. The Punchh Trigger emits
 * it, and Braze's operation for Punchh events reads it.
 */
export interface PunchhItem extends IDataObject {
	event: PunchhEvent;
	/** When it happened, ISO 8601 in UTC. */
	occurred_at: string;
	guest: EventGuest & IDataObject;
	payload: IDataObject;
}

/** Whether an event is about the guest, not about something that the guest did or received. */
export function isGuestEvent({ event }: PunchhItem): boolean {
	return event === 'guest';
}

/**
 * All fields of the guest. Guest events and a few notifications have them in the payload itself; all
 * others nest them in `payload.user`.
 */
export function guestFieldsOf({ payload }: PunchhItem): IDataObject {
	const { user, ...rest } = payload;
	return isObject(user) ? user : rest;
}

/** Whether an event says that a guest was deleted; in any spelling, as the trigger takes it. */
export function isDeletion(event: PunchhItem): boolean {
	return isGuestEvent(event) && lowered(event.action) === 'delete';
}

/**
 * The names that Punchh gives an event, trimmed and in lowercase, and written out if Punchh
 * shortens or omits them. The type is '' if there is none.
 */
export function namesOf(item: PunchhItem): { eventName: string; eventType: string } {
	const { eventName, eventType } = familyOf(item.event);
	return {
		eventName: eventName ?? lowered(String(item.event_name ?? '')),
		eventType: eventType ?? lowered(String(item.event_type ?? '')),
	};
}

/**
 * What identifies an event: its content_id together with its timestamp (PAR Webhooks Manager,
 * "Webhook delivery").
 *
 * @returns undefined for an event without a content_id
 */
export function eventKey({ content_id: id, timestamp }: IDataObject): string | undefined {
	if (!isScalar(id) || isEmpty(id)) return undefined;
	return `${id}\n${isScalar(timestamp) ? timestamp : ''}`;
}
