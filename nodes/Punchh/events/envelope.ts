import type { IDataObject } from 'n8n-workflow';

import { bodyText, isBlank, isEmpty, isObject, isScalar } from '../../shared/values/json';
import { parseExact } from '../../shared/values/parseExact';
import { trimmed } from '../../shared/values/trimmed';
import { differenceOf } from './differ';
import { eventOf } from './families';
import type { EventGuest, PunchhItem } from './item';

/** Timestamps below this are in seconds, others in milliseconds: Punchh's samples have both. */
const SMALLEST_MILLISECONDS = 100_000_000_000;

/** The end of time in JavaScript. */
const LATEST_MS = 8_640_000_000_000_000;

/**
 * Reads the body of a webhook call. Unknown keys are kept: Punchh adds fields.
 *
 * @param receivedAtMs used as the time of the event if the envelope has no valid one
 * @returns the event, or one sentence that says why it is not an event; it is safe to send back
 */
export function readEnvelope(
	rawBody: Buffer,
	receivedAtMs: number,
): { item: PunchhItem } | { problem: string } {
	let envelope: unknown;
	try {
		envelope = parseExact(bodyText(rawBody));
	} catch {
		return { problem: 'The body is not JSON' };
	}
	return envelopeIn(envelope, receivedAtMs);
}

/** The same, for a body that was parsed before; see `readEnvelope`. It is changed in place. */
export function envelopeIn(
	envelope: unknown,
	receivedAtMs: number,
): { item: PunchhItem } | { problem: string } {
	if (!isObject(envelope)) return { problem: 'The body is not a JSON object' };

	const { event_name: eventName } = envelope;
	if (typeof eventName !== 'string' || isBlank(eventName)) {
		return { problem: "The body has no 'event_name'" };
	}
	if (!isObject(payloadOf(envelope))) return { problem: "The body has no 'payload' object" };
	return { item: toPunchhItem(envelope, receivedAtMs) };
}

/**
 * Adds to an envelope, in place, what is derived from it.
 *
 * @param envelope with an `event_name` and a payload
 * @param receivedAtMs used as the time of the event if the envelope has no valid one
 */
export function toPunchhItem(envelope: IDataObject, receivedAtMs: number): PunchhItem {
	const payload = payloadOf(envelope) as IDataObject;
	if (payload === envelope.Payload) delete envelope.Payload;
	const { event_name: eventName, event_type: eventType } = envelope as Record<string, string>;
	const item = envelope as PunchhItem;
	item.payload = payload;
	item.event = eventOf(eventName, typeof eventType === 'string' ? eventType : '', payload.status);
	item.occurred_at = new Date(timestampMs(envelope.timestamp) ?? receivedAtMs).toISOString();
	item.guest = findGuest(payload);
	return item;
}

/** The table on Punchh's page capitalizes the key, its samples do not. */
function payloadOf({ payload, Payload: capitalised }: IDataObject): unknown {
	return payload ?? capitalised;
}

function timestampMs(timestamp: unknown): number | undefined {
	const value = isScalar(timestamp) ? Number(timestamp) : Number.NaN;
	if (!Number.isFinite(value) || value <= 0) return undefined;
	const ms = value < SMALLEST_MILLISECONDS ? value * 1_000 : value;
	return ms <= LATEST_MS ? ms : undefined;
}

/**
 * Most events nest the guest in `payload.user`; guest events and a few notifications have the same
 * fields in the payload itself, and some samples have only the ID there. If both name a guest, and not
 * the same one, the nested one is meant, and what stands in the payload is about somebody else. Nor are gaps in a
 * nested guest with an ID filled from there: the address in a coupon's payload is the one to which it was sent.
 */
export function findGuest(payload: IDataObject): EventGuest & IDataObject {
	const nested = guestIn(payload.user);
	if (nested.user_id !== null || namesAnother(payload)) return { ...nested };
	const outer = guestIn(payload);
	return {
		user_id: outer.user_id,
		external_id: nested.external_id ?? outer.external_id,
		email: nested.email ?? outer.email,
		phone: nested.phone ?? outer.phone,
	};
}

/** Whether a payload names a guest besides the one in `payload.user`. */
export function namesAnother(payload: IDataObject): boolean {
	const [nested, outer] = [guestIn(payload.user), guestIn(payload)];
	if (outer.user_id === null) return false;
	if (nested.user_id === null) return differenceOf(nested, outer) !== undefined;
	return `${nested.user_id}` !== `${outer.user_id}`;
}

/** A guest as far as one place says. */
function guestIn(place: unknown): EventGuest {
	const fields = isObject(place) ? place : {};
	const text = (name: string) => filled(fields[name])?.toString() ?? null;
	return {
		user_id: filled(fields.user_id) ?? null,
		external_id: text('external_source_id'),
		email: text('email'),
		phone: text('phone'),
	};
}

function filled(value: unknown): string | number | undefined {
	const known = typeof value === 'string' ? trimmed(value) : value;
	return isScalar(known) && !isEmpty(known) ? known : undefined;
}
