import { refusal } from './errors';

/**
 * Everything that the sandbox says and no page of Punchh documents: answers whose status or
 * wording is ours. An integration must not lean on them; see also INVENTED_TEXTS.
 *
 * Ours as well, though no wording: one point for each whole unit of the subtotal; the membership
 * levels; which types of check-in and redemption webhooks name for a call; that a session token
 * serves as security token and authorization code; the body of /oauth/token; that users/info
 * answers for guests who are archived; that reactivation gives a guest the e-mail back, and leaves the
 * guest unsubscribed.
 */
export const INVENTED = {
	missingUserAgent: { status: 400, body: { error: 'User-Agent header is missing' } },
	bodyTooLarge: { status: 413, body: { error: 'Request body is too large' } },
	unsupportedMediaType: { status: 415, body: { error: 'Unsupported Media Type' } },
	unexpected: { status: 400, body: { error: 'Bad Request' } },
	notAnObject: { status: 400, body: { error: 'The request body must be a JSON object' } },
	headersTooLarge: { status: 431, body: { error: 'Request headers are too large' } },
	tooManyRequests: { status: 429, body: { error: 'Too many requests. Please try again later.' } },
	blockedAddress: {
		status: 429,
		body: { error: 'Too many failed authentications. This address is blocked for an hour.' },
	},
	/** Status and words are Punchh's, where a brand has not changed them; the shape is ours. */
	deviceBanned: refusal(422, { base: ['Device Banned'] }),
	ageNotVerified: refusal(400, { age_verified_status: ['Age is not verified'] }),
	notMobile: refusal(422, { base: ['The User-Agent is not that of a mobile device'] }),
	unknownReactivation: { status: 404, body: { error: 'User Not Found' } },
	phoneTaken: refusal(422, { phone: ['Phone has already been taken'] }),
	externalIdTaken: refusal(422, { external_source_id: ['has already been taken'] }),
	unknownExternalSource: refusal(422, { external_source: ['is not included in the list'] }),
	/** The words of Punchh's help centre, when another account with the e-mail is deactivated. */
	notDeactivated: { status: 422, body: { error: 'The guest could not be deactivated' } },
	unknownReason: { status: 422, body: { error: 'Reason is not included in the list' } },
	alreadyMember: refusal(422, { base: ['User is already a member of this segment'] }),
	unknownBulkMethod: refusal(422, { bulk_method: 'must be sync or async' }),
	outsideNightWindow: refusal(422, { base: ['Allowed from 9:30 PM EST to 5:30 AM EST only'] }),
	wrongFile: refusal(422, { bulk_guest_activity_file: ['must be a CSV file of at most 15 MB'] }),
	wrongForm: { status: 400, body: { error: 'The request body must be form data' } },
	/** Some admins without permission are sent away; the status is documented, the target is not. */
	redirect: { status: 302, headers: { location: '/admins/sign_in' } },
	unknownRedeemable: refusal(422, { redeemable_id: ['Redeemable not found'] }),
	unknownLocation: refusal(422, { location_id: ['Location not found'] }),
	unknownReward: refusal(404, { not_found: 'Reward not found.' }),
	unknownCode: refusal(404, { not_found: 'Redemption code not found.' }),
	tooFewPoints: refusal(422, { base: ['The guest does not have enough points'] }),
	unknownFavourite: refusal(404, { not_found: 'Favourite location not found.' }),
	usedExternalUid: refusal(422, { external_uid: ['has already been taken'] }),
	nothingToVoid: refusal(422, { base: ['There is no pending check-in with this external_uid'] }),
	notANumber: (field: string) => refusal(422, { [field]: [`${field} is not a valid number`] }),
	notInList: (field: string) => refusal(422, { [field]: [`${field} is not included in the list`] }),
};

/** Texts of ours inside documented answers. */
export const INVENTED_TEXTS = {
	blank: (label: string) => `${label} can't be blank`,
	invalidEmail: 'Email is invalid',
	shortPassword: (least: number) => `Password is too short (minimum is ${least} characters)`,
	otherConfirmation: "Password confirmation doesn't match Password",
	archivedEmail: (userId: number) => `${userId}@archive.com`,
};
