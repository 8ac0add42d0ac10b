import { PRIMARY_IDENTIFIERS } from '../../../identity/user';

/**
 * How a plan counts the objects of a request; Braze's legacy rate limits count each array
 * separately.
 */
export type Plan = 'together' | 'each';

/**
 * What POST /users/track takes, from Braze's pages on the endpoint, on API limits and on the
 * attributes, event and purchase objects. Lengths are characters unless a name says bytes; a KB of
 * Braze's has 1,024. (Braze: recommended events, "Event size limit")
 */
export const LIMITS = {
	/** Objects per request, in all arrays together or in each, as the plan counts them. */
	objectsPerRequest: 75,
	/** Braze refuses bodies over 4 MB; the rest is a margin. */
	bytesPerRequest: 3_500_000,
	externalIdBytes: 987,
	aliasBytes: 236,
	name: 255,
	productId: 255,
	quantity: 100,
	eventPropertiesBytes: 102_400,
	purchasePropertiesBytes: 51_200,
} as const;

/** Braze accepts what exceeds these limits, and then silently drops or truncates it. */
export const SILENT_LIMITS = {
	text: 255,
	/** A nested object or an array of objects. */
	nestedBytes: 100_000,
	/** A flat array: the oldest elements are dropped. */
	arrayElements: 500,
	/** Braze's older pages give this limit for event properties; newer ones double it. */
	cautiousPropertiesBytes: 51_200,
	/** A later time is replaced with the time of arrival. */
	futureMs: 5 * 60_000,
	/** Not lost, but an event this old may still trigger a campaign. */
	pastMs: 365 * 86_400_000,
	years: [0, 3_000],
} as const;

/** Keys that say how to process an object and are not stored. */
export const FLAGS = ['_update_existing_only', '_merge_objects', 'push_token_import'] as const;

/** Keys that identify the user or say how to process an object, and one that objects cannot keep. */
export const NO_ATTRIBUTES: readonly string[] = [...PRIMARY_IDENTIFIERS, ...FLAGS, '__proto__'];

/** Property names that Braze reserves; it refuses an object that uses one. */
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
 * Events that cost no data points: those whose names are exactly these. Braze checks them against a
 * schema, names what does not fit in `errors`, and drops it. (Braze: recommended events)
 */
export const UNBILLED_EVENTS = [
	'ecommerce.product_viewed',
	'ecommerce.cart_updated',
	'ecommerce.checkout_started',
	'ecommerce.order_placed',
	'ecommerce.order_cancelled',
	'ecommerce.order_refunded',
] as const;

/**
 * Keys of an attribute value that change what is stored, in a way that counts twice if it is sent
 * twice. (Array `add` and `remove` do not, because elements are unique.)
 */
export const NOT_REPEAT_SAFE_OPERATORS = ['inc', '$add'] as const;
