import type { IDataObject } from 'n8n-workflow';

import { isEmpty, isObject, isScalar } from '../../shared/values/json';
import { familyOf, lowered, type PunchhEvent } from './families';

/** The guest that an event is about, as far as the event tells. */
export interface EventGuest {
	user_id: number | string | null;
	external_id: string | null;
	email: string | null;
	phone: string | null;
}

/**
 * An event of Punchh: its envelope, key for key, and what is derived from it. It is what the Punchh
 * Trigger emits, and what Braze's operation for Punchh events reads.
 */
export interface PunchhItem extends IDataObject {
	event: PunchhEvent;
	/** When it happened, ISO 8601 in UTC. */
	occurred_at: string;
	guest: EventGuest & IDataObject;
	payload: IDataObject;
}

/** Whether an event is about a guest alone, and not about something that a guest did or was given. */
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

/**
 * The names by which Punchh tells what an event is, trimmed and in lower case: they are written out
 * where Punchh shortens or omits them. The type is '' where there is none.
 */
export function namesOf(item: PunchhItem): { eventName: string; eventType: string } {
	const { eventName, eventType } = familyOf(item.event);
	return {
		eventName: eventName ?? lowered(String(item.event_name ?? '')),
		eventType: eventType ?? lowered(String(item.event_type ?? '')),
	};
}

/**
 * What Punchh gives an event to be recognised by: content_id together with timestamp (PAR Webhooks
 * Manager, "Webhook delivery").
 *
 * @returns undefined for an event without a content_id, which cannot be recognised
 */
export function eventKey({ content_id: id, timestamp }: IDataObject): string | undefined {
	if (!isScalar(id) || isEmpty(id)) return undefined;
	return `${id}\n${isScalar(timestamp) ? timestamp : ''}`;
}
