import { ianaZone } from '../../../../shared/values/timeZone/timeZone';
import { SILENT_LIMITS } from './limits';
import { isStorableTime } from './times';

/** A standard field that accepts only certain values. */
interface StandardField {
	fits: (value: unknown) => boolean;
	/** What is wrong with any other value, and what Braze does with it. */
	otherwise: string;
}

const matching = (pattern: RegExp) => (value: unknown) =>
	typeof value === 'string' && pattern.test(value);

const text: StandardField = {
	fits: (value) => typeof value === 'string' && value.length <= SILENT_LIMITS.text,
	otherwise: `is not text of at most ${SILENT_LIMITS.text} characters: Braze may ignore it`,
};
const time: StandardField = {
	fits: isStorableTime,
	otherwise: 'is not a date and time: Braze ignores it',
};
const flag: StandardField = {
	fits: (value) => typeof value === 'boolean',
	otherwise: 'is not true or false: Braze may ignore it',
};
const object: StandardField = {
	fits: (value) => typeof value === 'object' && !Array.isArray(value),
	otherwise: 'is not an object: Braze may ignore it',
};

/**
 * Standard fields that Braze silently ignores or clears if a value does not fit. Fields for which it
 * reports an error are not here. (Braze: user attributes object)
 */
export const STANDARD_FIELDS: Record<string, StandardField> = {
	country: {
		fits: matching(/^[A-Za-z]{2}$/),
		otherwise: 'is not an ISO 3166-1 alpha-2 code: Braze guesses the country or clears it',
	},
	date_of_first_session: time,
	date_of_last_session: time,
	dob: {
		fits: (value) => matching(/^\d{4}-\d{2}-\d{2}$/)(value) && isStorableTime(value),
		otherwise: 'is not a date in the form YYYY-MM-DD: Braze may ignore it',
	},
	email_click_tracking_disabled: flag,
	email_open_tracking_disabled: flag,
	facebook: object,
	first_name: text,
	gender: {
		fits: matching(/^[MFONP]$/),
		otherwise: 'is not M, F, O, N or P: Braze may ignore it',
	},
	home_city: text,
	image_url: text,
	language: {
		fits: matching(/^[a-z]{2}$/),
		otherwise: 'is not a lowercase ISO 639-1 code: Braze may ignore it',
	},
	last_name: text,
	marked_email_as_spam_at: time,
	phone: {
		fits: matching(/^\+[1-9]\d{6,14}$/),
		otherwise: 'has no country code (E.164): Braze may not recognize it as a phone number',
	},
	time_zone: {
		fits: (value) => typeof value === 'string' && ianaZone(value) !== undefined,
		otherwise: 'is not the exact name of an IANA or Rails time zone: Braze ignores it',
	},
	twitter: object,
};
