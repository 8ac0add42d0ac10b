import { bare, isObject, type Json } from '../../../shared/json';
import type { Profile } from '../profiles/profile';
import type { BrazeState } from '../state';
import { isoTime } from '../time';
import type { Note } from './attributes';

const LONGEST_TEXT = 255;

/** How events and purchases differ. */
const KINDS = {
	events: { nameField: 'name', blocklist: 'events' },
	purchases: { nameField: 'product_id', blocklist: 'products' },
} as const;

/**
 * Adds an event or purchase to a profile; nothing is de-duplicated.
 *
 * @returns false when its name is on a blocklist
 */
export function appendRecord(
	state: BrazeState,
	profile: Profile,
	array: 'events' | 'purchases',
	object: Json,
	note: Note,
): boolean {
	const { nameField, blocklist } = KINDS[array];
	const name = String(object[nameField]);
	if (state.knobs.blockedNames[blocklist].includes(name)) {
		note(`'${name}' ignored: it is on the blocklist`);
		return false;
	}
	if (array === 'events') state.workspace.eventNames.add(name);
	const asText = array === 'purchases' || state.knobs.nestedProperties === 'asText';
	const properties = storedProperties(object.properties, asText, note);
	const time = storedTime(object.time, state.now());
	// Mostly it is stored as it came, and copies would be what a load test measures.
	const isSame = properties === object.properties && time === object.time;
	state.store.append(profile, array, isSame ? object : { ...object, time, properties });
	return true;
}

/** Braze replaces a time in the future by now. */
function storedTime(time: unknown, now: number): unknown {
	return isoTime(String(time)) > now ? new Date(now).toISOString() : time;
}

/** Text over 255 characters is dropped; objects become text where nesting is not known. */
function storedProperties(properties: unknown, asText: boolean, note: Note): unknown {
	if (!isObject(properties)) return properties;
	if (!Object.values(properties).some((value) => isTooLong(value) || (asText && isObject(value)))) {
		return properties;
	}
	const stored = bare();
	for (const [name, value] of Object.entries(properties)) {
		if (isTooLong(value)) note(`property '${name}' dropped: over ${LONGEST_TEXT} characters`);
		else stored[name] = asText && isObject(value) ? JSON.stringify(value) : value;
	}
	return stored;
}

function isTooLong(value: unknown): boolean {
	return typeof value === 'string' && value.length > LONGEST_TEXT;
}
