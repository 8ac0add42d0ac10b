import type { AttributeRule, Preset } from '../types';
import type { ValueKind } from './values';

const BOTH: Preset[] = ['recommended', 'adapter'];
const RECOMMENDED: Preset[] = ['recommended'];
const ADAPTER: Preset[] = ['adapter'];

const row = (
	presets: Preset[],
	from: string,
	to: string,
	kind: ValueKind = 'asIs',
	more: Pick<AttributeRule, 'always' | 'earliest' | 'everywhere'> = {},
): AttributeRule => ({ presets, from: from.split('|'), to, kind, ...more });

const ALWAYS = { always: true };
const balance = (
	presets: Preset[],
	name: string,
	kind: ValueKind = 'asIs',
	more: Pick<AttributeRule, 'always'> = ALWAYS,
) => row(presets, `account_balance.${name}`, `account_balance_${name}`, kind, more);

/**
 * Which field of a Punchh guest becomes which attribute in Braze: preset, field (or several
 * separated by `|`, of which the first with a value counts), attribute, kind of value. The rows of
 * the adapter follow the sample on its page. Subscription states and the identifier are not here.
 */
export const ATTRIBUTES: AttributeRule[] = [
	// Identity
	row(BOTH, 'user_id', 'punchh_user_id'),
	row(BOTH, 'email', 'email'),
	row(BOTH, 'first_name', 'first_name'),
	row(BOTH, 'last_name', 'last_name'),
	row(RECOMMENDED, 'phone', 'phone', 'phone'),
	row(RECOMMENDED, 'birthday', 'dob', 'day'),
	row(RECOMMENDED, 'gender', 'gender', 'gender'),
	row(RECOMMENDED, 'city', 'home_city'),
	row(RECOMMENDED, 'state', 'state'),
	row(RECOMMENDED, 'zip_code', 'zip_code'),
	row(RECOMMENDED, 'preferred_locale', 'language', 'language'),
	row(RECOMMENDED, 'anniversary', 'anniversary', 'day'),
	row(BOTH, 'time_zone', 'time_zone'),

	// Loyalty program
	row(BOTH, 'signup_channel', 'signup_channel'),
	row(BOTH, 'guest_type', 'guest_type'),
	row(BOTH, 'user_status', 'user_status'),
	row(BOTH, 'referral_code', 'referral_code'),
	row(BOTH, 'terms_and_conditions', 'terms_and_conditions'),
	row(BOTH, 'sms_subscription', 'sms_subscription'),
	row(BOTH, 'business_uuid', 'business_uuid', 'asIs', { everywhere: true }),
	row(ADAPTER, 'favourite_store_numbers', 'favourite_store_numbers'),
	row(RECOMMENDED, 'favourite_store_numbers', 'favourite_store_numbers', 'list'),

	// Times
	row(ADAPTER, 'confirmation_sent_at', 'confirmation_sent_at'),
	row(ADAPTER, 'current_sign_in_at', 'current_sign_in_at'),
	row(RECOMMENDED, 'confirmation_sent_at', 'confirmation_sent_at', 'date'),
	row(RECOMMENDED, 'current_sign_in_at', 'current_sign_in_at', 'date'),
	row(RECOMMENDED, 'joined_at', 'joined_at', 'date'),
	row(RECOMMENDED, 'last_activity_at', 'last_activity_at', 'date'),
	row(ADAPTER, 'joined_at|created_at', 'date_of_first_session', 'asIs', { earliest: true }),
	row(ADAPTER, 'last_activity_at|current_sign_in_at', 'date_of_last_session'),

	// Balance
	balance(BOTH, 'current_membership_level_name'),
	balance(ADAPTER, 'net_balance'),
	balance(ADAPTER, 'net_debits'),
	balance(ADAPTER, 'total_lifetime_points'),
	balance(ADAPTER, 'total_point_credits'),
	balance(RECOMMENDED, 'net_balance', 'number'),
	balance(RECOMMENDED, 'net_debits', 'number'),
	balance(RECOMMENDED, 'total_lifetime_points', 'number'),
	balance(RECOMMENDED, 'total_point_credits', 'number'),
	balance(RECOMMENDED, 'loyalty_points', 'number'),
	balance(RECOMMENDED, 'total_visits', 'number'),
	balance(RECOMMENDED, 'last_visit', 'date'),
	balance(RECOMMENDED, 'banked_currency', 'number'),
	balance(RECOMMENDED, 'pending_points', 'number', {}),
	balance(RECOMMENDED, 'total_credits', 'number', {}),
	balance(RECOMMENDED, 'total_debits', 'number', {}),
	balance(RECOMMENDED, 'total_redeemable_visits', 'number', {}),
	balance(RECOMMENDED, 'unbanked_points', 'number', {}),
	balance(RECOMMENDED, 'unredeemed_cards', 'number', {}),
	row(BOTH, 'apple_loyalty_pass_url', 'apple_loyalty_pass_url', 'asIs', ALWAYS),
	row(BOTH, 'android_loyalty_pass_url', 'android_loyalty_pass_url', 'asIs', ALWAYS),
];

/** Where Punchh says whether a guest wants to hear from the brand, and by what. */
export interface SubscriptionRule {
	optIn: string;
	optOut?: string;
	/** The attribute that it is about: Braze may take a new one for subscribed. */
	contact?: 'email' | 'phone';
}

const EMAIL: SubscriptionRule = {
	optIn: 'marketing_email_subscription',
	optOut: 'unsubscribed',
	contact: 'email',
};

/** The states that are fields of the profile, with the field in Braze. */
export const SUBSCRIPTIONS: Array<SubscriptionRule & { to: string }> = [
	{ to: 'email_subscribe', ...EMAIL },
	{ to: 'push_subscribe', optIn: 'marketing_pn_subscription' },
];

/** The states of subscription groups, with the choice that names the group. */
export const SUBSCRIPTION_GROUPS: Array<
	SubscriptionRule & { group: 'emailGroupId' | 'smsGroupId' }
> = [
	{ group: 'emailGroupId', ...EMAIL },
	{ group: 'smsGroupId', optIn: 'sms_subscription', contact: 'phone' },
];
