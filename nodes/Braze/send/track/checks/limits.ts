import { PRIMARY_IDENTIFIERS } from '../../../identity/user';

/** How a plan counts the objects of a request; Braze's legacy rate limits count each array alone. */
export type Plan = 'together' | 'each';

/**
 * What POST /users/track takes, from Braze's pages on the endpoint, on API limits and on the
 * attributes, event and purchase objects. Lengths are characters unless a name says bytes.
 */
export const LIMITS = {
	/** Objects of a request, in all arrays together or in each, as the plan counts them. */
	objectsPerRequest: 75,
	/** Braze refuses bodies over 4 MB; what is left is a margin. */
	bytesPerRequest: 3_500_000,
	externalIdBytes: 987,
	aliasBytes: 236,
	name: 255,
	productId: 255,
	quantity: 100,
	eventPropertiesBytes: 100_000,
	purchasePropertiesBytes: 50_000,
} as const;

/** What goes beyond these is taken and then lost or cut silently. */
export const SILENT_LIMITS = {
	text: 255,
	/** A nested object or an array of objects. */
	nestedBytes: 100_000,
	/** A flat array: the oldest elements fall off. */
	arrayElements: 500,
	/** Older pages of Braze give this limit for properties of events; newer ones double it. */
	cautiousPropertiesBytes: 50_000,
	/** A later time is replaced by the time of arrival. */
	futureMs: 5 * 60_000,
	/** Not lost, but an event as old as this may still set off a campaign. */
	pastMs: 365 * 86_400_000,
	years: [0, 3_000],
} as const;

/** Keys of an object that say how it is to be taken and are not stored. */
export const FLAGS = ['_update_existing_only', '_merge_objects', 'push_token_import'] as const;

/** What names the user or says how an object is taken, and a name that objects cannot keep. */
export const NO_ATTRIBUTES: readonly string[] = [...PRIMARY_IDENTIFIERS, ...FLAGS, '__proto__'];

/** Property names that Braze keeps to itself; an object that uses one is refused. */
export const RESERVED_PROPERTIES = {
	events: ['time', 'event_name'],
	purchases: ['time', 'product_id', 'quantity', 'event_name', 'price', 'currency'],
} as const;

/** Fields of a profile whose changes Braze does not bill as data points. */
export const UNBILLED_FIELDS = [
	'email_subscribe',
	'push_subscribe',
	'subscription_groups',
	'push_tokens',
	'country',
	'language',
] as const;

/**
 * Keys of an attribute value that change what is stored instead of setting it, in a way that
 * counts twice when it is sent twice. (Array `add` and `remove` do not: elements are unique.)
 */
export const NOT_REPEAT_SAFE_OPERATORS = ['inc', '$add'] as const;
