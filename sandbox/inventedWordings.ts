/**
 * Every sentence the sandbox had to make up, because the vendor's documentation says that a request
 * fails but not in which words. Nothing may depend on these texts; expect other words in real life.
 */

/** Punchh: texts inside documented error shapes, and two whole answers nobody documents. */
export const inventedPunchh = {
	userAgentMissing: 'User-Agent header is required.',
	endpointNotFound: 'The sandbox has no such endpoint.',
	requestRefused: 'The request could not be read.',
	/** Documented up to "doesn't match."; a help link follows in real answers. */
	signatureHelp: 'See the sandbox README for how the digest is made.',
	required: "can't be blank",
	wrongType: 'is invalid',
	passwordTooShort: 'is too short (minimum is 8 characters)',
	passwordsDiffer: "doesn't match Password",
	currentPasswordWrong: 'is invalid',
	sourceNotAllowed: 'is not included in the list',
	externalIdTaken: 'has already been taken',
	phoneTaken: 'Phone has already been taken',
	loginEmailMalformed: 'Please enter a valid email.',
	memberExists: 'User is already a member of this segment.',
} as const;

/** Braze: `type` texts in errors[] whose wording was never captured, by the pattern of siblings. */
export const inventedBraze = {
	objectExpected: 'each element must be an object',
	arrayExpected: (name: string) => `'${name}' must be an array of objects`,
	externalIdType: "'external_id' must be a string",
	externalIdTooLong: "'external_id' is too long",
	brazeIdType: "'braze_id' must be a string",
	aliasInvalid: "'user_alias' is not valid",
	phoneInvalid: "'phone' is not valid",
	locationInvalid: "'current_location' is not valid",
	subscriptionInfo: "'email_subscription_info' is not allowed",
	pushImport: "'push_token_import' is not valid",
	pushTokens: "'push_tokens' must be an array of objects",
	pushTokenText: "'token' must be a string",
	pushTokenApp: "'app_id' is not valid",
	deviceId: "'device_id' is not valid",
	groupsArray: "'subscription_groups' must be an array",
	groupKeys: "'subscription_groups' must have 'subscription_group_id' and 'subscription_state'",
	groupId: "'subscription_group_id' is not valid",
	groupState: "'subscription_state' must be 'subscribed' or 'unsubscribed'",
	required: (field: string) => `'${field}' is required`,
	invalid: (field: string) => `'${field}' is not valid`,
	exportIdentifiers: 'At least one user identifier is required',
	exportTooMany: 'A single request may not contain more than 50 users',
	requestRefused: 'The request could not be read',
} as const;
