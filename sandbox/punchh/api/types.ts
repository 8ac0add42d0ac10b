import type { SeedGuest } from '../seed';

/** What a guest has earned, spent and is waiting for. */
export interface Balance {
	/** Points (or visits) ever credited. */
	credits: number;
	/** Points redeemed. */
	debits: number;
	/** Points that wait for the end of the receipt-update window. */
	pending: number;
	visits: number;
	/** Money in the bank, in the currency of the programme. */
	banked: number;
	/** ISO time. */
	last_visit: string | null;
}

/** A loyalty guest. `fields` holds the profile fields that have no place of their own here. */
export interface Guest extends SeedGuest {
	password: string;
	birthday: string | null;
	external_source: string | null;
	external_source_id: string | null;
	/** Empty when the guest has none: after a log-out. */
	access_token: string;
	authentication_token: string;
	created_at: string;
	updated_at: string;
	last_activity_at: string;
	user_status: 'active' | 'banned' | 'deactivated' | 'archived';
	unsubscribed: boolean;
	unsubscribe_reason: string | null;
	signup_channel: string;
	/** `Loyalty` or `eClub`. */
	guest_type: string;
	/** Gift cards in the account; a guest who has some cannot be deleted. */
	gift_cards: number;
	sign_in_count: number;
	fields: Record<string, unknown>;
	favourites: Favourite[];
	devices: Device[];
	balance: Balance;
	checkins: Checkin[];
	rewards: Reward[];
	redemptions: Redemption[];
}

/** A favourite location, with the keys that webhooks and the dashboard API share. */
export interface Favourite {
	user_favourite_location_id: number;
	location_id: number;
	channel: string;
}

/** A device that a guest has signed up or logged in from. */
export interface Device {
	app_device_id: string;
	gift_reason: string | null;
	created_at: string;
}

export interface Member {
	custom_segment_member_id: number;
	custom_segment_id: number;
	email: string;
	user_id: number;
	created_at: string;
	updated_at: string;
}

export interface Segment {
	custom_segment_id: number;
	name: string;
	description: string;
	created_at: string;
	updated_at: string;
}

/** A check-in with all keys of its webhook payload but `user`; see records.ts. */
export interface Checkin extends Record<string, unknown> {
	checkin_id: number;
	checkin_type: string | null;
	channel: string | null;
	status: 'loyalty' | 'gift';
	external_uid: string | null;
	points_earned: number;
	receipt_amount: number;
	approved: boolean;
	pending_refresh: boolean;
	/** Set when it is void. */
	expired_at: string | null;
	created_at: string;
	updated_at: string;
}

/** A reward with all keys of its webhook payload but `user`. */
export interface Reward extends Record<string, unknown> {
	reward_id: number;
	redeemable_id: number;
	name: string;
	status: string;
	discount_amount: number;
	created_at: string;
	updated_at: string;
}

/** A redemption with all keys of its webhook payload but `user`. */
export interface Redemption extends Record<string, unknown> {
	redemption_id: number;
	redemption_status: string;
	redemption_type: string;
	internal_tracking_code: string;
	location_id: number | null;
	redeemable_id: number | null;
	redeemable_name: string | null;
	redeemed_points: number;
	force_message: string | null;
	expiring_on: string;
	created_at: string;
	updated_at: string;
}
