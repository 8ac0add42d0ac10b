import { bytesOf, isGiven, isObject, type Json } from '../../../shared/json';
import type { BrazeState } from '../state';
import { isoTime } from '../time';
import { DOCUMENTED, INVENTED, SEEN } from '../wordings';
import { complaintsOf } from './ecommerce';

export const ARRAYS = ['attributes', 'events', 'purchases'] as const;
export type ArrayName = (typeof ARRAYS)[number];

/** Says why Braze refuses an object, or nothing. */
type Check = (object: Json, state: BrazeState) => string | undefined;

const SUBSCRIPTION_STATES = ['subscribed', 'unsubscribed', 'opted_in'];
const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;
const CURRENCY = /^[A-Z]{3}$/;
const LONGEST_NAME = 255;
const LONGEST_EXTERNAL_ID_BYTES = 987;
const LONGEST_ALIAS_BYTES = 236;
const DEVICE_ID_BYTES = { least: 8, most: 255 };
const MOST_QUANTITY = 100;
const PURCHASE_PROPERTIES_BYTES = 51_200;
const RESERVED = {
	events: ['time', 'event_name'],
	purchases: ['time', 'product_id', 'quantity', 'event_name', 'price', 'currency'],
};

const CHECKS: Record<ArrayName, Check[]> = {
	attributes: [
		identifiers,
		contacts,
		whenGiven('email_subscribe', isSubscription, SEEN.emailSubscribe),
		whenGiven('push_subscribe', isSubscription, SEEN.pushSubscribe),
		whenGiven('current_location', isLocation, INVENTED.location),
		subscriptionGroups,
		pushTokens,
		tokenImport,
		(object) => ('email_subscription_info' in object ? INVENTED.emailSubscriptionInfo : undefined),
	],
	events: [identifiers, contacts, name('name'), moment('time'), properties('events')],
	purchases: [
		identifiers,
		contacts,
		name('product_id'),
		required('currency', isCurrency, DOCUMENTED.currency),
		required('price', (value) => typeof value === 'number'),
		whenGiven('quantity', isQuantity, SEEN.quantity),
		moment('time'),
		properties('purchases'),
	],
};

/**
 * Why Braze refuses an object of /users/track; empty when it takes it. One reason, or all of them
 * where the knob says so. (Braze: track endpoint, event, purchase and user attributes objects)
 */
export function refusalsOf(state: BrazeState, array: ArrayName, object: unknown): string[] {
	if (!isObject(object)) return [INVENTED.notAnObject];
	const refusals: string[] = [];
	for (const check of CHECKS[array]) {
		const refusal = check(object, state);
		if (refusal === undefined) continue;
		refusals.push(refusal);
		if (state.knobs.errorsPerObject === 'first') break;
	}
	return refusals.length > 0 ? refusals : schemaComplaints(state, array, object);
}

function schemaComplaints({ knobs }: BrazeState, array: ArrayName, object: Json): string[] {
	const complaints = array === 'events' ? complaintsOf(object) : [];
	return knobs.errorsPerObject === 'first' ? complaints.slice(0, 1) : complaints;
}

/** Whether something names an alias within the limits of its parts. */
export function isAlias(value: unknown): boolean {
	const { alias_name: aliasName, alias_label: label } = (value ?? {}) as Json;
	return [aliasName, label].every(
		(text) =>
			typeof text === 'string' && text !== '' && Buffer.byteLength(text) <= LONGEST_ALIAS_BYTES,
	);
}

export function isEmail(value: unknown): boolean {
	return typeof value === 'string' && EMAIL.test(value);
}

function identifiers(object: Json, { knobs }: BrazeState): string | undefined {
	const { external_id: externalId, user_alias: alias, braze_id: brazeId, email, phone } = object;
	const primaries = [externalId, alias, brazeId].filter(isGiven).length;
	if (primaries > 1) return SEEN.twoIdentifiers;
	const named = primaries === 1 || isGiven(email) || isGiven(phone);
	if (!named && object.push_token_import !== true) {
		return SEEN.noIdentifier[knobs.missingIdentifier];
	}
	if (isGiven(externalId)) return externalIdProblem(externalId, knobs.blockedExternalIds);
	if (isGiven(alias) && !isAlias(alias)) return INVENTED.invalid('user_alias');
	if (isGiven(brazeId) && typeof brazeId !== 'string') return INVENTED.invalid('braze_id');
	return undefined;
}

/** E-mail and phone stand on their own: they are checked beside a primary identifier too. */
function contacts({ email, phone }: Json): string | undefined {
	if (isGiven(email) && !isEmail(email)) return SEEN.email;
	return isGiven(phone) && typeof phone !== 'string' ? INVENTED.invalid('phone') : undefined;
}

/** Numbers are taken as text. */
function externalIdProblem(id: unknown, blocked: string[]): string | undefined {
	if (typeof id !== 'string' && typeof id !== 'number') return INVENTED.invalid('external_id');
	if (Buffer.byteLength(String(id)) > LONGEST_EXTERNAL_ID_BYTES) return INVENTED.externalIdTooLong;
	return blocked.includes(String(id)) ? DOCUMENTED.blockedExternalId : undefined;
}

function isSubscription(value: unknown): boolean {
	return SUBSCRIPTION_STATES.includes(value as string);
}

function isLocation(value: unknown): boolean {
	return isObject(value) && [value.longitude, value.latitude].every(Number.isFinite);
}

function subscriptionGroups(
	{ subscription_groups: groups }: Json,
	{ workspace }: BrazeState,
): string | undefined {
	if (!isGiven(groups)) return undefined;
	if (!Array.isArray(groups)) return INVENTED.subscriptionGroups;
	for (const group of groups as unknown[]) {
		if (!isObject(group)) return INVENTED.subscriptionGroup;
		const { subscription_group_id: id, subscription_state: state } = group;
		if (!isGiven(id) || !isGiven(state)) return INVENTED.subscriptionGroup;
		if (!workspace.subscriptionGroups.some((known) => known.id === id)) {
			return INVENTED.subscriptionGroupId;
		}
		if (state !== 'subscribed' && state !== 'unsubscribed') return INVENTED.subscriptionGroupState;
	}
	return undefined;
}

function pushTokens({ push_tokens: tokens }: Json, { workspace }: BrazeState): string | undefined {
	if (!isGiven(tokens)) return undefined;
	if (!Array.isArray(tokens) || !tokens.every(isObject)) return INVENTED.pushTokens;
	for (const { token, app_id: app, device_id: device } of tokens) {
		if (typeof token !== 'string' || token === '') return INVENTED.pushToken;
		if (!workspace.appIds.includes(app as string)) return INVENTED.pushTokenApp;
		if (device !== undefined && !isDeviceId(device)) return INVENTED.deviceId;
	}
	return undefined;
}

function isDeviceId(value: unknown): boolean {
	const bytes = typeof value === 'string' ? Buffer.byteLength(value) : 0;
	return bytes >= DEVICE_ID_BYTES.least && bytes <= DEVICE_ID_BYTES.most;
}

function tokenImport(object: Json): string | undefined {
	if (object.push_token_import !== true) return undefined;
	const hasTokens = Array.isArray(object.push_tokens) && object.push_tokens.length > 0;
	const named = isGiven(object.external_id) || isGiven(object.braze_id);
	return hasTokens && !named ? undefined : INVENTED.pushTokenImport;
}

function isCurrency(value: unknown): boolean {
	return typeof value === 'string' && CURRENCY.test(value);
}

function isQuantity(value: unknown): boolean {
	return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MOST_QUANTITY;
}

function whenGiven(field: string, valid: (value: unknown) => boolean, refusal: string): Check {
	return (object) => (isGiven(object[field]) && !valid(object[field]) ? refusal : undefined);
}

function required(
	field: string,
	valid: (value: unknown) => boolean,
	refusal = INVENTED.invalid(field),
): Check {
	return (object) => {
		if (!isGiven(object[field])) return INVENTED.required(field);
		return valid(object[field]) ? undefined : refusal;
	};
}

function name(field: string): Check {
	return required(field, (value) => typeof value === 'string' && value.length <= LONGEST_NAME);
}

function moment(field: string): Check {
	return required(field, (value) => typeof value === 'string' && !Number.isNaN(isoTime(value)));
}

function properties(array: 'events' | 'purchases'): Check {
	const isGood = (key: string) =>
		key !== '' &&
		key.length <= LONGEST_NAME &&
		!key.startsWith('$') &&
		!RESERVED[array].includes(key);
	return ({ properties: given }, { knobs }) => {
		if (given === undefined || given === null) return undefined;
		if (!isObject(given) || !Object.keys(given).every(isGood)) return SEEN.properties;
		const most = array === 'events' ? knobs.eventPropertiesBytes : PURCHASE_PROPERTIES_BYTES;
		return bytesOf(given) > most ? SEEN.properties : undefined;
	};
}
