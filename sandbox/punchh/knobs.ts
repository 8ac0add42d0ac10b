import { DAILY_LIMITS, RATE_LIMITS } from './limits';

/**
 * Behaviour of Punchh that differs between sources, between brands or with the load, and can be
 * switched. The letters and numbers are those of the list of open questions about Punchh.
 */
export interface PunchhKnobs {
	/** B1: the body when `client` is missing: a list under `missing_required_param`, or by name. */
	missingClient: 'listed' | 'named';
	/** B2: whether the sentence about an unknown client ends with a period. */
	unknownClientPeriod: boolean;
	/** B3: the end of the sentence about a wrong digest, of which two generations exist. */
	signatureText: 'url' | 'topic';
	/** B4: the body when PUT /api2/mobile/users comes with a wrong token. */
	ownUpdateUnauthorized: 'activeToken' | 'accessDenied';
	/** B5: the key of the error when a login has a malformed e-mail. */
	malformedLoginEmail: 'email' | 'base';
	/** B13: `id` and `user_id` of the dashboard's look-up as numbers or as text. */
	dashboardIdForm: 'number' | 'string';
	/** B15: what is answered to adding a member again. */
	repeatedMember: 'created' | 'refused';
	/** B16: the member ID as a number (the example) or as text (the schema). */
	memberIdForm: 'number' | 'string';
	/** B19: whether a guest must be deactivated before a deletion. */
	deleteActiveGuest: 'refused' | 'allowed';
	/** B20: calls a minute by "METHOD /path"; more are answered with 429. */
	requestsPerMinute: Record<string, number>;
	/** B20: the same a day. */
	requestsPerDay: Record<string, number>;
	/** B21: fields that this brand demands at sign-up, besides the documented ones. */
	requiredSignUpFields: string[];
	/** B23: how bulk_add and bulk_remove turn an admin without permission away. */
	bulkWithoutPermission: 'redirect' | 'forbidden';
	/** What a check-in with an external_uid that was used before gets; nothing is credited twice. */
	repeatedExternalUid: 'same' | 'refused';
	/** Whether phone numbers are unique, and so can be searched for. */
	phoneUniqueness: boolean;
	/** Fields that this brand withholds from the answer of users/info. */
	withheldFields: string[];
	/** Sign-ups from one device; the number that Punchh allows is not published. */
	guestsPerDevice: number;
	/** Failed authentications in 10 minutes after which an address is blocked for an hour; 0: never. */
	failedAuthentications: number;
	/** Whether bulk_add and bulk_remove work from 9:30 PM to 5:30 AM EST only. */
	nightWindow: boolean;
	/** How late background work (asynchronous calls, deletions) is done; 0: before the answer. */
	backgroundDelayMs: number;
	/** Whether guests may delete their own account. */
	ownDeletion: 'enabled' | 'notConfigured';
	/** Whether users/support_gifting is switched on. */
	supportGifting: boolean;
	/** Whether the list of redeemables is switched on. */
	redeemablesList: boolean;
	/** Whether the SSO sign-up demands age_verified_status. */
	ageVerification: 'off' | 'required';
	/** The sources that eclub_guests takes. */
	eclubSources: string[];
	/** Whether eclub_guests demands marketing_email_subscription. */
	explicitOptIn: boolean;
	/** The newer switch "generate events for deleted guests". */
	guestDeleteEvents: boolean;
	/** Whether a changed balance sends a guest update as well as the event of its cause. */
	guestUpdateOnBalance: boolean;
	/** How many requests the log keeps. */
	keepRequests: number;
}

/** The documented behaviour; where the documents are silent, the one that is easiest to work with. */
export function defaultKnobs(): PunchhKnobs {
	return {
		missingClient: 'listed',
		unknownClientPeriod: true,
		signatureText: 'url',
		ownUpdateUnauthorized: 'activeToken',
		malformedLoginEmail: 'base',
		dashboardIdForm: 'number',
		repeatedMember: 'created',
		memberIdForm: 'number',
		deleteActiveGuest: 'refused',
		requestsPerMinute: { ...RATE_LIMITS },
		requestsPerDay: { ...DAILY_LIMITS },
		requiredSignUpFields: [],
		bulkWithoutPermission: 'redirect',
		repeatedExternalUid: 'same',
		phoneUniqueness: true,
		withheldFields: [],
		guestsPerDevice: 5,
		failedAuthentications: 0,
		nightWindow: false,
		backgroundDelayMs: 0,
		ownDeletion: 'enabled',
		supportGifting: true,
		redeemablesList: true,
		ageVerification: 'off',
		eclubSources: ['eClub', 'Web', 'Kiosk'],
		explicitOptIn: false,
		guestDeleteEvents: false,
		guestUpdateOnBalance: false,
		keepRequests: 10_000,
	};
}
