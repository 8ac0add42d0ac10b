import type { Json } from './state';

export const ARRAYS = ['attributes', 'events', 'purchases'] as const;
export type ArrayName = (typeof ARRAYS)[number];

/** Says why Braze refuses an object, or nothing. */
type Check = (object: Json) => string | undefined;

/** Wordings that were seen on the wire (live, or in captures of others' test suites). */
const SEEN = {
	twoIdentifiers: "You must specify only one of 'external_id', 'user_alias' or 'braze_id'",
	noIdentifier: "'external_id', 'braze_id', 'user_alias', 'email' or 'phone' is required",
	email: "The value provided for the 'email' field is not a valid email.",
	emailSubscribe: "'email_subscribe' must be 'subscribed', 'unsubscribed', or 'opted_in'",
	pushSubscribe: "'push_subscribe' must be 'subscribed', 'unsubscribed', or 'opted_in'",
	quantity: "'quantity' is not valid",
	properties: "Invalid 'properties' field",
};

/** Wordings that are ours, by the pattern of the others: what Braze says is not known. */
export const INVENTED = {
	/** Message of an answer, not of an object. */
	unexpected: 'Bad Request',
	notAnObject: 'must be an object',
	externalIdTooLong: "'external_id' is too long",
	alias: "'user_alias' is not valid",
	subscriptionGroups: "'subscription_groups' is not valid",
	required: (field: string) => `'${field}' is required`,
	invalid: (field: string) => `'${field}' is not valid`,
};

const SUBSCRIPTION_STATES = ['subscribed', 'unsubscribed', 'opted_in'];
const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LONGEST_NAME = 255;
const LONGEST_EXTERNAL_ID_BYTES = 987;
const LONGEST_ALIAS_BYTES = 236;
const MOST_QUANTITY = 100;
const RESERVED = {
	events: ['time', 'event_name'],
	purchases: ['time', 'product_id', 'quantity', 'event_name', 'price', 'currency'],
};

const CHECKS: Record<ArrayName, Check[]> = {
	attributes: [
		identifiers,
		whenGiven('email', (value) => EMAIL.test(String(value)), SEEN.email),
		whenGiven('email_subscribe', isSubscription, SEEN.emailSubscribe),
		whenGiven('push_subscribe', isSubscription, SEEN.pushSubscribe),
		whenGiven('subscription_groups', isSubscriptionGroups, INVENTED.subscriptionGroups),
	],
	events: [identifiers, name('name'), time, properties('events', 100_000)],
	purchases: [
		identifiers,
		name('product_id'),
		required('currency', (value) => /^[A-Z]{3}$/.test(String(value))),
		required('price', (value) => typeof value === 'number'),
		whenGiven('quantity', isQuantity, SEEN.quantity),
		time,
		properties('purchases', 50_000),
	],
};

/**
 * Why Braze refuses an object of /users/track; undefined when it takes it. The first reason only.
 * (Braze: track endpoint, event object, purchase object, user attributes object)
 */
export function refusalOf(array: ArrayName, object: unknown): string | undefined {
	if (typeof object !== 'object' || object === null || Array.isArray(object)) {
		return INVENTED.notAnObject;
	}
	for (const check of CHECKS[array]) {
		const refusal = check(object as Json);
		if (refusal !== undefined) return refusal;
	}
	return undefined;
}

/** Whether a field says anything; null and empty text name nobody. */
export function isGiven(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}

function identifiers(object: Json): string | undefined {
	const primary = ['external_id', 'user_alias', 'braze_id'].filter((key) => isGiven(object[key]));
	if (primary.length > 1) return SEEN.twoIdentifiers;
	const named = primary.length === 1 || isGiven(object.email) || isGiven(object.phone);
	if (!named && object.push_token_import !== true) return SEEN.noIdentifier;
	if (Buffer.byteLength(String(object.external_id ?? '')) > LONGEST_EXTERNAL_ID_BYTES) {
		return INVENTED.externalIdTooLong;
	}
	return isGiven(object.user_alias) && !isAlias(object.user_alias) ? INVENTED.alias : undefined;
}

function isAlias(value: unknown): boolean {
	const { alias_name: aliasName, alias_label: label } = value as Json;
	return [aliasName, label].every(
		(text) =>
			typeof text === 'string' && text !== '' && Buffer.byteLength(text) <= LONGEST_ALIAS_BYTES,
	);
}

function isSubscription(value: unknown): boolean {
	return SUBSCRIPTION_STATES.includes(value as string);
}

/** Whether the groups exist is not checked: the sandbox has none. */
function isSubscriptionGroups(value: unknown): boolean {
	return (
		Array.isArray(value) &&
		value.every((group: unknown) => {
			const { subscription_group_id: id, subscription_state: state } = (group ?? {}) as Json;
			const isState = state === 'subscribed' || state === 'unsubscribed';
			return typeof id === 'string' && UUID.test(id) && isState;
		})
	);
}

function isQuantity(value: unknown): boolean {
	return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MOST_QUANTITY;
}

function whenGiven(field: string, valid: (value: unknown) => boolean, refusal: string): Check {
	return (object) => (isGiven(object[field]) && !valid(object[field]) ? refusal : undefined);
}

function required(field: string, valid: (value: unknown) => boolean): Check {
	return (object) => {
		if (!isGiven(object[field])) return INVENTED.required(field);
		return valid(object[field]) ? undefined : INVENTED.invalid(field);
	};
}

function name(field: string): Check {
	return required(field, (value) => typeof value === 'string' && value.length <= LONGEST_NAME);
}

function time(object: Json): string | undefined {
	return required('time', (value) => {
		const text = String(value).replace(/(T\d{2}:\d{2}:\d{2}):(\d)/, '$1.$2');
		return typeof value === 'string' && !Number.isNaN(Date.parse(text));
	})(object);
}

function properties(array: 'events' | 'purchases', mostBytes: number): Check {
	return ({ properties: given }) => {
		if (given === undefined || given === null) return undefined;
		const isObject = typeof given === 'object' && !Array.isArray(given);
		const names = isObject ? Object.keys(given) : [];
		const good = (key: string) =>
			key !== '' &&
			key.length <= LONGEST_NAME &&
			!key.startsWith('$') &&
			!RESERVED[array].includes(key);
		const fits = Buffer.byteLength(JSON.stringify(given)) <= mostBytes;
		return isObject && names.every(good) && fits ? undefined : SEEN.properties;
	};
}
