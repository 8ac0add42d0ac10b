/**
 * What Braze says. `SEEN` was seen on the wire (live, or in captures of others' test suites),
 * `DOCUMENTED` stands in Braze's pages, `INVENTED` is ours, by the pattern of the others.
 */

export const SEEN = {
	allBad: "Valid data must be provided in the 'attributes', 'events', or 'purchases' fields.",
	parseError: 'Error while parsing request body. Please check your syntax.',
	/** Measured: Braze repeats the key in clear. */
	invalidKey: (key: string) => `Invalid API key: ${key}`,
	invalidUrl: 'Invalid URL',
	twoIdentifiers: "You must specify only one of 'external_id', 'user_alias' or 'braze_id'",
	/** Newer and older accounts word it differently. */
	noIdentifier: {
		five: "'external_id', 'braze_id', 'user_alias', 'email' or 'phone' is required",
		three: "'external_id' or 'braze_id' or 'user_alias' is required",
		one: "'external_id' is required",
	},
	email: "The value provided for the 'email' field is not a valid email.",
	emailSubscribe: "'email_subscribe' must be 'subscribed', 'unsubscribed', or 'opted_in'",
	pushSubscribe: "'push_subscribe' must be 'subscribed', 'unsubscribed', or 'opted_in'",
	quantity: "'quantity' is not valid",
	properties: "Invalid 'properties' field",
	missingProperty: (path: string, name: string) =>
		`The property '${path}' did not contain a required property of '${name}'`,
	wrongType: (path: string, type: string, wanted: string) =>
		`The property '${path}' of type ${type} did not match the following type: ${wanted}`,
	unknownProperties: (path: string, names: string[]) =>
		`The property '${path}' contains additional properties ${JSON.stringify(names)} outside of the schema when none are allowed`,
};

export const DOCUMENTED = {
	accessDenied: 'Access Denied',
	forbidden: 'Forbidden',
	tooManyObjects: 'Max Input Length Exceeded',
	tooLarge: 'Request Entity Too Large',
	unsupportedMediaType: 'Unsupported Media Type',
	blockedExternalId: 'provided external_id is blacklisted and disallowed',
	mergeUpdates: "'merge_updates' must be an array of objects",
	tooManyMerges: 'a single request may not contain more than 50 merge updates',
	mergeIdentifiers:
		"identifiers must be objects with an 'external_id' property that is a string, 'user_alias' property that is an object, 'email' property that is a string, or 'phone' property that is a string",
	mergeKeys: "'merge_updates' must only have 'identifier_to_merge' and 'identifier_to_keep'",
	emailAndPhone: 'Either an email address or a phone number should be provided, but not both.',
	catalogRequest: 'Invalid Request',
	currency: "'currency' must be an ISO 4217 currency",
};

export const INVENTED = {
	unexpected: 'Bad Request',
	rateLimited: 'Rate limit exceeded',
	notAnObject: 'must be an object',
	externalIdTooLong: "'external_id' is too long",
	subscriptionGroups: "'subscription_groups' must be an array",
	subscriptionGroup:
		"'subscription_groups' must hold objects with 'subscription_group_id' and 'subscription_state'",
	subscriptionGroupId: "'subscription_group_id' is not a known subscription group",
	subscriptionGroupState: "'subscription_state' must be 'subscribed' or 'unsubscribed'",
	pushTokens: "'push_tokens' must be an array of objects",
	pushToken: "'token' of 'push_tokens' must be a string",
	pushTokenApp: "'app_id' of 'push_tokens' is not a known app",
	pushTokenImport: "'push_token_import' needs 'push_tokens', and no 'external_id' or 'braze_id'",
	deviceId: "'device_id' must be 8 to 255 bytes long",
	location: "'current_location' must be an object with 'longitude' and 'latitude'",
	emailSubscriptionInfo: "'email_subscription_info' may not be written",
	required: (field: string) => `'${field}' is required`,
	invalid: (field: string) =>
		field === '' ? 'The request is not valid' : `'${field}' is not valid`,
	tooMany: (field: string) => `'${field}' has too many entries`,
	exactlyOne: (fields: string) => `exactly one of ${fields} is required`,
	unknown: (what: string) => `${what} not found`,
	tooLong: (field: string) => `'${field}' is too large`,
	attributesNeeded: "'attributes' is required when 'send_to_existing_only' is false",
	broadcast: "either 'recipients', or 'broadcast' as true, is required",
	canvasPaused: 'The Canvas is paused. Resume it to have it send.',
	dates: "'end_date', and either 'start_date' or 'email', is required",
	renameSame: (index: number) => `index ${index}: the two external IDs are the same`,
	renameUnknown: (index: number) => `index ${index}: no user has this primary external ID`,
	renameTaken: (index: number) => `index ${index}: the new external ID is in use`,
	removeUnknown: (id: string) => `${id} is no deprecated external ID`,
};
