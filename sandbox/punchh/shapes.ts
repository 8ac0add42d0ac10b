import type { Guest } from './state';

/** Keys of documented answers that the sandbox has no value for; they are there and null. */
const EMPTY_KEYS = {
	mobile:
		'address avatar_remote_url city communicable_email facebook_signup favourite_locations favourite_store_numbers fb_uid gender marketing_email_subscription marketing_pn_subscription migrate_status passcode_configured_for_giftcards profile_field_answers referral_path secondary_email state superuser terms_and_conditions title user_as_barcode user_as_qrcode zip_code anniversary verification_mode apple_signup apple_uid has_generated_fb_email sms_subscription apple_pass_url google_pass_url age_verified_status',
	sso: 'address_line1 city state zip_code work_zip_code access_token allow_multiple favourite_locations favourite_store_numbers passcode_configured wants_menu_notifications mindbody_client_id preferred_locale migrate_status email_unsubscribe allow_push_notifications communicable_email expiration_date sms_subscription',
	dashboard:
		'address_line1 city state zip_code work_zip_code anniversary gender selected_card_number selected_reward_id selected_discount_amount discount_type allow_multiple apple_pass_url google_pass_url access_token marketing_email_subscription marketing_pn_subscription profile_field_answers referral_code referral_path user_code force_password_reset expiration_date sms_subscription email_unsubscribe allow_push_notifications communicable_email test_user',
};

/** The balance of a guest who has done nothing yet; two numbers are text in Punchh's answers. */
const BALANCE = {
	banked_rewards: '0.00',
	membership_level: null,
	membership_level_id: null,
	net_balance: 0,
	net_debits: 0,
	pending_points: 0,
	points_balance: 0,
	total_credits: 0,
	total_debits: '0.0',
	total_point_credits: 0,
	total_redeemable_visits: null,
	total_visits: 0,
	unredeemed_cards: null,
};

function shown(guest: Guest, empty: string): Record<string, unknown> {
	const keys = empty.split(' ').map((key) => [key, guest.fields[key] ?? null]);
	return {
		...Object.fromEntries(keys),
		user_id: guest.user_id,
		email: guest.email,
		phone: guest.phone || null,
		first_name: guest.first_name,
		last_name: guest.last_name,
		birthday: guest.birthday,
		user_joined_at: guest.created_at,
	};
}

/** Answer of the mobile API's sign-up, login and update. External IDs are not repeated. */
export function mobileAnswer(guest: Guest): Record<string, unknown> {
	return {
		access_token: {
			token: guest.access_token,
			seconds_to_expire: null,
			revoked_at: null,
			refresh_token: `refresh-${guest.access_token}`,
			scopes: '',
		},
		user: mobileUser(guest),
	};
}

/** The guest as the mobile API shows it. */
export function mobileUser(guest: Guest): Record<string, unknown> {
	return {
		...shown(guest, EMPTY_KEYS.mobile),
		user_code: `P${guest.user_id}`,
		referral_code: `R${guest.user_id}`,
		email_verified: false,
		user_relations: [],
		account_created_at: guest.created_at,
		created_at: guest.created_at,
		updated_at: guest.updated_at,
	};
}

/** The flat guest of the SSO API. */
export function ssoUser(guest: Guest): Record<string, unknown> {
	return {
		...shown(guest, EMPTY_KEYS.sso),
		id: guest.user_id,
		authentication_token: guest.authentication_token,
	};
}

/** The guest as the dashboard API shows it to an admin. */
export function dashboardUser(guest: Guest): Record<string, unknown> {
	return {
		...shown(guest, EMPTY_KEYS.dashboard),
		id: guest.user_id,
		authentication_token: guest.authentication_token,
		balance: BALANCE,
		rewards: [],
		subscriptions: [],
		user_relations: [],
	};
}
