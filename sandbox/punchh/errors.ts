/** An answer other than success. */
export interface PunchhError {
	status: number;
	body: unknown;
}

/** Texts inside documented answers that are not documented themselves: ours. */
export const INVENTED_TEXTS = {
	/** The real sentence goes on with a help link that differs between two generations. */
	signatureHelp: 'See the developer portal.',
	blank: (label: string) => `${label} can't be blank`,
	invalidEmail: 'Email is invalid',
	shortPassword: (least: number) => `Password is too short (minimum is ${least} characters)`,
	otherConfirmation: "Password confirmation doesn't match Password",
};

/**
 * Punchh's error answers by what is wrong, as PAR's developer portal documents them. Those in
 * `INVENTED` and the texts in `INVENTED_TEXTS` are ours: the portal is silent there.
 */
export const ERRORS = {
	missingClient: {
		status: 400,
		body: {
			errors: {
				missing_required_param: ['Required parameter missing or the value is empty: client'],
			},
		},
	},
	unknownClient: {
		status: 401,
		body: {
			errors: {
				unknown_client: ['Client ID is incorrect. Please check client param or contact us.'],
			},
		},
	},
	wrongSignature: {
		status: 412,
		body: {
			errors: {
				invalid_signature: [`Signature doesn't match. ${INVENTED_TEXTS.signatureHelp}`],
			},
		},
	},
	wrongSsoSignature: { status: 412, body: 'Invalid Signature' },
	brokenJson: { status: 400, body: { status: 400, error: 'data was not valid JSON' } },
	wrongAccessToken: {
		status: 401,
		body: {
			errors: {
				unauthorized: [
					'An active access token must be used to query information about the current user.',
				],
			},
		},
	},
	wrongLogin: {
		status: 422,
		body: { errors: { invalid_email_password: ['Sorry, Invalid Email/Password.'] } },
	},
	wrongSsoLogin: {
		status: 401,
		body: { error: 'Incorrect information submitted. Please retry.' },
	},
	notSignedIn: {
		status: 401,
		body: { error: 'You need to sign in or sign up before continuing.' },
	},
	noPermission: {
		status: 403,
		// Punchh's own spelling.
		body: { errors: { unauthorized: 'you do not have acccess to this feature' } },
	},
	emailTaken: { status: 422, body: { errors: { email: ['Email has already been taken'] } } },
	userNotFound: { status: 404, body: { errors: { user_not_found: 'User Not Found' } } },
	wrongGuest: { status: 422, body: { errors: 'Incorrect information submitted' } },
	memberUserNotFound: { status: 404, body: { errors: { not_found: 'User does not exist.' } } },
	segmentNotFound: { status: 404, body: { errors: { not_found: 'Custom Segment not found.' } } },
	memberNotFound: { status: 404, body: { errors: { not_found: 'Member not found.' } } },
	segmentNameTaken: { status: 422, body: { name: ['Name has already been taken'] } },
} as const satisfies Record<string, PunchhError>;

/** Answers whose wording or status is not documented anywhere. */
export const INVENTED = {
	unknownPath: { status: 404, body: { error: 'Not Found' } },
	missingUserAgent: { status: 400, body: { error: 'User-Agent header is missing' } },
	externalIdTaken: {
		status: 422,
		body: { errors: { external_source_id: ['has already been taken'] } },
	},
	unknownExternalSource: {
		status: 422,
		body: { errors: { external_source: ['is not included in the list'] } },
	},
	alreadyMember: {
		status: 422,
		body: { errors: { base: ['User is already a member of this segment'] } },
	},
	bodyTooLarge: { status: 413, body: { error: 'Request body is too large' } },
	unsupportedMediaType: { status: 415, body: { error: 'Unsupported Media Type' } },
	unexpected: { status: 400, body: { error: 'Bad Request' } },
	notAnObject: { status: 400, body: { error: 'The request body must be a JSON object' } },
} as const satisfies Record<string, PunchhError>;

/** A parameter that the dashboard API wants and did not get. */
export function missingParameter(name: string): PunchhError {
	return {
		status: 400,
		body: { error: `Required parameter missing or the value is empty: ${name}` },
	};
}

/** Field errors of a guest, e.g. `{ email: ["Email is invalid"] }`. */
export function fieldErrors(errors: Record<string, string[]>): PunchhError {
	return { status: 422, body: { errors } };
}
