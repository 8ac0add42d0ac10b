import { isBlank, isObject, isOn, text, type Parameters } from './call';
import type { Guest } from './types';

/** How a profile field is kept: as text, as a switch, or as it came. */
type Kind = 'text' | 'switch' | 'raw';

/** Names of the same field in other APIs, by the name in webhooks. */
const ALIASES: Record<string, string> = {
	address: 'address_line1',
	fav_location_id: 'favourite_location_ids',
	favorite_location_ids: 'favourite_location_ids',
	preferred_location_ids: 'favourite_location_ids',
	eclub_locations: 'favourite_location_ids',
	allow_push_notifications: 'marketing_pn_subscription',
};

/** The documented fields without a place of their own in a guest, by how they are kept. */
const FIELDS: Record<Kind, string> = {
	text: 'address_line1 anniversary apn_token avatar_remote_url card_number city external_customer_id fb_uid gcm_token gender invite_code old_membership_no preferred_locale secondary_email state title work_zip_code zip_code',
	switch:
		'age_verified age_verified_status marketing_email_subscription marketing_pn_subscription privacy_policy sms_subscription terms_and_conditions test_user',
	raw: 'profile_field_answers',
};

const KINDS = new Map(
	Object.entries(FIELDS).flatMap(([kind, names]) =>
		names.split(' ').map((name): [string, Kind] => [name, kind as Kind]),
	),
);

/** Fields that a guest has as properties; a name or a status is never taken from a call here. */
const OWN_TEXTS = ['email', 'phone', 'first_name', 'last_name', 'password'] as const;
const EXTERNAL_ID = ['external_source', 'external_source_id'] as const;

/** The changes that a call asks for, ready to be applied. */
export interface ProfileChanges {
	guest: Partial<Guest>;
	fields: Record<string, unknown>;
	/** IDs of the favourite locations; undefined when the call says nothing of them. */
	locationIds?: string[];
}

/**
 * Reads what a call says about a guest. Fields that no page names are dropped, as Punchh's
 * framework does; null leaves a field as it is.
 */
export function readProfile(user: Parameters): ProfileChanges {
	const changes: ProfileChanges = { guest: {}, fields: {} };
	for (const [given, value] of Object.entries(user)) {
		if (value === null || value === undefined) continue;
		const name = Object.hasOwn(ALIASES, given) ? ALIASES[given] : given;
		const kind = KINDS.get(name);
		if (kind !== undefined) changes.fields[name] = kept(kind, value);
		else if (name === 'favourite_location_ids') changes.locationIds = listOf(value);
		else Object.assign(changes.guest, own(name, value));
	}
	return changes;
}

function own(name: string, value: unknown): Partial<Guest> {
	if ([...OWN_TEXTS, ...EXTERNAL_ID].some((own) => own === name)) return { [name]: text(value) };
	if (name === 'birthday' && !isBlank(value)) return { birthday: text(value) };
	if (name === 'signup_channel' && !isBlank(value)) return { signup_channel: text(value) };
	return name === 'unsubscribed' ? { unsubscribed: isOn(value) } : {};
}

function kept(kind: Kind, value: unknown): unknown {
	if (kind === 'switch') return isOn(value);
	return kind === 'raw' && isObject(value) ? value : text(value);
}

/** A list, or text with commas. */
function listOf(value: unknown): string[] {
	const parts = Array.isArray(value) ? value.map(text) : text(value).split(',');
	return parts.map((part) => part.trim());
}
