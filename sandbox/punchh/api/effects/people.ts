import { BUSINESS, MEMBERSHIP_LEVELS } from '../../seed';
import type { PunchhState } from '../state';
import type { Guest } from '../types';

type Payload = Record<string, unknown>;

/** Profile fields of a guest that webhooks show under their own name; null when not known. */
const GUEST_FIELDS =
	'secondary_email anniversary preferred_locale fb_uid gender address_line1 city state zip_code title marketing_email_subscription marketing_pn_subscription sms_subscription terms_and_conditions'.split(
		' ',
	);

/** Of these, the ones that a guest inside another event has as well. */
const NESTED_FIELDS =
	'anniversary avatar_remote_url gender marketing_email_subscription marketing_pn_subscription preferred_locale secondary_email sms_subscription'.split(
		' ',
	);

/** Switches are false, not null, when nobody has set them. */
const SWITCHES = /_subscription$|^terms_/;

/** Keys of a guest event that the sandbox has no value for. */
const UNKNOWN = {
	confirmation_sent_at: null,
	current_sign_in_ip: null,
	last_sign_in_at: null,
	last_sign_in_ip: null,
	last_user_agent: null,
	time_zone: null,
};

/** The level that a guest has reached. */
export function membershipLevel({ balance }: Guest): { id: number; name: string } {
	const reached = MEMBERSHIP_LEVELS.filter(({ from }) => balance.credits >= from);
	return reached.at(-1) ?? MEMBERSHIP_LEVELS[0];
}

/** `account_balance`, in guests and in the guest inside other events. */
export function accountBalance(guest: Guest): Payload {
	const { credits, debits, pending, visits, banked, last_visit } = guest.balance;
	return {
		banked_currency: banked || null,
		current_membership_level_name: membershipLevel(guest).name,
		last_visit,
		loyalty_points: credits - debits,
		net_balance: credits - debits,
		net_debits: debits,
		pending_points: pending,
		total_credits: credits,
		total_debits: '0.0',
		total_lifetime_points: credits,
		total_point_credits: credits,
		total_redeemable_visits: null,
		total_visits: visits,
		unbanked_points: null,
		unredeemed_cards: null,
		user_id: guest.user_id,
	};
}

/** The guest inside an event about something else. */
export function nestedUser(guest: Guest): Payload {
	return {
		account_balance: accountBalance(guest),
		...fieldsOf(guest, NESTED_FIELDS),
		birthday: guest.birthday,
		email: guest.email || null,
		first_name: guest.first_name,
		guest_type: guest.guest_type,
		last_activity_at: guest.last_activity_at,
		last_name: guest.last_name,
		phone: guest.phone || null,
		signup_channel: guest.signup_channel,
		unsubscribe_reason: guest.unsubscribe_reason,
		unsubscribed: guest.unsubscribed,
		user_id: guest.user_id,
		user_status: guest.user_status,
	};
}

/** The payload of a guest event. @param changed names of what is different, without the values */
export function guestPayload(state: PunchhState, guest: Guest, changed: string[]): Payload {
	return {
		business_id: BUSINESS.id,
		business_uuid: BUSINESS.uuid,
		user_id: guest.user_id,
		email: guest.email || null,
		first_name: guest.first_name,
		last_name: guest.last_name,
		phone: guest.phone || null,
		birthday: guest.birthday,
		...fieldsOf(guest, GUEST_FIELDS),
		unsubscribed: guest.unsubscribed,
		signup_channel: guest.signup_channel,
		guest_type: guest.guest_type,
		external_source: guest.external_source ?? '',
		external_source_id: guest.external_source_id,
		unsubscribe_reason: guest.unsubscribe_reason,
		user_status: guest.user_status,
		referral_code: referralCode(guest),
		favourite_store_numbers: favouriteStores(state, guest).join(),
		sign_in_count: guest.sign_in_count,
		joined_at: guest.created_at,
		last_activity_at: guest.last_activity_at,
		updated_at: guest.updated_at,
		created_at: guest.created_at,
		previous_changes: changed,
		user_relations: [],
		fav_locations: guest.favourites.map((favourite) => ({
			user_id: guest.user_id,
			business_id: BUSINESS.id,
			...favourite,
		})),
		account_balance: accountBalance(guest),
		...UNKNOWN,
		current_sign_in_at: guest.last_activity_at,
		apple_loyalty_pass_url: `https://sandbox.example.com/passes/apple/${guest.user_id}`,
		android_loyalty_pass_url: `https://sandbox.example.com/passes/google/${guest.user_id}`,
	};
}

/** The code with which a guest invites others. */
export function referralCode({ first_name: name, user_id: id }: Guest): string {
	return `${name.slice(0, 5).toUpperCase()}${id}`;
}

/** Store numbers of the favourite locations. */
export function favouriteStores(state: PunchhState, { favourites }: Guest): string[] {
	const ids = favourites.map((favourite) => favourite.location_id);
	return state.locations
		.filter((location) => ids.includes(location.location_id))
		.map((location) => location.store_number);
}

function fieldsOf(guest: Guest, names: string[]): Payload {
	const values = names.map((name) => [
		name,
		guest.fields[name] ?? (SWITCHES.test(name) ? false : null),
	]);
	return Object.fromEntries(values) as Payload;
}
