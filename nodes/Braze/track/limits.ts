/**
 * What POST /users/track takes, from Braze's pages on the endpoint, on API limits and on the
 * attributes, event and purchase objects. Lengths are characters unless a name says bytes.
 */
export const LIMITS = {
	/** Objects of all three arrays together. Plans with legacy rate limits allow 75 for each array. */
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

/** Identifiers that name a profile by themselves. An object must have one of them at most. */
export const PRIMARY_IDENTIFIERS = ['external_id', 'user_alias', 'braze_id'] as const;

/** Identifiers that are used to look a profile up when there is no primary one; e-mail wins. */
export const SECONDARY_IDENTIFIERS = ['email', 'phone'] as const;

/** Property names that Braze keeps to itself; an object that uses one is refused. */
export const RESERVED_PROPERTIES = {
	events: ['time', 'event_name'],
	purchases: ['time', 'product_id', 'quantity', 'event_name', 'price', 'currency'],
} as const;

/**
 * Keys of an attribute value that change what is stored instead of setting it, in a way that
 * counts twice when it is sent twice. (Array `add` and `remove` do not: elements are unique.)
 */
export const NOT_REPEAT_SAFE_OPERATORS = ['inc', '$add'] as const;
