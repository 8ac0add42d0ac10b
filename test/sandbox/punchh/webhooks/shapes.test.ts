import {
	MARKETING_KINDS,
	TRANSACTIONAL_KINDS,
} from '../../../../sandbox/punchh/webhooks/catalogue';
import { freshEventOf, readSample, sampleNames } from '../../../../sandbox/punchh/webhooks/events';
import type { Json } from '../../http';

/** The keys of the bodies, from sections 5 to 10 of the reference on Punchh's webhooks. */

const words = (text: string) => text.trim().split(/[\s,]+/);
const sorted = (keys: Iterable<string>) => [...keys].sort();

const ACCOUNT_BALANCE = words(`banked_currency, current_membership_level_name, last_visit,
	loyalty_points, net_balance, net_debits, pending_points, total_credits, total_debits,
	total_lifetime_points, total_point_credits, total_redeemable_visits, total_visits,
	unbanked_points, unredeemed_cards, user_id`);

const NESTED_USER = words(`account_balance, anniversary, avatar_remote_url, birthday, email,
	first_name, gender, guest_type, last_activity_at, last_name, marketing_email_subscription,
	marketing_pn_subscription, phone, preferred_locale, secondary_email, signup_channel,
	sms_subscription, unsubscribe_reason, unsubscribed, user_id, user_status`);

const GUEST = words(`business_id, business_uuid, user_id, email, first_name, last_name, phone,
	secondary_email, birthday, anniversary, preferred_locale, fb_uid, gender, unsubscribed,
	signup_channel, address_line1, city, state, zip_code, title, guest_type, external_source,
	external_source_id, marketing_email_subscription, marketing_pn_subscription, sms_subscription,
	unsubscribe_reason, user_status, referral_code, favourite_store_numbers, sign_in_count,
	joined_at, last_activity_at, updated_at, created_at, previous_changes, user_relations,
	fav_locations`);

const CHECKIN = words(`checkin_id, checkin_type, status, channel, user_id, user, business_id,
	business_uuid, location_id, location_name, store_number, points_earned, visits_earned,
	points_spent, receipt_amount, earnable_amount, unverified_receipt_amount, receipt_number,
	receipt_date, transaction_no, external_uid, bar_code, qr_decoded, punchh_key, approved,
	verified_at, verifications_count, reviewer_id, manual, pending_refresh, refreshed_at,
	first_punchh_at_business, first_punchh_at_location, redemption_id, expired_at, expiring_on,
	campaign_id, campaign_name, campaign_type, free_punchh_campaign_id, for_referring_user_id,
	for_referring_full_name, for_referring_checkin_id, gifted_for_id, gifted_for_type,
	gifted_by_id, gifted_by_type, gift_reason, menu_items, created_at, updated_at`);

const MENU_ITEM = words(`item_amount, item_name, item_qty, menu_family, menu_item_id,
	menu_item_type, menu_major_group, serial_number`);

const REDEMPTION = words(`redemption_id, redemption_status, redemption_type, redemption_code_id,
	redemption_code, redemption_code_pass, bar_code, internal_tracking_code, reward_id,
	redeemable_id, redeemable_name, redeemable_properties, redeemed_points, points_requested,
	channel, location_id, location_name, store_number, force_message, additional_properties,
	expiring_on, expired_at, created_at, updated_at, user`);

const REDEMPTION_CODE = words(`business_id, business_uuid, created_at, discount, employee_id,
	location_id, processed_at, receipt_amount, receipt_datetime, redeemable_id,
	redeemed_menu_items, redemption_code_id, status, subtotal_amount, transaction_no, updated_at`);

const REWARD = words(`reward_id, name, description, status, redeemable_id, redeemable_created_at,
	reward_points_redeemed, discount_amount, discount_channel, becomes_available_at, expiring_at,
	expiring_at_tz, gifted_for_id, gifted_for_type, gift_reason, campaign_id, campaign_name,
	campaign_type, meta_data, reward_properties, reward_image_url, store_numbers, franchisee_id,
	redemption_id, read_at, created_at, updated_at, user`);

/** PC, RW and GC of section 8, MK of section 9. */
const PENDING_CHECKIN = words(`after_update_amount, approved, bar_code, before_update_amount,
	channel, checkin_id, checkin_type, created_at, earnable_amount, errors, expired_at, expiring_on,
	external_uid, first_punchh_at_business, first_punchh_at_location, location_id, location_name,
	manual, pending_refresh, points_earned, points_spent, punchh_key, qr_decoded, receipt_amount,
	receipt_date, refreshed_at, reviewer_id, status, store_number, transaction_no,
	unverified_receipt_amount, updated_at, user`);
const REWARD_NOTICE = words(`becomes_available_at, created_at, description, discount_amount,
	discount_channel, expiring_at, expiring_at_tz, gift_reason, name, redeemable_id, remaining_days,
	reward_id, reward_image_url, reward_points_redeemed, status, updated_at, user`);
const GIFT_CARD = words(`amount, gift_card_balance, gift_card_number, owner_name, payment_id,
	receiver_email, receiver_name, reloaded_amount, reloader_name, sender_email, sender_name, user,
	user_name`);
const EXPIRY = words(`expiring_date, expiring_points, expiring_until_date, post_expiration_balance,
	remaining_days, user`);
const CAMPAIGN = words(`amount, campaign_id, campaign_name, campaign_type,
	challenge_completed_steps, challenge_remaining_steps, challenge_total_steps, coupon_code,
	coupon_end_date, coupon_gift_value, coupon_reward_name, donation_type, for_referring_full_name,
	gift_reason, gifted_amount, item_donated, location_name, points, raw_referral_points,
	referral_points, reward_expiring_at, reward_expiring_at_tz, reward_id, reward_name, user`);

/** The payload's keys of each kind of transactional notification that was seen. */
const TRANSACTIONAL: Record<string, string[]> = {
	login_from_new_device: words(`user_name, device_detected_time, ip_address,
		new_device_user_agent, reset_password_link, user`),
	pending_checkin: PENDING_CHECKIN,
	update_checkin: PENDING_CHECKIN,
	checkin_void: PENDING_CHECKIN,
	pos_scanner_checkin: words('points, user'),
	points_to_reward: words('bank_value, current_banked_reward, first_name, user'),
	reward_notification: REWARD_NOTICE,
	reward_expiry_reminder: REWARD_NOTICE,
	visit_expiry_reminder: EXPIRY,
	points_expiry_reminder: EXPIRY,
	currency_expiry_reminder: EXPIRY,
	feedback_reply: words(`reply_text, phone_message, free_reward_amount, gift_count,
		redeemable_name, redeemable_points, redeemable_discount_amount, reward_id, user`),
	loyalty_transfer: words('sender_name, transferred_item, transferred_type, user'),
	payment_card_expiry_reminder: words('cc_last_4, user'),
	payment_card_expired: words('cc_last_4, user'),
	gift_card_reloaded: GIFT_CARD,
	gift_card_redeemed: GIFT_CARD,
	gift_card_sharing_revoked: GIFT_CARD,
	gift_card_auto_reload: [
		...GIFT_CARD,
		'gc_user_auto_reload_default_amount',
		'gc_user_auto_reload_threshold_amount',
	],
	gift_card_auto_reload_enabled: words(
		'user_name, gift_card_balance, gift_card_number, owner_name, user',
	),
	gift_card_auto_reload_disabled: words(
		'user_name, gift_card_balance, gift_card_number, owner_name, user',
	),
};

/** Kinds whose guest stands in the payload itself, with this beside. */
const FLAT: Record<string, string> = {
	user_signup: 'email_confirmation_url',
	confirmation_email: 'email_confirmation_url',
	reset_password_instruction: 'reset_password_url',
};

const samples = (beginning: string) => sampleNames().filter((name) => name.startsWith(beginning));
const payloadOf = (name: string) => readSample(name).payload as Record<string, Json>;
const kindPayload = (kind: string) =>
	freshEventOf(`transactional_notification:${kind as keyof typeof TRANSACTIONAL_KINDS}`)
		.payload as Record<string, Json>;

test.each(samples('guest-'))('%s', (name) => {
	const payload = payloadOf(name);
	expect(Object.keys(payload)).toEqual(expect.arrayContaining(GUEST));
	expect(sorted(Object.keys(payload.account_balance))).toEqual(sorted(ACCOUNT_BALANCE));
	expect(payload.account_balance.total_debits).toEqual(expect.any(String));
});

test.each(samples('checkin-'))('%s', (name) => {
	const payload = payloadOf(name);
	expect(sorted(Object.keys(payload))).toEqual(sorted(CHECKIN));
	for (const item of payload.menu_items as unknown as Json[]) {
		expect(sorted(Object.keys(item))).toEqual(sorted(MENU_ITEM));
	}
	expect(payload.redemption_id).not.toBeNull();
});

test.each(samples('redemption-'))('%s', (name) => {
	const payload = payloadOf(name);
	expect(sorted(Object.keys(payload))).toEqual(sorted(REDEMPTION));
	expect(JSON.parse(payload.additional_properties as unknown as string)).toEqual({});
	if (payload.redemption_code === null) return;
	expect(sorted(Object.keys(payload.redemption_code))).toEqual(sorted(REDEMPTION_CODE));
});

test.each(samples('reward-'))('%s', (name) => {
	expect(sorted(Object.keys(payloadOf(name)))).toEqual(sorted(REWARD));
});

test.each(Object.keys(TRANSACTIONAL))('transactional %s', (kind) => {
	expect(sorted(Object.keys(kindPayload(kind)))).toEqual(sorted(TRANSACTIONAL[kind]));
});

test.each(Object.entries(FLAT))('transactional %s is flat, with %s', (kind, link) => {
	const payload = kindPayload(kind);
	expect(payload).not.toHaveProperty('user');
	expect(Object.keys(payload)).toEqual(expect.arrayContaining([...NESTED_USER, link]));
});

test.each(['enabled', 'disabled'])('auto-reload %s has a meta and a reduced guest', (change) => {
	const kind = `transactional_notification:gift_card_auto_reload_${change as 'enabled'}` as const;
	const { meta, payload } = freshEventOf(kind);
	expect(meta).toEqual({
		type: 'user_notifications',
		namespace: 'punchh_server',
		action: 'create',
	});
	expect(NESTED_USER).toEqual(expect.arrayContaining(Object.keys(payload.user as Json)));
	expect(payload.user).not.toHaveProperty('account_balance');
});

test.each(Object.keys(MARKETING_KINDS))('marketing %s', (kind) => {
	const { payload } = freshEventOf(
		`marketing_notification:${kind as keyof typeof MARKETING_KINDS}`,
	);
	const keys =
		kind === 'post_checkin_campaign'
			? words(`campaign_id, campaign_name, campaign_type, checkin_id, coupon_code, coupon_end_date,
				days_of_week, extra_points, gift_reason, gifted_amount, hours_of_day, location_name,
				reward_expiring_at, reward_expiring_at_tz, reward_id, reward_name, schedule, user`)
			: CAMPAIGN;
	expect(sorted(Object.keys(payload))).toEqual(sorted(keys));
});

test.each([
	...['checkin-', 'redemption-', 'reward-', 'marketing-', 'transactional-'].flatMap(samples),
])('the guest inside %s', (name) => {
	const { user } = payloadOf(name);
	if (user === undefined || name.includes('auto_reload_enabled')) return;
	const optional = words('external_source, external_source_id');
	const keys = Object.keys(user).filter((key) => !optional.includes(key));
	expect(sorted(keys)).toEqual(sorted(NESTED_USER));
	expect(sorted(Object.keys(user.account_balance as Json))).toEqual(sorted(ACCOUNT_BALANCE));
});

test.each([
	[
		'other/redeemable',
		words(`applicable_as_loyalty_redemption, created_at, description, discount_amount,
			discount_channel, expire_redemption_code_with_reward_end_date, expiry_date, expiry_days,
			end_time, meta_data, name, points_required_to_redeem, redeemable_id, redeemable_image_url,
			redeemable_properties, redemption_expiry, status, updated_at`),
	],
	[
		'other/coupon-issuance',
		words(`app_device_id, applicable_flat_discount, applicable_percentage_discount, bar_code,
			campaign_name, code, coupon_campaign_id, coupon_id, coupon_type, created_at, discount, email,
			employee_id, expiry_at, gift_count, location_id, processed_at, receipt_amount,
			receipt_datetime, receipt_subtotal_amount, redeemable, redeemed_menu_items, revenue_code,
			revenue_id, status, transaction_no, updated_at, user`),
	],
])('%s', (name, keys) => {
	expect(sorted(Object.keys(payloadOf(name)))).toEqual(sorted(keys));
});
