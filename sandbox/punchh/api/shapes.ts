import { favouriteStores, membershipLevel, referralCode } from './effects/people';
import type { PunchhState } from './state';
import type { Guest, Reward } from './types';

type Shape = Record<string, unknown>;

/** Keys of documented answers without a value of their own: the profile field, or null. */
const KEYS = {
	mobile:
		'avatar_remote_url city facebook_signup fb_uid gender marketing_email_subscription marketing_pn_subscription migrate_status passcode_configured_for_giftcards preferred_locale privacy_policy profile_field_answers referral_path secondary_email state superuser terms_and_conditions title user_as_barcode zip_code anniversary verification_mode apple_signup apple_uid has_generated_fb_email sms_subscription age_verified_status',
	sso: 'address_line1 city state zip_code work_zip_code access_token allow_multiple passcode_configured wants_menu_notifications mindbody_client_id preferred_locale migrate_status expiration_date sms_subscription',
	dashboard:
		'address_line1 city state zip_code work_zip_code anniversary avatar_remote_url age_verified age_verified_status fb_uid facebook_signup gender privacy_policy selected_card_number selected_reward_id selected_discount_amount discount_type allow_multiple marketing_email_subscription marketing_pn_subscription migrate_status passcode_configured preferred_locale profile_field_answers referral_path force_password_reset expiration_date secondary_email sms_subscription terms_and_conditions test_user title user_as_barcode',
	timeline:
		'title city state zip_code gender anniversary secondary_email fb_uid time_zone preferred_locale current_sign_in_ip last_user_agent invite_code confirmed_at current_sign_in_at last_sign_in_at old_membership_no marketing_email_subscription marketing_pn_subscription sms_subscription age_verified terms_and_conditions privacy_policy',
};

/** Answer of the mobile API's sign-up, login, profile and update. External IDs are not repeated. */
export function mobileAnswer(state: PunchhState, guest: Guest): Shape {
	return {
		access_token: {
			token: guest.access_token,
			seconds_to_expire: null,
			revoked_at: null,
			refresh_token: `refresh-${guest.access_token}`,
			scopes: [],
		},
		user: mobileUser(state, guest),
	};
}

/** The guest as the mobile API, and the dashboard's update, show it. */
export function mobileUser(state: PunchhState, guest: Guest): Shape {
	return {
		...shown(state, guest, KEYS.mobile),
		address: guest.fields.address_line1 ?? null,
		...passes(guest),
		email_verified: false,
		user_relations: [],
		account_created_at: guest.created_at,
	};
}

/** The flat guest of the SSO API. */
export function ssoUser(state: PunchhState, guest: Guest): Shape {
	return {
		...shown(state, guest, KEYS.sso),
		id: guest.user_id,
		authentication_token: guest.authentication_token,
		email_unsubscribe: guest.unsubscribed,
		allow_push_notifications: guest.fields.marketing_pn_subscription ?? false,
	};
}

/** The guest as the dashboard API shows it to an admin, without what the brand withholds. */
export function dashboardUser(state: PunchhState, guest: Guest): Shape {
	const id = state.knobs.dashboardIdForm === 'string' ? String(guest.user_id) : guest.user_id;
	const user: Shape = {
		...shown(state, guest, KEYS.dashboard),
		id,
		user_id: id,
		...passes(guest),
		email_verified: false,
		authentication_token: guest.authentication_token,
		access_token: guest.access_token,
		email_unsubscribe: guest.unsubscribed,
		allow_push_notifications: guest.fields.marketing_pn_subscription ?? false,
		balance: balanceOf(guest),
		rewards: guest.rewards.filter(({ status }) => status === 'unredeemed').map(rewardOf),
		subscriptions: [],
		user_relations: [],
	};
	for (const field of state.knobs.withheldFields) delete user[field];
	return user;
}

/** The guest with all that happened, for an admin. */
export function extensiveTimeline(state: PunchhState, guest: Guest): Shape {
	return {
		...shown(state, guest, KEYS.timeline),
		address: guest.fields.address_line1 ?? null,
		signup_channel: guest.signup_channel,
		joined_at: guest.created_at,
		confirmation_sent_at: guest.created_at,
		last_activity_at: guest.last_activity_at,
		sign_in_count: guest.sign_in_count,
		banned: guest.user_status === 'banned',
		unsubscribed: guest.unsubscribed,
		unsubscribe_reason: guest.unsubscribe_reason,
		favorite_locations: favouritesOf(state, guest),
		checkins: guest.checkins.map((checkin) => pick(checkin, TIMELINE_CHECKIN)),
		redemptions: guest.redemptions.map(({ redemption_type: type, redemption_status, ...rest }) => ({
			type,
			status: redemption_status,
			...pick(rest, TIMELINE_REDEMPTION),
		})),
		user_coupon_redemptions: [],
		user_devices: guest.devices,
	};
}

const TIMELINE_CHECKIN =
	'checkin_type channel receipt_amount receipt_number receipt_date ip_address bar_code created_at location_name';
const TIMELINE_REDEMPTION =
	'internal_tracking_code latitude longitude web channel ip_address user_agent created_at location_name redeemable_name';

/** A guest's favourite locations as the dashboard API lists them. */
export function favouritesOf({ locations }: PunchhState, { user_id, favourites }: Guest): Shape[] {
	return favourites.map((favourite) => ({
		user_id,
		...favourite,
		store_number: locations.find(({ location_id: id }) => id === favourite.location_id)
			?.store_number,
	}));
}

/** What all shapes of a guest have in common. */
function shown(state: PunchhState, guest: Guest, keys: string): Shape {
	return {
		...pick(guest.fields, keys),
		user_id: guest.user_id,
		email: guest.email || null,
		communicable_email: guest.email || null,
		phone: guest.phone || null,
		first_name: guest.first_name,
		last_name: guest.last_name,
		birthday: guest.birthday,
		referral_code: referralCode(guest),
		user_code: `P${guest.user_id}`,
		user_as_qrcode: `P${guest.user_id}`,
		favourite_locations: guest.favourites.map((favourite) => favourite.location_id).join(),
		favourite_store_numbers: favouriteStores(state, guest).join(),
		user_joined_at: guest.created_at,
		created_at: guest.created_at,
		updated_at: guest.updated_at,
	};
}

function passes({ user_id: id }: Guest): Shape {
	return {
		apple_pass_url: `https://sandbox.example.com/passes/apple/${id}`,
		google_pass_url: `https://sandbox.example.com/passes/google/${id}`,
	};
}

/** The balance of the dashboard API; two numbers are text in Punchh's answers. */
function balanceOf(guest: Guest): Shape {
	const { credits, debits, pending, visits, banked } = guest.balance;
	const level = membershipLevel(guest);
	return {
		banked_rewards: banked.toFixed(2),
		membership_level: level.name,
		membership_level_id: level.id,
		net_balance: credits - debits,
		net_debits: debits,
		pending_points: pending,
		points_balance: credits - debits,
		signup_anniversary_day: `${guest.created_at.slice(5, 7)}/${guest.created_at.slice(8, 10)}`,
		total_credits: credits,
		total_debits: '0.0',
		total_point_credits: credits,
		total_redeemable_visits: null,
		expired_membership_level: null,
		total_visits: visits,
		initial_visits: 0,
		unredeemed_cards: null,
	};
}

/** A reward of the dashboard API: other names than in webhooks. */
function rewardOf(reward: Reward): Shape {
	return {
		id: reward.reward_id,
		...pick(reward, 'created_at updated_at status discount_amount description name meta_data'),
		start_date_tz: reward.becomes_available_at,
		end_date_tz: reward.expiring_at_tz,
		image: reward.reward_image_url,
		points: reward.reward_points_redeemed,
		redeemable_properties: reward.reward_properties,
	};
}

function pick(from: Shape, keys: string): Shape {
	return Object.fromEntries(keys.split(' ').map((key) => [key, from[key] ?? null]));
}
