import type { Answer, Json } from '../../http';
import { CHECKIN, NEW } from './harness';
import { dashboard, gift, login, mobile, punchh, sso, user_id } from './answers.setup';

const words = (text: string) => text.trim().split(/[\s,]+/);

/** The keys of the documented answers, written from the reference. */
const KEYS = {
	mobileUser: words(`address, avatar_remote_url, birthday, communicable_email, city, created_at,
		email, email_verified, facebook_signup, favourite_locations, favourite_store_numbers, fb_uid,
		first_name, gender, last_name, marketing_email_subscription, marketing_pn_subscription,
		migrate_status, passcode_configured_for_giftcards, phone, profile_field_answers,
		referral_code, referral_path, secondary_email, state, superuser, terms_and_conditions, title,
		updated_at, user_as_barcode, user_as_qrcode, user_code, user_id, user_relations, zip_code,
		anniversary, verification_mode, apple_signup, apple_uid, has_generated_fb_email,
		sms_subscription, apple_pass_url, google_pass_url, age_verified_status, account_created_at,
		user_joined_at`),
	accessToken: words('token, seconds_to_expire, revoked_at, refresh_token, scopes'),
	ssoUser: words(`address_line1, city, state, zip_code, work_zip_code, id, user_id,
		authentication_token, access_token, email, first_name, last_name, allow_multiple,
		favourite_locations, favourite_store_numbers, passcode_configured, wants_menu_notifications,
		mindbody_client_id, preferred_locale, phone, migrate_status, email_unsubscribe,
		allow_push_notifications, communicable_email, expiration_date, user_joined_at,
		sms_subscription`),
	dashboardUser: words(`address_line1, city, state, zip_code, work_zip_code, id, user_id, email,
		first_name, last_name, phone, birthday, anniversary, gender, balance, selected_card_number,
		selected_reward_id, selected_discount_amount, discount_type, rewards, allow_multiple,
		apple_pass_url, google_pass_url, authentication_token, access_token, favourite_locations,
		favourite_store_numbers, marketing_email_subscription, marketing_pn_subscription,
		profile_field_answers, referral_code, referral_path, user_code, user_relations,
		force_password_reset, expiration_date, sms_subscription, email_unsubscribe,
		allow_push_notifications, communicable_email, subscriptions, test_user, user_joined_at`),
	balance: words(`banked_rewards, membership_level, membership_level_id, net_balance, net_debits,
		pending_points, points_balance, signup_anniversary_day, total_credits, total_debits,
		total_point_credits, total_redeemable_visits, expired_membership_level, total_visits,
		initial_visits, unredeemed_cards`),
	reward: words(`id, created_at, start_date_tz, end_date_tz, updated_at, image, status, points,
		discount_amount, description, name, redeemable_properties, meta_data`),
	timeline: words(`title, first_name, last_name, email, phone, address, city, state, zip_code,
		gender, birthday, signup_channel, referral_code, created_at, joined_at, last_activity_at,
		sign_in_count, banned, unsubscribed, unsubscribe_reason, favorite_locations, checkins,
		redemptions, user_coupon_redemptions, user_devices`),
	favourite: words('user_id, channel, location_id, store_number, user_favourite_location_id'),
	segment: words('custom_segment_id, name, description, created_at, updated_at'),
	member: words(`custom_segment_member_id, custom_segment_id, email, user_id, created_at,
		updated_at`),
	anySegment: words(`segment_id, name, description, segment_type, user_type, membership_level`),
	redeemable: words(`redeemable_id, redeemable_uuid, name, description, redeemable_image_url`),
	metaRedeemable: words(`redeemable_id, name, description, points_required_to_redeem,
		redeemable_image_url, redeemable_properties`),
	checkin: words(`created_at, external_uid, checkin_id, pending_points, pending_refresh,
		points_earned, bar_code`),
	redemption: words(`redemption_status, created_at, redeemable_id, redemption_image_url,
		redemption_message, location_id, updated_at, redemption_id, redemption_tracking_code,
		expiring_at, redeemable_name, redeemed_value`),
};

/** Reads a body of which the documents give the keys. */
const at = (body: unknown, path: string): object =>
	path === ''
		? (body as object)
		: path.split('.').reduce((inner, key) => (inner as Json)[key] as object, body as object);

describe('keys of the documented answers', () => {
	test.each<[string, () => Promise<Answer>, number, Record<string, string[]>]>([
		[
			'mobile sign-up',
			async () => await punchh.signUp(),
			200,
			{ access_token: KEYS.accessToken, user: KEYS.mobileUser },
		],
		[
			'mobile login',
			mobile('POST', 'users/login', login),
			200,
			{ access_token: KEYS.accessToken, user: KEYS.mobileUser },
		],
		['own update', mobile('PUT', 'users', { user: { city: 'A' } }), 200, { user: KEYS.mobileUser }],
		[
			'SSO sign-up',
			sso('POST', '/api/auth/customers.json', { user: NEW }),
			201,
			{ '': KEYS.ssoUser },
		],
		['SSO sign-in', sso('POST', '/api/auth/customers/sign_in', login), 200, { '': KEYS.ssoUser }],
		[
			'look-up',
			async () => {
				await gift({ redeemable_id: 118190 });
				return await dashboard('GET', `/users/info?user_id=${user_id}`)();
			},
			200,
			{ '': KEYS.dashboardUser, balance: KEYS.balance, 'rewards.0': KEYS.reward },
		],
		[
			'timeline',
			dashboard('GET', `/users/extensive_timeline?user_id=${user_id}`),
			200,
			{ '': KEYS.timeline },
		],
		[
			'favourite locations',
			async () => {
				await punchh.patchMara({ preferred_location_ids: [315902] });
				return await dashboard('GET', `/user_favourite_locations?user_id=${user_id}`)();
			},
			200,
			{ '0': KEYS.favourite },
		],
		['custom segments', dashboard('GET', '/custom_segments'), 200, { '0': KEYS.segment }],
		[
			'new segment',
			dashboard('POST', '/custom_segments', { name: 'Tea', description: 'd' }),
			201,
			{ '': KEYS.segment },
		],
		[
			'changed segment',
			dashboard('PATCH', '/custom_segments?custom_segment_id=1874&name=Away'),
			200,
			{ '': KEYS.segment },
		],
		[
			'new member',
			dashboard('POST', '/custom_segments/members', { custom_segment_id: 1874, user_id }),
			201,
			{ '': KEYS.member },
		],
		['all segments', dashboard('GET', '/segments'), 200, { '0': KEYS.anySegment }],
		['redeemables', dashboard('GET', '/redeemables'), 200, { '0': KEYS.redeemable }],
		['meta', dashboard('GET', '/meta'), 200, { 'redeemables.0': KEYS.metaRedeemable }],
		[
			'locations',
			dashboard('GET', '/locations'),
			200,
			{ '0': words('location_id name store_number city state status time_zone') },
		],
		[
			'check-in',
			dashboard('POST', '/checkins', CHECKIN),
			200,
			{ '': words('first_name last_name checkins points checkin'), checkin: KEYS.checkin },
		],
		['session token', mobile('POST', 'session_tokens'), 200, { '': words('token expiring_at') }],
		[
			'forced redemption',
			async () => {
				await gift({ gift_count: 50 });
				const redemption = { requested_punches: 50, force_message: 'Test' };
				return await dashboard('POST', '/redemptions/force_redeem', { user_id, redemption })();
			},
			201,
			{ '': KEYS.redemption },
		],
	])('%s', async (_name, act, status, shapes) => {
		const answer = await act();
		expect(answer.status).toBe(status);
		for (const [path, keys] of Object.entries(shapes)) {
			expect(Object.keys(at(answer.body, path))).toEqual(expect.arrayContaining(keys));
		}
	});
});
