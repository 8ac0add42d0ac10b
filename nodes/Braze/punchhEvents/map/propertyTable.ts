import { remembered } from '../../../shared/values/remembered';
import type { PunchhEvent } from '../../../Punchh/events/families';
import type { FieldRule } from '../types';
import type { ValueKind } from './values';

const same = (names: string): FieldRule[] =>
	names.split(/\s+/).map((name) => ({ from: [name], to: name, kind: 'asIs' }));

const renamed = (names: Record<string, string>, kind: ValueKind = 'asIs'): FieldRule[] =>
	Object.entries(names).map(([from, to]) => ({ from: [from], to, kind }));

/**
 * The properties that Punchh's adapter sends with an event, from the samples on its pages. Types of
 * events that are not here are sent with all their fields.
 */
export const ADAPTER_PROPERTIES: Partial<Record<PunchhEvent, FieldRule[]>> = {
	loyalty_checkin: same(
		`approved bar_code business_uuid campaign_id campaign_name campaign_type channel checkin_id
		checkin_type created_at earnable_amount expiring_on external_uid first_punchh_at_business
		first_punchh_at_location free_punchh_campaign_id location_id location_name menu_items
		pending_refresh points_earned points_spent punchh_key receipt_amount receipt_date redemption_id
		refreshed_at status store_number transaction_no updated_at`,
	),
	gift_checkin: same(
		`approved business_uuid checkin_id created_at expiring_on first_punchh_at_business
		first_punchh_at_location gift_reason gifted_by_id gifted_by_type gifted_for_id gifted_for_type
		location_id location_name pending_refresh points_earned points_spent redemption_id status
		store_number updated_at`,
	),
	redemption: [
		...same(
			`bar_code business_uuid channel created_at expiring_on internal_tracking_code location_id
			location_name points_requested redeemable_id redeemable_name redeemed_points redemption_id
			redemption_status redemption_type store_number updated_at`,
		),
		...renamed({
			'redemption_code.redemption_code_id': 'redemption_code_id',
			'redemption_code.status': 'redemption_code_status',
			'redemption_code.discount': 'redemption_code_discount',
			'redemption_code.subtotal_amount': 'redemption_code_subtotal_amount',
			'redemption_code.receipt_amount': 'redemption_code_receipt_amount',
			'redemption_code.receipt_datetime': 'redemption_code_receipt_datetime',
			'redemption_code.processed_at': 'redemption_code_processed_at',
			'redemption_code.transaction_no': 'redemption_code_transaction_no',
			'redemption_code.redeemed_menu_items': 'redeemed_menu_items',
		}),
	],
	reward: [
		...same(
			`becomes_available_at business_uuid created_at description discount_amount discount_channel
			expiring_at expiring_at_tz franchisee_id gift_reason gifted_for_id gifted_for_type meta_data
			name redeemable_created_at redeemable_id reward_id reward_image_url reward_points_redeemed
			status updated_at`,
		),
		...renamed({ store_numbers: 'store_numbers' }, 'textOfList'),
	],
};

/** Fields of the payload that the adapter leaves out when it sends all others. */
export const ADAPTER_LEAVES_OUT: ReadonlySet<string> = new Set(['user', 'user_id', 'business_id']);

/** Coupon events keep the guest's ID next to the coupon, and only the ID of an offer. */
export const ADAPTER_COUPON_EVENTS: ReadonlySet<string> = new Set([
	'coupons',
	'user_coupon_redemptions',
]);

/**
 * Fields of the guest, which the recommended preset leaves out of the properties: they say nothing
 * about the event, and personal data belongs on the profile.
 */
export const RECOMMENDED_LEAVES_OUT: ReadonlySet<string> = new Set(
	`user user_id user_name user_status account_balance anniversary birthday email first_name gender
	guest_type last_activity_at last_name marketing_email_subscription marketing_pn_subscription phone
	preferred_locale secondary_email signup_channel sms_subscription unsubscribe_reason
	unsubscribed external_source external_source_id avatar_remote_url business_id receiver_email
	sender_email`.split(/\s+/),
);

/** Words in the names of amounts and counts, which Rails writes as text where they are decimals. */
const NUMBER_WORDS = new Set(
	`amount amounts balance count credits currency days debits discount points price qty quantity steps
	subtotal tax tip total visits`.split(/\s+/),
);

/** Last words of names that hold no number, whatever stands before. */
const NO_NUMBER_WORDS = new Set('code date id key name no number status type uid uuid'.split(' '));

/** Whether a field of Punchh holds an amount or a count: `points_earned`, `receipt_amount`. */
export const isNumberField = remembered(1_000, (name) => {
	const words = name.split('_');
	return words.some((word) => NUMBER_WORDS.has(word)) && !NO_NUMBER_WORDS.has(words.at(-1)!);
});

/** Fields in which 0 means nothing. */
export const ZERO_IS_NONE: ReadonlySet<string> = new Set(['redemption_id']);

/** Better names for some flattened fields. */
export const FLATTENED_NAMES: Record<string, string> = {
	redemption_code_redeemed_menu_items: 'redeemed_menu_items',
};
