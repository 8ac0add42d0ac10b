import type { IDataObject } from 'n8n-workflow';

import {
	asIdentifier,
	DECIMAL_HINT,
	isDecimal,
	isRounded,
	isRowId,
	isShortened,
	ROUNDED,
	ROW_ID_HINT,
	SHORTENED_HINT,
} from '../../shared/values/identifiers';
import { isEmpty, isObject, isScalar } from '../../shared/values/json';
import { remembered } from '../../shared/values/remembered';
import { trimmed } from '../../shared/values/trimmed';
import { REFUSED_CALLS } from '../../shared/webhook/memory/refusalReports';
import { BLANKED_OUT } from '../../Punchh/events/blankOut';
import { differenceOf } from '../../Punchh/events/differ';
import { envelopeIn, findGuest } from '../../Punchh/events/envelope';
import { isPunchhEvent } from '../../Punchh/events/families';
import type { PunchhItem } from '../../Punchh/events/item';
import { placeholderReason } from '../../Punchh/events/placeholders';
import { PUNCHH_USER_ID } from '../identity/profiles/links';

/**
 * The event in the parameter, or why it is not an event, or why its guest cannot be believed, or why it
 * is fine that there is none.
 */
export type Read =
	| { event: PunchhItem }
	| { problem: string }
	| { refusal: string; hint: string }
	| { skipped: string };

/** For the item with which a trigger tells of refused calls. */
const IS_REPORT = "The trigger's report of refused calls is not an event";

/**
 * Reads an item from the Punchh Trigger. It also accepts the body that Punchh sent, alone or as the
 * output of n8n's Webhook node, and reads it the way the trigger would.
 */
export function readEvent(given: unknown, nowMs: number): Read {
	if (!isObject(given)) return { problem: 'It is not an object' };
	const source = given.event_name === undefined && isObject(given.body) ? given.body : given;
	if (isTriggerItem(source)) return withGuest(source);
	if (source.event_name === undefined && isObject(source[REFUSED_CALLS])) {
		return { skipped: IS_REPORT };
	}
	const read = envelopeIn(JSON.parse(JSON.stringify(source)), nowMs);
	return 'problem' in read ? read : withGuest(read.item);
}

/** The event with the identifiers of its guest read once, for everything that names the guest. */
function withGuest(event: PunchhItem): Read {
	for (const place of [event.guest, event.payload.user, event.payload]) {
		const refusal = isObject(place) ? refusalOf(place) : undefined;
		if (refusal !== undefined) return refusal;
	}
	const other = otherGuestIn(event);
	if (other !== undefined) return other;
	const { user_id: id, external_id: externalId, email, phone } = event.guest;
	const guest = { user_id: id, external_id: externalId, email, phone };
	for (const [name, value] of Object.entries(guest)) {
		if (typeof value === 'string') Object.assign(guest, { [name]: trimmed(value) });
	}
	return { event: { ...event, guest: { ...event.guest, ...guest } } };
}

const COMBINED =
	'None of it was sent. The item combines two events, as a Merge node does when one side has lost an item: pass each event on as the trigger gives it';

/**
 * Refuses an item that was put together from two: who is named by `guest` would get what `payload` says of
 * somebody else. A `guest` that lacks the user ID, as one that another system has put there, is compared by what
 * else it says.
 */
function otherGuestIn({ guest, payload }: PunchhItem): Refused | undefined {
	const told = findGuest(payload);
	const [namedId, toldId] = [guest, told].map(({ user_id: id }) => trimmed(String(id ?? '')));
	if (isRowId(namedId)) {
		if (namedId === toldId || !isRowId(toldId)) return undefined;
		return {
			refusal: `'guest' has the user ID ${namedId}, and 'payload' is about ${toldId}`,
			hint: COMBINED,
		};
	}
	const difference = differenceOf(known(guest), known(told));
	if (difference === undefined) return undefined;
	return {
		refusal: `'guest' has another '${difference}' than the guest of 'payload'`,
		hint: COMBINED,
	};
}

/** What is said of a guest besides the user ID, as text. */
function known(guest: IDataObject) {
	const of = (name: string) => {
		const value = asIdentifier(guest[name]);
		return typeof value === 'string' ? value : null;
	};
	return { external_id: of('external_id'), email: of('email'), phone: of('phone') };
}

type Refused = Extract<Read, { refusal: string }>;

/** Fields of a guest, or of an event, that name the guest. */
const NAMES_GUEST = ['user_id', 'external_id', 'external_source_id', 'phone'];

function refusalOf(place: IDataObject): Refused | undefined {
	const rounded = NAMES_GUEST.find((name) => isRounded(place[name]));
	if (rounded !== undefined) {
		return { refusal: `'${rounded}' of the guest ${ROUNDED.problem}`, hint: ROUNDED.hint };
	}
	const { user_id: id } = place;
	const text = isScalar(id) ? trimmed(String(id)) : '';
	if (isShortened(text)) {
		return { refusal: `'user_id' of the guest is not the whole ID: ${id}`, hint: SHORTENED_HINT };
	}
	const isNone = text === '' || placeholderReason(PUNCHH_USER_ID, text) !== undefined;
	if (isNone || isRowId(text)) return undefined;
	const hint = isDecimal(text) ? DECIMAL_HINT : ROW_ID_HINT;
	return { refusal: `'user_id' of the guest is not the ID: ${id}`, hint };
}

function isTriggerItem(value: object): value is PunchhItem {
	const { event, occurred_at: occurredAt, guest, payload } = value as Partial<PunchhItem>;
	return (
		isPunchhEvent(event) && typeof occurredAt === 'string' && isObject(guest) && isObject(payload)
	);
}

const partsOf = remembered(1_000, (path) => path.split('.'));

/** The value at a path with dots; undefined if it is empty, or blanked out by the trigger. */
export function valueAt(source: unknown, path: string): unknown {
	let value = source;
	for (const part of partsOf(path)) {
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
