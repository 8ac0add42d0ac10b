/** An answer other than success. */
export interface PunchhError {
	status: number;
	body?: unknown;
	headers?: Record<string, string>;
}

const SIGNATURE_PAGE =
	'dev-portal-mobile/17c2f8eb39142-generating-x-pch-digest-header-for-mobile-ap-is';

/** Both generations of the help that ends the sentence about a wrong digest. */
const SIGNATURE_HELP = {
	url: `See https://developers.punchh.com/docs/${SIGNATURE_PAGE}`,
	topic: `See [this topic](/docs/${SIGNATURE_PAGE})`,
};

/**
 * Punchh's error answers by what is wrong, as PAR's developer portal documents them. What the
 * portal is silent about is in invented.ts.
 */
export const ERRORS = {
	missingClient: {
		listed: refusal(400, {
			missing_required_param: ['Required parameter missing or the value is empty: client'],
		}),
		named: refusal(400, { client: 'Required parameter missing or the value is empty.' }),
	},
	missingLoginEmail: refusal(400, {
		missing_required_param: ['Required parameter missing or the value is empty: email'],
	}),
	unknownClient: (period: boolean) =>
		refusal(401, {
			unknown_client: [
				`Client ID is incorrect. Please check client param or contact us${period ? '.' : ''}`,
			],
		}),
	wrongSignature: (help: keyof typeof SIGNATURE_HELP) =>
		refusal(412, { invalid_signature: [`Signature doesn't match. ${SIGNATURE_HELP[help]}`] }),
	wrongSsoSignature: { status: 412, body: 'Invalid Signature' },
	invalidLanguage: (locales: string[]) =>
		refusal(400, {
			invalid_language: [
				`Unknown/Invalid locale in Accept-Language Header. Supported locales are ${locales.join(', ')}.`,
			],
		}),
	brokenJson: { status: 400, body: { status: 400, error: 'data was not valid JSON' } },
	wrongAccessToken: refusal(401, {
		unauthorized: [
			'An active access token must be used to query information about the current user.',
		],
	}),
	accessDenied: refusal(401, {
		message: 'Access is denied due to invalid credentials.',
		code: 401,
	}),
	logOutToken: refusal(422, { access_token: 'Invalid access_token or cannot be blank' }),
	wrongLogin: refusal(422, { invalid_email_password: ['Sorry, Invalid Email/Password.'] }),
	wrongSsoLogin: {
		status: 401,
		body: { error: 'Incorrect information submitted. Please retry.' },
	},
	wrongSecurityToken: {
		status: 401,
		body: { error: { message: 'Invalid/Expired security token.', code: 'invalid_token' } },
	},
	deviceShared: refusal(422, {
		device_already_shared: ['Device already shared with maximum number of guests allowed.'],
	}),
	deviceSharedSso: refusal(422, {
		device_already_shared: ['with maximum number of guests allowed.'],
	}),
	ownDeletionOff: refusal(422, { guest_deletion: ['Guest deletion is not configured'] }),
	ownGiftCards: refusal(422, {
		gift_cards: ['Gift card(s) found!. Please cashout/remove before deletion'],
	}),
	ongoingReactivation: { status: 422, body: { error: 'There is already an ongoing request' } },
	notSignedIn: {
		status: 401,
		body: { error: 'You need to sign in or sign up before continuing.' },
	},
	// Punchh's own spelling.
	noPermission: refusal(403, { unauthorized: 'you do not have acccess to this feature' }),
	emailTaken: refusal(422, { email: ['Email has already been taken'] }),
	userNotFound: refusal(404, { user_not_found: 'User Not Found' }),
	userIdNotFound: (id: string) =>
		refusal(404, { user_not_found: `Cannot find corresponding user with ID: ${id}` }),
	phoneNotUnique: refusal(422, {
		phone_uniqueness_disabled:
			'Phone number uniqueness is disabled, you can’t search using the phone',
	}),
	wrongGuest: refusal(422, 'Incorrect information submitted'),
	giftCards: {
		status: 422,
		body: { error: 'Gift card(s) found! Please cashout/remove from account before deletion.' },
	},
	noPurpose: refusal(422, { base: ['There must be a purpose to this note to the guest'] }),
	wrongCampaign: refusal(422, {
		base: [
			'Sorry. Either this is an invalid campaign ID or the campaign has a start date in future, is a draft, is deactivated or expired.',
		],
	}),
	severalGifts: refusal(422, { base: ['Please specify single entity for gifting.'] }),
	noGift: refusal(422, { base: ['Please specify any one entity for gifting'] }),
	ratingNotNumber: refusal(422, { rating: ['Rating is not a number.'] }),
	storeNotFound: (store: string) =>
		refusal(404, {
			location_not_found: `Cannot find corresponding location with store_number: ${store}`,
		}),
	invalidSource: {
		status: 422,
		body: { message: 'Invalid source! Please check configuration for valid source.' },
	},
	memberUserNotFound: refusal(404, { not_found: 'User does not exist.' }),
	segmentNotFound: refusal(404, { not_found: 'Custom Segment not found.' }),
	memberNotFound: refusal(404, { not_found: 'Member not found.' }),
	segmentNameTaken: { status: 422, body: { name: ['Name has already been taken'] } },
	tooManyUsers: (most: number, mode: string) =>
		refusal(422, { limit_exceed: `Max ${most} users allowed per api call in ${mode} mode` }),
	/** "Incorrect endpoint". */
	unknownPath: { status: 404, body: { status: 404, error: 'Not Found' } },
	wrongAuthorizationCode: {
		status: 401,
		body: {
			error: 'invalid_grant',
			error_description:
				'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.',
		},
	},
	giftingOff: refusal(422, {
		base: [
			'Your current loyalty program configuration does not support this feature. Please connect with your customer success representative for resolution of the issue.',
		],
	}),
	// Punchh's own blank in the key.
	redeemablesOff: refusal(422, {
		'disabled _feature':
			'Your current loyalty program configuration does not support this feature. Please connect with your Customer Success representative for resolution of this issue',
	}),
	/** A parameter that the dashboard API wants and did not get. */
	missing: (name: string): PunchhError => ({
		status: 400,
		body: { error: `Required parameter missing or the value is empty: ${name}` },
	}),
	/** Field errors of a guest, e.g. `{ email: ["Email is invalid"] }`. */
	fields: (errors: Record<string, string[]>) => refusal(422, errors),
};

/** The wrapper that most of Punchh's errors have. */
export function refusal(status: number, errors: unknown): PunchhError {
	return { status, body: { errors } };
}
