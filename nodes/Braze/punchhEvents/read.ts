import { isEmpty, isObject } from '../../shared/values/json';
import { BLANKED_OUT } from '../../Punchh/events/blankOut';
import { readEnvelope } from '../../Punchh/events/envelope';
import { isPunchhEvent } from '../../Punchh/events/families';
import type { PunchhItem } from '../../Punchh/events/item';

/** The event in the parameter, or why it is not an event. */
export type Read = { event: PunchhItem } | { problem: string };

/**
 * Reads an item from the Punchh Trigger. It also accepts the body that Punchh sent, alone or as the
 * output of n8n's Webhook node, and reads it the way the trigger would.
 */
export function readEvent(given: unknown, nowMs: number): Read {
	if (!isObject(given)) return { problem: 'It is not an object' };
	const source = given.event_name === undefined && isObject(given.body) ? given.body : given;
	if (isTriggerItem(source)) return { event: source };
	const read = readEnvelope(Buffer.from(JSON.stringify(source)), nowMs);
	return 'problem' in read ? read : { event: read.item };
}

function isTriggerItem(value: object): value is PunchhItem {
	const { event, occurred_at: occurredAt, guest, payload } = value as Partial<PunchhItem>;
	return (
		isPunchhEvent(event) && typeof occurredAt === 'string' && isObject(guest) && isObject(payload)
	);
}

/** The value at a path with dots; undefined if it is empty, or blanked out by the trigger. */
export function valueAt(source: unknown, path: string): unknown {
	let value = source;
	for (const part of path.split('.')) {
		if (!isObject(value) || !Object.hasOwn(value, part)) return undefined;
		value = value[part];
	}
	return isEmpty(value) || value === BLANKED_OUT ? undefined : value;
}

/** The first value that one of the fields has in one of the places. */
export function firstValue(places: unknown[], fields: string[]): unknown {
	for (const field of fields) {
		for (const place of places) {
			const value = valueAt(place, field);
			if (value !== undefined) return value;
		}
	}
	return undefined;
}
