import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { isObject } from '../../../shared/json';
import { isStorableTime } from '../time';

/** A field of Braze's own: which values it takes, and what happens to others. */
interface StandardField {
	takes: (value: unknown) => boolean;
	/** Whether another value empties the field; without it the value is ignored. */
	emptied?: boolean;
}

const text: StandardField = { takes: (value) => typeof value === 'string' && value.length <= 255 };
const flag: StandardField = { takes: (value) => typeof value === 'boolean' };
const time: StandardField = { takes: isStorableTime };
const object: StandardField = { takes: isObject };
/** Its value was checked before; a bad one is refused with an error. */
const checked: StandardField = { takes: () => true };

/** Rails' names, and IANA's with links such as US/Eastern. */
const { rails, iana } = JSON.parse(readFileSync(join(__dirname, 'timeZones.json'), 'utf8')) as {
	rails: Record<string, string>;
	iana: string[];
};
const zones = new Set([...Object.keys(rails), ...iana]);

/**
 * Names that are no custom attributes, lower case and exact. (Braze: user attributes object)
 * Values that do not fit are ignored without an error.
 */
export const STANDARD_FIELDS: Record<string, StandardField> = {
	email: checked,
	email_subscribe: checked,
	push_subscribe: checked,
	current_location: checked,
	push_tokens: checked,
	phone: text,
	country: {
		takes: (value) => typeof value === 'string' && /^[A-Za-z]{2}$/.test(value),
		emptied: true,
	},
	date_of_first_session: time,
	date_of_last_session: time,
	dob: {
		takes: (value) =>
			typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && isStorableTime(value),
	},
	email_open_tracking_disabled: flag,
	email_click_tracking_disabled: flag,
	facebook: object,
	twitter: object,
	first_name: text,
	last_name: text,
	home_city: text,
	gender: { takes: (value) => ['M', 'F', 'O', 'N', 'P'].includes(value as string) },
	language: { takes: (value) => typeof value === 'string' && /^[a-z]{2}(-[A-Z]{2})?$/.test(value) },
	marked_email_as_spam_at: time,
	// As Ruby knows them: JavaScript takes any capitals, and abbreviations such as BST.
	time_zone: { takes: (value) => zones.has(value as string) },
	image_url: { takes: (value) => typeof value === 'string' },
};

/** Keys of a track object that name the user or steer the write, and are not written. */
export const NOT_ATTRIBUTES = new Set([
	'external_id',
	'user_alias',
	'braze_id',
	'_update_existing_only',
	'_merge_objects',
	'push_token_import',
	'subscription_groups',
]);
